/**
 * Tests of visitors' code on the tiny site, without WordPress.
 */
import { test as base, type LaunchOptions } from '@playwright/test';
import { PERSON } from '../../../bin/lib/chromium';
import { startPages, type Site } from './server';

export const test = base.extend< { site: Site; errors: string[] } >( {
	site: async ( {}, provide ) => {
		const { site, stop } = await startPages();
		await provide( site );
		stop();
	},
	/** Errors that reached a page. */
	errors: async ( { page }, provide ) => {
		const errors: string[] = [];
		page.on( 'pageerror', ( error ) => errors.push( error.message ) );
		await provide( errors );
	},
} );

/** Makes the browser look like a person's: robots get the original from this site's own engine. */
export const asPerson = {
	userAgent:
		'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
	launchOptions: async (
		{ launchOptions }: { launchOptions: LaunchOptions },
		provide: ( options: LaunchOptions ) => Promise< void >
	) =>
		provide( {
			...launchOptions,
			args: [ ...( launchOptions.args ?? [] ), ...PERSON ],
			// Playwright switches it off.
			ignoreDefaultArgs: [ '--disable-back-forward-cache' ],
		} ),
};

export { expect } from '@playwright/test';
export * from './server';

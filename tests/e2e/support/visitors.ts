import type { Browser, Page } from '@playwright/test';
import type { OptimizelyEmulator } from '../../../emulators/optimizely';

export type Look = {
	page: Page;
	/** Every different set of the watched texts that was about to be painted, in order. */
	frames: () => Promise< string[][] >;
	/** JavaScript errors of the page. */
	errors: string[];
	leave: () => Promise< void >;
};

/** Somebody who gets a variation of the first experiment, as Optimizely's cookie names them. */
export const visitorOf = (
	{ control }: OptimizelyEmulator,
	variation: number
): string =>
	control.visitorsFor( control.experiments()[ 0 ]!.id, variation )[ 0 ]!;

/**
 * A visitor in a browser of their own, of whose page every frame is looked at: which of some texts does it show?
 *
 * @param browser         The browser.
 * @param order           The visit.
 * @param order.url       Where they arrive.
 * @param order.texts     What is looked for in what the page shows.
 * @param order.visitorId Optimizely's cookie, which decides on the variation.
 * @param order.slow      Slows the processor down so many times.
 * @param order.prepare   Gets the page before it goes anywhere.
 */
export async function visit(
	browser: Browser,
	order: {
		url: string;
		texts: string[];
		visitorId?: string;
		slow?: number;
		prepare?: ( page: Page ) => Promise< unknown >;
	}
): Promise< Look > {
	const context = await browser.newContext( {
		viewport: { width: 1000, height: 1400 },
	} );
	if ( order.visitorId ) {
		await context.addCookies( [
			{
				name: 'optimizelyEndUserId',
				value: order.visitorId,
				url: new URL( order.url ).origin,
			},
		] );
	}
	const page = await context.newPage();
	const errors: string[] = [];
	page.on( 'pageerror', ( error ) => errors.push( error.message ) );
	await page.addInitScript( ( texts: string[] ) => {
		const seen: string[][] = [];
		( window as unknown as { seen: string[][] } ).seen = seen;
		const look = () => {
			const shown = document.body?.innerText ?? '';
			const found = texts.filter( ( text ) => shown.includes( text ) );
			if ( seen.at( -1 )?.join() !== found.join() ) {
				seen.push( found );
			}
			requestAnimationFrame( look );
		};
		requestAnimationFrame( look );
	}, order.texts );
	if ( order.slow ) {
		const devtools = await context.newCDPSession( page );
		await devtools.send( 'Emulation.setCPUThrottlingRate', {
			rate: order.slow,
		} );
	}
	await order.prepare?.( page );
	await page.goto( order.url, { waitUntil: 'load' } );
	return {
		page,
		errors,
		frames: () =>
			page.evaluate(
				() => ( window as unknown as { seen: string[][] } ).seen
			),
		leave: () => context.close(),
	};
}

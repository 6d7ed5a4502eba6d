import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Site } from '../../../bin/site';
import { withMuPlugin } from './mu-plugin';

export const RTL = `add_action( 'init', static function () {
	$GLOBALS['wp_locale']->text_direction = 'rtl';
}, 0 );`;

/** What axe finds that keeps people out, in a part of the page. */
export async function expectAccessible(
	page: Page,
	include: string
): Promise< void > {
	const { violations } = await new AxeBuilder( { page } )
		.include( include )
		.analyze();
	expect(
		violations.map( ( { id, nodes } ) => [
			id,
			nodes.map( ( { html } ) => html ),
		] )
	).toEqual( [] );
}

type Screen = {
	page: Page;
	site: Site;
	wordpress: string;
	/** Of the picture. */
	name: string;
	/** The part of the page that is ours, for axe; the rest is WordPress's own. */
	include: string;
	/** Goes there and brings it into the state that is looked at. */
	open: () => Promise< void >;
	/** Width of a narrow window, in pixels. */
	narrow?: number;
};

/** A picture wide, narrow and right to left: each whole without scrolling sideways, and accessible. */
export async function shoot( screen: Screen ): Promise< void > {
	const { page, site, wordpress, name, include, open, narrow = 360 } = screen;
	const look = async ( how: string ) => {
		await open();
		await page.evaluate( () => window.scrollTo( 0, 0 ) );
		await page.screenshot( {
			path: `artifacts/screens/${ wordpress }/${ name }-${ how }.png`,
			fullPage: true,
		} );
		const overflow = await page.evaluate(
			() =>
				document.documentElement.scrollWidth -
				document.documentElement.clientWidth
		);
		expect( overflow, `${ how } scrolls sideways` ).toBeLessThanOrEqual(
			0
		);
		await expectAccessible( page, include );
	};
	await look( 'wide' );
	await page.setViewportSize( { width: narrow, height: 800 } );
	await look( 'narrow' );
	await page.setViewportSize( { width: 1280, height: 900 } );
	await withMuPlugin( site, RTL, () => look( 'rtl' ) );
}

/**
 * This site's own engine in real browsers: who sees what, what is remembered, what is sent.
 */
/* eslint-disable no-bitwise -- what is counted is a mask */
import type { Page } from '@playwright/test';
import {
	asPerson,
	expect,
	test,
	type Experiment,
	type Settings,
	type Site,
} from './pages';

test.use( asPerson );

const FROM = 'Old title';
const TO = 'New title';
/** Everybody gets the variation. */
const SURE = [ 0, 10000 ];
const make = ( id: number, ends = SURE ): Experiment => [
	id,
	id,
	`/post-${ id }/`,
	`${ FROM } ${ id }`,
	[ `${ TO } ${ id }` ],
	ends,
	1,
];
const link = ( id: number ) =>
	`<h2><a href="/post-${ id }/">${ FROM } ${ id }</a></h2>`;
const COOKIE = 'wp_consent_statistics';
const OPT_IN: Settings = { sources: [ 'statistics', COOKIE, 'optin' ] };

function serve(
	site: Site,
	experiments: Experiment[] = [ make( 1 ) ],
	settings: Settings = {}
) {
	const ids = experiments.map( ( [ id ] ) => id );
	site.serve(
		'/',
		site.ownPage( ids.map( link ).join( '' ), experiments, settings )
	);
	for ( const id of ids ) {
		site.serve(
			`/post-${ id }/`,
			site.ownPage( `<h1>${ FROM } ${ id }</h1>`, experiments, settings )
		);
	}
}

const headline = ( page: Page, id = 1 ) =>
	page.locator( `a[href="/post-${ id }/"]` );

/** Of all beacons. */
const entries = ( { beacons }: Site ) =>
	beacons.flatMap( ( [ , ...all ] ) => all as number[][] );

/** As long in view as it takes to be seen. */
const see = ( page: Page ) => page.waitForTimeout( 1200 );

const storage = ( page: Page ) =>
	page.evaluate( () => ( { ...localStorage } ) );

/** What the consent tool says, and notes. */
const say = ( page: Page, value: 'allow' | 'deny' ) =>
	page.evaluate(
		( [ name, said ] ) => {
			document.cookie = `${ name }=${ said }; path=/`;
			document.dispatchEvent(
				new CustomEvent( 'wp_listen_for_consent_change', {
					detail: { statistics: said },
				} )
			);
		},
		[ COOKIE, value ] as const
	);

test( 'one page for everybody: each visitor gets a headline of their own, and keeps it', async ( {
	browser,
	site,
	contextOptions,
} ) => {
	serve( site, [ make( 1, [ 5000, 10000 ] ), make( 2, [ 5000, 10000 ] ) ] );
	const seen = new Set< string >();
	for ( let visitor = 0; visitor < 16; visitor++ ) {
		const context = await browser.newContext( contextOptions );
		const page = await context.newPage();
		const texts: string[] = [];
		for ( let load = 0; load < 2; load++ ) {
			await page.goto( site.origin );
			texts.push(
				( await page.locator( 'h2' ).allTextContents() ).join()
			);
		}
		expect( texts[ 1 ] ).toBe( texts[ 0 ] );
		// Of each experiment one headline, once; on a slow machine it has been seen as well.
		await expect
			.poll(
				() =>
					entries( site ).filter( ( [ , , , mask ] ) => mask! & 1 )
						.length
			)
			.toBe( 2 * ( visitor + 1 ) );
		seen.add( texts[ 0 ]! );
		await context.close();
	}
	// Of the four that there are; by chance 16 visitors see fewer than three in one of ten thousand runs.
	expect( seen.size ).toBeGreaterThanOrEqual( 3 );
	expect( site.beacons.every( ( [ unit ] ) => unit === 0 ) ).toBe( true );
} );

test( 'seen, clicked and read; the rest of the day nothing more', async ( {
	page,
	site,
	errors,
} ) => {
	serve( site );
	await page.goto( site.origin );
	await expect( headline( page ) ).toHaveText( `${ TO } 1` );
	await see( page );
	await headline( page ).click();
	await page.waitForURL( '**/post-1/' );
	await expect
		.poll( () => site.beacons )
		.toEqual( [ [ 0, [ 1, 1, 1, 7 ] ] ] );
	for ( let i = 0; i < 5; i++ ) {
		await page.waitForTimeout( 3400 );
		await page.mouse.move( 100, 100 + i );
	}
	await page.goto( site.origin );
	await expect
		.poll( () => site.beacons.slice( 1 ) )
		.toEqual( [ [ 0, [ 1, 1, 1, 8 ] ] ] );
	await see( page );
	await headline( page ).click();
	await page.waitForURL( '**/post-1/' );
	await page.waitForTimeout( 300 );
	expect( site.beacons ).toHaveLength( 2 );
	expect( errors ).toEqual( [] );
} );

test( 'two tabs count together', async ( { page, context, site } ) => {
	serve( site );
	const other = await context.newPage();
	await page.goto( site.origin );
	await other.goto( site.origin );
	await see( other );
	await page.bringToFront();
	await see( page );
	await headline( page ).click();
	await page.waitForURL( '**/post-1/' );
	await other.close( { runBeforeUnload: true } );
	await page.waitForTimeout( 500 );
	const bits = entries( site ).map( ( [ , , , mask ] ) => mask! );
	// Each bit once, whichever tab sent it.
	expect( bits.reduce( ( sum, mask ) => sum + mask, 0 ) ).toBe( 7 );
} );

test( 'refused: a page view, nothing kept; the original where that is chosen', async ( {
	page,
	context,
	site,
} ) => {
	serve( site, [ make( 1 ) ], OPT_IN );
	await page.goto( site.origin );
	await expect( headline( page ) ).toHaveText( `${ TO } 1` );
	await say( page, 'deny' );
	await headline( page ).click();
	await page.waitForURL( '**/post-1/' );
	await expect
		.poll( () => site.beacons )
		.toEqual( [ [ 1, [ 1, 1, 1, 7 ] ] ] );
	expect( await storage( page ) ).toEqual( {} );
	expect( ( await context.cookies() ).map( ( { name } ) => name ) ).toEqual( [
		COOKIE,
	] );

	serve( site, [ make( 2 ) ], { ...OPT_IN, original: 1 } );
	await page.goto( site.origin );
	await expect( headline( page, 2 ) ).toHaveText( `${ FROM } 2` );
	await see( page );
	await headline( page, 2 ).click();
	await page.waitForURL( '**/post-2/' );
	await page.waitForTimeout( 300 );
	expect( site.beacons ).toHaveLength( 1 );
	expect( await storage( page ) ).toEqual( {} );
} );

test( 'granted later: the headline stays, and is remembered from then on', async ( {
	page,
	site,
} ) => {
	serve( site, [ make( 1, [ 5000, 10000 ] ) ], OPT_IN );
	await page.goto( site.origin );
	const text = await headline( page ).textContent();
	expect( await storage( page ) ).toEqual( {} );
	await say( page, 'allow' );
	await expect( headline( page ) ).toHaveText( text! );
	for ( let load = 0; load < 5; load++ ) {
		await page.goto( site.origin );
		await expect( headline( page ) ).toHaveText( text! );
	}
	await page.goto( 'about:blank' );
	await expect.poll( () => site.beacons.length ).toBe( 1 );
	expect( site.beacons[ 0 ]![ 0 ] ).toBe( 0 );
} );

test( 'withdrawn: everything is deleted, and nothing more is sent', async ( {
	page,
	site,
} ) => {
	serve( site, [ make( 1 ) ], OPT_IN );
	await page.goto( site.origin );
	await say( page, 'allow' );
	await see( page );
	expect( Object.keys( await storage( page ) ) ).toEqual( [
		`twoHeads ${ site.origin }`,
	] );
	await say( page, 'deny' );
	expect( await storage( page ) ).toEqual( {} );
	await headline( page ).click();
	await page.waitForURL( '**/post-1/' );
	await page.waitForTimeout( 300 );
	expect( site.beacons ).toEqual( [] );
	expect( await storage( page ) ).toEqual( {} );
} );

test( 'back from the back/forward cache: nothing twice, and what follows counts', async ( {
	page,
	site,
} ) => {
	serve( site, [ make( 1 ), make( 2 ) ] );
	await page.goto( site.origin );
	await page.evaluate(
		'addEventListener( "pageshow", ( event ) => ( window.restored = event.persisted ) )'
	);
	await see( page );
	await headline( page ).click();
	await page.waitForURL( '**/post-1/' );
	await expect
		.poll( () => site.beacons )
		.toEqual( [ [ 0, [ 1, 1, 1, 7 ], [ 2, 1, 1, 3 ] ] ] );
	// page.goBack() waits for a load that does not come.
	await page.evaluate( 'history.back()' );
	await expect.poll( () => page.evaluate( 'window.restored' ) ).toBe( true );
	await expect( headline( page ) ).toHaveText( `${ TO } 1` );
	await see( page );
	await headline( page, 2 ).click();
	await page.waitForURL( '**/post-2/' );
	await expect
		.poll( () => site.beacons.slice( 1 ) )
		.toEqual( [ [ 0, [ 2, 1, 1, 4 ] ] ] );
} );

test( 'a blocked door: no error, and the page goes on', async ( {
	page,
	site,
	errors,
} ) => {
	// A port that the browser itself refuses: it fails as with an ad-blocker, which Playwright cannot be for beacons.
	serve( site, [ make( 1 ) ], { door: 'http://127.0.0.1:1/door' } );
	await page.goto( site.origin );
	await expect( headline( page ) ).toHaveText( `${ TO } 1` );
	await see( page );
	await headline( page ).click();
	await page.waitForURL( '**/post-1/' );
	await page.addInitScript( 'delete Navigator.prototype.sendBeacon' );
	await page.goto( site.origin );
	await headline( page ).click();
	await page.waitForURL( '**/post-1/' );
	expect( errors ).toEqual( [] );
	expect( site.beacons ).toEqual( [] );
} );

for ( const [ who, script ] of [
	[
		'a driven browser',
		'Object.defineProperty( Navigator.prototype, "webdriver", { get: () => true } )',
	],
	[
		'a crawler',
		'Object.defineProperty( Navigator.prototype, "userAgent", { get: () => "Mozilla/5.0 (compatible; Googlebot/2.1)" } )',
	],
] as const ) {
	test( `${ who } gets the page as it is`, async ( { page, site } ) => {
		serve( site );
		await page.addInitScript( script );
		await page.goto( site.origin );
		await expect( headline( page ) ).toHaveText( `${ FROM } 1` );
		await see( page );
		await headline( page ).click();
		await page.waitForURL( '**/post-1/' );
		await page.waitForTimeout( 300 );
		expect( site.beacons ).toEqual( [] );
		expect(
			Object.keys( await storage( page ) ).filter( ( key ) =>
				/^twoHeads|^two_heads/.test( key )
			)
		).toEqual( [] );
	} );
}

test( 'the post’s own page: for those who came by the headline, where it may', async ( {
	page,
	site,
} ) => {
	serve( site, [ make( 1 ) ], { own: 1 } );
	await page.goto( `${ site.origin }/post-1/` );
	await expect( page.locator( 'h1' ) ).toHaveText( `${ FROM } 1` );
	await page.goto( site.origin );
	await headline( page ).click();
	await page.waitForURL( '**/post-1/' );
	await expect( page.locator( 'h1' ) ).toHaveText( `${ TO } 1` );
} );

/**
 * What is counted, with a real viewport, real input and real tabs.
 */
import { expect, test, type Pushed, type Site } from './pages';

// Playwright switches it off.
test.use( {
	launchOptions: async ( { launchOptions }, provide ) =>
		provide( {
			...launchOptions,
			ignoreDefaultArgs: [ '--disable-back-forward-cache' ],
		} ),
} );

const FROM = 'Old title';
const TO = 'New title';
const item = ( site: Site, more: Partial< Pushed > = {} ): Pushed => ( {
	id: 'site-1',
	post: 12,
	url: `${ site.origin }/a-post/`,
	from: FROM,
	to: TO,
	v: 1,
	...more,
} );
const LINK = `<h2><a href="/a-post/">${ FROM }</a></h2>`;

function serve( site: Site, more: Partial< Pushed > = {}, before = '' ) {
	const items = [ item( site, more ) ];
	site.serve(
		'/',
		site.page(
			`${ before }${ LINK }<p style="height:3000px">Text</p>`,
			items
		)
	);
	site.serve(
		'/a-post/',
		site.page(
			`<h1>${ FROM }</h1><p style="height:3000px">Text</p>`,
			items
		)
	);
}

test( 'an exposure after one second in view, once', async ( {
	page,
	site,
} ) => {
	serve( site );
	await page.goto( site.origin );
	await page.waitForTimeout( 600 );
	expect( site.events() ).toEqual( [] );
	await expect
		.poll( () => site.log, { timeout: 5000 } )
		.toEqual( [
			{
				type: 'event',
				eventName: 'two_heads_exposure',
				properties: { experiment: 'site-1' },
			},
		] );
	await page.mouse.wheel( 0, 2000 );
	await page.waitForTimeout( 300 );
	await page.mouse.wheel( 0, -2000 );
	await page.waitForTimeout( 1500 );
	expect( site.events() ).toEqual( [ 'exposure' ] );
} );

test( 'none below the fold, less than half in view, or scrolled past', async ( {
	page,
	site,
} ) => {
	serve(
		site,
		{},
		'<style>*{margin:0}h2{line-height:100px}a{display:block}</style><div style="height:1500px"></div>'
	);
	await page.goto( site.origin );
	await page.waitForTimeout( 1300 );
	expect( site.events() ).toEqual( [] );
	// The window is 900 pixels high: 40 of the headline's 100 are in view.
	await page.evaluate( 'scrollTo( 0, 640 )' );
	await page.waitForTimeout( 1300 );
	expect( site.events() ).toEqual( [] );
	await page.evaluate( 'scrollTo( 0, 800 )' );
	await page.waitForTimeout( 500 );
	await page.evaluate( 'scrollTo( 0, 2000 )' );
	await page.waitForTimeout( 1300 );
	expect( site.events() ).toEqual( [] );
	await page.evaluate( 'scrollTo( 0, 800 )' );
	await expect
		.poll( () => site.events(), { timeout: 5000 } )
		.toEqual( [ 'exposure' ] );
} );

test( 'a click is delivered although the page unloads', async ( {
	page,
	site,
	errors,
} ) => {
	serve( site, { own: 1 } );
	await page.goto( site.origin );
	await page.getByRole( 'link', { name: TO } ).click();
	await expect( page.locator( 'h1' ) ).toHaveText( TO );
	await expect.poll( () => site.events() ).toEqual( [ 'exposure', 'click' ] );
	expect( errors ).toEqual( [] );
} );

test( 'a click that the page stops on its way is delivered, too', async ( {
	page,
	site,
} ) => {
	serve( site );
	await page.goto( site.origin );
	await page.evaluate( () =>
		document
			.querySelector( 'a' )!
			.addEventListener( 'click', ( event ) => event.stopPropagation() )
	);
	await page.getByRole( 'link', { name: TO } ).click();
	await page.waitForURL( '**/a-post/' );
	await expect.poll( () => site.events() ).toEqual( [ 'exposure', 'click' ] );
} );

test( 'by keyboard', async ( { page, site } ) => {
	serve( site );
	await page.goto( site.origin );
	await page.keyboard.press( 'Tab' );
	await page.keyboard.press( 'Enter' );
	await page.waitForURL( '**/a-post/' );
	await expect( page.locator( 'h1' ) ).toHaveText( FROM );
	await expect.poll( () => site.events() ).toEqual( [ 'exposure', 'click' ] );
} );

test( 'by touch', async ( { browser, site } ) => {
	serve( site );
	const context = await browser.newContext( {
		hasTouch: true,
		isMobile: true,
	} );
	const page = await context.newPage();
	await page.goto( site.origin );
	await page.getByRole( 'link', { name: TO } ).tap();
	await page.waitForURL( '**/a-post/' );
	await expect.poll( () => site.events() ).toEqual( [ 'exposure', 'click' ] );
	await context.close();
} );

test( 'with the middle button, read in the new tab', async ( {
	page,
	context,
	site,
} ) => {
	serve( site );
	await page.goto( site.origin );
	const opened = context.waitForEvent( 'page' );
	await page.getByRole( 'link', { name: TO } ).click( { button: 'middle' } );
	const tab = await opened;
	await tab.waitForLoadState();
	await expect.poll( () => site.events() ).toEqual( [ 'exposure', 'click' ] );
	await tab.bringToFront();
	for ( let i = 0; i < 5; i++ ) {
		await tab.waitForTimeout( 3500 );
		await tab.mouse.move( 100, 100 + i );
	}
	await expect
		.poll( () => site.events() )
		.toEqual( [ 'exposure', 'click', 'read' ] );
	expect( await tab.evaluate( 'localStorage.length' ) ).toBe( 0 );
} );

test( 'not with the right button, and not when the page prevents it', async ( {
	page,
	site,
} ) => {
	serve( site );
	await page.goto( site.origin );
	await page.getByRole( 'link', { name: TO } ).click( { button: 'right' } );
	await page.keyboard.press( 'Escape' );
	await page.evaluate( () =>
		document
			.querySelector( 'h2' )!
			.addEventListener( 'click', ( event ) => event.preventDefault() )
	);
	await page.getByRole( 'link', { name: TO } ).click();
	await page.waitForTimeout( 300 );
	expect( site.events() ).not.toContain( 'click' );
} );

test( 'a page from the back/forward cache goes on and counts nothing twice', async ( {
	page,
	site,
} ) => {
	serve( site );
	await page.goto( site.origin );
	await page.evaluate(
		'addEventListener( "pageshow", ( event ) => ( window.restored = event.persisted ) )'
	);
	await page.getByRole( 'link', { name: TO } ).click();
	await page.waitForURL( '**/a-post/' );
	await expect.poll( () => site.events() ).toEqual( [ 'exposure', 'click' ] );
	// page.goBack() waits for a load that does not come.
	await page.evaluate( 'history.back()' );
	await expect.poll( () => page.evaluate( 'window.restored' ) ).toBe( true );
	await expect( page.locator( 'h2' ) ).toHaveText( TO );
	await page.waitForTimeout( 1500 );
	await page.evaluate(
		( html ) => document.body.insertAdjacentHTML( 'afterbegin', html ),
		LINK
	);
	await expect( page.locator( 'h2' ).first() ).toHaveText( TO );
	await page.locator( 'h2 a' ).first().click();
	await page.waitForURL( '**/a-post/' );
	await page.waitForTimeout( 300 );
	expect( site.events() ).toEqual( [ 'exposure', 'click' ] );
} );

test( 'a visit that did not come from the headline is no read', async ( {
	page,
	site,
} ) => {
	serve( site );
	await page.clock.install();
	await page.goto( `${ site.origin }/a-post/` );
	for ( let i = 0; i < 20; i++ ) {
		await page.mouse.move( 100, 100 + i );
		await page.clock.runFor( 1000 );
	}
	expect( site.events() ).toEqual( [] );
	await expect( page.locator( 'h1' ) ).toHaveText( FROM );
} );

/**
 * Preview links: one variation on the real page, for the editor who asked, and for nobody else.
 */
import type { Page } from '@playwright/test';
import { connectWithProject } from './support/connected';
import { expect, logIn, test } from './support/fixtures';
import {
	demoPost,
	getPanel,
	propose,
	setupOf,
	startExperiment,
} from './support/headlines';
import { Rest } from './support/rest';
import { visitorOf } from './support/visitors';

/** Text everywhere, never code. */
const B =
	'Sleepers <script>window.broken=1</script><img src=x onerror=window.broken=1> & co';

/** Everything a page sends to Optimizely, or loads from it. */
function watchOptimizely( page: Page, url: string ): string[] {
	const asked: string[] = [];
	page.on( 'request', ( request ) => {
		if ( request.url().startsWith( url ) ) {
			asked.push( request.url() );
		}
	} );
	return asked;
}

/** A link with one of its parts (experiment, index, expiry, user, signature) changed. */
function tampered(
	link: string,
	part: number,
	change: ( old: string ) => string
) {
	const url = new URL( link );
	const parts = url.searchParams.get( 'two-heads-preview' )!.split( '.' );
	parts[ part ] = change( parts[ part ]! );
	url.searchParams.set( 'two-heads-preview', parts.join( '.' ) );
	return url.href;
}

test( 'a preview shows the variation to its editor only, counts nothing and is kept by nobody', async ( {
	site,
	admin,
	page,
	browser,
	optimizely,
	wordpress,
} ) => {
	await connectWithProject( new Rest( admin, site ) );
	const post = await demoPost( site );
	await logIn( page, site, await site.createUser( 'editor' ) );
	const rest = new Rest( page, site );
	await startExperiment( rest, post.id, setupOf( [ B ] ) );
	const { current } = await getPanel( rest, post.id );
	const [ original, preview ] = current!.previews;
	// To whom the experiment itself shows the original: what they see of B is the preview's.
	const visitorId = visitorOf( optimizely, 0 );
	const cookie = {
		name: 'optimizelyEndUserId',
		value: visitorId,
		url: site.url,
	};
	const nobody = await browser.newContext();
	for ( const context of [ page.context(), admin.context(), nobody ] ) {
		await context.addCookies( [ cookie ] );
	}
	const asked = watchOptimizely( page, optimizely.url );
	optimizely.control.clearRequests();

	for ( const link of [ preview!.front, preview!.post ] ) {
		const answer = await page.goto( link );
		await expect(
			page.getByRole( 'heading', { name: B } ).first()
		).toBeVisible();
		await expect(
			page.getByRole( 'heading', { name: post.title, exact: true } )
		).toHaveCount( 0 );
		await expect(
			page
				.locator( '#wp-admin-bar-two-heads-preview' )
				.getByText(
					/You see variation 1 of “.*”\. Nothing is counted\./
				)
		).toBeVisible();
		// On a phone the admin bar has no room for it.
		const note = page.locator( '#two-heads-preview-note' );
		await expect( note ).toBeHidden();
		await page.setViewportSize( { width: 360, height: 800 } );
		await expect( note ).toContainText( 'Nothing is counted.' );
		await page.setViewportSize( { width: 1280, height: 900 } );
		expect( answer?.headers()[ 'cache-control' ] ).toMatch( /no-store/ );
		expect( await page.content() ).not.toContain(
			'two-heads-optimizely-js'
		);
		expect( await page.content() ).toMatch( /name=.robots.[^>]*noindex/ );
		expect(
			await page.evaluate(
				() => ( window as unknown as { broken?: number } ).broken
			)
		).toBeUndefined();
		// Long enough in view for a visitor to be counted.
		await page.waitForTimeout( 1300 );
		await page.screenshot( {
			path: `artifacts/screens/${ wordpress }/preview-${
				link === preview!.front ? 'front' : 'post'
			}.png`,
		} );
	}
	expect( asked ).toEqual( [] );
	// The page it leads to is a plain one again; still the click is none.
	await page.goto( preview!.front );
	await page.getByRole( 'link', { name: B } ).first().click();
	await page.waitForURL(
		( { pathname } ) => pathname === new URL( post.link ).pathname
	);
	await page.waitForTimeout( 300 );
	expect(
		optimizely.control
			.events()
			.filter( ( { event } ) =>
				/^two_heads_(exposure|click|read)$/.test( String( event.key ) )
			)
	).toEqual( [] );

	await page.goto( original!.front );
	await expect(
		page.getByText( /You see the original headline of/ ).first()
	).toBeVisible();
	await expect(
		page.getByRole( 'heading', { name: post.title, exact: true } ).first()
	).toBeVisible();

	// Leaving it leads to the plain page.
	await page.locator( '#wp-admin-bar-two-heads-preview a' ).click();
	await page.waitForURL( ( { search } ) => search === '' );

	const refused = async ( who: Page, link: string, why: string ) => {
		const answer = await who.goto( link );
		expect( answer?.status(), why ).toBe( 200 );
		await expect(
			who
				.getByRole( 'heading', { name: post.title, exact: true } )
				.first(),
			why
		).toBeVisible();
		expect( await who.content(), why ).not.toContain( 'Sleepers' );
		expect( answer?.headers()[ 'cache-control' ], why ).toMatch(
			/no-store|no-cache/
		);
	};
	const anHourAgo = String( Math.floor( Date.now() / 1000 ) - 3600 );
	await refused(
		page,
		tampered( preview!.front, 2, () => anHourAgo ),
		'another time'
	);
	await expect(
		page.getByText( /expired or is not yours/ ).first()
	).toBeVisible();
	await refused(
		page,
		tampered(
			preview!.front,
			4,
			( old ) => ( old.startsWith( '0' ) ? '1' : '0' ) + old.slice( 1 )
		),
		'another signature'
	);
	await refused(
		page,
		tampered( original!.front, 1, () => '1' ),
		'another variation'
	);
	await refused( admin, preview!.front, 'another person' );
	const anonymous = await nobody.newPage();
	await refused( anonymous, preview!.front, 'nobody' );
	expect( await anonymous.content() ).not.toContain( 'expired' );
	await nobody.close();

	// A link that is signed as it should be, but whose day is over.
	const over = await site.cli( `
		$parts = array( ${ current!.id }, 1, time() - 60, ${ preview!.front.split( '.' ).at( -2 )! } );
		echo implode( '.', array( ...$parts, TwoHeads\\Experiments\\Previews\\sign( $parts ) ) );
	` );
	await refused(
		page,
		`${ site.url }/?two-heads-preview=${ over }`,
		'its day is over'
	);
	const fresh = await site.cli( `
		$parts = array( ${ current!.id }, 1, time() + 60, ${ preview!.front.split( '.' ).at( -2 )! } );
		echo implode( '.', array( ...$parts, TwoHeads\\Experiments\\Previews\\sign( $parts ) ) );
	` );
	await page.goto( `${ site.url }/?two-heads-preview=${ fresh }` );
	await expect(
		page.getByRole( 'heading', { name: B } ).first()
	).toBeVisible();
} );

test( 'the panel offers the previews, and they open', async ( {
	site,
	admin,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site, 'bees-count' );
	await propose( rest, post.id, setupOf( [ 'Odd or even? Bees know' ] ) );
	await admin.goto(
		`${ site.url }/wp-admin/post.php?post=${ post.id }&action=edit#two-heads-headlines`
	);
	const panel = admin.getByRole( 'group', { name: 'Headline test' } );
	await expect( panel ).toBeVisible();
	const [ opened ] = await Promise.all( [
		admin.context().waitForEvent( 'page' ),
		panel
			.getByRole( 'link', {
				name: /Preview Variation 1 on the post’s page/,
			} )
			.click(),
	] );
	await expect( opened.locator( 'h1' ).first() ).toHaveText(
		'Odd or even? Bees know'
	);
} );

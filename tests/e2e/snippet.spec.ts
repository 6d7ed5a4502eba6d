import type { BrowserContext, Page } from '@playwright/test';
import { connectWithProject, setSnippet } from './support/connected';
import { expect, test } from './support/fixtures';
import { withMuPlugin } from './support/mu-plugin';
import { Rest } from './support/rest';

declare global {
	interface Window {
		seen?: string[];
	}
}

/** What the page's Optimizely says of itself; null where it never came up. */
const projectOn = ( page: Page ): Promise< string | null > =>
	page.evaluate( () => {
		const optimizely = window.optimizely as
			| { initialized?: boolean; get?: ( name: string ) => any } // eslint-disable-line @typescript-eslint/no-explicit-any -- Optimizely's own API.
			| undefined;
		return optimizely?.initialized
			? optimizely.get!( 'data' ).projectId
			: null;
	} );

const optedOut = async ( context: BrowserContext ): Promise< boolean > =>
	( await context.cookies() ).some(
		( { name, value } ) => name === 'optimizelyOptOut' && value === 'true'
	);

const scriptsIn = ( page: Page ): Promise< string[] > =>
	page.evaluate( () =>
		[ ...document.scripts ].map( ( { id, src } ) => id || src || 'inline' )
	);

const consent = ( page: Page, category: string, value: 'allow' | 'deny' ) =>
	page.evaluate(
		( [ name, wanted ] ) => {
			// What the WP Consent API's own wp_set_consent() does.
			document.cookie = `wp_consent_${ name }=${ wanted };path=/`;
			document.dispatchEvent(
				new CustomEvent( 'wp_listen_for_consent_change', {
					detail: { [ name! ]: wanted },
				} )
			);
		},
		[ category, value ]
	);

test( 'is the first script of every page visitors see, once, and synchronous', async ( {
	site,
	admin,
	page,
} ) => {
	const id = await connectWithProject( new Rest( admin, site ) );
	for ( const path of [ '/', '/?s=news', '/category/news/', '/nowhere/' ] ) {
		await page.goto( site.url + path );
		const scripts = await scriptsIn( page );
		expect( scripts[ 0 ], path ).toBe( 'two-heads-optimizely-js' );
		expect(
			scripts.filter( ( name ) => name === 'two-heads-optimizely-js' )
		).toHaveLength( 1 );
		const tag = page.locator( '#two-heads-optimizely-js' );
		await expect( tag ).not.toHaveAttribute( 'async' );
		await expect( tag ).not.toHaveAttribute( 'defer' );
		expect( await projectOn( page ) ).toBe( id );
	}
} );

test( 'is nowhere else', async ( { site, admin, request } ) => {
	await connectWithProject( new Rest( admin, site ) );
	const post = await site.json< { url: string; draft: number } >( `
		$draft = wp_insert_post( array( 'post_title' => 'Not yet', 'post_status' => 'draft' ) );
		$post  = get_posts( array( 'numberposts' => 1 ) )[0];
		echo json_encode( array( 'url' => get_permalink( $post ), 'draft' => $draft ) );
	` );
	for ( const url of [
		`${ site.url }/feed/`,
		`${ post.url }embed/`,
		`${ site.url }/wp-login.php`,
		`${ site.url }/wp-json/wp/v2/posts`,
		`${ site.url }/robots.txt`,
		`${ site.url }/wp-sitemap.xml`,
	] ) {
		const text = await ( await request.get( url ) ).text();
		expect( text, url ).not.toContain( 'two-heads-optimizely-js' );
		expect( text.length, url ).toBeGreaterThan( 20 );
	}
	for ( const url of [
		`${ site.url }/wp-admin/`,
		`${ site.url }/?p=${ post.draft }&preview=true`,
	] ) {
		const text = await ( await admin.request.get( url ) ).text();
		expect( text, url ).toContain( '</html>' );
		expect( text, url ).not.toContain( 'two-heads-optimizely-js' );
	}
	await admin.goto( `${ site.url }/wp-admin/customize.php` );
	const frame = admin.frameLocator( '#customize-preview iframe' );
	await expect( frame.locator( 'body' ) ).toBeVisible();
	await expect( frame.locator( '#two-heads-optimizely-js' ) ).toHaveCount(
		0
	);
} );

test( 'sends nothing and knows nobody until the visitor consents', async ( {
	site,
	admin,
	page,
	context,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	const id = await connectWithProject( rest );
	await setSnippet( rest, { consent: 'opt_out' } );
	await page.goto( site.url );
	expect( ( await scriptsIn( page ) ).slice( 0, 2 ) ).toEqual( [
		'two-heads-consent-js',
		'two-heads-optimizely-js',
	] );
	expect( await optedOut( context ) ).toBe( true );
	await page.goto( `${ site.url }/?s=news` );
	await page.goto( 'about:blank' );
	expect( optimizely.control.events() ).toEqual( [] );

	await page.goto( site.url );
	await consent( page, 'statistics', 'allow' );
	expect( await optedOut( context ) ).toBe( false );
	await page.goto( site.url );
	expect( await projectOn( page ) ).toBe( id );
	await expect
		.poll( () => optimizely.control.events().length )
		.toBeGreaterThan( 0 );

	await consent( page, 'statistics', 'deny' );
	expect( await optedOut( context ) ).toBe( true );
	optimizely.control.clearEvents();
	await page.goto( `${ site.url }/?s=news` );
	await page.goto( 'about:blank' );
	expect( optimizely.control.events() ).toEqual( [] );
} );

test( 'an opt-out that the visitor chose at Optimizely stays', async ( {
	site,
	admin,
	page,
	context,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	await setSnippet( rest, { consent: 'opt_out' } );
	await context.addCookies( [
		{ name: 'optimizelyOptOut', value: 'true', url: site.url },
		{ name: 'wp_consent_statistics', value: 'allow', url: site.url },
	] );
	await page.goto( site.url );
	expect( await optedOut( context ) ).toBe( true );
} );

test( 'is not even asked for before consent when blocked', async ( {
	site,
	admin,
	page,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	const id = await connectWithProject( rest );
	await setSnippet( rest, {
		consent: 'blocked',
		consent_category: 'marketing',
	} );
	optimizely.control.clearRequests();
	await page.goto( site.url );
	expect( optimizely.control.requests() ).toEqual( [] );
	expect( await projectOn( page ) ).toBeNull();

	// Consent to something else is none.
	await consent( page, 'statistics', 'allow' );
	await expect( page.locator( 'script[src*="/js/2"]' ) ).toHaveCount( 0 );
	expect( optimizely.control.requests() ).toEqual( [] );
	await consent( page, 'marketing', 'allow' );
	await expect.poll( () => projectOn( page ) ).toBe( id );

	// From the next page on it runs before anything is shown: a script behind it in the head finds it ready.
	await withMuPlugin(
		site,
		`add_action( 'wp_head', static function () {
			echo '<script>window.seen = [ String( window.optimizely && window.optimizely.initialized ) ]</script>';
		}, 0 );`,
		async () => {
			await page.goto( `${ site.url }/?s=news` );
			expect( await page.evaluate( () => window.seen ) ).toEqual( [
				'true',
			] );
			expect( await projectOn( page ) ).toBe( id );
		}
	);
} );

test( 'listens to a consent tool that does not speak the WP Consent API', async ( {
	site,
	admin,
	page,
} ) => {
	const rest = new Rest( admin, site );
	const id = await connectWithProject( rest );
	await setSnippet( rest, { consent: 'blocked' } );
	await page.goto( site.url );
	await page.evaluate( () =>
		document.dispatchEvent(
			new CustomEvent( 'two-heads-consent', {
				detail: { granted: true },
			} )
		)
	);
	await expect.poll( () => projectOn( page ) ).toBe( id );
} );

test( 'an opt-out of the visitor’s own outlasts a refusal and a later consent here', async ( {
	site,
	admin,
	page,
	context,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	await setSnippet( rest, { consent: 'opt_out' } );
	await context.addCookies( [
		{ name: 'optimizelyOptOut', value: 'true', url: site.url },
	] );
	await page.goto( site.url );
	await consent( page, 'statistics', 'allow' );
	await page.goto( `${ site.url }/?s=news` );
	expect( await optedOut( context ) ).toBe( true );
} );

test( 'consent that comes from an async script while the page loads is not lost', async ( {
	site,
	admin,
	page,
} ) => {
	const rest = new Rest( admin, site );
	const id = await connectWithProject( rest );
	await setSnippet( rest, { consent: 'blocked' } );
	await withMuPlugin(
		site,
		`add_action( 'wp_head', static function () {
			$code = 'document.dispatchEvent( new CustomEvent( "two-heads-consent", { detail: { granted: true } } ) )';
			echo '<script async src="data:text/javascript,' . rawurlencode( $code ) . '"></script>';
			// Holds the parser long enough that the async script runs inside the head.
			echo '<script src="' . esc_url( home_url( '/?two-heads-test-slow' ) ) . '"></script>';
		}, 0 );
		if ( isset( $_GET['two-heads-test-slow'] ) ) {
			usleep( 400000 );
			header( 'Content-Type: text/javascript' );
			exit;
		}`,
		async () => {
			await page.goto( site.url );
			await expect.poll( () => projectOn( page ) ).toBe( id );
		}
	);
} );

test( 'going back to loading always takes back the opt-outs of the time before', async ( {
	site,
	admin,
	page,
	context,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	await setSnippet( rest, { consent: 'opt_out' } );
	await page.goto( site.url );
	expect( await optedOut( context ) ).toBe( true );
	await setSnippet( rest, { consent: 'always' } );
	await page.goto( site.url );
	expect( await optedOut( context ) ).toBe( false );
} );

test( 'Global Privacy Control is a refusal when the setting says so', async ( {
	site,
	admin,
	page,
	context,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	await context.addInitScript( () =>
		Object.defineProperty( navigator, 'globalPrivacyControl', {
			value: true,
		} )
	);
	await page.goto( site.url );
	expect( await optedOut( context ) ).toBe( false );
	await expect
		.poll( () => optimizely.control.events().length )
		.toBeGreaterThan( 0 );

	await setSnippet( rest, { respect_gpc: true } );
	await page.goto( site.url );
	expect( await optedOut( context ) ).toBe( true );
	optimizely.control.clearEvents();
	await page.goto( `${ site.url }/?s=news` );
	await page.goto( 'about:blank' );
	expect( optimizely.control.events() ).toEqual( [] );
} );

test( 'every visitor gets the same page', async ( {
	site,
	admin,
	browser,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	await setSnippet( rest, { consent: 'opt_out', respect_gpc: true } );
	const pages = await Promise.all(
		[
			{},
			{ extraHTTPHeaders: { 'Sec-GPC': '1', DNT: '1' } },
			{
				storageState: {
					cookies: [
						{
							name: 'wp_consent_statistics',
							value: 'allow',
							domain: '127.0.0.1',
							path: '/',
							expires: -1,
							httpOnly: false,
							secure: false,
							sameSite: 'Lax' as const,
						},
					],
					origins: [],
				},
			},
		].map( async ( options ) => {
			const context = await browser.newContext( options );
			const response = await context.request.get( site.url );
			expect( response.headers()[ 'set-cookie' ] ).toBeUndefined();
			const html = await response.text();
			await context.close();
			return html;
		} )
	);
	expect( pages[ 1 ] ).toBe( pages[ 0 ] );
	expect( pages[ 2 ] ).toBe( pages[ 0 ] );
} );

test( 'can be left out for editors, who can still see it as visitors do', async ( {
	site,
	admin,
	page,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	await setSnippet( rest, { skip_editors: true } );
	await admin.goto( site.url );
	expect( await projectOn( admin ) ).toBeNull();
	await admin.goto( `${ site.url }/?two-heads-visitor=1` );
	expect( await projectOn( admin ) ).not.toBeNull();
	await page.goto( site.url );
	expect( await projectOn( page ) ).not.toBeNull();
} );

test( 'stays first and untouched when an optimiser rewrites every other script', async ( {
	site,
	admin,
	page,
} ) => {
	const rest = new Rest( admin, site );
	const id = await connectWithProject( rest );
	// Delays scripts the way WP Rocket does, asking the same filter whom to spare.
	await withMuPlugin(
		site,
		`add_action( 'template_redirect', static function () {
			ob_start( static function ( $html ) {
				$spared = apply_filters( 'rocket_delay_js_exclusions', array() );
				return preg_replace_callback( '#<script\\b[^>]*>#', static function ( $tag ) use ( $spared ) {
					foreach ( $spared as $mark ) {
						if ( str_contains( $tag[0], $mark ) ) {
							return $tag[0];
						}
					}
					return '<script type="rocketlazyloadscript">';
				}, $html );
			} );
		} );`,
		async () => {
			await page.goto( site.url );
			expect( await projectOn( page ) ).toBe( id );
			expect(
				await page
					.locator( 'script[type=rocketlazyloadscript]' )
					.count()
			).toBeGreaterThan( 0 );
		}
	);
} );

test( 'Site Health says how it stands', async ( { site, admin } ) => {
	const rest = new Rest( admin, site );
	const route = '/two-heads/v1/site-health/optimizely-snippet';
	expect( ( await rest.send( 'GET', route ) ).body.label ).toContain(
		'No Optimizely snippet'
	);
	await connectWithProject( rest );
	expect( ( await rest.send( 'GET', route ) ).body ).toMatchObject( {
		status: 'good',
		label: 'The Optimizely snippet is on the front page',
	} );
	await admin.goto( `${ site.url }/wp-admin/site-health.php` );
	await admin.getByRole( 'button', { name: 'Passed tests' } ).click();
	await expect(
		admin.getByRole( 'button', { name: /Optimizely is connected/ } )
	).toBeVisible();
	await expect(
		admin.getByRole( 'button', {
			name: /Optimizely snippet is on the front page/,
		} )
	).toBeVisible();
} );

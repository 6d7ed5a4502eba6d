import type { Point } from './point';
import { thingsToMend } from './point';
import { verifySnippet } from './verify-snippet';
import type { VerifyInput } from './verify-snippet';

const URL_ = 'https://cdn.optimizely.com/js/123.js';
const TAG = `<script id="two-heads-optimizely-js" data-cfasync="false" src="${ URL_ }"></script>`;
const GUARD = `<script id="two-heads-consent-js">window.optimizely=window.optimizely||[];/* ${ URL_ } */</script>`;
const HINTS = `<link rel="preconnect" href="https://cdn.optimizely.com"><link rel="preload" as="script" href="${ URL_ }">`;
const OTHER =
	'<script src="https://news.example/wp-includes/js/jquery.js"></script>';

function page( head: string, body = '' ): string {
	return `<!doctype html><html><head><meta charset="utf-8"><title>News</title>${ head }</head><body><h1>News</h1>${ body }</body></html>`;
}

function verify( html: string, more: Partial< VerifyInput > = {} ): Point[] {
	return verifySnippet( {
		html,
		cspHeaders: [],
		snippetUrl: URL_,
		logUrl: 'https://logx.optimizely.com/v1/events',
		siteUrl: 'https://news.example/',
		consent: 'always',
		respectGpc: false,
		...more,
	} );
}

const point = ( points: Point[], id: Point[ 'id' ] ) =>
	points.find( ( one ) => one.id === id );
const statuses = ( points: Point[] ) =>
	Object.fromEntries( points.map( ( { id, status } ) => [ id, status ] ) );

const ALL_OK = {
	present: 'ok',
	once: 'ok',
	first: 'ok',
	synchronous: 'ok',
	optimiser: 'ok',
	'csp-script': 'ok',
	'csp-connect': 'ok',
};

describe( 'a page as it should be', () => {
	it.each( [
		[ 'load for everybody', 'always', page( HINTS + TAG + OTHER ) ],
		[
			'load for everybody, behind the guard',
			'always',
			page( HINTS + GUARD + TAG + OTHER ),
		],
		[
			'opted out until consent',
			'opt_out',
			page( HINTS + GUARD + TAG + OTHER ),
		],
		[ 'not before consent', 'blocked', page( GUARD + OTHER ) ],
		[
			'with data before it',
			'always',
			page(
				`<script type="application/ld+json">{}</script><script type="importmap">{}</script><script type="speculationrules">{}</script>${ TAG }`
			),
		],
		[
			'with a noscript before it',
			'always',
			page(
				`<noscript><script src="/x.js"></script></noscript>${ TAG }`
			),
		],
		[
			'with a commented tag',
			'always',
			page( `<!-- ${ TAG } -->${ TAG }` ),
		],
		[
			'with a version',
			'always',
			page( TAG.replace( '.js"', '.js?ver=1"' ) ),
		],
		[ 'without protocol', 'always', page( TAG.replace( 'https:', '' ) ) ],
		[
			'without our id',
			'always',
			page( `<script src="${ URL_ }"></script>` ),
		],
	] as const )( 'has nothing to mend: %s', ( _, consent, html ) => {
		const points = verify( html, { consent } );
		expect( statuses( points ) ).toEqual( {
			...ALL_OK,
			...( consent === 'always' ? {} : { consent: 'ok' } ),
		} );
		expect( thingsToMend( points ) ).toBe( 0 );
		expect( points.every( ( one ) => one.mend === undefined ) ).toBe(
			true
		);
	} );

	it( 'holds a self-hosted snippet', () => {
		const points = verify( page( '<script src="/o/1.js"></script>' ), {
			snippetUrl: 'https://news.example/o/1.js',
		} );
		expect( statuses( points ) ).toEqual( ALL_OK );
	} );
} );

describe( 'present', () => {
	it( 'says that it is not there, and names the theme', () => {
		const points = verify( page( OTHER ) );
		expect( point( points, 'present' ) ).toMatchObject( {
			status: 'error',
			detail: expect.stringMatching( /not on the front page/ ),
			mend: expect.stringMatching( /wp_head/ ),
		} );
		// What nobody can tell without the tag is not told.
		expect( point( points, 'once' ) ).toBeUndefined();
		expect( point( points, 'first' ) ).toBeUndefined();
		expect( point( points, 'synchronous' ) ).toBeUndefined();
	} );
	it( 'says that something took it out when its hints are there', () => {
		expect(
			point( verify( page( HINTS + OTHER ) ), 'present' )
		).toMatchObject( {
			status: 'error',
			detail: expect.stringMatching( /tag is gone/ ),
		} );
	} );
	it( 'says that another snippet is there instead', () => {
		const html = page(
			'<script src="https://cdn.optimizely.com/js/999.js"></script>'
		);
		expect( point( verify( html ), 'present' ) ).toMatchObject( {
			status: 'error',
			detail: expect.stringMatching( /not the one chosen/ ),
		} );
	} );
	it( 'says what our tag loads instead, as in an old copy of the page', () => {
		const html = page( TAG.replace( '123', '999' ) );
		expect( point( verify( html ), 'present' ) ).toMatchObject( {
			status: 'error',
			detail: 'The tag loads https://cdn.optimizely.com/js/999.js instead of https://cdn.optimizely.com/js/123.js.',
			mend: expect.stringMatching( /cache/ ),
		} );
	} );
	it( 'does not take a comment, a template or a noscript for it', () => {
		const html = page(
			`<!-- ${ TAG } --><template>${ TAG }</template><noscript>${ TAG }</noscript>`
		);
		expect( point( verify( html ), 'present' )?.status ).toBe( 'error' );
	} );
	it( 'minds a tag that should wait for consent', () => {
		const points = verify( page( GUARD + TAG ), { consent: 'blocked' } );
		expect( point( points, 'present' ) ).toMatchObject( {
			status: 'error',
			detail: expect.stringMatching( /although it should wait/ ),
		} );
	} );
	it( 'minds a missing script that waits', () => {
		const points = verify( page( OTHER ), { consent: 'blocked' } );
		expect( point( points, 'present' )?.status ).toBe( 'error' );
	} );
	it( 'does not take the guard alone for the snippet in other modes', () => {
		const points = verify( page( GUARD ), { consent: 'opt_out' } );
		expect( point( points, 'present' )?.status ).toBe( 'error' );
	} );
} );

describe( 'once', () => {
	it.each( [
		[ 'the same twice', TAG + TAG, URL_ ],
		[
			'another project',
			`${ TAG }<script src="//cdn.optimizely.com/js/9.js"></script>`,
			'//cdn.optimizely.com/js/9.js',
		],
		[
			'a custom snippet',
			`${ TAG }<script src="https://cdn-pci.optimizely.com/public/1/s/a.js"></script>`,
			'/public/1/s/a.js',
		],
		[
			'a loader in code',
			`${ TAG }<script id="tag-manager">load("https://cdn.optimizely.com/js/9.js")</script>`,
			'#tag-manager',
		],
		[
			'a delayed one',
			`${ TAG }<script type="text/plain" data-src="https://cdn.optimizely.com/js/9.js"></script>`,
			'1 more',
		],
	] )( 'minds %s', ( _, head, name ) => {
		expect( point( verify( page( head ) ), 'once' ) ).toMatchObject( {
			status: 'error',
			detail: expect.stringContaining( name ),
			mend: expect.any( String ),
		} );
	} );
	it( 'counts them', () => {
		expect(
			point( verify( page( TAG + TAG + TAG ) ), 'once' )?.detail
		).toMatch( /^2 more snippets/ );
	} );
	it( 'minds one beside a script that waits', () => {
		const html = page(
			`${ GUARD }<script src="https://cdn.optimizely.com/js/9.js"></script>`
		);
		expect(
			point( verify( html, { consent: 'blocked' } ), 'once' )?.status
		).toBe( 'error' );
	} );
	it( 'does not mind Optimizely’s name in data', () => {
		const html = page(
			`${ TAG }<script type="application/json">{"a":"https://cdn.optimizely.com/js/9.js"}</script>`
		);
		expect( point( verify( html ), 'once' )?.status ).toBe( 'ok' );
	} );
} );

describe( 'first', () => {
	it.each( [
		[ 'a file', OTHER, /1 script.*jquery\.js/ ],
		[ 'code', '<script>var   a = 1;\n</script>', /var a = 1;/ ],
		[ 'code with an id', '<script id="gtm">a()</script>', /#gtm/ ],
		[ 'long code', `<script>${ 'x'.repeat( 200 ) }</script>`, /x{60}…/ ],
		[ 'two files', OTHER + OTHER, /2 scripts/ ],
	] )( 'warns of %s before it', ( _, before, detail ) => {
		expect(
			point( verify( page( before + TAG ) ), 'first' )
		).toMatchObject( {
			status: 'warning',
			detail: expect.stringMatching( detail ),
			mend: expect.any( String ),
		} );
	} );
	it( 'minds a tag in the body, even a first one', () => {
		expect( point( verify( page( '', TAG ) ), 'first' ) ).toMatchObject( {
			status: 'error',
			detail: expect.stringMatching( /body/ ),
		} );
	} );
	it( 'looks at the script that waits before consent', () => {
		const points = verify( page( OTHER + GUARD ), { consent: 'blocked' } );
		expect( point( points, 'first' )?.status ).toBe( 'warning' );
	} );
} );

describe( 'synchronous', () => {
	it.each( [
		[ 'async', 'async' ],
		[ 'defer', 'defer=""' ],
		[ 'type="module"', 'type="module"' ],
	] )( 'minds %s', ( name, attribute ) => {
		const html = page( TAG.replace( ' src', ` ${ attribute } src` ) );
		expect( point( verify( html ), 'synchronous' ) ).toMatchObject( {
			status: 'error',
			detail: expect.stringContaining( name ),
		} );
	} );
} );

describe( 'optimisers that rewrite the tag', () => {
	const id = 'id="two-heads-optimizely-js"';
	it.each( [
		[
			'WP Rocket',
			`<script type="rocketlazyloadscript" ${ id } data-rocket-src="${ URL_ }"></script>`,
		],
		[
			'WP Rocket',
			`<script data-rocket-type="text/javascript" ${ id } data-rocket-src="${ URL_ }"></script>`,
		],
		[
			'LiteSpeed Cache',
			`<script type="litespeed/javascript" ${ id } data-src="${ URL_ }"></script>`,
		],
		[
			'Cloudflare Rocket Loader',
			`<script type="3f2a9be0c1d4e5f6a7b8c9d0-text/javascript" ${ id } src="${ URL_ }"></script>`,
		],
		[
			'Perfmatters',
			`<script type="pmdelayedscript" ${ id } src="${ URL_ }"></script>`,
		],
		[
			'PageSpeed Module',
			`<script type="text/psajs" data-pagespeed-orig-type="text/javascript" ${ id } src="${ URL_ }"></script>`,
		],
		[
			'NitroPack',
			`<script type="nitropack/inlinescript" ${ id } nitro-src="${ URL_ }"></script>`,
		],
		[
			'FlyingPress',
			`<script data-loading-method="user-interaction" ${ id } data-src="${ URL_ }"></script>`,
		],
		[
			'Flying Scripts',
			`<script data-type="lazy" ${ id } data-src="${ URL_ }"></script>`,
		],
		[
			'Hummingbird',
			`<script type="wphb-delay-type" ${ id } src="${ URL_ }"></script>`,
		],
		[
			'A consent tool',
			`<script type="text/plain" data-cookieconsent="statistics" ${ id } src="${ URL_ }"></script>`,
		],
		[
			'An optimiser',
			`<script type="x-later/javascript" ${ id } src="${ URL_ }"></script>`,
		],
		[ 'An optimiser', `<script ${ id } data-src="${ URL_ }"></script>` ],
	] )( 'names %s', ( name, tag ) => {
		const points = verify( page( tag ) );
		expect( point( points, 'present' )?.status ).toBe( 'ok' );
		const found = point( points, 'optimiser' );
		expect( found ).toMatchObject( {
			status: 'error',
			detail: `${ name } rewrote the tag, so it runs late or not at all.`,
		} );
		expect( found?.mend ).toContain( 'cdn.optimizely.com/js/123.js' );
	} );

	it( 'has another mend for each', () => {
		const types = [
			'rocketlazyloadscript',
			'litespeed/javascript',
			'pmdelayedscript',
			'text/psajs',
			'nitropack/x',
			'wphb-delay-type',
			'text/plain',
			'x',
		];
		const mends = types.map(
			( type ) =>
				point(
					verify(
						page(
							`<script type="${ type }" src="${ URL_ }"></script>`
						)
					),
					'optimiser'
				)?.mend
		);
		expect( new Set( mends ).size ).toBe( types.length );
	} );

	it( 'minds a rewritten guard too', () => {
		const guard = GUARD.replace(
			'<script',
			'<script type="rocketlazyloadscript"'
		);
		expect(
			point(
				verify( page( guard + TAG ), { consent: 'opt_out' } ),
				'optimiser'
			)?.detail
		).toMatch( /WP Rocket/ );
		expect(
			point(
				verify( page( guard ), { consent: 'blocked' } ),
				'optimiser'
			)?.detail
		).toMatch( /WP Rocket/ );
	} );

	it( 'leaves JavaScript’s own types alone', () => {
		for ( const type of [
			'text/javascript',
			'application/javascript',
			'TEXT/JavaScript',
			'application/x-javascript',
		] ) {
			const html = page(
				`<script type="${ type }" src="${ URL_ }"></script>`
			);
			expect( point( verify( html ), 'optimiser' )?.status ).toBe( 'ok' );
		}
	} );
} );

describe( 'optimisers that combine', () => {
	it.each( [
		[ 'WP Rocket', '/wp-content/cache/min/1/abc.js' ],
		[ 'LiteSpeed Cache', '/wp-content/litespeed/js/abc.js?ver=1' ],
		[
			'Autoptimize',
			'https://news.example/wp-content/cache/autoptimize/js/autoptimize_abc.js',
		],
		[
			'SiteGround Speed Optimizer',
			'/wp-content/uploads/siteground-optimizer-assets/siteground-optimizer-combined-js-abc.js',
		],
		[ 'Jetpack Boost', '/_jb_static/??-eJyz' ],
		[ 'Jetpack Boost', '/wp-content/boost-cache/static/abc.js' ],
		[
			'WP-Optimize',
			'/wp-content/cache/wpo-minify/1/assets/wpo-minify-header.js',
		],
		[ 'W3 Total Cache', '/wp-content/cache/minify/abc.js' ],
		[ 'WP Fastest Cache', '/wp-content/cache/wpfc-minified/abc/index.js' ],
		[ 'Hummingbird', '/wp-content/uploads/hummingbird-assets/abc.js' ],
		[ 'Asset CleanUp', '/wp-content/cache/asset-cleanup/js/head-abc.js' ],
		[
			'NitroPack',
			'https://cdn-abc.nitrocdn.com/x/assets/static/combined.js',
		],
		[
			'PageSpeed Module',
			'/wp-includes/js/jquery.js+x.js.pagespeed.jc.abc.js',
		],
	] )( 'names %s when the tag is gone', ( name, src ) => {
		const points = verify( page( `<script src="${ src }"></script>` ) );
		expect( point( points, 'present' )?.status ).toBe( 'error' );
		expect( point( points, 'optimiser' ) ).toMatchObject( {
			status: 'error',
			detail: `${ name } combines the scripts of this page and may have taken the tag out.`,
			mend: expect.stringContaining( 'cdn.optimizely.com/js/123.js' ),
		} );
	} );
	it( 'are left alone while the tag is there', () => {
		const html = page(
			TAG,
			'<script src="/wp-content/cache/autoptimize/js/a.js"></script>'
		);
		expect( point( verify( html ), 'optimiser' )?.status ).toBe( 'ok' );
	} );
} );

describe( 'Content Security Policy', () => {
	const withPolicy = (
		policy: string,
		html = page( TAG ),
		more: Partial< VerifyInput > = {}
	) => verify( html, { cspHeaders: [ policy ], ...more } );

	it( 'allows what it should', () => {
		const points = withPolicy(
			"default-src 'self'; script-src *.optimizely.com; connect-src https://logx.optimizely.com"
		);
		expect( statuses( points ) ).toEqual( ALL_OK );
	} );
	it( 'names the directive and the source to add', () => {
		const points = withPolicy( "script-src 'self'; connect-src 'self'" );
		expect( point( points, 'csp-script' )?.mend ).toBe(
			'Add https://cdn.optimizely.com to script-src of the Content-Security-Policy header.'
		);
		expect( point( points, 'csp-connect' )?.mend ).toBe(
			'Add https://logx.optimizely.com to connect-src of the Content-Security-Policy header.'
		);
	} );
	it( 'names what to write anew when default-src decides', () => {
		const points = withPolicy( "default-src 'self'" );
		expect( point( points, 'csp-script' )?.mend ).toMatch(
			/default-src.*script-src of its own/
		);
		expect( point( points, 'csp-connect' )?.mend ).toMatch(
			/default-src.*connect-src of its own/
		);
	} );
	it( 'reads the meta tag', () => {
		const html = page(
			`<meta http-equiv="content-security-policy" content="script-src 'self'">${ TAG }`
		);
		expect( point( verify( html ), 'csp-script' )?.mend ).toMatch(
			/meta tag/
		);
	} );
	it( 'does not read a policy that only reports', () => {
		const html = page(
			`<meta http-equiv="Content-Security-Policy-Report-Only" content="script-src 'self'">${ TAG }`
		);
		expect( point( verify( html ), 'csp-script' )?.status ).toBe( 'ok' );
	} );
	it( 'counts every policy of header and meta', () => {
		const html = page(
			`<meta http-equiv="Content-Security-Policy" content="script-src 'self'">${ TAG }`
		);
		const mend = point(
			verify( html, { cspHeaders: [ "script-src 'none'" ] } ),
			'csp-script'
		)?.mend;
		expect( mend ).toMatch( /header\..*meta tag\./ );
	} );
	it( 'takes the tag’s nonce', () => {
		const html = page( TAG.replace( ' src', ' nonce="abc" src' ) );
		expect(
			point(
				withPolicy( "script-src 'nonce-abc' 'strict-dynamic'", html ),
				'csp-script'
			)?.status
		).toBe( 'ok' );
		expect(
			point(
				withPolicy( "script-src 'nonce-xyz' 'strict-dynamic'", html ),
				'csp-script'
			)?.mend
		).toMatch( /wp_script_attributes/ );
	} );
	it( 'asks for the guard too', () => {
		const points = withPolicy( 'script-src https:', page( GUARD + TAG ), {
			consent: 'opt_out',
		} );
		expect( point( points, 'csp-script' )?.mend ).toBe(
			"Add 'unsafe-inline' to script-src of the Content-Security-Policy header."
		);
	} );
	it( 'gives the nonce of the script that waits to the one it puts in', () => {
		const guard = GUARD.replace( '<script', '<script nonce="abc"' );
		const points = withPolicy( "script-src 'nonce-abc'", page( guard ), {
			consent: 'blocked',
		} );
		expect( point( points, 'csp-script' )?.status ).toBe( 'ok' );
	} );
	it( 'asks for the host of the script that is put in', () => {
		const points = withPolicy(
			"script-src 'unsafe-inline'",
			page( GUARD ),
			{ consent: 'blocked' }
		);
		expect( point( points, 'csp-script' )?.mend ).toMatch(
			/Add https:\/\/cdn\.optimizely\.com/
		);
	} );
	it( 'is in doubt about hashes', () => {
		const points = withPolicy(
			"script-src https: 'sha256-abc='",
			page( GUARD + TAG ),
			{ consent: 'opt_out' }
		);
		expect( point( points, 'csp-script' ) ).toMatchObject( {
			status: 'warning',
			mend: expect.stringMatching( /two-heads-consent-js/ ),
		} );
	} );
	it( 'is told even when the tag is missing', () => {
		expect(
			point( withPolicy( "script-src 'self'", page( '' ) ), 'csp-script' )
				?.status
		).toBe( 'error' );
	} );
} );

describe( 'whatever the page', () => {
	it.each( [
		'',
		'<',
		'no html',
		'<script',
		'{"code":1}',
		'<script src="https://[">',
		page( '<script src=""></script>' ),
	] )( 'an answer comes: %s', ( html ) => {
		expect( point( verify( html ), 'present' )?.status ).toBe( 'error' );
	} );
} );

describe( 'consent', () => {
	it.each( [
		[ 'the guard first', GUARD + TAG, 'ok' ],
		[ 'no guard', TAG, 'error' ],
		[ 'the guard too late', TAG + GUARD, 'error' ],
	] )( 'is judged with %s', ( _, head, status ) => {
		for ( const more of [
			{ consent: 'opt_out' },
			{ respectGpc: true },
		] as const ) {
			expect(
				point( verify( page( head ), more ), 'consent' )?.status
			).toBe( status );
		}
	} );
	it( 'is no point where nobody is asked', () => {
		expect( point( verify( page( TAG ) ), 'consent' ) ).toBeUndefined();
	} );
} );

describe( 'what stands on real pages beside the snippet', () => {
	it.each( [
		[ 'a deferred script', '<script defer src="/a.js"></script>' ],
		[ 'a module', '<script type="module">import "./a.js"</script>' ],
		[
			'JSON-LD',
			'<script type="application/ld+json; charset=utf-8">{}</script>',
		],
		[ 'a template', '<script type="text/x-jquery-tmpl"><b></b></script>' ],
	] )( 'is not before it: %s', ( _, other ) => {
		expect( point( verify( page( other + TAG ) ), 'first' )?.status ).toBe(
			'ok'
		);
	} );
	it( 'is no optimiser: Cookiebot told to leave it alone', () => {
		const tag = TAG.replace(
			'<script ',
			'<script data-cookieconsent="ignore" '
		);
		expect( point( verify( page( tag ) ), 'optimiser' )?.status ).toBe(
			'ok'
		);
	} );
	it( 'is bound by a policy before it and by none behind it', () => {
		const meta = `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`;
		expect(
			point( verify( page( meta + TAG ) ), 'csp-script' )?.status
		).toBe( 'error' );
		expect(
			point( verify( page( TAG + meta ) ), 'csp-script' )?.status
		).toBe( 'ok' );
	} );
	it( 'is found in a loader with escaped slashes', () => {
		const loader =
			'<script>load( "https:\\/\\/cdn.optimizely.com\\/js\\/2.js" )</script>';
		expect( point( verify( page( TAG + loader ) ), 'once' )?.status ).toBe(
			'error'
		);
	} );
} );

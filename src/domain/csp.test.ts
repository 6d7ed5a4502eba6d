import {
	checkConnection,
	checkInlineScript,
	checkScriptTag,
	parsePolicies,
} from './csp';

const PAGE = 'https://news.example/';
const URL_ = 'https://cdn.optimizely.com/js/1.js';

function script(
	policy: string,
	{ url = URL_, nonce = '', page = PAGE } = {}
) {
	return checkScriptTag(
		parsePolicies( policy, 'header' ),
		url,
		nonce,
		page
	);
}
const brief = ( violations: ReturnType< typeof script > ) =>
	violations.map( ( { directive, reason, missing } ) => [
		directive,
		reason,
		missing,
	] );

describe( 'parsePolicies', () => {
	it( 'reads directives, whatever their case and spacing', () => {
		const [ policy ] = parsePolicies(
			"  Script-Src  'self'   https: ;; IMG-SRC *;upgrade-insecure-requests",
			'meta'
		);
		expect( policy?.from ).toBe( 'meta' );
		expect( [ ...( policy?.directives ?? [] ) ] ).toEqual( [
			[ 'script-src', [ "'self'", 'https:' ] ],
			[ 'img-src', [ '*' ] ],
			[ 'upgrade-insecure-requests', [] ],
		] );
	} );
	it( 'keeps the first of two directives with one name', () => {
		expect( script( "script-src 'none'; script-src *" ) ).toHaveLength( 1 );
	} );
	it( 'takes a comma as the beginning of another policy', () => {
		expect(
			parsePolicies( "img-src *, script-src 'self'", 'header' )
		).toHaveLength( 2 );
	} );
	it( 'finds none in nothing', () => {
		expect( parsePolicies( ' , ; ', 'header' ) ).toEqual( [] );
	} );
} );

describe( 'a script tag', () => {
	it.each( [
		[ 'no directive about scripts', 'img-src https://a.example' ],
		[ 'its host', 'script-src cdn.optimizely.com' ],
		[ 'its host in capitals', 'script-src CDN.Optimizely.COM' ],
		[ 'its origin', 'script-src https://cdn.optimizely.com' ],
		[ 'its origin with port', 'script-src https://cdn.optimizely.com:443' ],
		[ 'any port', 'script-src cdn.optimizely.com:*' ],
		[
			'http, which https is better than',
			'script-src http://cdn.optimizely.com',
		],
		[ 'http and its port', 'script-src http://cdn.optimizely.com:80' ],
		[ 'a wildcard', 'script-src *.optimizely.com' ],
		[ 'a wildcard high up', 'script-src https://*.com' ],
		[ 'everything', 'script-src *' ],
		[ 'the scheme', 'script-src https:' ],
		[ 'the scheme below', 'script-src http:' ],
		[ 'its folder', 'script-src cdn.optimizely.com/js/' ],
		[ 'its file', 'script-src cdn.optimizely.com/js/1.js' ],
		[ 'the root', 'script-src cdn.optimizely.com/' ],
		[ 'default-src', "default-src 'self' cdn.optimizely.com" ],
		[
			'script-src over default-src',
			"default-src 'none'; script-src https:",
		],
		[
			'script-src-elem over script-src',
			"script-src 'none'; script-src-elem https:",
		],
		[ 'unsafe-inline beside it', "script-src 'unsafe-inline' https:" ],
	] )( 'is allowed by %s', ( _, policy ) => {
		expect( script( policy ) ).toEqual( [] );
	} );

	it.each( [
		[ 'nothing', 'script-src', 'script-src' ],
		[ "'none'", "script-src 'none'", 'script-src' ],
		[ "'self'", "script-src 'self'", 'script-src' ],
		[ 'another host', 'script-src optimizely.com', 'script-src' ],
		[
			'a wildcard that is not a suffix',
			'script-src *.mizely.com',
			'script-src',
		],
		[ 'another port', 'script-src cdn.optimizely.com:8443', 'script-src' ],
		[
			'another scheme',
			'script-src wss://cdn.optimizely.com',
			'script-src',
		],
		[ 'data:', 'script-src data: blob:', 'script-src' ],
		[
			'another folder',
			'script-src cdn.optimizely.com/public/',
			'script-src',
		],
		[
			'another file',
			'script-src cdn.optimizely.com/js/12.js',
			'script-src',
		],
		[
			'a folder without its slash',
			'script-src cdn.optimizely.com/js',
			'script-src',
		],
		[ 'inline scripts only', "script-src 'unsafe-inline'", 'script-src' ],
		[ 'default-src', "default-src 'self'", 'default-src' ],
		[
			'script-src-elem over script-src',
			"script-src *; script-src-elem 'self'",
			'script-src-elem',
		],
		[ 'a stranger’s nonce', "script-src 'nonce-abc'", 'script-src' ],
		[ 'rubbish', 'script-src ;;; ??', 'script-src' ],
	] )( 'is forbidden by %s', ( _, policy, directive ) => {
		expect( brief( script( policy ) ) ).toEqual( [
			[ directive, 'source', 'https://cdn.optimizely.com' ],
		] );
	} );

	it( 'needs every policy', () => {
		const violations = script(
			"script-src https:, default-src 'self', script-src 'none'"
		);
		expect( brief( violations ).map( ( [ name ] ) => name ) ).toEqual( [
			'default-src',
			'script-src',
		] );
	} );

	describe( 'with a nonce', () => {
		it( 'is allowed by it, whatever the hosts', () => {
			expect(
				script( "script-src 'nonce-aB1='", { nonce: 'aB1=' } )
			).toEqual( [] );
		} );
		it( 'is not allowed by one in another case', () => {
			expect(
				script( "script-src 'nonce-ab1='", { nonce: 'aB1=' } )
			).toHaveLength( 1 );
		} );
		it( 'needs it under strict-dynamic, which counts no hosts', () => {
			const policy = "script-src 'nonce-abc' 'strict-dynamic' https: *";
			expect( brief( script( policy ) ) ).toEqual( [
				[ 'script-src', 'nonce', '' ],
			] );
			expect( script( policy, { nonce: 'abc' } ) ).toEqual( [] );
		} );
	} );

	describe( 'on the site’s own host', () => {
		const url = 'https://news.example/o/1.js';
		it( 'is allowed by self', () => {
			expect( script( "script-src 'self'", { url } ) ).toEqual( [] );
			expect( script( "script-src 'SELF'", { url } ) ).toEqual( [] );
		} );
		it( 'is allowed by self when the page is http and the script https', () => {
			expect(
				script( "script-src 'self'", {
					url,
					page: 'http://news.example/',
				} )
			).toEqual( [] );
		} );
		it( 'is not allowed by self on another port', () => {
			expect(
				script( "script-src 'self'", {
					url: 'https://news.example:8443/o/1.js',
				} )
			).toHaveLength( 1 );
		} );
		it( 'asks for self', () => {
			expect( brief( script( "script-src 'none'", { url } ) ) ).toEqual( [
				[ 'script-src', 'source', "'self'" ],
			] );
		} );
	} );

	it( 'over http needs a page over http, or its scheme named', () => {
		const url = 'http://127.0.0.1:4500/js/1.js';
		expect( script( 'script-src 127.0.0.1:4500', { url } ) ).toHaveLength(
			1
		);
		expect(
			script( 'script-src 127.0.0.1:4500', {
				url,
				page: 'http://127.0.0.1:80/',
			} )
		).toEqual( [] );
		expect( script( 'script-src http://127.0.0.1:4500', { url } ) ).toEqual(
			[]
		);
		expect(
			brief(
				script( 'script-src 127.0.0.1', {
					url,
					page: 'http://a.example',
				} )
			)
		).toEqual( [ [ 'script-src', 'source', 'http://127.0.0.1:4500' ] ] );
	} );
} );

describe( 'an inline script', () => {
	const inline = ( policy: string, nonce = '' ) =>
		brief( checkInlineScript( parsePolicies( policy, 'header' ), nonce ) );

	it.each( [
		[ 'no directive about scripts', 'img-src *', '' ],
		[ 'unsafe-inline', "script-src 'unsafe-inline'", '' ],
		[ 'unsafe-inline in default-src', "default-src 'unsafe-inline'", '' ],
		[ 'its nonce', "script-src 'nonce-abc'", 'abc' ],
		[
			'its nonce beside hashes',
			"script-src 'nonce-abc' 'sha256-x'",
			'abc',
		],
	] )( 'is allowed by %s', ( _, policy, nonce ) => {
		expect( inline( policy, nonce ) ).toEqual( [] );
	} );

	it( 'is not allowed by hosts', () => {
		expect( inline( 'script-src * https:' ) ).toEqual( [
			[ 'script-src', 'source', "'unsafe-inline'" ],
		] );
	} );
	it( 'is not allowed by unsafe-inline beside a nonce or strict-dynamic', () => {
		expect( inline( "script-src 'unsafe-inline' 'nonce-abc'" ) ).toEqual( [
			[ 'script-src', 'nonce', '' ],
		] );
		expect(
			inline( "script-src 'unsafe-inline' 'strict-dynamic'" )
		).toEqual( [ [ 'script-src', 'nonce', '' ] ] );
	} );
	it( 'is in doubt where hashes decide', () => {
		expect( inline( "script-src 'unsafe-inline' 'sha256-x'" ) ).toEqual( [
			[ 'script-src', 'hash', '' ],
		] );
	} );
} );

describe( 'a connection', () => {
	const connect = ( policy: string ) =>
		checkConnection(
			parsePolicies( policy, 'header' ),
			'https://logx.optimizely.com/v1/events',
			PAGE
		);

	it.each( [
		"script-src 'none'",
		'connect-src *.optimizely.com',
		'connect-src https://logx.optimizely.com/v1/',
		"default-src 'none'; connect-src https:",
	] )( 'is allowed by %s', ( policy ) => {
		expect( connect( policy ) ).toEqual( [] );
	} );
	it.each( [
		[ "connect-src 'self'", 'connect-src' ],
		[ "default-src 'self'; script-src *", 'default-src' ],
		[ 'default-src *; connect-src cdn.optimizely.com', 'connect-src' ],
	] )( 'is forbidden by %s', ( policy, directive ) => {
		expect( connect( policy ) ).toEqual( [
			expect.objectContaining( {
				directive,
				purpose: 'connect-src',
				missing: 'https://logx.optimizely.com',
			} ),
		] );
	} );
} );

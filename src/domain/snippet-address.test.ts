import schema from '../../schemas/optimizely-snippet-settings.json';
import { parseSnippetAddress } from './snippet-address';

const HOST = 'news.example';
const STORED = new RegExp( schema.properties.address.pattern );
const STANDARD = 'https://cdn.optimizely.com/js/123456.js';

/** A fixed sequence of numbers from 0 to 1: a failure comes back on the next run. */
function numbers( seed: number ): () => number {
	let count = seed;
	return () => {
		const number = Math.abs( Math.sin( ++count ) * 10000 );
		return number - Math.floor( number );
	};
}

describe( 'parseSnippetAddress accepts', () => {
	it.each( [
		[ 'nothing', '', '' ],
		[ 'white space', ' \n\t ', '' ],
		[ 'the standard address', STANDARD, STANDARD ],
		[ 'white space around it', `  ${ STANDARD }\n`, STANDARD ],
		[ 'quotes around it', `"${ STANDARD }"`, STANDARD ],
		[ 'a src attribute', `src="${ STANDARD }"`, STANDARD ],
		[ 'http', 'http://cdn.optimizely.com/js/123456.js', STANDARD ],
		[ 'no protocol', '//cdn.optimizely.com/js/123456.js', STANDARD ],
		[ 'no slashes', 'cdn.optimizely.com/js/123456.js', STANDARD ],
		[
			'a host in capitals',
			'https://CDN.Optimizely.com/js/123456.js',
			STANDARD,
		],
		[
			'the default port',
			'https://cdn.optimizely.com:443/js/123456.js',
			STANDARD,
		],
		[ 'a fragment', `${ STANDARD }#top`, STANDARD ],
		[
			'the PCI host',
			'https://cdn-pci.optimizely.com/js/1.js',
			'https://cdn-pci.optimizely.com/js/1.js',
		],
		[
			'a custom snippet',
			'cdn.optimizely.com/public/77/s/shop_front-2.js',
			'https://cdn.optimizely.com/public/77/s/shop_front-2.js',
		],
		[ 'a path', '/optimizelyjs/123456.js', '/optimizelyjs/123456.js' ],
		[ 'the site’s own address', 'https://news.example/o/1.js', '/o/1.js' ],
		[ 'the site over http', 'http://news.example/o/1.js', '/o/1.js' ],
		[ 'the site without protocol', '//news.example/o/1.js', '/o/1.js' ],
		[ 'a script tag', `<script src="${ STANDARD }"></script>`, STANDARD ],
		[
			'a tag with attributes and a comment',
			`<!-- Optimizely -->\n<script async\n data-cfasync="false" src='//cdn.optimizely.com/js/123456.js'></script>`,
			STANDARD,
		],
		[
			'the right tag of two',
			`<script src="https://other.example/a.js"></script><script src="${ STANDARD }"></script>`,
			STANDARD,
		],
		[ 'a tag with a path', '<script src="/o/1.js"></script>', '/o/1.js' ],
	] )( '%s', ( _, pasted, address ) => {
		expect( parseSnippetAddress( pasted, HOST ) ).toEqual( {
			ok: true,
			address,
		} );
		expect( address ).toMatch( STORED );
	} );

	it( 'the site’s address where the host is of another script', () => {
		for ( const pasted of [ '/o.js', 'https://münchen.example/o.js' ] ) {
			expect( parseSnippetAddress( pasted, 'münchen.example' ) ).toEqual(
				{
					ok: true,
					address: '/o.js',
				}
			);
		}
	} );

	it( 'the site’s address where the host has a port', () => {
		expect(
			parseSnippetAddress(
				'http://127.0.0.1:8080/o.js',
				'127.0.0.1:8080'
			)
		).toEqual( { ok: true, address: '/o.js' } );
	} );
} );

describe( 'parseSnippetAddress refuses', () => {
	it.each( [
		[
			'another port of this host: another server',
			'https://news.example:8443/o/1.js',
			/./,
		],
		[ 'a project id', '123456', /project ID/ ],
		[
			'another host',
			'https://evil.example/js/1.js',
			/evil\.example.*cdn\.optimizely\.com.*news\.example/,
		],
		[
			'another port of another host',
			'https://evil.example:81/js/1.js',
			/evil\.example:81/,
		],
		[
			'a host that only begins like Optimizely’s',
			'https://cdn.optimizely.com.evil.example/js/1.js',
			/evil\.example/,
		],
		[
			'another host of Optimizely',
			'https://logx.optimizely.com/js/1.js',
			/not loaded from/,
		],
		[
			'the app',
			'https://app.optimizely.com/v2/projects/1',
			/page of the Optimizely app/,
		],
		[
			'a port at Optimizely',
			'https://cdn.optimizely.com:8443/js/1.js',
			/port 8443/,
		],
		[
			'credentials',
			'https://me:secret@cdn.optimizely.com/js/1.js',
			/user name or password/,
		],
		[ 'a query', `${ STANDARD }?ver=1`, /\?ver=1/ ],
		[ 'a query on this site', '/o/1.js?ver=1', /\?ver=1/ ],
		[ 'no .js', 'https://cdn.optimizely.com/js/123456', /end in \.js/ ],
		[ 'no .js on this site', '/o/1.php', /end in \.js/ ],
		[
			'a name for an id',
			'https://cdn.optimizely.com/js/geo4.js',
			/\/js\/geo4\.js/,
		],
		[
			'an id too long',
			`https://cdn.optimizely.com/js/${ '1'.repeat( 21 ) }.js`,
			/no snippet at/,
		],
		[
			'a half custom snippet',
			'https://cdn.optimizely.com/public/1/shop.js',
			/custom snippet/,
		],
		[ 'a hidden folder', '/.well-known/1.js', /begin with a dot/ ],
		[ 'an empty folder', '/a//1.js', /empty/ ],
		[ 'an encoded path', '/a%2Fb/1.js', /letters, digits/ ],
		[ 'a space', '/a b/1.js', /letters, digits/ ],
		[ 'a path without its slash', 'o/1.js', /no address/ ],
		[ 'a word', 'snippet', /no address/ ],
		[ 'a script', 'javascript:alert(1)', /no address/ ],
		[ 'data', 'data://x/1.js', /no web address/ ],
		[ 'no host', 'https://', /no web address/ ],
		[ 'too long a path', `/${ 'a'.repeat( 500 ) }.js`, /at most 500/ ],
		[
			'a tag without address',
			'<script>window.optimizely=[]</script>',
			/no address in it/,
		],
		[
			'a tag of another host',
			'<script src="https://evil.example/1.js"></script>',
			/evil\.example/,
		],
		[ 'text with a sign', 'a < b', /no address in it/ ],
	] )( '%s', ( _, pasted, sentence ) => {
		expect( parseSnippetAddress( pasted, HOST ) ).toEqual( {
			ok: false,
			error: expect.stringMatching( sentence ),
		} );
	} );
} );

describe( 'parseSnippetAddress and the schema agree', () => {
	const next = numbers( 20261 );
	const pick = < T >( list: readonly T[] ): T =>
		list[ Math.floor( next() * list.length ) ]!;
	const word = ( letters: string, longest: number ) =>
		Array.from( { length: 1 + Math.floor( next() * longest ) }, () =>
			pick( [ ...letters ] )
		).join( '' );
	const DIGITS = '0123456789';
	const NAME = 'abcXYZ019_-';
	const FILE = 'abcXYZ019_~-.';

	const path = () =>
		`${ Array.from(
			{ length: 1 + Math.floor( next() * 5 ) },
			() => `/${ word( NAME + '~', 1 ) }${ word( FILE, 20 ) }`
		).join( '' ) }.js`;
	const origin = () =>
		`https://${ pick( [ 'cdn', 'cdn-pci' ] ) }.optimizely.com`;

	it( 'on addresses made by the schema’s rules: they stay as they are', () => {
		const addresses = Array.from( { length: 3000 }, () =>
			pick( [
				path,
				() => `${ origin() }/js/${ word( DIGITS, 20 ) }.js`,
				() =>
					`${ origin() }/public/${ word( DIGITS, 20 ) }/s/${ word(
						NAME,
						200
					) }.js`,
			] )()
		);
		expect( addresses.filter( ( one ) => ! STORED.test( one ) ) ).toEqual(
			[]
		);
		expect(
			addresses.filter( ( one ) => {
				const result = parseSnippetAddress( one, HOST );
				return ! result.ok || result.address !== one;
			} )
		).toEqual( [] );
	} );

	it( 'on addresses put together at random: what is accepted may be stored', () => {
		const starts = [
			'',
			'/',
			'//',
			'https://',
			'http://',
			`${ HOST }/`,
			`//${ HOST }/`,
			`https://${ HOST }/`,
			'https://cdn.optimizely.com/',
			'cdn-pci.optimizely.com/js/',
			'//cdn.optimizely.com/public/1/s/',
			'<script src="/',
		];
		const parts = [
			'js',
			'public',
			's',
			'/',
			'//',
			'.js',
			'1',
			'12',
			'a',
			'B',
			'.',
			'..',
			'~',
			'-',
			'%20',
			'%2e',
			' ',
			'?',
			'#',
			':',
			':443',
			'@',
			'\\',
			'"',
			'<',
			'>',
			'\n',
			'\u0000',
			'é',
			'＼',
			'。',
			'../',
			'./',
		];
		const ends = [ '.js', '.js', '.js', '', '.JS', '.js/', '.js">' ];
		const accepted = Array.from( { length: 20000 }, () => {
			const middle = Array.from(
				{ length: Math.floor( next() * 4 ) },
				() => pick( parts )
			);
			return pick( starts ) + middle.join( '' ) + pick( ends );
		} ).flatMap( ( text ) => {
			const result = parseSnippetAddress( text, HOST );
			return result.ok ? [ result.address ] : [];
		} );
		// Otherwise what follows proves nothing.
		expect( new Set( accepted ).size ).toBeGreaterThan( 100 );
		expect(
			accepted.filter(
				( address ) =>
					! STORED.test( address ) ||
					address.length > schema.properties.address.maxLength
			)
		).toEqual( [] );
		expect(
			accepted.filter( ( address ) => {
				const again = parseSnippetAddress( address, HOST );
				return ! again.ok || again.address !== address;
			} )
		).toEqual( [] );
	} );
} );

import { leadsTo } from './url';

const PRETTY = 'https://example.com/2024/05/some-post/';
const PLAIN = 'https://example.com/?p=12';
const HEBREW = 'https://example.com/%d7%a9%d7%9c%d7%95%d7%9d/';

const leads = ( permalink: string, href: string ) =>
	leadsTo( permalink, new URL( href, 'https://example.com/a/' ).href );

test.each( [
	[ PRETTY, PRETTY ],
	[ PRETTY, 'http://example.com/2024/05/some-post/' ],
	[ PRETTY, 'https://www.example.com/2024/05/some-post/' ],
	[ 'https://www.example.com/x/', 'https://example.com/x/' ],
	[ PRETTY, 'https://example.com/2024/05/some-post' ],
	[ PRETTY, '/2024/05/some-post/' ],
	[ PRETTY, '../2024/05/some-post/#more' ],
	[ PRETTY, '//example.com/2024/05/some-post/?utm_source=a&fbclid=b' ],
	[ HEBREW, 'https://example.com/%D7%A9%D7%9C%D7%95%D7%9D/' ],
	[ HEBREW, 'https://example.com/שלום' ],
	[ PLAIN, '/?p=12' ],
	[ PLAIN, '/?p=12&utm_source=a#top' ],
	[ 'https://example.com/?post_type=book&p=7', '/?post_type=book&p=7' ],
	[ 'https://example.com/', '/' ],
] )( '%s: %s leads there', ( permalink, href ) => {
	expect( leads( permalink, href ) ).toBe( true );
} );

test.each( [
	[ PRETTY, 'https://example.com/2024/05/some-post-2/' ],
	[ PRETTY, 'https://example.com/2024/05/' ],
	[ PRETTY, 'https://example.com/2024/05/some-post/feed/' ],
	[ PRETTY, 'https://example.org/2024/05/some-post/' ],
	[ PRETTY, 'https://example.com:8080/2024/05/some-post/' ],
	[ PRETTY, 'mailto:a@example.com' ],
	[ PLAIN, '/' ],
	[ PLAIN, '/?p=123' ],
	[ PLAIN, '/?p=1' ],
	[ PLAIN, '/?page_id=12' ],
	[ PLAIN, '/?cat=12' ],
] )( '%s: %s does not', ( permalink, href ) => {
	expect( leads( permalink, href ) ).toBe( false );
} );

test( 'links and the location will do as they are', () => {
	document.body.innerHTML =
		'<a href="/x/?a=b">X</a><svg><a href="/x/"></a></svg>';
	const [ link, drawn ] =
		document.querySelectorAll< HTMLAnchorElement >( 'a' );
	const permalink = new URL( '/x/', location.href ).href;
	expect( leadsTo( permalink, link!.href ) ).toBe( true );
	expect( leadsTo( permalink, drawn!.href ) ).toBe( false );
	expect( leadsTo( location.href, location.href ) ).toBe( true );
} );

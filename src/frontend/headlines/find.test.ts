import { findHeadlines } from './find';
import type { HeadlineQuery } from './item';

const URL_OF_POST = 'https://example.com/a-post/';
const ITEM: HeadlineQuery = {
	post: 12,
	url: URL_OF_POST,
	from: 'Ten “great” things – really',
};
const T = 'Ten &#8220;great&#8221; things &#8211; really';

function find(
	html: string,
	item: Partial< HeadlineQuery > = {},
	page = 'https://example.com/'
) {
	const root = new DOMParser().parseFromString( html, 'text/html' );
	return findHeadlines( root, { ...ITEM, ...item }, new URL( page ) ).map(
		( element ) => element.id || element.localName
	);
}

describe( 'finds it in', () => {
	it( 'a relative link to a post with a short name', () => {
		expect(
			find( `<a id="x" href="/ai/">${ T }</a>`, {
				url: 'https://example.com/ai/',
			} )
		).toEqual( [ 'x' ] );
	} );
	test.each( [
		[
			'a Query Loop',
			`<ul class="wp-block-post-template"><li><h2 data-two-heads="12" class="wp-block-post-title"><a id="x" href="${ URL_OF_POST }" target="_self">${ T }</a></h2></li></ul>`,
		],
		[
			'a marked title without a link',
			`<h2 id="x" data-two-heads="12" class="wp-block-post-title">${ T }</h2>`,
		],
		[
			'an element inside a marked one',
			`<div data-two-heads="12"><p>News</p><p id="x">${ T }</p></div>`,
		],
		[
			'Latest Posts',
			`<ul class="wp-block-latest-posts"><li><a id="x" class="wp-block-latest-posts__post-title" href="${ URL_OF_POST }">${ T }</a><time>1 May</time></li></ul>`,
		],
		[
			'Recent Posts',
			`<div class="widget_recent_entries"><ul><li><a id="x" href='${ URL_OF_POST }'>${ T }</a></li></ul></div>`,
		],
		[
			'Twenty Twenty-One',
			`<header class="entry-header"><h2 class="entry-title default-max-width"><a id="x" href="${ URL_OF_POST }">${ T }</a></h2></header>`,
		],
		[
			'Astra',
			`<h2 class="entry-title ast-blog-single-element" itemprop="headline"><a id="x" href="${ URL_OF_POST }" rel="bookmark">\n\t${ T }\n</a></h2>`,
		],
		[
			'a heading in a link',
			`<a href="${ URL_OF_POST }"><h3 id="x">${ T }</h3></a>`,
		],
		[
			'a card in a link',
			`<a href="${ URL_OF_POST }"><img alt=""><span>News</span><h3 id="x">${ T }</h3><p>Excerpt</p></a>`,
		],
		[
			'a card without a heading',
			`<a href="${ URL_OF_POST }"><figure><img alt=""></figure><div><div id="x">${ T }</div><div>Excerpt</div></div></a>`,
		],
		[
			'inner markup',
			`<h2><a id="x" href="${ URL_OF_POST }">Ten <strong>“great”</strong> things - <em>really</em></a></h2>`,
		],
		[
			'markup around everything',
			`<h2><a href="${ URL_OF_POST }"><span><strong id="x">${ T }</strong></span></a></h2>`,
		],
		[
			'plain quotes and dashes',
			`<a id="x" href="${ URL_OF_POST }">Ten "great" things - really</a>`,
		],
		[
			'soft hyphens and hard spaces',
			`<a id="x" href="${ URL_OF_POST }">Ten&nbsp;“great” th&shy;ings – really</a>`,
		],
		[
			'a card that says it again for screen readers',
			`<a href="${ URL_OF_POST }"><h3 id="x">${ T }</h3><p>Excerpt</p><span>Continue reading <span class="screen-reader-text">${ T }</span></span></a>`,
		],
		[
			'a text beside a date',
			`<a id="x" href="${ URL_OF_POST }"><time>1 May</time> ${ T }</a>`,
		],
		[
			'a text beside what screen readers get',
			`<a id="x" href="${ URL_OF_POST }">${ T } <span class="screen-reader-text">(opens in a new tab)</span></a>`,
		],
		[
			'a text beside a drawing',
			`<a id="x" href="${ URL_OF_POST }">${ T }<svg><title>Arrow</title></svg></a>`,
		],
		[ 'a relative link', `<a id="x" href="/a-post">${ T }</a>` ],
		[ 'a link from here', `<a id="x" href="a-post/?utm_a=b#c">${ T }</a>` ],
	] )( '%s', ( _name, html ) => {
		expect( find( html ) ).toEqual( [ 'x' ] );
	} );

	test( 'every occurrence in a link', () => {
		expect(
			find(
				`<a href="/a-post/"><span id="wide">${ T }</span><img><span id="narrow">${ T }</span></a>`
			)
		).toEqual( [ 'wide', 'narrow' ] );
	} );

	test( 'an address that is not encoded', () => {
		expect(
			find( `<a id="x" href="/שלום/">${ T }</a>`, {
				url: 'https://example.com/%d7%a9%d7%9c%d7%95%d7%9d/',
			} )
		).toEqual( [ 'x' ] );
	} );

	test( 'an address encoded in the other case', () => {
		expect(
			find( `<a id="x" href="/%d7%a9%d7%ab/">${ T }</a>`, {
				url: 'https://example.com/%D7%A9%D7%AB/',
			} )
		).toEqual( [ 'x' ] );
	} );

	test( 'several places, each once and in order', () => {
		expect(
			find(
				`<h2 data-two-heads="12"><a id="a" href="/a-post/">${ T }</a></h2><a id="b" href="/a-post/">${ T }</a><a href="/a-post/"><h3 id="c">${ T }</h3></a>`
			)
		).toEqual( [ 'a', 'b', 'c' ] );
	} );
} );

describe( 'leaves alone', () => {
	test.each( [
		[
			'another post with the same title',
			`<h2><a href="/b-post/">${ T }</a></h2>`,
		],
		[
			'its mark',
			`<h2 data-two-heads="13"><a href="/b-post/">${ T }</a></h2>`,
		],
		[ 'a heading without a link', `<h2>${ T }</h2>` ],
		[ 'a link with another text', '<a href="/a-post/">Read more</a>' ],
		[
			'a link that only holds it',
			`<a href="/a-post/">“${ T }” and more</a>`,
		],
		[ 'an empty link', '<a href="/a-post/"><img alt=""></a>' ],
		[
			'what screen readers get',
			`<a href="/a-post/">Continue reading <span class="screen-reader-text">${ T }</span></a>`,
		],
		[
			'an image’s link with such a text',
			`<a href="/a-post/"><img alt="${ T }"><span class="screen-reader-text">${ T }</span></a>`,
		],
		[
			'menus',
			`<nav><ul><li><a href="/a-post/">${ T }</a></li></ul></nav>`,
		],
		[
			'menus of classic themes',
			`<div class="menu-main-container"><ul class="menu"><li class="menu-item"><a href="/a-post/">${ T }</a></li></ul></div>`,
		],
		[
			'recent comments',
			`<ul><li class="recentcomments">Ann on <a href="/a-post/#comment-5">${ T }</a></li></ul>`,
		],
		[
			'the admin bar',
			`<div id="wpadminbar"><a href="/a-post/">${ T }</a></div>`,
		],
		[
			'comments',
			`<div id="comments"><p><a href="/a-post/">${ T }</a></p></div>`,
		],
		[
			'comments of a block theme',
			`<div class="wp-block-comment-content"><p><a href="/a-post/">${ T }</a></p></div>`,
		],
		[
			'the head',
			`<head><title>${ T }</title><meta property="og:title" content="${ T }"><script type="application/ld+json">{"headline":"${ T }"}</script></head>`,
		],
		[
			'a drawing',
			`<svg><a href="/a-post/"><text>${ T }</text></a></svg>`,
		],
		[ 'a broken address', `<a href="https://[">${ T }</a><a>${ T }</a>` ],
		[
			'a title whose emoji are pictures',
			`<a href="/a-post/">${ T }<img class="emoji" alt="🎉"></a>`,
		],
	] )( '%s', ( _name, html ) => {
		expect( find( html ) ).toEqual( [] );
	} );

	test( 'everything, if the title is empty', () => {
		expect(
			find(
				'<a href="/a-post/"><img alt=""></a><a href="/a-post/">…</a>',
				{
					from: '…',
				}
			)
		).toEqual( [] );
	} );
} );

describe( 'on the post’s own page', () => {
	const html = `<h1 id="own" class="wp-block-post-title">${ T }</h1><h2>Cast of <em>${ T }</em></h2><h3><a href="/b-post/">${ T }</a></h3><a id="more" href="/a-post/">${ T }</a>`;

	test( 'there is none', () => {
		expect( find( html, {}, URL_OF_POST ) ).toEqual( [] );
		expect( find( html, {}, URL_OF_POST + '?utm_source=a#b' ) ).toEqual(
			[]
		);
	} );

	test.each( [ { own: 1 }, { preview: 1 } ] )(
		'there is with %j',
		( item ) => {
			expect( find( html, item, URL_OF_POST ) ).toEqual( [
				'own',
				'more',
			] );
		}
	);

	test( 'elsewhere its heading is another’s', () => {
		expect( find( html, { own: 1 } ) ).toEqual( [ 'more' ] );
	} );

	test( 'plain permalinks tell pages apart', () => {
		const item = { url: 'https://example.com/?p=12', own: 1 };
		const page = `<h1 id="own">${ T }</h1>`;
		expect( find( page, item, 'https://example.com/?p=12' ) ).toEqual( [
			'own',
		] );
		expect( find( page, item, 'https://example.com/?p=123' ) ).toEqual(
			[]
		);
		expect( find( page, item, 'https://example.com/' ) ).toEqual( [] );
	} );
} );

test( 'changes nothing in what it looks at', () => {
	const root = new DOMParser().parseFromString(
		`<body><a href="a-post/">${ T }</a></body>`,
		'text/html'
	);
	const before = root.documentElement.outerHTML;
	expect(
		findHeadlines( root, ITEM, new URL( 'https://example.com/' ) )
	).toHaveLength( 1 );
	expect( root.documentElement.outerHTML ).toBe( before );
	expect(
		findHeadlines( root, ITEM, new URL( 'https://example.com/news/' ) )
	).toHaveLength( 0 );
} );

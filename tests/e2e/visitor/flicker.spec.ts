/**
 * What a visitor's browser paints while a page arrives slowly: never the original where another title is due.
 */
import type { Page } from '@playwright/test';
import { CUT, escape, expect, test, type Pushed, type Site } from './pages';
import { slowDown } from './slow-page';

const item = ( site: Site, from: string, to: string ): Pushed => ( {
	id: 'site-1',
	post: 12,
	url: `${ site.origin }/a-post/`,
	from,
	to,
	v: 1,
} );

/** Everything that was painted in an element with data-watch, in order. */
const painted = ( page: Page, name = 'x' ) =>
	page.evaluate(
		( key ) => [
			...(
				window as never as { painted: Record< string, Set< string > > }
			 ).painted[ key ]!,
		],
		name
	);

/** Cuts a text at every place that matters: within words, at their ends, and before its last letter. */
const slice = ( text: string ) =>
	[
		text.slice( 0, 1 ),
		text.slice( 1, 5 ),
		text.slice( 5, 8 ),
		text.slice( 8, -1 ),
		text.slice( -1 ),
	]
		.map( escape )
		.join( CUT );

const FROM = 'Seven “old” ways to sell a fish';
const TO = 'Fish? Sold! Seven times';
const link = ( inner: string, attributes = '' ) =>
	`<a href="/a-post/" ${ attributes }>${ inner }</a>`;
const rest = `<p>More${ CUT }</p>\n`;

test.beforeEach( ( { context, page } ) => slowDown( context, page ) );

for ( const [ name, body ] of [
	[
		'a link in a heading',
		`<h2 data-watch="x">${ CUT }${ link( CUT + slice( FROM ) + CUT ) }${ CUT }</h2>${ rest }`,
	],
	[
		'a marked heading',
		`<h2 data-two-heads="12" data-watch="x">${ slice( FROM ) }</h2>${ rest }`,
	],
	[
		'a card in a link',
		link(
			`<img alt="">${ CUT }<h3 data-watch="x">${ slice( FROM ) }</h3>${ CUT }<p>Excerpt</p>`
		) + rest,
	],
	[
		'inner markup',
		`<h2 data-watch="x">${ link( `Seven <strong>${ CUT }“old”</strong>${ CUT } ways ${ CUT }<em>to sell${ CUT } a fish</em>` ) }</h2>${ rest }`,
	],
	[
		'plain quotes',
		`<h2 data-watch="x">${ link( slice( FROM.replace( /[“”]/g, '"' ) ) ) }</h2>${ rest }`,
	],
	[ 'the end of the page', `<h2 data-watch="x">${ link( slice( FROM ) ) }` ],
] as const ) {
	test( `the original is never painted: ${ name }`, async ( {
		page,
		site,
		errors,
	} ) => {
		site.serve( '/', site.page( body, [ item( site, FROM, TO ) ] ) );
		await page.goto( site.origin );
		expect(
			( await painted( page ) ).filter( ( text ) => text !== '' )
		).toEqual( [ TO ] );

		// The control: without the item the recorder does see the pieces.
		site.serve( '/control', site.page( body ) );
		await page.goto( `${ site.origin }/control` );
		const texts = await painted( page );
		expect( texts.length ).toBeGreaterThan( 1 );
		expect( texts.at( -1 )!.replace( /["“”]/g, '' ) ).toBe(
			FROM.replace( /[“”]/g, '' )
		);
		expect( errors ).toEqual( [] );
	} );
}

test( 'a link whose text only begins like the title gets its text back', async ( {
	page,
	site,
} ) => {
	site.serve(
		'/',
		site.page(
			`<p data-watch="x">${ link( `Seven “old” w${ CUT }ishes` ) }</p><p data-watch="y">${ link( `${ escape( FROM ) }${ CUT } and a cat` ) }</p><p data-watch="z">${ link( 'Seven' ) }`,
			[ item( site, FROM, TO ) ]
		)
	);
	await page.goto( site.origin );
	expect( ( await painted( page, 'x' ) ).at( -1 ) ).toBe(
		'Seven “old” wishes'
	);
	expect( ( await painted( page, 'y' ) ).at( -1 ) ).toBe(
		`${ FROM } and a cat`
	);
	await expect
		.poll( async () => ( await painted( page, 'z' ) ).at( -1 ) )
		.toBe( 'Seven' );
} );

test( 'an engine that decides when the headline appears is asked in time', async ( {
	page,
	site,
} ) => {
	const { id, post, url, from, to, v } = item( site, FROM, TO );
	const ask = `<script>(window.twoHeads=window.twoHeads||[]).push({id:'${ id }',post:${ post },url:'${ url }',from:'${ from }',seen:()=>twoHeads.push({id:'${ id }',post:${ post },url:'${ url }',from:'${ from }',to:'${ to }',v:${ v }})})</script>`;
	site.serve(
		'/',
		site.page(
			`<h2 data-watch="x">${ link( slice( FROM ) ) }</h2>${ rest }`,
			[],
			ask
		)
	);
	await page.goto( site.origin );
	expect(
		( await painted( page ) ).filter( ( text ) => text !== '' )
	).toEqual( [ TO ] );
} );

test( 'titles that look like code, emoji and right-to-left', async ( {
	page,
	site,
	errors,
} ) => {
	const titles: Array< [ from: string, to: string ] > = [
		[ 'Plain', '</script><script>window.hacked=1</script><!--<script>' ],
		[ '<b>Not bold</b> & "so"', 'It’s $& \\u0041 `${1}` \u2028 end' ],
		[ 'Party', 'Party 🎉👩‍👩‍👧' ],
		[ 'כותרת ראשונה', '‏כותרת שנייה – ‎(2)' ],
		[ 'x'.repeat( 10_000 ), 'y'.repeat( 10_000 ) ],
	];
	const items = titles.map( ( [ from, to ], index ) => ( {
		...item( site, from, to ),
		id: `site-${ index }`,
		post: index,
		url: `${ site.origin }/post-${ index }/`,
	} ) );
	site.serve(
		'/',
		site.page(
			titles
				.map(
					( [ from ], index ) =>
						`<h2 data-watch="${ index }"><a href="/post-${ index }/">${ escape( from ) }</a></h2>`
				)
				.join( '\n' ),
			items
		)
	);
	await page.goto( site.origin );
	// Byte for byte: toHaveText() folds white space.
	expect(
		await page.evaluate( () =>
			[ ...document.querySelectorAll( 'h2' ) ].map(
				( heading ) => heading.textContent
			)
		)
	).toEqual( titles.map( ( [ , to ] ) => to ) );
	await expect( page.locator( 'h2 a > *' ) ).toHaveCount( 0 );
	expect( await page.evaluate( 'window.hacked' ) ).toBeUndefined();
	expect( errors ).toEqual( [] );
} );

test( 'later insertions and endless scrolling', async ( {
	page,
	site,
	errors,
} ) => {
	site.serve(
		'/',
		site.page(
			`<div id="list" style="min-height:2000px"></div><script>
				let n = 0;
				const add = () => {
					const html = '<article><h2 data-watch="x"><a href="/a-post/?page=' + ++n + '">${ FROM }</a></h2></article>';
					if ( n % 3 === 0 ) list.insertAdjacentHTML( 'beforeend', html );
					else if ( n % 3 === 1 ) { const box = document.createElement( 'div' ); box.innerHTML = html; list.append( ...box.childNodes ); }
					else { const h = document.createElement( 'h2' ); h.dataset.watch = 'x'; list.append( h ); const a = h.appendChild( document.createElement( 'a' ) ); a.href = '/a-post/'; for ( const word of '${ FROM }'.split( / (?=)/ ) ) a.append( word + ' ' ); }
				};
				addEventListener( 'scroll', add );
				setTimeout( add, 50 );
			</script>`,
			[ item( site, FROM, TO ) ]
		)
	);
	await page.goto( site.origin );
	for ( let i = 0; i < 6; i++ ) {
		await page.mouse.wheel( 0, 100 );
		await page.waitForTimeout( 50 );
	}
	await expect
		.poll( () => page.locator( 'h2' ).count() )
		.toBeGreaterThan( 5 );
	expect( await painted( page ) ).toEqual( [ TO ] );
	expect( errors ).toEqual( [] );
} );

/**
 * What must never happen on a visitor's page: an error, half an experiment, a slow page.
 */
import { expect, test, type Pushed, type Site } from './pages';

const FROM = 'Old title';
const TO = 'New title';
const item = ( site: Site ): Pushed => ( {
	id: 'site-1',
	post: 12,
	url: `${ site.origin }/a-post/`,
	from: FROM,
	to: TO,
	v: 1,
} );
const BODY = `<h2><a href="/a-post/">${ FROM }</a></h2><h3 data-two-heads="12">${ FROM }</h3>`;

for ( const [ name, code, shown ] of [
	[ 'no MutationObserver', 'delete window.MutationObserver', FROM ],
	[ 'no IntersectionObserver', 'delete window.IntersectionObserver', FROM ],
	[ 'no URL', 'window.URL = undefined', TO ],
	[ 'closest', 'Element.prototype.closest = () => { throw 1 }', FROM ],
	[
		'querySelectorAll',
		'Element.prototype.querySelectorAll = () => { throw 1 }',
		FROM,
	],
	[
		'read-only texts',
		'Object.defineProperty( CharacterData.prototype, "data", { get: () => "Old title", set() { throw 1 } } )',
		FROM,
	],
	[
		'storage',
		'Object.defineProperty( window, "localStorage", { get() { throw 1 } } )',
		TO,
	],
	[
		'frozen Optimizely',
		'window.optimizely = Object.freeze( { push() { throw 1 } } )',
		TO,
	],
	[ 'a string as the queue', 'window.twoHeads = "x"', FROM ],
	[
		'rubbish in the queue',
		'window.twoHeads = [ null, 1, {}, { id: "a", url: "b" } ]',
		TO,
	],
] as const ) {
	test( `broken: ${ name }`, async ( { page, site, errors } ) => {
		const items = name === 'a string as the queue' ? [] : [ item( site ) ];
		site.serve(
			'/',
			site.page( BODY, items, `<script>${ code }</script>` )
		);
		site.serve( '/a-post/', '<h1>Old title</h1>' );
		await page.goto( site.origin );
		await page.waitForTimeout( 100 );
		const texts = () =>
			page.evaluate( () =>
				[
					...document.links,
					...document.getElementsByTagName( 'h3' ),
				].map( ( { firstChild } ) => ( firstChild as Text ).data )
			);
		expect( await texts() ).toEqual( [ shown, shown ] );
		await page.evaluate( () => document.links[ 0 ]!.click() );
		await page.waitForURL( '**/a-post/' );
		expect( errors ).toEqual( [] );
	} );
}

for ( const experiments of [ 1, 20 ] ) {
	test( `${ experiments } experiments on a page of 2,000 nodes: it is searched as little as for one`, async ( {
		page,
		site,
	} ) => {
		const counter = `<script>
			window.searches = 0;
			const { querySelectorAll } = Document.prototype;
			Document.prototype.querySelectorAll = function ( selector ) {
				window.searches += selector.startsWith( 'a,' );
				return querySelectorAll.call( this, selector );
			};
		</script>`;
		const card = ( n: number ) =>
			`<article class="post"><div><a href="/post-${ n }/"><img alt=""></a><h2><a href="/post-${ n }/">A title ${ n }</a></h2><p>Some <b>text</b> here</p></div></article>`;
		site.serve(
			'/',
			site.page(
				Array.from( { length: 250 }, ( _, n ) => card( n ) ).join(
					'\n'
				),
				Array.from( { length: experiments }, ( _, n ) => ( {
					...item( site ),
					id: `site-${ n }`,
					post: n + 1,
					url: `${ site.origin }/post-${ n }/`,
					from: `A title ${ n }`,
					to: `Another ${ n }`,
				} ) ),
				counter
			)
		);
		await page.goto( site.origin );
		expect(
			await page.evaluate( 'document.querySelectorAll( "*" ).length' )
		).toBeGreaterThan( 2000 );
		await expect( page.getByText( /^Another/ ) ).toHaveCount( experiments );
		// When the code comes, for what was pushed before it and after it, and when the page has loaded.
		expect( await page.evaluate( 'searches' ) ).toBeLessThanOrEqual( 4 );
	} );
}

/**
 * What visitors of a running experiment see and do, on a block theme and on a classic one, and what is counted of it.
 */
import { connectWithProject } from './support/connected';
import { expect, test } from './support/fixtures';
import {
	carryThrough,
	demoPost,
	getPanel,
	setupOf,
	startExperiment,
	useClassicTheme,
} from './support/headlines';
import { Rest } from './support/rest';
import { visit } from './support/visitors';

const B = 'The night train is back, and it is sold out';

/** Links and headings that show a text, wherever they stand on the page. */
const shownAs = ( text: string ): string =>
	`:is(a, h1, h2, h3):text-is("${ text }")`;

for ( const theme of [ 'block', 'classic' ] as const ) {
	test( `forty visitors on a ${ theme } theme: half see B, nobody sees A first, clicks are counted`, async ( {
		site,
		admin,
		optimizely,
		browser,
	} ) => {
		test.setTimeout( 240_000 );
		const restore =
			theme === 'classic' ? await useClassicTheme( site ) : null;
		try {
			const { control } = optimizely;
			const rest = new Rest( admin, site );
			await connectWithProject( rest );
			const post = await demoPost( site );
			const id = await startExperiment( rest, post.id, setupOf( [ B ] ) );
			const remote = control.experiments()[ 0 ]!.id;
			const texts = [ post.title, B ];

			for ( const [ index, title ] of texts.entries() ) {
				for ( const [ number, visitorId ] of control
					.visitorsFor( remote, index, 20 )
					.entries() ) {
					const look = await visit( browser, {
						url: `${ site.url }/`,
						texts,
						visitorId,
						...( number % 5 === 0 ? { slow: 4 } : {} ),
					} );
					const { page } = look;
					const headline = page.locator( shownAs( title ) ).first();
					await expect( headline ).toBeVisible();
					const other = texts[ 1 - index ]!;
					for ( const frame of await look.frames() ) {
						expect( frame ).not.toContain( other );
					}
					// A quarter of those who see the original follow it, half of those who see B.
					if ( number % 4 === 0 || ( index && number % 2 === 0 ) ) {
						await headline.click( {
							noWaitAfter: true,
							...( number === 8
								? { button: 'middle' as const }
								: {} ),
						} );
						if ( number !== 8 ) {
							await page.waitForURL( post.link );
							// Cards only: the post's own page keeps its title.
							await expect(
								page.locator( 'h1' ).first()
							).toHaveText( post.title );
						}
					} else {
						await page.waitForTimeout( 1200 );
					}
					await page.waitForTimeout( 150 );
					expect( look.errors ).toEqual( [] );
					await look.leave();
				}
			}

			await rest.send(
				'POST',
				`/two-heads/v1/experiments/${ id }/refresh`
			);
			const { current } = await getPanel( rest, post.id );
			const click = current?.results?.metrics[ 0 ];
			expect( click?.id ).toBe( 'click' );
			expect(
				click?.variations.map( ( { visitors, conversions } ) => [
					visitors,
					conversions,
				] )
			).toEqual( [
				[ 20, 5 ],
				[ 20, 10 ],
			] );
			const panel = await carryThrough( rest, id, 'end', {
				variation: 1,
			} );
			expect( panel.current ).toBeNull();
			expect( panel.earlier[ 0 ]?.status ).toBe( 'archived' );
			expect( control.experiments()[ 0 ]?.view.status ).toBe(
				'archived'
			);
			const after = await visit( browser, {
				url: `${ site.url }/`,
				texts,
			} );
			await expect(
				after.page.locator( shownAs( B ) ).first()
			).toBeVisible();
			expect( await after.page.content() ).not.toContain( 'twoHeads' );
			expect( ( await after.frames() ).flat() ).not.toContain(
				post.title
			);
			await after.leave();
			await rest.send(
				'POST',
				`/two-heads/v1/experiments/${ id }/revert`
			);
		} finally {
			await restore?.();
		}
	} );
}

test( 'what is not the headline keeps the original', async ( {
	site,
	admin,
	optimizely,
	browser,
} ) => {
	const restore = await useClassicTheme( site );
	try {
		const rest = new Rest( admin, site );
		await connectWithProject( rest );
		// Not the first: its title stands in a link of its own, in one for screen readers, and in the sidebar.
		const post = await site.json< {
			id: number;
			title: string;
			link: string;
		} >( `
			$post = get_posts( array( 'numberposts' => 1, 'offset' => 1 ) )[0];
			echo wp_json_encode( array( 'id' => $post->ID, 'title' => html_entity_decode( get_the_title( $post ), ENT_QUOTES ), 'link' => get_permalink( $post ) ) );
		` );
		await startExperiment( rest, post.id, setupOf( [ B ] ) );
		const [ visitorId ] = optimizely.control.visitorsFor(
			optimizely.control.experiments()[ 0 ]!.id,
			1
		);
		const look = await visit( browser, {
			url: `${ site.url }/`,
			texts: [ B ],
			visitorId: visitorId!,
		} );
		await expect(
			look.page.locator( '.entry-title a', { hasText: B } )
		).toBeVisible();
		await expect(
			look.page.locator( 'aside a', { hasText: B } )
		).toBeVisible();
		await expect(
			look.page.locator(
				`article#post-${ post.id } .more .screen-reader-text`
			)
		).toHaveText( post.title );
		await look.page.goto( post.link );
		expect( await look.page.title() ).toContain( post.title );
		await expect(
			look.page.locator( 'meta[property="og:title"]' )
		).toHaveAttribute( 'content', post.title );
		expect(
			await look.page
				.locator( 'script[type="application/ld+json"]' )
				.first()
				.textContent()
		).not.toContain( B );
		for ( const path of [
			'/feed/',
			`/wp-json/wp/v2/posts/${ post.id }`,
			`/wp-json/oembed/1.0/embed?url=${ encodeURIComponent( post.link ) }`,
		] ) {
			const answer = await look.page.request.get( site.url + path );
			expect( answer.ok(), path ).toBe( true );
			const text = await answer.text();
			expect( text, path ).not.toContain( B );
			expect( text, path ).not.toContain( 'data-two-heads' );
		}
		await look.leave();
	} finally {
		await restore();
	}
} );

test( 'paused means paused within the snippet’s cache time', async ( {
	site,
	admin,
	optimizely,
	browser,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	const id = await startExperiment( rest, post.id, setupOf( [ B ] ) );
	const [ visitorId ] = optimizely.control.visitorsFor(
		optimizely.control.experiments()[ 0 ]!.id,
		1
	);
	const look = await visit( browser, {
		url: `${ site.url }/`,
		texts: [ B ],
		visitorId: visitorId!,
	} );
	await expect( look.page.locator( shownAs( B ) ).first() ).toBeVisible();
	await carryThrough( rest, id, 'pause' );
	await new Promise( ( later ) => setTimeout( later, 2500 ) );
	// The same browser, which has the snippet in its cache.
	await look.page.goto( `${ site.url }/`, { waitUntil: 'load' } );
	await expect(
		look.page.locator( shownAs( post.title ) ).first()
	).toBeVisible();
	expect( ( await look.frames() ).flat() ).toEqual( [] );
	await look.leave();
} );

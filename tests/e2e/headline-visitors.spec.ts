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
import { withMuPlugin } from './support/mu-plugin';
import { Rest } from './support/rest';
import { visit, visitorOf } from './support/visitors';

const B = 'The night train is back, and it is sold out';

const NO_LIBRARY =
	"add_action( 'wp_head', static fn () => remove_action( 'wp_head', 'TwoHeads\\Experiments\\Head\\print_library', -999 ), -2000 );";

/** Links and headings that show a text, wherever they stand on the page. */
const shownAs = ( text: string ): string =>
	`:is(a, h1, h2, h3):text-is("${ text }")`;

for ( const theme of [ 'block', 'classic' ] as const ) {
	test( `many visitors on a ${ theme } theme: half see B, nobody sees A first, clicks are counted`, async ( {
		site,
		admin,
		optimizely,
		browser,
		wordpress,
	} ) => {
		test.setTimeout( 240_000 );
		// Of either headline. On the older version fewer do: it is the same code in the same themes.
		const each = wordpress === '7.1' ? 20 : 8;
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

			// Those of each headline one after another, beside those of the other.
			const arrive = async ( title: string, index: number ) => {
				for ( const [ number, visitorId ] of control
					.visitorsFor( remote, index, each )
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
			};
			await Promise.all( texts.map( arrive ) );

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
				[ each, each / 4 ],
				[ each, each / 2 ],
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
		// Where most could go wrong: the post's own page changes too.
		const settings = ( await rest.send( 'GET', '/wp/v2/settings' ) ).body
			.two_heads_headlines;
		await rest.send( 'POST', '/wp/v2/settings', {
			two_heads_headlines: { ...settings, own_page: true },
		} );
		await site.cli( `
			wp_insert_comment( array(
				'comment_post_ID'  => ${ post.id },
				'comment_author'   => 'Reader',
				'comment_content'  => '<a href="' . get_permalink( ${ post.id } ) . '">' . get_the_title( ${ post.id } ) . '</a>',
				'comment_approved' => 1,
			) );
		` );
		await startExperiment( rest, post.id, setupOf( [ B ] ) );
		const visitorId = visitorOf( optimizely, 1 );
		const look = await visit( browser, {
			url: `${ site.url }/`,
			texts: [ B ],
			visitorId,
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
		await look.page.locator( '.entry-title a', { hasText: B } ).click();
		await look.page.waitForURL( post.link );
		await expect( look.page.locator( 'h1' ) ).toHaveText( B );
		await expect( look.page.locator( '#comments p a' ) ).toHaveText(
			post.title
		);
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

test( 'a snippet that is blocked leaves the page as it is, and a late one changes it before it is painted', async ( {
	site,
	admin,
	optimizely,
	browser,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	await startExperiment( rest, post.id, setupOf( [ B ] ) );
	const visitorId = visitorOf( optimizely, 1 );
	const order = {
		url: `${ site.url }/`,
		texts: [ post.title, B ],
		visitorId,
	};
	const snippet = ( url: URL ) =>
		url.href.startsWith( optimizely.url ) && url.pathname.endsWith( '.js' );

	const without = await visit( browser, {
		...order,
		prepare: ( page ) => page.route( snippet, ( route ) => route.abort() ),
	} );
	await expect(
		without.page.locator( shownAs( post.title ) ).first()
	).toBeVisible();
	expect( ( await without.frames() ).flat() ).not.toContain( B );
	expect( without.errors ).toEqual( [] );
	await without.page.locator( shownAs( post.title ) ).first().click();
	await without.page.waitForURL( post.link );
	await without.leave();

	const late = await visit( browser, {
		...order,
		prepare: ( page ) =>
			page.route( snippet, async ( route ) => {
				await new Promise( ( later ) => setTimeout( later, 1500 ) );
				await route.continue();
			} ),
	} );
	await expect( late.page.locator( shownAs( B ) ).first() ).toBeVisible();
	expect( ( await late.frames() ).flat() ).not.toContain( post.title );
	expect( late.errors ).toEqual( [] );
	await late.leave();
} );

test( 'the self-contained template needs nothing of the page', async ( {
	site,
	admin,
	optimizely,
	browser,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const code = '/two-heads/v1/headline-code';
	const { self_contained: template } = ( await rest.send( 'GET', code ) )
		.body;
	expect( ( await rest.send( 'PUT', code, template ) ).status ).toBe( 200 );
	const post = await demoPost( site );
	const id = await startExperiment( rest, post.id, setupOf( [ B ] ) );
	// As on a page that this WordPress does not serve.
	await withMuPlugin( site, NO_LIBRARY, async () => {
		for ( const [ variation, title ] of [ post.title, B ].entries() ) {
			const visitorId = visitorOf( optimizely, variation );
			const look = await visit( browser, {
				url: `${ site.url }/`,
				texts: [ post.title, B ],
				visitorId,
			} );
			const headline = look.page.locator( shownAs( title ) ).first();
			await expect( headline ).toBeVisible();
			expect( await look.page.content() ).not.toContain(
				'two-heads-headlines-js'
			);
			expect( ( await look.frames() ).flat() ).not.toContain(
				variation ? post.title : B
			);
			await headline.click();
			await look.page.waitForURL( post.link );
			expect( look.errors ).toEqual( [] );
			await look.leave();
		}
	} );
	await rest.send( 'POST', `/two-heads/v1/experiments/${ id }/refresh` );
	const { current } = await getPanel( rest, post.id );
	expect(
		current?.results?.metrics[ 0 ]?.variations.map(
			( { visitors, conversions } ) => [ visitors, conversions ]
		)
	).toEqual( [
		[ 1, 1 ],
		[ 1, 1 ],
	] );
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
	const visitorId = visitorOf( optimizely, 1 );
	const look = await visit( browser, {
		url: `${ site.url }/`,
		texts: [ B ],
		visitorId,
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

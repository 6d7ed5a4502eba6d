/**
 * What the site's own editors see of an experiment that this site runs: which headline, in the admin bar, and the others
 * by choice. Nothing of theirs is counted.
 */
import { expect, logIn, test } from './support/fixtures';
import { demoPost, type TestedPost } from './support/headlines';
import { withMuPlugin } from './support/mu-plugin';

const B = 'Sleepers <b>return</b> & sell out';
const C = 'כותרת שלישית';
/** Another post on the front page. */
const OTHER = 'library-lends-tools';

interface Running {
	id: number;
	post: TestedPost;
	titles: string[];
}

/** PHP under which these experiments are what the site shows, each headline to as many. */
function running( ...experiments: Running[] ): string {
	const compiled = experiments.map( ( { id, post, titles } ) => {
		const json = JSON.stringify( [
			id,
			post.id,
			new URL( post.link ).pathname,
			post.title,
			titles,
			[ ...titles, '' ].map( ( _, index ) =>
				Math.round( ( 10000 * ( index + 1 ) ) / ( titles.length + 1 ) )
			),
			1,
		] ).replace(
			/[<>&']/g,
			( sign ) => `\\u00${ sign.charCodeAt( 0 ).toString( 16 ) }`
		);
		return `${ post.id } => '${ json.replaceAll( '\\', '\\\\' ) }'`;
	} );
	return `add_filter( 'pre_option_two_heads_builtin', static fn () => array( 'experiments' => array( ${ compiled.join() } ) ) );`;
}

for ( const direction of [ 'ltr', 'rtl' ] as const ) {
	test( `an editor sees which headline it is and chooses another, by keyboard (${ direction })`, async ( {
		site,
		page,
		wordpress,
	} ) => {
		const post = await demoPost( site );
		const path = new URL( post.link ).pathname;
		const runs = `
			${ running( { id: 999, post, titles: [ B, C ] } ) }
			add_action( 'init', static function () { $GLOBALS['wp_locale']->text_direction = '${ direction }'; wp_styles()->text_direction = '${ direction }'; } );`;
		await withMuPlugin( site, runs, async () => {
			await logIn( page, site, await site.createUser( 'editor' ) );
			const sent: string[] = [];
			page.on( 'request', ( request ) => {
				if ( request.method() === 'POST' ) {
					sent.push( request.url() );
				}
			} );
			await page.goto( `${ site.url }/` );
			const badge = page.locator( '#wp-admin-bar-two-heads-badge' );
			const label = badge.locator( '> .ab-item' );
			const headline = page
				.locator( `main h2 a[href$="${ path }"]` )
				.first();
			await expect( label ).toHaveText( /^You see (B|C|the original)$/ );

			const choose = async ( name: string, rows: number ) => {
				await label.focus();
				await page.keyboard.press( 'Enter' );
				const choice = badge.getByRole( 'menuitemradio', { name } );
				await expect( choice ).toBeVisible();
				for ( let row = 0; row < rows; row++ ) {
					await page.keyboard.press( 'Tab' );
				}
				await expect( choice ).toBeFocused();
				await Promise.all( [
					page.waitForEvent( 'load' ),
					page.keyboard.press( 'Enter' ),
				] );
			};
			for ( const [ name, rows, says, shows ] of [
				[ `B: \u2068${ B }\u2069`, 2, 'You see B', B ],
				[ `C: \u2068${ C }\u2069`, 3, 'You see C', C ],
				[
					`Original: \u2068${ post.title }\u2069`,
					1,
					'You see the original',
					post.title,
				],
				[ `B: \u2068${ B }\u2069`, 2, 'You see B', B ],
			] as const ) {
				await choose( name, rows );
				await expect( label ).toHaveText( says );
				await expect( headline ).toHaveText( shows );
				await expect(
					badge.getByRole( 'menuitemradio', {
						name,
						includeHidden: true,
					} )
				).toHaveAttribute( 'aria-checked', 'true' );
			}
			// For the whole session, on every page; the badge names the post, and says that nothing is counted.
			await page.goto( `${ site.url }/` );
			await expect( headline ).toHaveText( B );
			await label.hover();
			await expect( badge.locator( 'strong' ) ).toHaveText(
				`\u2068${ post.title }\u2069`
			);
			await expect(
				badge.getByText( 'Nothing is counted.' )
			).toBeVisible();
			await page.screenshot( {
				path: `artifacts/screens/${ wordpress }/badge-${ direction }.png`,
			} );
			await page.setViewportSize( { width: 390, height: 844 } );
			await expect( label.locator( '.ab-icon' ) ).toBeVisible();
			// The mouse is where the badge was: the menu closes, sooner or later. In a narrow bar it is elsewhere.
			await label.hover();
			await expect( badge.locator( '.ab-sub-wrapper' ) ).toBeVisible();
			expect(
				( await badge.locator( '.ab-sub-wrapper' ).boundingBox() )!
			).toMatchObject( { x: 0, width: 390 } );
			await page.screenshot( {
				path: `artifacts/screens/${ wordpress }/badge-${ direction }-narrow.png`,
			} );
			await page.setViewportSize( { width: 1280, height: 900 } );

			// On the post’s own page the title is the original, which is under no test there.
			await page.goto( post.link );
			await expect( page.locator( '#wpadminbar' ) ).toBeVisible();
			await expect( badge ).toBeHidden();
			// Nor has the page as visitors see it.
			await page.goto( `${ site.url }/?two-heads-visitor` );
			await expect( badge ).toHaveCount( 0 );

			expect( sent.filter( ( url ) => /tally/.test( url ) ) ).toEqual(
				[]
			);
		} );
	} );
}

test( 'several on a page are told apart, each with its own choice', async ( {
	site,
	page,
	wordpress,
} ) => {
	const posts = [
		await demoPost( site ),
		await demoPost( site, OTHER ),
	] as const;
	const titles = [ B, C ];
	const runs = running(
		...posts.map( ( post, index ) => ( {
			id: 998 + index,
			post,
			titles: [ titles[ index ]! ],
		} ) )
	);
	await withMuPlugin( site, runs, async () => {
		await logIn( page, site, await site.createUser( 'editor' ) );
		await page.goto( `${ site.url }/` );
		const badge = page.locator( '#wp-admin-bar-two-heads-badge' );
		const label = badge.locator( '> .ab-item' );
		await expect( label ).toHaveText( 'Headline tests here: 2' );
		const shown = posts.map( ( { link } ) =>
			page
				.locator(
					`main :is(h2, h3) a[href$="${ new URL( link ).pathname }"]`
				)
				.first()
		);
		const choose = async ( name: string ) => {
			await label.hover();
			await Promise.all( [
				page.waitForEvent( 'load' ),
				badge.getByRole( 'menuitemradio', { name } ).click(),
			] );
		};
		await choose( `B: \u2068${ B }\u2069` );
		await choose( `B: \u2068${ C }\u2069` );
		await expect( shown[ 0 ]! ).toHaveText( B );
		await expect( shown[ 1 ]! ).toHaveText( C );
		// To choose of one leaves the other where it is.
		await choose( `Original: \u2068${ posts[ 1 ].title }\u2069` );
		await expect( shown[ 0 ]! ).toHaveText( B );
		await expect( shown[ 1 ]! ).toHaveText( posts[ 1 ].title );
		await label.hover();
		await expect( badge.locator( 'strong' ) ).toHaveCount( 2 );
		await expect(
			badge.getByRole( 'menuitemradio', { checked: true } )
		).toHaveText( [
			`B: \u2068${ B }\u2069`,
			`Original: \u2068${ posts[ 1 ].title }\u2069`,
		] );
		await page.screenshot( {
			path: `artifacts/screens/${ wordpress }/badge-several.png`,
		} );
	} );
} );

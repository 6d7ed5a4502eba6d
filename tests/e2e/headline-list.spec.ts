/**
 * Ways to a headline test and through it: the list of posts, the command palette, the keyboard alone, two people at
 * once, a tab closed half-way.
 */
import type { Locator, Page } from '@playwright/test';
import type { Site } from '../../bin/site';
import { connectWithProject } from './support/connected';
import { expect, logIn, test } from './support/fixtures';
import {
	carryThrough,
	demoPost,
	getPanel,
	panelPath,
	propose,
	setupOf,
	startExperiment,
} from './support/headlines';
import { withMuPlugin } from './support/mu-plugin';
import { Rest } from './support/rest';
import { shoot } from './support/screens';

const B = 'The night train is back, and it is sold out';

const panelOf = ( page: Page ): Locator =>
	page.getByRole( 'group', { name: 'Headline test' } );

/** Opens a post in the block editor as the list's link does: with the panel open. */
async function openEditor(
	page: Page,
	site: Site,
	post: number
): Promise< Locator > {
	await page.goto(
		`${ site.url }/wp-admin/post.php?post=${ post }&action=edit#two-heads-headlines`
	);
	await expect( page.locator( '.two-heads-panel' ) ).toBeAttached();
	await closeGuide( page );
	await expect( panelOf( page ) ).toBeVisible();
	return panelOf( page );
}

/** The tour that greets people in the editor for the first time. */
const closeGuide = ( page: Page ): Promise< void > =>
	page.evaluate( () => {
		const { wp } = window as unknown as {
			wp: { data: { dispatch: ( store: string ) => any } }; // eslint-disable-line @typescript-eslint/no-explicit-any
		};
		wp.data
			.dispatch( 'core/preferences' )
			.set( 'core/edit-post', 'welcomeGuide', false );
	} );

const rowOf = ( page: Page, post: { id: number } ): Locator =>
	page.locator( `#post-${ post.id }` );

test.beforeEach( async ( { site } ) => {
	// The test before may have been another person in the same post's editor.
	await site.cli( `delete_post_meta_by_key( '_edit_lock' );` );
} );

/** Two people in one post's editor, as where WordPress's lock is turned off or has been taken over. */
const NO_LOCK =
	"add_filter( 'wp_check_post_lock_window', static fn () => -60 );";

test( 'the list of posts shows how tests stand, narrows to them and acts on them', async ( {
	site,
	admin,
	page,
	optimizely,
	wordpress,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	const idea = await demoPost( site, 'bees-count' );
	const experiment = await startExperiment( rest, post.id, setupOf( [ B ] ) );
	await propose( rest, idea.id, setupOf( [ 'Only an idea' ] ) );
	optimizely.control.traffic( {
		experiment: optimizely.control.experiments()[ 0 ]!.id,
		visitors: 4000,
		clickRates: [ 0.05, 0.09 ],
	} );
	await site.cli(
		`TwoHeads\\Experiments\\Store\\write( ${ experiment }, array( 'polled' => array() ) );`
	);
	await rest.send(
		'POST',
		`/two-heads/v1/experiments/${ experiment }/refresh`
	);
	const list = `${ site.url }/wp-admin/edit.php`;
	await admin.goto( list );
	const cell = rowOf( admin, post ).locator( '.column-two_heads' );
	await expect( cell ).toContainText( 'Running' );
	await expect( cell ).toContainText( /Variation 1 ahead, \+\d+%/ );
	await expect(
		rowOf( admin, idea ).locator( '.column-two_heads' )
	).toContainText( 'Draft' );
	await admin.screenshot( {
		path: `artifacts/screens/${ wordpress }/posts-list.png`,
	} );
	await admin
		.getByRole( 'combobox', { name: 'Filter by headline test' } )
		.selectOption( 'running' );
	await admin.locator( '#post-query-submit' ).click();
	await expect( admin.locator( '#the-list > tr' ) ).toHaveCount( 1 );
	await expect( rowOf( admin, post ) ).toBeVisible();

	const act = ( name: RegExp ) => async () => {
		await rowOf( admin, post ).hover();
		await rowOf( admin, post ).getByRole( 'link', { name } ).click();
	};
	const pause = await rowOf( admin, post )
		.getByRole( 'link', { name: /^Pause test/ } )
		.getAttribute( 'href' );
	await act( /^Pause test/ )();
	await expect( admin.locator( '.notice-success' ) ).toContainText(
		'The headline test is paused.'
	);
	expect( optimizely.control.experiments()[ 0 ]?.view.status ).toBe(
		'paused'
	);
	await admin.goto( list );
	await act( /^Resume test/ )();
	await expect( admin.locator( '.notice-success' ) ).toContainText(
		'runs again'
	);
	await expect( cell ).toContainText( 'Running' );

	// Without its nonce, or with another's, nothing happens.
	const forged = new URL( pause! );
	forged.searchParams.set( '_wpnonce', '0123456789' );
	expect( ( await admin.request.get( forged.href ) ).status() ).toBe( 403 );
	forged.searchParams.delete( '_wpnonce' );
	expect( ( await admin.request.get( forged.href ) ).status() ).toBe( 403 );
	expect( ( await getPanel( rest, post.id ) ).current?.status ).toBe(
		'running'
	);

	// Its own author may not run it, and neither sees the links nor can follow one.
	const author = await site.createUser( 'author' );
	await site.cli(
		`wp_update_post( array( 'ID' => ${ post.id }, 'post_author' => ${ author.id } ) );`
	);
	await logIn( page, site, author );
	await page.goto( list );
	await expect(
		rowOf( page, post ).getByRole( 'link', { name: /^Test headlines/ } )
	).toBeAttached();
	await expect(
		rowOf( page, post ).getByRole( 'link', {
			name: /^(Pause|Resume) test|^Test results/,
		} )
	).toHaveCount( 0 );
	expect( ( await page.request.get( pause! ) ).status() ).toBe( 403 );

	await rowOf( page, post ).hover();
	await rowOf( page, post )
		.getByRole( 'link', { name: /^Test headlines/ } )
		.click();
	await expect( page.locator( '.two-heads-panel' ) ).toBeAttached();
	await closeGuide( page );
	await expect( panelOf( page ) ).toBeInViewport();
	await expect(
		panelOf( page ).getByText( 'Running', { exact: true } )
	).toBeVisible();
	await shoot( {
		page: admin,
		site,
		wordpress,
		name: 'posts-list-tests',
		include: '.column-two_heads',
		open: async () => {
			await admin.goto( `${ list }?two_heads_test=running` );
			await expect( rowOf( admin, post ) ).toBeVisible();
		},
	} );
} );

test( 'by keyboard alone: command palette, a headline, Start, Pause', async ( {
	site,
	admin,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	await admin.goto(
		`${ site.url }/wp-admin/post.php?post=${ post.id }&action=edit`
	);
	await expect(
		admin.getByRole( 'button', { name: 'Headline test', exact: true } )
	).toBeAttached();
	await closeGuide( admin );
	const { keyboard } = admin;
	const command = async ( words: string ) => {
		await keyboard.press( 'Control+k' );
		await expect( admin.getByRole( 'combobox' ).last() ).toBeFocused();
		// What was looked for last may still stand there.
		await keyboard.press( 'Control+a' );
		await keyboard.type( words );
		await expect(
			admin.getByRole( 'option', { name: words } ).first()
		).toBeVisible();
		await keyboard.press( 'Enter' );
	};
	await command( 'Test headlines of this post' );
	const panel = panelOf( admin );
	const field = panel.getByRole( 'textbox', { name: 'Variation 1' } );
	await expect( field ).toBeFocused();
	await keyboard.type( B );
	const tabTo = async ( target: Locator ) => {
		for ( let presses = 0; presses < 40; presses++ ) {
			if (
				await target.evaluate(
					( element ) =>
						element === element.ownerDocument.activeElement
				)
			) {
				return;
			}
			await keyboard.press( 'Tab' );
		}
		await expect( target ).toBeFocused();
	};
	await tabTo( panel.getByRole( 'button', { name: 'Start', exact: true } ) );
	await keyboard.press( 'Enter' );
	await expect( panel.getByText( 'Running', { exact: true } ) ).toBeVisible( {
		timeout: 30_000,
	} );
	await expect( admin.locator( '#a11y-speak-polite' ) ).toContainText(
		'The headline test is running.'
	);
	// The focus has not fallen out of the panel with the button that was pressed.
	expect(
		await panel.evaluate( ( element ) =>
			element.contains( element.ownerDocument.activeElement )
		)
	).toBe( true );
	await command( 'Pause headline test' );
	await expect( panel.getByText( 'Paused', { exact: true } ) ).toBeVisible();
	await command( 'Resume headline test' );
	await expect( panel.getByText( 'Running', { exact: true } ) ).toBeVisible();
	await command( 'Headline test results' );
	await admin.waitForURL( /page=two-heads-experiments&experiment=\d+/ );
} );

test( 'two editors press Start at once: one experiment, and both see it', async ( {
	site,
	admin,
	browser,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	await propose( rest, post.id, setupOf( [ B ] ) );
	const context = await browser.newContext();
	const other = await context.newPage();
	await logIn( other, site, await site.createUser( 'editor' ) );
	await withMuPlugin( site, NO_LOCK, async () => {
		const panels = [
			await openEditor( admin, site, post.id ),
			await openEditor( other, site, post.id ),
		];
		const starts = panels.map( ( panel ) =>
			panel.getByRole( 'button', { name: 'Start', exact: true } )
		);
		for ( const start of starts ) {
			await expect( start ).toBeEnabled();
		}
		await Promise.all( starts.map( ( start ) => start.click() ) );
		for ( const panel of panels ) {
			await expect(
				panel.getByText( 'Running', { exact: true } )
			).toBeVisible( { timeout: 45_000 } );
		}
	} );
	expect( optimizely.control.experiments() ).toHaveLength( 1 );
	expect( ( await getPanel( rest, post.id ) ).earlier ).toEqual( [] );
	await context.close();
} );

test( 'unsaved words are not left without a question, and wait for who comes back', async ( {
	site,
	admin,
} ) => {
	await connectWithProject( new Rest( admin, site ) );
	const post = await demoPost( site );
	const panel = await openEditor( admin, site, post.id );
	await panel
		.getByRole( 'button', { name: 'Write a headline to test' } )
		.click();
	const field = panel.getByRole( 'textbox', { name: 'Variation 1' } );
	await expect( field ).toBeFocused();
	await admin.keyboard.type( B );
	await expect( field ).toHaveValue( B );
	const [ question ] = await Promise.all( [
		admin.waitForEvent( 'dialog' ).then( async ( dialog ) => {
			await dialog.accept();
			return dialog.type();
		} ),
		admin.reload(),
	] );
	expect( question ).toBe( 'beforeunload' );
	// The block editor takes its time on a busy machine.
	await expect( panel ).toBeVisible( { timeout: 60_000 } );
	await expect( field ).toHaveValue( B );
	await expect(
		panel.getByText( /from your last visit that had not been saved/ )
	).toBeVisible();
	// Saved, nobody is asked.
	await panel.getByRole( 'button', { name: 'Save draft' } ).click();
	await expect( panel.getByText( 'Saved.', { exact: true } ) ).toBeVisible();
	let asked = false;
	admin.once( 'dialog', ( dialog ) => {
		asked = true;
		void dialog.accept();
	} );
	await admin.goto( `${ site.url }/wp-admin/edit.php` );
	expect( asked ).toBe( false );
} );

test( 'a start whose tab is closed half-way is finished by WP-Cron', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	const id = await propose( rest, post.id, setupOf( [ B ] ) );
	const tab = await admin.context().newPage();
	// The fourth request to Optimizely of the start is answered late: the tab is gone by then.
	await tab.route( '**/continue*', async ( route ) => {
		await route.abort();
	} );
	const panel = await openEditor( tab, site, post.id );
	await panel.getByRole( 'button', { name: 'Start', exact: true } ).click();
	await expect( panel.getByText( /Step \d+ of \d+/ ) ).toBeVisible( {
		timeout: 30_000,
	} );
	await tab.close();
	const half = await getPanel( rest, post.id );
	expect( half.current?.job?.action ).toBe( 'start' );
	expect( optimizely.control.experiments()[ 0 ]?.view.status ).not.toBe(
		'running'
	);
	// The event is there; its time comes.
	const due = await site.cli(
		`echo (int) wp_next_scheduled( 'two_heads_continue', array( ${ id } ) );`
	);
	expect( Number( due ) ).toBeGreaterThan( 0 );
	for ( let round = 0; round < 10; round++ ) {
		await site.cli( `
			wp_set_current_user( 0 );
			if ( wp_next_scheduled( 'two_heads_continue', array( ${ id } ) ) ) {
				wp_unschedule_event( wp_next_scheduled( 'two_heads_continue', array( ${ id } ) ), 'two_heads_continue', array( ${ id } ) );
				do_action( 'two_heads_continue', ${ id } );
			}
		` );
		if ( ! ( await getPanel( rest, post.id ) ).current?.job ) {
			break;
		}
	}
	const done = await getPanel( rest, post.id );
	expect( done.current?.status ).toBe( 'running' );
	expect( done.current?.job ).toBeNull();
	expect( optimizely.control.experiments() ).toHaveLength( 1 );
	expect( optimizely.control.experiments()[ 0 ]?.view.status ).toBe(
		'running'
	);
	// And who comes back carries it to its end by hand as ever.
	await carryThrough( rest, id, 'end', { variation: 0 } );
	expect(
		( await rest.send( 'GET', panelPath( post.id ) ) ).body.current
	).toBeNull();
} );

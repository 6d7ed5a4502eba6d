/**
 * The whole story as an editor lives it, in the block editor and in the classic one: write, check, start, read the
 * result, apply, take back.
 */
import { connectWithProject } from './support/connected';
import { lookAt, openEditor } from './support/editor';
import { expect, logIn, test } from './support/fixtures';
import { demoPost, getPanel } from './support/headlines';
import { withMuPlugin } from './support/mu-plugin';
import { Rest } from './support/rest';
import { RTL } from './support/screens';
import { visit } from './support/visitors';

const B = 'Sleepers are back: 212 passengers and one dog in a hat';

test( 'an editor writes, checks, starts, reads and applies in the block editor', async ( {
	site,
	admin,
	optimizely,
	browser,
	wordpress,
} ) => {
	test.setTimeout( 240_000 );
	await connectWithProject( new Rest( admin, site ) );
	const post = await demoPost( site );
	const context = await browser.newContext( {
		viewport: { width: 1280, height: 1400 },
	} );
	const page = await context.newPage();
	await logIn( page, site, await site.createUser( 'editor' ) );
	const rest = new Rest( page, site );
	const panel = await openEditor( page, site, post );
	await lookAt( page, panel, wordpress, 'none' );

	await panel
		.getByRole( 'button', { name: 'Write a headline to test' } )
		.click();
	await page.keyboard.type( B );
	await lookAt( page, panel, wordpress, 'draft' );
	await panel.getByRole( 'button', { name: 'Does it work here?' } ).click();
	await expect( panel.getByText( /Front page/ ).first() ).toBeVisible();
	await expect( panel.getByText( /could not be read/ ) ).toHaveCount( 0 );
	await lookAt( page, panel, wordpress, 'checked' );

	let goOn = () => {};
	const looked = new Promise< void >( ( resolve ) => {
		goOn = resolve;
	} );
	await page.route( '**/continue*', async ( route ) => {
		await looked;
		await route.continue();
	} );
	await panel.getByRole( 'button', { name: 'Start', exact: true } ).click();
	await expect( panel.getByText( /^Step \d+ of \d+/ ) ).toBeVisible( {
		timeout: 30_000,
	} );
	await lookAt( page, panel, wordpress, 'starting' );
	goOn();
	await expect( panel.getByText( 'Running', { exact: true } ) ).toBeVisible( {
		timeout: 30_000,
	} );
	await page.unroute( '**/continue*' );
	await lookAt( page, panel, wordpress, 'running' );
	const remote = optimizely.control.experiments()[ 0 ]!;
	expect( remote.view.status ).toBe( 'running' );
	expect( remote.view.name ).toContain( `(WordPress post ${ post.id })` );

	const [ visitorId ] = optimizely.control.visitorsFor( remote.id, 1 );
	const look = await visit( browser, {
		url: `${ site.url }/`,
		texts: [ post.title, B ],
		visitorId: visitorId!,
	} );
	await expect( look.page.getByText( B ).first() ).toBeVisible();
	expect( ( await look.frames() ).flat() ).not.toContain( post.title );
	await look.leave();

	optimizely.control.traffic( {
		experiment: remote.id,
		visitors: 5000,
		clickRates: [ 0.05, 0.08 ],
	} );
	// The plugin asks at most once in fifteen seconds.
	await site.cli( `
		$id = TwoHeads\\Experiments\\Store\\current( ${ post.id } )['id'];
		TwoHeads\\Experiments\\Store\\write( $id, array( 'polled' => array() ) );
	` );
	await panel.getByRole( 'button', { name: 'Refresh' } ).click();
	await expect( panel.getByText( /is clicked more often/ ) ).toBeVisible();
	await expect(
		panel.getByText( /^(9\d|over 99|more than 99|> ?99) ?%$/i ).first()
	).toBeVisible();
	await lookAt( page, panel, wordpress, 'winner' );

	await panel.getByRole( 'button', { name: 'Pause', exact: true } ).click();
	await expect( panel.getByText( 'Paused', { exact: true } ) ).toBeVisible();
	await lookAt( page, panel, wordpress, 'paused' );
	const attention = ( value: string ) =>
		site.cli( `
			$id = TwoHeads\\Experiments\\Store\\current( ${ post.id } )['id'];
			TwoHeads\\Experiments\\Store\\write( $id, array( 'attention' => ${ value } ) );
		` );
	await attention(
		`array( 'code' => 'title_taken', 'message' => 'Another test has this headline.' )`
	);
	await panel.getByRole( 'button', { name: 'Refresh' } ).click();
	await expect(
		panel.getByText( 'Needs attention', { exact: true } )
	).toBeVisible();
	await lookAt( page, panel, wordpress, 'attention' );
	await attention( 'null' );
	await panel.getByRole( 'button', { name: 'Refresh' } ).click();
	await expect( panel.getByText( 'Paused', { exact: true } ) ).toBeVisible();
	await panel.getByRole( 'button', { name: 'Resume', exact: true } ).click();
	await expect( panel.getByText( 'Running', { exact: true } ) ).toBeVisible();

	await panel.getByRole( 'button', { name: /^End/ } ).click();
	const dialog = page.getByRole( 'dialog' );
	await expect( dialog.getByRole( 'radio', { name: B } ) ).toBeChecked();
	await dialog.getByRole( 'button', { name: /use this headline/ } ).click();
	await expect( dialog ).toBeHidden();
	await expect( panel.getByRole( 'button', { name: /Undo/ } ) ).toBeVisible( {
		timeout: 30_000,
	} );
	await lookAt( page, panel, wordpress, 'concluded' );
	expect( optimizely.control.experiments()[ 0 ]?.view.status ).toBe(
		'archived'
	);
	const read = await page.request.get( post.link );
	expect( await read.text() ).toContain( `<title>${ B }` );
	expect(
		await page.evaluate( () =>
			(
				window as unknown as {
					wp: {
						data: {
							select: ( store: string ) => {
								getEditedPostAttribute: (
									name: string
								) => string;
							};
						};
					};
				}
			 ).wp.data
				.select( 'core/editor' )
				.getEditedPostAttribute( 'title' )
		)
	).toBe( B );

	await panel.getByRole( 'button', { name: /Undo/ } ).click();
	await expect( async () => {
		const { earlier } = await getPanel( rest, post.id );
		expect( earlier[ 0 ]?.outcome?.reverted ).toBe( true );
	} ).toPass();
	expect( ( await getPanel( rest, post.id ) ).post.title ).toBe( post.title );

	await panel
		.getByRole( 'button', { name: 'Write a headline to test' } )
		.click();
	await panel.getByRole( 'button', { name: '1 earlier test' } ).click();
	await expect( panel.getByText( 'Full results' ) ).toBeVisible();
	await lookAt( page, panel, wordpress, 'history' );
	await panel.getByRole( 'button', { name: 'Discard draft' } ).click();
	await withMuPlugin( site, RTL, async () => {
		await lookAt(
			page,
			await openEditor( page, site, post ),
			wordpress,
			'concluded-rtl'
		);
	} );
	await context.close();
} );

test( 'not connected, the panel says what to do and who can', async ( {
	site,
	admin,
	page,
	wordpress,
} ) => {
	await new Rest( admin, site ).send( 'POST', '/wp/v2/settings', {
		two_heads_headlines: { engine: 'optimizely' },
	} );
	await logIn( page, site, await site.createUser( 'editor' ) );
	const panel = await openEditor( page, site, await demoPost( site ) );
	await expect( panel.getByText( /administrator/ ) ).toBeVisible();
	await expect( panel.getByText( /not connected/i ).first() ).toBeVisible();
	await lookAt( page, panel, wordpress, 'not-connected' );
} );

test( 'an author proposes on a post of their own and cannot start', async ( {
	site,
	admin,
	page,
	wordpress,
} ) => {
	await connectWithProject( new Rest( admin, site ) );
	const author = await site.createUser( 'author' );
	const id = await site.cli(
		`echo wp_insert_post( array( 'post_title' => 'Of the author', 'post_status' => 'draft', 'post_author' => ${ author.id } ) );`
	);
	await logIn( page, site, author );
	const panel = await openEditor( page, site, {
		id: Number( id ),
		title: '',
		link: '',
	} );
	await panel
		.getByRole( 'button', { name: /headline/i } )
		.last()
		.click();
	await page.keyboard.type( 'A proposal of the author' );
	await expect( panel.getByRole( 'button', { name: 'Start' } ) ).toHaveCount(
		0
	);
	await panel.getByRole( 'button', { name: /Propose/ } ).click();
	await expect( panel.getByText( /Proposed by/ ) ).toBeVisible();
	await lookAt( page, panel, wordpress, 'proposed' );
	const { current } = await getPanel( new Rest( page, site ), Number( id ) );
	expect( current?.setup.titles ).toEqual( [ 'A proposal of the author' ] );
} );

test( 'the classic editor has the same form', async ( {
	site,
	admin,
	wordpress,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site, 'bees-count' );
	await withMuPlugin(
		site,
		"add_filter( 'use_block_editor_for_post', '__return_false' );",
		async () => {
			await admin.goto(
				`${ site.url }/wp-admin/post.php?post=${ post.id }&action=edit`
			);
			const box = admin.locator( '#two-heads-headlines' );
			await box
				.getByRole( 'button', { name: 'Write a headline to test' } )
				.click();
			await admin.keyboard.type( 'Odd or even? Bees know' );
			await box.screenshot( {
				path: `artifacts/screens/${ wordpress }/classic-draft.png`,
			} );
			await box
				.getByRole( 'button', { name: 'Start', exact: true } )
				.click();
			await expect(
				box.getByText( 'Running', { exact: true } )
			).toBeVisible( { timeout: 30_000 } );
			expect( optimizely.control.experiments() ).toHaveLength( 1 );
			await box.screenshot( {
				path: `artifacts/screens/${ wordpress }/classic-running.png`,
			} );
		}
	);
} );

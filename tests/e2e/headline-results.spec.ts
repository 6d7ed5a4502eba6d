/**
 * Two Heads → Headline experiments on a real site: the list, one experiment with its figures and their state, and what
 * can be done from there.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Site } from '../../bin/site';
import type { OptimizelyEmulator } from '../../emulators/optimizely';
import { connectWithProject } from './support/connected';
import { expect, test } from './support/fixtures';
import {
	carryThrough,
	demoPost,
	propose,
	setupOf,
	startExperiment,
	type TestedPost,
} from './support/headlines';
import { Rest } from './support/rest';
import { shoot } from './support/screens';

const B = 'Sleepers are back: 212 passengers, "one" dog, a hat';

const EARLY = 'Too early to tell which';

const urlOf = ( site: Site, experiment?: number ): string =>
	`${ site.url }/wp-admin/admin.php?page=two-heads-experiments${
		experiment ? `&experiment=${ experiment }` : ''
	}`;

/** The plugin asks at most once in fifteen seconds; this makes it ask at the next chance. */
const letAskAgain = ( site: Site, experiment: number ): Promise< string > =>
	site.cli(
		`TwoHeads\\Experiments\\Store\\write( ${ experiment }, array( 'polled' => array() ) );`
	);

async function refresh(
	rest: Rest,
	site: Site,
	experiment: number
): Promise< void > {
	await letAskAgain( site, experiment );
	const { status, body } = await rest.send(
		'POST',
		`/two-heads/v1/experiments/${ experiment }/refresh`
	);
	expect( status, JSON.stringify( body ) ).toBe( 200 );
}

/** A running experiment with a headline that clearly wins, and its figures read. */
async function withWinner(
	rest: Rest,
	site: Site,
	{ control }: OptimizelyEmulator
): Promise< { post: TestedPost; experiment: number; remote: number } > {
	await connectWithProject( rest );
	const post = await demoPost( site );
	const experiment = await startExperiment( rest, post.id, setupOf( [ B ] ) );
	const remote = control.experiments().at( -1 )!.id;
	control.traffic( {
		experiment: remote,
		visitors: 4000,
		clickRates: [ 0.05, 0.09 ],
	} );
	await refresh( rest, site, experiment );
	return { post, experiment, remote };
}

const section = ( page: Page, name: string ) =>
	page.locator( '.two-heads-section', {
		has: page.getByRole( 'heading', { name, exact: true } ),
	} );

test( 'an empty list says how to begin', async ( {
	site,
	admin,
	wordpress,
} ) => {
	await admin.goto( urlOf( site ) );
	// First things first.
	await expect(
		admin.getByRole( 'link', { name: 'Connect Optimizely' } )
	).toBeVisible();
	await connectWithProject( new Rest( admin, site ) );
	await admin.reload();
	await expect(
		admin.getByText( 'No headline is tested yet.' )
	).toBeVisible();
	await admin.screenshot( {
		path: `artifacts/screens/${ wordpress }/experiments-empty.png`,
	} );
	await admin.getByRole( 'link', { name: 'Go to the posts' } ).click();
	await admin.waitForURL( /edit\.php/ );
} );

test( 'the list is grouped by what it asks of people, can be searched and filtered, and looks right everywhere', async ( {
	site,
	admin,
	optimizely,
	wordpress,
} ) => {
	const rest = new Rest( admin, site );
	const { post } = await withWinner( rest, site, optimizely );
	const posts = await site.json< { id: number; title: string }[] >( `
		echo wp_json_encode( array_map(
			static fn ( $post ) => array( 'id' => $post->ID, 'title' => $post->post_title ),
			get_posts( array( 'numberposts' => 3, 'exclude' => array( ${ post.id } ) ) )
		) );
	` );
	const early = await startExperiment(
		rest,
		posts[ 0 ]!.id,
		setupOf( [ EARLY, 'Two <b>heads</b>' ] )
	);
	await propose( rest, posts[ 1 ]!.id, setupOf( [ 'Only an idea' ] ) );
	const ended = await startExperiment(
		rest,
		posts[ 2 ]!.id,
		setupOf( [ 'It was not better' ] )
	);
	await carryThrough( rest, ended, 'end', { variation: 0 } );
	await admin.goto( urlOf( site ) );
	const row = ( group: string, text: string ) =>
		admin
			.getByRole( 'table', { name: group } )
			.getByRole( 'row', { name: text } );
	await expect( row( 'Needs more time', EARLY ) ).toContainText( 'Running' );

	// Somebody deletes it in Optimizely's own interface.
	optimizely.control.addFault( {
		service: 'api',
		path: `/v2/experiments/${ optimizely.control.experiments()[ 1 ]!.id }$`,
		fault: { type: 'status', status: 404 },
	} );
	await letAskAgain( site, early );
	await rest.send( 'POST', `/two-heads/v1/experiments/${ early }/refresh` );
	await shoot( {
		page: admin,
		site,
		wordpress,
		name: 'experiments-list',
		include: '#two-heads-experiments',
		open: async () => {
			await admin.goto( urlOf( site ) );
			await expect( admin.getByText( 'Only an idea' ) ).toBeVisible();
		},
	} );
	await admin.goto( urlOf( site ) );
	await expect( row( 'Ready to decide', B ) ).toContainText(
		/over 99%|9\d%/
	);
	await expect( row( 'Ready to decide', B ) ).toContainText( '4,000' );
	await expect( row( 'Needs attention', EARLY ) ).toContainText(
		/no longer has this experiment/
	);
	await expect( row( 'Drafts and proposals', 'Only an idea' ) ).toBeVisible();
	await expect( row( 'Ended', 'It was not better' ) ).toContainText(
		'The original title was kept.'
	);
	// On a phone the columns stand below each other, none beside the screen.
	await admin.setViewportSize( { width: 360, height: 800 } );
	const ends = await admin
		.locator( '.two-heads-group :is( th[scope="row"], td )' )
		.evaluateAll( ( all ) =>
			all.map( ( one ) => one.getBoundingClientRect().right )
		);
	expect( Math.max( ...ends ) ).toBeLessThanOrEqual( 360 );
	await admin.setViewportSize( { width: 1280, height: 900 } );
	// A badge is one line.
	const badges = await admin
		.locator( '.two-heads-badge' )
		.evaluateAll( ( all ) =>
			all.map( ( one ) => one.getBoundingClientRect().height )
		);
	expect( badges.length ).toBeGreaterThanOrEqual( 4 );
	expect( Math.max( ...badges ) ).toBeLessThan( 30 );

	const search = admin.getByRole( 'searchbox' );
	await search.fill( 'only an' );
	await expect( admin.getByText( B ) ).toHaveCount( 0 );
	await expect( admin.getByText( 'Only an idea' ) ).toBeVisible();
	await expect( admin.getByText( '1 experiment found.' ) ).toBeAttached();
	await search.fill( 'nothing of the kind' );
	await expect( admin.getByText( 'No experiment fits.' ) ).toBeVisible();
	await admin.getByRole( 'button', { name: 'Show all experiments' } ).click();
	await expect( admin.getByText( B ).first() ).toBeVisible();
	const status = admin.getByRole( 'combobox', { name: 'Status' } );
	await status.selectOption( 'paused' );
	await expect( admin.getByText( 'Two <b>heads</b>' ) ).toBeVisible();
	await expect( admin.getByText( B ) ).toHaveCount( 0 );
	await status.selectOption( 'ended' );
	await expect( admin.getByText( 'It was not better' ) ).toBeVisible();
	await expect( admin.getByText( 'Two <b>heads</b>' ) ).toHaveCount( 0 );
} );

test( 'one experiment: tables, chart and its table, CSV; applied and taken back from here', async ( {
	site,
	admin,
	optimizely,
	wordpress,
} ) => {
	const rest = new Rest( admin, site );
	const { post, experiment } = await withWinner( rest, site, optimizely );
	await admin.goto( urlOf( site ) );
	await admin.getByRole( 'link', { name: post.title, exact: true } ).click();
	await expect(
		admin.getByRole( 'heading', { name: post.title } )
	).toBeFocused();
	expect( admin.url() ).toContain( `experiment=${ experiment }` );
	await shoot( {
		page: admin,
		site,
		wordpress,
		name: 'experiments-detail',
		include: '#two-heads-experiments',
		open: async () => {
			await admin.goto( urlOf( site, experiment ) );
			await expect(
				admin.locator( '.two-heads-chart svg' ).first()
			).toBeVisible();
			await admin.getByText( 'The chart as a table' ).first().click();
		},
	} );
	await admin.goto( urlOf( site, experiment ) );
	await expect( admin.getByText( /is clicked more often/ ) ).toBeVisible();
	const clicks = admin.getByRole( 'table', { name: 'Headline clicks' } );
	await expect( clicks.getByRole( 'row' ) ).toHaveCount( 3 );
	await expect( clicks ).toContainText( 'sure enough' );
	await expect(
		admin.getByRole( 'table', { name: 'Engaged reads' } )
	).toBeVisible();
	await expect(
		admin.getByRole( 'table', { name: 'Post opened' } )
	).toBeVisible();
	const chart = admin.getByRole( 'img', {
		name: 'Headline clicks over time',
	} );
	await expect( chart ).toHaveAccessibleDescription( /Variation 1/ );
	await admin.getByText( 'The chart as a table' ).first().click();
	const points = admin.getByRole( 'table', { name: 'The chart as a table' } );
	expect( await points.getByRole( 'row' ).count() ).toBeGreaterThan( 5 );
	await admin
		.getByRole( 'combobox', { name: 'Rate of' } )
		.selectOption( { label: 'Engaged reads' } );
	await expect(
		admin.getByRole( 'img', { name: 'Engaged reads over time' } )
	).toBeVisible();

	const [ download ] = await Promise.all( [
		admin.waitForEvent( 'download' ),
		section( admin, 'Figures' )
			.getByRole( 'button', { name: 'Download as CSV' } )
			.click(),
	] );
	expect( download.suggestedFilename() ).toMatch( /\.csv$/ );
	const rows = parseCsv( await readFile( await download.path(), 'utf8' ) );
	expect( rows[ 0 ]!.slice( 0, 5 ) ).toEqual( [
		'Metric',
		'Variation',
		'Headline',
		'Visitors',
		'Conversions',
	] );
	expect( rows ).toHaveLength( 7 );
	const figures = ( await rest.send( 'GET', '/two-heads/v1/experiments' ) )
		.body.experiments[ 0 ].results.metrics[ 0 ].variations[ 1 ];
	expect( rows[ 2 ]!.slice( 0, 5 ) ).toEqual( [
		'Headline clicks',
		'Variation 1',
		B,
		String( figures.visitors ),
		String( figures.conversions ),
	] );
	expect( rows[ 2 ]!.at( -1 ) ).not.toContain( '9223' );

	await admin.getByRole( 'button', { name: 'Pause', exact: true } ).click();
	await expect(
		admin.getByRole( 'button', { name: 'Resume', exact: true } )
	).toBeVisible();
	await admin.getByRole( 'button', { name: 'Resume', exact: true } ).click();
	await expect(
		admin.getByRole( 'button', { name: 'Pause', exact: true } )
	).toBeVisible();
	await admin.getByRole( 'button', { name: /^End/ } ).click();
	const dialog = admin.getByRole( 'dialog' );
	await expect( dialog.getByRole( 'radio', { name: B } ) ).toBeChecked();
	await dialog.getByRole( 'button', { name: /use this headline/ } ).click();
	const undo = admin.getByRole( 'button', { name: /Undo/ } );
	await expect( undo ).toBeVisible( { timeout: 30_000 } );
	const title = () =>
		site.cli( `echo get_post( ${ post.id } )->post_title;` );
	expect( await title() ).toBe( B );
	await undo.click();
	await expect( undo ).toBeHidden();
	expect( await title() ).toBe( post.title );
} );

test( 'no data, being prepared, stale and not yet known are said, each as what it is', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const { control } = optimizely;
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	const post = await demoPost( site );
	const id = await startExperiment( rest, post.id, setupOf( [ B ] ) );
	await refresh( rest, site, id );
	// 204.
	await admin.goto( urlOf( site, id ) );
	await expect(
		admin.getByText( /No visitor has been counted yet/ )
	).toBeVisible();
	await expect(
		admin.getByText( /There is no data yet: nobody/ )
	).toBeVisible();

	// 202, and then it appears by itself: nobody presses anything.
	control.traffic( {
		experiment: control.experiments()[ 0 ]!.id,
		visitors: 40,
		clickRates: [ 0, 0.1 ],
	} );
	control.orderResults( { processing: 2, stale: 2 } );
	await refresh( rest, site, id );
	await admin.clock.install();
	await admin.goto( urlOf( site, id ) );
	await expect(
		admin.getByText( /The figures are being prepared/ )
	).toBeVisible();
	await expect(
		admin.getByText( /The figures over time are being prepared/ )
	).toBeVisible();
	await letAskAgain( site, id );
	await admin.clock.fastForward( 21_000 );
	await expect(
		admin.getByRole( 'table', { name: 'Headline clicks' } )
	).toBeVisible();
	await expect(
		admin.getByRole( 'img', { name: /over time/ } )
	).toBeVisible();
	// Of few visitors Optimizely cannot say how many more are needed: it sends its highest number.
	await expect( admin.getByText( /lag behind/ ) ).toBeVisible();
	await expect( admin.getByText( /not yet known/ ).first() ).toBeVisible();
	expect( await admin.locator( 'body' ).innerText() ).not.toMatch(
		/9[,.]?223|e\+18|NaN|Infinity/
	);
} );

test( 'with Optimizely out of reach the screen says so and stays usable', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const rest = new Rest( admin, site );
	const { experiment } = await withWinner( rest, site, optimizely );
	optimizely.control.addFault( {
		service: 'api',
		times: null,
		fault: { type: 'cut' },
	} );
	await letAskAgain( site, experiment );
	await admin.goto( urlOf( site, experiment ) );
	await expect(
		admin.getByRole( 'table', { name: 'Headline clicks' } )
	).toBeVisible();
	await expect(
		section( admin, 'Over time' ).locator( '.components-notice.is-error' )
	).toContainText( /did not answer/ );
	await admin.getByRole( 'button', { name: 'Refresh the figures' } ).click();
	await expect(
		section( admin, 'What it means' ).locator(
			'.components-notice.is-error'
		)
	).toContainText( /did not answer/ );
	await expect(
		admin.getByRole( 'table', { name: 'Headline clicks' } )
	).toBeVisible();
	// Once it is back, the same buttons work.
	optimizely.control.clearFaults();
	await site.cli( `
		global $wpdb;
		$wpdb->query( "DELETE FROM $wpdb->options WHERE option_name LIKE '%two\\_heads%breaker%'" );
	` );
	await section( admin, 'Over time' )
		.getByRole( 'button', { name: 'Try again' } )
		.click();
	await expect(
		admin.getByRole( 'img', { name: /over time/ } )
	).toBeVisible();
	await admin
		.getByRole( 'link', { name: 'All headline experiments' } )
		.click();
	await expect( admin.getByText( B ).first() ).toBeVisible();
} );

/** RFC 4180, and nothing else. */
function parseCsv( text: string ): string[][] {
	const rows: string[][] = [ [] ];
	const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
	const body = text.replace( /^\uFEFF/, '' );
	while ( cell.lastIndex < body.length ) {
		const found = cell.exec( body );
		if ( ! found ) {
			throw new Error( `Not CSV: ${ body }` );
		}
		rows.at( -1 )!.push(
			found[ 1 ] === undefined
				? ( found[ 2 ] ?? '' )
				: found[ 1 ].replaceAll( '""', '"' )
		);
		if ( found[ 3 ] === '\r\n' && cell.lastIndex < body.length ) {
			rows.push( [] );
		}
	}
	return rows;
}

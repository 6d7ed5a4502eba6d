import { act, screen, waitFor, within } from '@testing-library/react';
import type { Experiment } from '../../../contracts/experiment';
import type { HeadlinePanel } from '../../../contracts/headline-panel';
import { newDraft } from '../../../domain/setup-draft';
import {
	experiment,
	job,
	nothing,
	own,
	ownResults,
	results,
	withCurrent,
} from '../../../editor/testing/fixtures';
import { failure } from '../../connections/test-support';
import { downloadCsv } from '../download';
import { BASE, detail, series, show, siteWith } from '../test-support';
import { AGAIN } from './use-ask-again';

jest.mock( '../download', () => ( { downloadCsv: jest.fn() } ) );

const QUERY = '&experiment=45';
const content = { selector: '.components-notice__content' };
const table = ( name: string ) => screen.findByRole( 'table', { name } );
const cells = ( row: HTMLElement | undefined ) =>
	within( row as HTMLElement )
		.getAllByRole( 'cell' )
		.map( ( cell ) => cell.textContent );

describe( 'the figures of an experiment', () => {
	it( 'are a table a metric', async () => {
		siteWith( [], detail() );
		show( QUERY );
		const [ , original, variation ] = within(
			await table( 'Headline clicks' )
		).getAllByRole( 'row' );
		expect( cells( original ) ).toEqual( [
			'1,000',
			'50',
			'5.0%',
			'',
			'',
			'',
		] );
		expect( cells( variation ) ).toEqual( [
			'1,000',
			'65',
			'6.5%',
			'+30%',
			'-2% to +62%',
			'87%',
		] );
		expect(
			within( variation as HTMLElement ).getByRole( 'img', {
				name: 'The improvement is probably -2% to +62%.',
			} )
		).toBeInTheDocument();
		expect(
			within( variation as HTMLElement ).getByRole( 'rowheader' )
		).toHaveTextContent( 'Variation 1Fresh news' );
	} );

	it( 'say what is not yet known', async () => {
		const [ metric ] = results.metrics;
		const variations = metric?.variations.map( ( figures ) => ( {
			...figures,
			improvement: null,
			interval: null,
			significance: null,
		} ) );
		siteWith(
			[],
			detail( {
				results: {
					...results,
					metrics: [ { id: 'click', variations: variations ?? [] } ],
				},
			} )
		);
		show( QUERY );
		const row = within( await table( 'Headline clicks' ) )
			.getAllByRole( 'row' )
			.at( -1 );
		expect( cells( row ).slice( 3 ) ).toEqual( [
			'—',
			'not yet known',
			'not yet known',
		] );
	} );

	it( 'tell how many visitors each headline had, beside its planned share', async () => {
		siteWith( [], detail() );
		show( QUERY );
		const row = within( await table( 'Visitors of each headline' ) )
			.getAllByRole( 'row' )
			.at( -1 );
		expect( cells( row ) ).toEqual( [ '1,000', '50%', '50%' ] );
		expect(
			screen.getByText( /2,000 visitors have been counted\.$/ )
		).toBeVisible();
	} );

	const ofThisSite = ( more: object ) =>
		detail( { engine: 'builtin', results: { ...ownResults, ...more } } );
	const headings = ( name: string ) =>
		within( screen.getByRole( 'table', { name } ) )
			.getAllByRole( 'columnheader' )
			.map( ( one ) => one.textContent );
	it( 'of this site have the chance and the loss beside what is proven', async () => {
		siteWith( [], ofThisSite( {} ) );
		show( QUERY );
		const [ , original, variation ] = within(
			await table( 'Headline clicks' )
		).getAllByRole( 'row' );
		expect( headings( 'Headline clicks' ) ).toEqual( [
			'Headline',
			'Visitors',
			'Clicks',
			'Rate',
			'Improvement',
			'Chance to be best',
			'Expected loss',
			'Probably between',
			'Significance',
		] );
		expect( cells( original ).slice( 3 ) ).toEqual( [
			'',
			'28%',
			'5.3%',
			'',
			'',
		] );
		expect( cells( variation ).slice( 3 ) ).toEqual( [
			'+30%',
			'72%',
			'0.8%',
			'-2% to +62%',
			'87%',
		] );
		expect(
			cells(
				within(
					screen.getByRole( 'table', {
						name: 'Visitors of each headline',
					} )
				)
					.getAllByRole( 'row' )
					.at( -1 )
			)
		).toEqual( [ '1,000', '1,095', '49.9%', '50%' ] );
	} );
	it( 'of a test that earns have no column of what it cannot say', async () => {
		siteWith(
			[],
			ofThisSite( {
				mode: 'earn',
				page_views: 1500,
				metrics: ownResults.metrics.map( ( metric ) => ( {
					...metric,
					variations: metric.variations.map( ( one ) => ( {
						...one,
						interval: null,
						significance: null,
						remaining: null,
					} ) ),
				} ) ),
			} )
		);
		const { user } = show( QUERY );
		await table( 'Headline clicks' );
		expect( headings( 'Headline clicks' ) ).toEqual( [
			'Headline',
			'Visitors and page views',
			'Clicks',
			'Rate',
			'Improvement',
			'Chance to be best',
			'Expected loss',
		] );
		expect(
			headings( 'Visitors and page views of each headline' )
		).toEqual( [
			'Headline',
			'Visitors and page views',
			'Shown',
			'Share of showings',
			'Share now',
			'Expected share',
		] );
		expect(
			screen.getByText(
				/^100% .* 2,000 visitors and page views have been counted\. 1,500 of them are page views/
			)
		).toBeVisible();
		await user.click(
			screen.getByRole( 'button', { name: 'Download as CSV' } )
		);
		expect( downloadCsv ).toHaveBeenLastCalledWith(
			expect.anything(),
			[
				'Metric,Variation,Headline,Visitors and page views,Conversions,Rate,Improvement,Chance to be best,Expected loss',
				'Headline clicks,Original,Old news,1000,50,0.05,,0.28,0.0525',
				'Headline clicks,Variation 1,Fresh news,1000,65,0.065,0.3,0.72,0.0075',
				'',
			].join( '\r\n' )
		);
	} );
	it( 'say why a rate is not conversions by visitors, where shares moved', async () => {
		const [ clicks ] = ownResults.metrics;
		const moved = {
			...clicks,
			variations: clicks!.variations.map( ( one ) => ( {
				...one,
				rate: one.rate * 1.1,
			} ) ),
		};
		const why = /Rates are compared within times of equal shares/;
		siteWith( [], ofThisSite( { mode: 'earn', metrics: [ clicks ] } ) );
		const { unmount } = show( QUERY );
		await table( 'Headline clicks' );
		expect( screen.queryByText( why ) ).not.toBeInTheDocument();
		unmount();
		siteWith( [], ofThisSite( { mode: 'earn', metrics: [ moved ] } ) );
		show( QUERY );
		await table( 'Headline clicks' );
		expect( screen.getByText( why ) ).toBeVisible();
	} );
	it( 'have no reads where nobody is remembered', async () => {
		const [ clicks ] = ownResults.metrics;
		siteWith(
			[],
			ofThisSite( {
				page_views: 2000,
				metrics: [ clicks, { ...clicks, id: 'read' } ],
			} )
		);
		show( QUERY );
		const rowOf = async ( name: string ) =>
			cells(
				within( await table( name ) )
					.getAllByRole( 'row' )
					.at( -1 )
			).slice( 0, 3 );
		expect( await rowOf( 'Headline clicks' ) ).toEqual( [
			'1,000',
			'65',
			'6.5%',
		] );
		expect( await rowOf( 'Engaged reads' ) ).toEqual( [
			'1,000',
			'—',
			'—',
		] );
	} );
	it( 'that are spoiled say how, and nothing else', async () => {
		siteWith(
			[],
			ofThisSite( {
				verdict: 'unreliable',
				sample_ratio: {
					p: 0.0001,
					ok: false,
					expected: [ 0.5, 0.5 ],
					counted: [ 1500, 500 ],
					cause: 'A page cache keeps the page of one visitor for others.',
				},
			} )
		);
		show( QUERY );
		await table( 'Headline clicks' );
		expect( headings( 'Headline clicks' ) ).toEqual( [
			'Headline',
			'Visitors',
			'Clicks',
			'Rate',
		] );
		expect( screen.getByText( /^A page cache/ ) ).toBeVisible();
		expect(
			cells(
				within(
					screen.getByRole( 'table', {
						name: 'Visitors of each headline',
					} )
				)
					.getAllByRole( 'row' )
					.at( -1 )
			)
		).toEqual( [ '1,000', '500', '25%', '50%' ] );
		expect(
			screen.queryByText( /ignifican|chance/ )
		).not.toBeInTheDocument();
	} );
	it( 'say where the test runs where it could run elsewhere', async () => {
		const answers = ofThisSite( {} );
		const panel = answers[ `GET ${ BASE }/45` ] as HeadlinePanel;
		const both = { ...panel, ...own };
		siteWith( [], {
			...answers,
			[ `GET ${ BASE }/45` ]: both,
			'GET /two-heads/v1/posts/7/headlines': both,
		} );
		show( QUERY );
		expect( await screen.findByText( 'Runs on this site' ) ).toBeVisible();
	} );

	it.each( [
		[ null, /No visitor has been counted yet/ ],
		[
			{ ...results, state: 'none' as const },
			/No visitor has been counted yet/,
		],
		[
			{ ...results, state: 'preparing' as const },
			/figures are being prepared/,
		],
		[ { ...results, stale: true }, /lag behind/ ],
	] )( 'say how far they are: %#', async ( state, sentence ) => {
		siteWith( [], detail( { results: state } ) );
		show( QUERY );
		expect( await screen.findByText( sentence ) ).toBeVisible();
	} );

	it( 'can be downloaded, without formulas', async () => {
		siteWith(
			[],
			detail( {
				setup: {
					...withCurrent().current!.setup,
					titles: [ '=HYPERLINK("x")' ],
				},
			} )
		);
		const { user } = show( QUERY );
		const [ button ] = await screen.findAllByRole( 'button', {
			name: 'Download as CSV',
		} );
		await user.click( button as HTMLElement );
		expect( downloadCsv ).toHaveBeenLastCalledWith(
			'daily-herd-old-news-45.csv',
			[
				'Metric,Variation,Headline,Visitors,Conversions,Rate,Improvement,Improvement at least,Improvement at most,Significance,Visitors still needed',
				'Headline clicks,Original,Old news,1000,50,0.05,,,,,',
				'Headline clicks,Variation 1,"\'=HYPERLINK(""x"")",1000,65,0.065,0.3,-0.02,0.62,0.87,4321',
				'',
			].join( '\r\n' )
		);
		await user.click(
			await screen.findByRole( 'button', {
				name: /figures over time as CSV/,
			} )
		);
		expect( downloadCsv ).toHaveBeenLastCalledWith(
			'daily-herd-old-news-45-over-time.csv',
			expect.stringContaining(
				'Headline clicks,Original,Old news,2026-11-01T10:00:00Z,100,4,0.04\r\n'
			)
		);
	} );
} );

describe( 'the chart over time', () => {
	it( 'is lines with marks, and a table for those who do not see it', async () => {
		siteWith( [], detail() );
		const { user } = show( QUERY );
		const chart = await screen.findByRole( 'img', {
			name: 'Headline clicks over time',
		} );
		expect( chart ).toHaveAccessibleDescription(
			'Original, “Old news”: 5% at last. Variation 1, “Fresh news”: 6.5% at last.'
		);
		expect(
			chart.querySelectorAll( '.two-heads-chart__line' )
		).toHaveLength( 2 );
		expect(
			chart.querySelectorAll( '.two-heads-chart__mark' )
		).toHaveLength( 1 );
		expect( screen.getByText( /^Started on / ) ).toBeVisible();
		await user.click(
			screen.getByText( 'The chart as a table', { selector: 'summary' } )
		);
		const rows = within(
			await table( 'The chart as a table' )
		).getAllByRole( 'row' );
		expect( cells( rows[ 1 ] ) ).toEqual( [ '4% (4 of 100)', '—' ] );
		expect( cells( rows[ 2 ] ) ).toEqual( [
			'5% (50 of 1,000)',
			'6.5% (65 of 1,000)',
		] );
		await user.selectOptions(
			screen.getByRole( 'combobox', { name: 'Rate of' } ),
			'Engaged reads'
		);
		expect( screen.getByText( /There is no data yet/ ) ).toBeVisible();
	} );

	it.each( [
		[ 'none', /There is no data yet/ ],
		[ 'preparing', /over time are being prepared/ ],
	] )(
		'says so while there is nothing to draw: %s',
		async ( state, words ) => {
			siteWith( [], {
				...detail(),
				[ `GET ${ BASE }/45/series` ]: { state, metrics: [] },
			} );
			show( QUERY );
			expect( await screen.findByText( words ) ).toBeVisible();
		}
	);

	it( 'can be tried again, without the rest of the page', async () => {
		const more = detail();
		more[ `GET ${ BASE }/45/series` ] = failure(
			'two_heads_service_error',
			502
		);
		siteWith( [], more );
		const { user } = show( QUERY );
		expect(
			await screen.findByText( /Sentence of two_heads_service/, content )
		).toBeVisible();
		expect( await table( 'Headline clicks' ) ).toBeVisible();
		siteWith( [], detail() );
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect(
			await screen.findByRole( 'img', { name: /over time/ } )
		).toBeInTheDocument();
	} );
} );

describe( 'figures that are being prepared', () => {
	beforeEach( () => jest.useFakeTimers() );
	afterEach( () => jest.useRealTimers() );

	it( 'are asked for again by themselves', async () => {
		const more = detail( {
			results: { ...results, state: 'preparing' },
		} );
		more[ `GET ${ BASE }/45/series` ] = { state: 'preparing', metrics: [] };
		more[ `POST ${ BASE }/45/refresh` ] = detail()[ `GET ${ BASE }/45` ];
		const calls = siteWith( [], more );
		show( QUERY );
		await act( () => jest.advanceTimersByTimeAsync( 1000 ) );
		expect(
			screen.getByText( /figures are being prepared/ )
		).toBeVisible();
		const asked = ( route: string ) =>
			calls.filter( ( call ) => call.route === route ).length;
		expect( asked( `POST ${ BASE }/45/refresh` ) ).toBe( 0 );
		await act( () => jest.advanceTimersByTimeAsync( AGAIN - 2000 ) );
		expect( asked( `POST ${ BASE }/45/refresh` ) ).toBe( 0 );
		const before = asked( `GET ${ BASE }/45/series` );
		await act( () => jest.advanceTimersByTimeAsync( 2000 ) );
		expect( asked( `POST ${ BASE }/45/refresh` ) ).toBe( 1 );
		expect( asked( `GET ${ BASE }/45/series` ) ).toBeGreaterThan( before );
		expect(
			screen.getByRole( 'table', { name: 'Headline clicks' } )
		).toBeVisible();
		await act( () => jest.advanceTimersByTimeAsync( 2 * AGAIN ) );
		expect( asked( `POST ${ BASE }/45/refresh` ) ).toBe( 1 );
	} );
} );

describe( 'what can be done', () => {
	it( 'is to pause', async () => {
		const calls = siteWith( [], {
			...detail(),
			[ `POST ${ BASE }/45/pause` ]: withCurrent( {
				status: 'paused',
				results,
				started_at: '2026-11-01T09:00:00Z',
			} ),
		} );
		const { user } = show( QUERY );
		await user.click(
			await screen.findByRole( 'button', { name: 'Pause' } )
		);
		expect(
			await screen.findByRole( 'button', { name: 'Resume' } )
		).toBeVisible();
		expect( calls.map( ( { route } ) => route ) ).toContain(
			`POST ${ BASE }/45/pause`
		);
	} );

	it( 'is to end it with the headline that stays', async () => {
		const ended = withCurrent( {
			status: 'archived',
			results: { ...results, verdict: 'winner' },
		} );
		const calls = siteWith( [], {
			...detail( { results: { ...results, verdict: 'winner' } } ),
			[ `POST ${ BASE }/45/end` ]: {
				...ended,
				current: null,
				earlier: [
					{
						...ended.current,
						outcome: {
							applied: 1,
							title: 'Fresh news',
							by: 'Ada',
							at: '2026-11-03T10:30:00Z',
							reverted: false,
							revertible: true,
						},
					},
				],
			},
		} );
		const { user } = show( QUERY );
		await user.click(
			await screen.findByRole( 'button', { name: 'End…' } )
		);
		await user.click(
			screen.getByRole( 'button', { name: 'End and use this headline' } )
		);
		expect(
			await screen.findByText( 'The winner became the post’s title.' )
		).toBeVisible();
		expect(
			calls.find( ( { route } ) => route === `POST ${ BASE }/45/end` )
				?.data
		).toEqual( { variation: 1, titles: [ 'Fresh news' ] } );
		expect( screen.getByRole( 'button', { name: 'Undo' } ) ).toBeVisible();
	} );

	it( 'is to wait for a job, which goes on by itself', async () => {
		const after = detail()[ `GET ${ BASE }/45` ];
		const calls = siteWith( [], {
			...detail( { job: { ...job, action: 'pause' } } ),
			[ `POST ${ BASE }/45/continue` ]: after,
		} );
		show( QUERY );
		expect( await screen.findByText( /Create the page/ ) ).toBeVisible();
		expect(
			await screen.findByRole(
				'button',
				{ name: 'Pause' },
				{ timeout: 5000 }
			)
		).toBeVisible();
		expect( calls.map( ( { route } ) => route ) ).toContain(
			`POST ${ BASE }/45/continue`
		);
	}, 10_000 );

	it( 'is left to the post’s editor while it is a draft', async () => {
		siteWith(
			[],
			detail( {
				status: 'draft',
				started_at: null,
				results: null,
				log: [],
				post_edit_url: 'http://localhost/wp-admin/post.php?post=7',
			} )
		);
		show( QUERY );
		expect( await screen.findByText( /Not started yet/ ) ).toBeVisible();
		expect(
			screen.getByRole( 'link', { name: 'Edit post' } )
		).toHaveAttribute( 'href', expect.stringMatching( /post=7$/ ) );
		expect( screen.getByText( 'Fresh news' ) ).toBeVisible();
		expect(
			screen.queryByRole( 'img', { name: /over time/ } )
		).not.toBeInTheDocument();
	} );

	it( 'is said with what somebody should look at, and what happened', async () => {
		siteWith(
			[],
			detail( {
				attention: { code: 'trashed', message: 'It is in the trash.' },
			} )
		);
		show( QUERY );
		expect(
			await screen.findByText( 'It is in the trash.', content )
		).toBeVisible();
		expect(
			screen.getByText( 'Started with one headline.' )
		).toBeVisible();
	} );
} );

describe( 'an experiment that cannot be shown', () => {
	it( 'can be tried again', async () => {
		const more = detail();
		more[ `GET ${ BASE }/45` ] = failure( 'rest_forbidden', 403 );
		siteWith( [], more );
		const { user } = show( QUERY );
		expect(
			await screen.findByText( /not allowed/, content )
		).toBeVisible();
		siteWith( [], detail() );
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect(
			await screen.findByRole( 'heading', { name: 'Old news' } )
		).toBeVisible();
	} );

	it( 'may have been discarded', async () => {
		siteWith( [], {
			...detail(),
			'GET /two-heads/v1/posts/7/headlines': {
				...withCurrent(),
				current: null,
			},
		} );
		show( QUERY );
		expect(
			await screen.findByText( /does not exist any more/, content )
		).toBeVisible();
	} );

	it.each( [ '&experiment=x', '&experiment=0', '&experiment=-1' ] )(
		'is none: %s shows the list',
		async ( query ) => {
			siteWith( [] );
			show( query );
			await waitFor( () =>
				expect(
					screen.getByText( 'No headline is tested yet.' )
				).toBeVisible()
			);
		}
	);
} );

describe( 'an experiment that has ended', () => {
	const over = ( more: Partial< Experiment > = {} ): HeadlinePanel => ( {
		...nothing,
		earlier: [
			{
				...experiment,
				status: 'archived',
				started_at: '2026-11-01T09:00:00Z',
				ended_at: '2026-11-03T10:30:00Z',
				results,
				outcome: {
					applied: 0,
					title: 'Old news',
					by: 'Ada',
					at: '2026-11-03T10:30:00Z',
					reverted: false,
					revertible: false,
				},
				...more,
			},
		],
	} );
	const site = ( panel: HeadlinePanel ) =>
		siteWith( [], {
			...detail(),
			[ `GET ${ BASE }/45` ]: panel,
			'GET /two-heads/v1/posts/7/headlines': panel,
		} );

	it( 'needs nobody and no more visitors', async () => {
		site( over() );
		show( QUERY );
		expect(
			await screen.findByText( /was ahead when the test ended/ )
		).toBeVisible();
		expect( screen.queryByText( /needed/ ) ).not.toBeInTheDocument();
	} );

	it( 'does not ask to be ended', async () => {
		site( over( { results: { ...results, verdict: 'winner' } } ) );
		show( QUERY );
		expect(
			await screen.findByText( /was clicked more often/ )
		).toBeVisible();
		expect( screen.queryByText( /End the test/ ) ).not.toBeInTheDocument();
	} );

	it( 'says why it was begun', async () => {
		site(
			over( {
				setup: { ...experiment.setup, hypothesis: 'Dogs draw.' },
			} )
		);
		show( QUERY );
		expect( await screen.findByText( 'Dogs draw.' ) ).toBeVisible();
	} );

	it( 'leaves alone what an editor keeps of unsaved words', async () => {
		const kept = JSON.stringify( {
			...newDraft( 100 ),
			titles: [ { id: 0, text: 'Unsaved' } ],
			base: null,
		} );
		window.sessionStorage.setItem( 'two-heads-draft-7', kept );
		site( over() );
		show( QUERY );
		await screen.findByText( /was ahead when the test ended/ );
		expect(
			window.dispatchEvent(
				new Event( 'beforeunload', { cancelable: true } )
			)
		).toBe( true );
		expect( window.sessionStorage.getItem( 'two-heads-draft-7' ) ).toBe(
			kept
		);
		window.sessionStorage.clear();
	} );
} );

describe( 'a series that is never ready', () => {
	afterEach( () => jest.useRealTimers() );
	it( 'is not asked for without end', async () => {
		jest.useFakeTimers();
		const calls = siteWith( [], {
			...detail(),
			[ `GET ${ BASE }/45/series` ]: {
				state: 'preparing',
				metrics: [],
			},
		} );
		show( QUERY );
		await act( () => jest.advanceTimersByTimeAsync( 1000 ) );
		await act( () => jest.advanceTimersByTimeAsync( 100 * AGAIN ) );
		expect(
			calls.filter( ( { route } ) => route.endsWith( '/series' ) )
		).toHaveLength( 31 );
	} );
} );

describe( 'a long series', () => {
	it( 'is a table of a hundred rows, the last among them', async () => {
		const points = Array.from( { length: 250 }, ( _, index ) => ( {
			at: new Date( 1_790_000_000_000 + index * 3_600_000 ).toISOString(),
			visitors: index + 1,
			conversions: 1,
			rate: 1 / ( index + 1 ),
		} ) );
		siteWith( [], {
			...detail(),
			[ `GET ${ BASE }/45/series` ]: {
				...series,
				metrics: [
					{ id: 'click', variations: [ { index: 0, points } ] },
				],
			},
		} );
		const { user } = show( QUERY );
		await user.click(
			await screen.findByText( 'The chart as a table', {
				selector: 'summary',
			} )
		);
		const rows = within(
			await table( 'The chart as a table' )
		).getAllByRole( 'row' );
		expect( rows.length - 1 ).toBe( 84 );
		expect( rows.at( -1 ) ).toHaveTextContent( '1 of 250' );
		expect( screen.getByText( /shows 84 of 250 moments/ ) ).toBeVisible();
	} );
} );

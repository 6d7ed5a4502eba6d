import { screen, waitFor, within } from '@testing-library/react';
import type { Results } from '../../../contracts/results';
import { ownResults, results } from '../../../editor/testing/fixtures';
import { failure, gate } from '../../connections/test-support';
import { BASE, detail, one, show, siteWith } from '../test-support';

const content = { selector: '.components-notice__content' };
const table = ( name: string ) => screen.findByRole( 'table', { name } );
const running = ( id: number, more = {} ) =>
	one( id, { status: 'running', results, ...more } );

describe( 'the list of experiments', () => {
	it( 'says what each group and each row is about', async () => {
		siteWith( [
			one( 1, { status: 'draft' } ),
			running( 2 ),
			running( 3, { results: { ...results, verdict: 'winner' } } ),
			running( 4, {
				attention: { code: 'trashed', message: 'It is in the trash.' },
			} ),
			one( 5, {
				status: 'archived',
				outcome: {
					applied: 0,
					title: 'Old news',
					by: 'Ada',
					at: '2026-11-03T10:30:00Z',
					reverted: false,
					revertible: false,
				},
			} ),
		] );
		show();
		expect( screen.getByText( /Loading the experiments/ ) ).toBeVisible();
		const attention = within( await table( 'Needs attention' ) );
		expect( attention.getByText( 'It is in the trash.' ) ).toBeVisible();
		expect(
			screen
				.getAllByRole( 'heading', { level: 2 } )
				.map( ( heading ) => heading.textContent )
		).toEqual( [
			'Needs attention 1',
			'Ready to decide 1',
			'Needs more time 1',
			'Drafts and proposals 1',
			'Ended 1',
		] );
		const row = within( await table( 'Needs more time' ) )
			.getAllByRole( 'row' )
			.at( -1 ) as HTMLElement;
		expect(
			within( row )
				.getAllByRole( 'cell' )
				.map( ( cell ) => cell.textContent )
		).toEqual( [
			'Fresh news',
			'Running',
			'Fresh news+30%',
			'87%significance',
			'2,000',
		] );
		expect(
			within( row ).getByRole( 'link', { name: 'Post 2' } )
		).toHaveAttribute(
			'href',
			expect.stringMatching( /page=two-heads-experiments&experiment=2$/ )
		);
		expect(
			within( row ).getByRole( 'link', { name: 'Edit “Post 2”' } )
		).toHaveAttribute( 'href', expect.stringMatching( /post=1002$/ ) );
		expect(
			within( await table( 'Ended' ) ).getByText(
				'The original title was kept.'
			)
		).toBeVisible();
		expect( screen.getByRole( 'status' ) ).toHaveTextContent(
			'5 experiments found.'
		);
	} );

	it( 'says that figures are not yet known or being prepared', async () => {
		const [ metric ] = results.metrics;
		siteWith( [
			running( 1, {
				results: {
					...results,
					metrics: [
						{
							...metric,
							variations: metric?.variations.map(
								( figures ) => ( {
									...figures,
									significance: null,
								} )
							),
						},
					],
				},
			} ),
			running( 2, {
				results: {
					...results,
					state: 'preparing',
					leader: null,
					metrics: [],
				},
			} ),
		] );
		show();
		const group = within( await table( 'Needs more time' ) );
		expect( group.getByText( 'not yet known' ) ).toBeVisible();
		expect( group.getByText( 'being prepared' ) ).toBeVisible();
	} );

	it( 'of tests on this site says how likely, what is counted, and where', async () => {
		const onSite = ( id: number, said: Partial< Results >, more = {} ) =>
			running( id, {
				engine: 'builtin',
				results: { ...ownResults, ...said },
				...more,
			} );
		siteWith( [
			onSite( 1, { page_views: 2000 } ),
			running( 2 ),
			onSite( 3, { verdict: 'likely' } ),
			onSite(
				4,
				{ verdict: 'keep', leader: 0 },
				{ attention: { code: 'decided', message: 'It is over.' } }
			),
			onSite( 5, { verdict: 'unreliable' } ),
		] );
		show();
		const rows = async ( name: string ) =>
			within( await table( name ) )
				.getAllByRole( 'row' )
				.map( ( row ) =>
					within( row )
						.queryAllByRole( 'cell' )
						.map( ( cell ) => cell.textContent )
				)
				.slice( 1 );
		expect( await rows( 'Needs more time' ) ).toEqual( [
			[
				'Fresh news',
				'RunningRuns on this site',
				'Fresh news+30%',
				'72%chance to be best',
				'2,000Page views',
			],
			[
				'Fresh news',
				'RunningRuns on Optimizely',
				'Fresh news+30%',
				'87%significance',
				'2,000',
			],
		] );
		expect(
			within( await table( 'Needs more time' ) ).getByText( 'Counted' )
		).toBeVisible();
		expect( await rows( 'Ready to decide' ) ).toEqual( [
			expect.arrayContaining( [ '72%chance to be best' ] ),
			expect.arrayContaining( [
				'Ready to decideRuns on this siteIt is over.',
				'28%chance to be best',
			] ),
		] );
		expect( ( await rows( 'Needs attention' ) )[ 0 ] ).toEqual(
			expect.arrayContaining( [ '—', '2,000' ] )
		);
	} );

	it( 'gathers all that runs, and pages what has ended', async () => {
		const calls = siteWith( [
			...Array.from( { length: 130 }, ( _, index ) =>
				running( index + 1 )
			),
			...Array.from( { length: 45 }, ( _, index ) =>
				one( 500 + index, { status: 'archived' } )
			),
		] );
		const { user } = show();
		expect(
			within( await table( 'Needs more time' ) ).getAllByRole( 'row' )
		).toHaveLength( 131 );
		expect(
			screen.getByRole( 'heading', { name: 'Ended 45' } )
		).toBeVisible();
		expect( screen.getByText( 'Page 1 of 3' ) ).toBeVisible();
		await user.click( screen.getByRole( 'button', { name: 'Older' } ) );
		expect( await screen.findByText( 'Post 520' ) ).toBeVisible();
		expect( screen.getByText( 'Page 2 of 3' ) ).toBeVisible();
		expect( screen.queryByText( 'Post 500' ) ).not.toBeInTheDocument();
		await user.click( screen.getByRole( 'button', { name: 'Older' } ) );
		expect( await screen.findByText( 'Post 544' ) ).toBeVisible();
		expect( screen.getByRole( 'button', { name: 'Older' } ) ).toHaveFocus();
		expect(
			screen.getByRole( 'button', { name: 'Older' } )
		).toHaveAttribute( 'aria-disabled', 'true' );
		expect(
			calls.filter( ( { route } ) => route.includes( 'status=archived' ) )
		).toHaveLength( 3 );
	}, 20_000 );

	it( 'searches and filters', async () => {
		const calls = siteWith( [
			running( 1 ),
			running( 12 ),
			one( 13, { status: 'draft' } ),
		] );
		const { user } = show();
		await screen.findByText( 'Post 13' );
		const box = screen.getByRole( 'searchbox' );
		await user.type( box, '12' );
		await waitFor( () =>
			expect( screen.queryByText( 'Post 13' ) ).not.toBeInTheDocument()
		);
		expect( screen.getByText( 'Post 12' ) ).toBeVisible();
		expect( box ).toHaveFocus();

		await user.clear( box );
		calls.length = 0;
		await user.selectOptions(
			screen.getByRole( 'combobox', { name: 'Status' } ),
			'Draft'
		);
		await waitFor( () =>
			expect( screen.queryByText( 'Post 12' ) ).not.toBeInTheDocument()
		);
		expect( await screen.findByText( 'Post 13' ) ).toBeVisible();
		await user.type( box, 'nothing like it' );
		expect(
			await screen.findByText( 'No experiment fits.' )
		).toBeVisible();
		await user.click(
			screen.getByRole( 'button', { name: 'Show all experiments' } )
		);
		expect( await screen.findByText( 'Post 12' ) ).toBeVisible();
		expect( box ).toHaveValue( '' );
	}, 20_000 );

	it( 'drops the answer to an older question', async () => {
		const slow = gate< void >();
		const found = { experiments: [], total: 0 };
		const calls = siteWith( [], {
			[ `GET ${ BASE }` ]: () => {
				const { route } = calls.at( -1 ) as { route: string };
				if ( route.includes( 'status=draft' ) ) {
					return {
						experiments: [ one( 2, { status: 'draft' } ) ],
						total: 1,
					};
				}
				return slow.promise.then( () =>
					route.includes( 'status=running' )
						? { experiments: [ running( 1 ) ], total: 1 }
						: found
				);
			},
		} );
		const { user } = show();
		await user.selectOptions(
			screen.getByRole( 'combobox', { name: 'Status' } ),
			'Draft'
		);
		expect( await screen.findByText( 'Post 2' ) ).toBeVisible();
		slow.open();
		await slow.promise;
		await Promise.resolve();
		expect( screen.queryByText( 'Post 1' ) ).not.toBeInTheDocument();
	} );

	it( 'leads to the posts, and offers the connection while there is none', async () => {
		siteWith( [] );
		show( '', { connectUrl: 'http://localhost/wp-admin/connections' } );
		expect(
			await screen.findByRole( 'link', { name: 'Go to the posts' } )
		).toHaveClass( 'is-primary' );
		expect(
			screen.getByText( /Nothing else is needed: tests run on this site/ )
		).toBeVisible();
		expect(
			await screen.findByRole( 'link', { name: 'Connect Optimizely' } )
		).toHaveAttribute( 'href', 'http://localhost/wp-admin/connections' );
	} );

	it( 'says what to do where nothing is tested yet', async () => {
		siteWith( [] );
		show();
		expect(
			await screen.findByText( 'No headline is tested yet.' )
		).toBeVisible();
		expect(
			screen.getByRole( 'link', { name: 'Go to the posts' } )
		).toHaveAttribute( 'href', expect.stringMatching( /edit\.php$/ ) );
	} );

	it( 'can be tried again', async () => {
		const more: Record< string, unknown > = {
			[ `GET ${ BASE }` ]: failure( 'internal_server_error', 500 ),
		};
		siteWith( [], more );
		const { user } = show();
		expect(
			await screen.findByText( /error of its own/, content )
		).toBeVisible();
		siteWith( [ running( 1 ) ] );
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect( await screen.findByText( 'Post 1' ) ).toBeVisible();
	} );

	it( 'opens an experiment in place, and back and forth', async () => {
		siteWith( [ one( 45, { status: 'running', post: 7 } ) ], detail() );
		const { user } = show();
		await user.click(
			await screen.findByRole( 'link', { name: 'Post 45' } )
		);
		const heading = await screen.findByRole( 'heading', {
			name: 'Old news',
		} );
		expect( heading ).toHaveFocus();
		expect( window.location.search ).toBe(
			'?page=two-heads-experiments&experiment=45'
		);
		await user.click(
			screen.getByRole( 'link', { name: 'All headline experiments' } )
		);
		expect(
			await screen.findByRole( 'link', { name: 'Post 45' } )
		).toBeVisible();
		expect( window.location.search ).toBe( '?page=two-heads-experiments' );
		window.history.back();
		expect(
			await screen.findByRole( 'heading', { name: 'Old news' } )
		).toBeVisible();
	} );
} );

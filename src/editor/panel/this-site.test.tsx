/** The panel of a site that runs its tests itself. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Experiment } from '../../contracts/experiment';
import type { ExperimentSetup } from '../../contracts/experiment-setup';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import type { Results } from '../../contracts/results';
import {
	EXPERIMENT,
	experiment,
	job,
	nothing,
	own,
	ownResults,
	PANEL,
	thisSite,
	unconnected,
	withOwn,
} from '../testing/fixtures';
import { failure, pages, serve, show } from '../testing/show';

const button = ( name: string | RegExp ) =>
	screen.getByRole( 'button', { name } );
const radio = ( name: string ) => screen.getByRole( 'radio', { name } );
const views = () =>
	screen.getByRole( 'textbox', { name: /^End after this many views/ } );

async function open(
	panel: HeadlinePanel,
	more: Record< string, unknown > = {}
) {
	const calls = serve( {
		[ `GET ${ PANEL }` ]: panel,
		[ `PUT ${ PANEL }` ]: ( data: unknown ) => {
			const setup = data as ExperimentSetup;
			return {
				...panel,
				current: { ...panel.current, engine: setup.engine, setup },
			};
		},
		...more,
	} );
	const view = show();
	await waitFor( () =>
		expect( screen.queryByText( 'Loading…' ) ).not.toBeInTheDocument()
	);
	return {
		...view,
		calls,
		saved: () =>
			calls.filter( ( { route } ) => route === `PUT ${ PANEL }` ).at( -1 )
				?.data as ExperimentSetup | undefined,
	};
}

const running = (
	more: Partial< Experiment > = {},
	said: Partial< Results > = {}
) =>
	withOwn( {
		status: 'running',
		results: { ...ownResults, ...said },
		...more,
	} );

const everyone = ( change: object ): Partial< Results > => ( {
	metrics: ownResults.metrics.map( ( metric ) => ( {
		...metric,
		variations: metric.variations.map( ( one ) => ( {
			...one,
			...change,
		} ) ),
	} ) ),
} );

const spoiled: Partial< Results > = {
	verdict: 'unreliable',
	sample_ratio: {
		p: 0.0001,
		ok: false,
		expected: [ 0.5, 0.5 ],
		counted: [ 1500, 500 ],
		cause: 'A page cache keeps the page of one visitor for others.',
	},
};

beforeEach( () => window.sessionStorage.clear() );

describe( 'where a test runs', () => {
	it( 'is not asked where there is only one answer', async () => {
		const { user } = await open(
			withOwn( {}, { engines: [ thisSite, unconnected ] } )
		);
		await user.click( button( 'More options' ) );
		expect(
			screen.queryByRole( 'radio', { name: 'Optimizely' } )
		).not.toBeInTheDocument();
		expect( screen.queryByText( /Optimizely/ ) ).not.toBeInTheDocument();
	} );
	it( 'is chosen, and shows only what applies there', async () => {
		const { user, saved } = await open(
			withOwn(
				{},
				{
					engines: [
						thisSite,
						{ ...own.engines[ 1 ]!, has_audiences: true },
					],
				}
			),
			{
				'GET /two-heads/v1/connections/optimizely/audiences': {
					audiences: [],
				},
			}
		);
		await user.click( button( 'More options' ) );
		expect( radio( 'This site' ) ).toBeChecked();
		expect(
			screen.queryByRole( 'group', { name: 'Audiences' } )
		).not.toBeInTheDocument();
		await user.click( radio( 'Prove' ) );
		await user.type( views(), '20,000' );
		await user.click( screen.getByLabelText( 'Decide automatically' ) );
		expect( screen.getByLabelText( /^End automatically/ ) ).toBeVisible();
		expect( screen.getByText( /views are needed to prove/ ) ).toBeVisible();

		await user.click( radio( 'Optimizely' ) );
		expect( radio( 'Optimizely' ) ).toHaveFocus();
		expect(
			await screen.findByRole( 'group', { name: 'Audiences' } )
		).toBeVisible();
		expect( screen.getByLabelText( /^Pause automatically/ ) ).toBeVisible();
		for ( const gone of [
			/^End automatically/,
			/^End after/,
			/^Decide automatically/,
			'Prove',
		] ) {
			expect( screen.queryByLabelText( gone ) ).not.toBeInTheDocument();
		}
		expect(
			screen.queryByText( /views are needed to prove/ )
		).not.toBeInTheDocument();
		// Whoever only looked loses nothing.
		await user.click( radio( 'This site' ) );
		expect( radio( 'Prove' ) ).toBeChecked();
		expect( views() ).toHaveValue( '20,000' );
		await user.click( radio( 'Optimizely' ) );
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Saved.' );
		expect( saved() ).toMatchObject( {
			engine: 'optimizely',
			mode: 'auto',
			max_views: 0,
			auto_apply: false,
		} );
	} );
	it( 'says why it cannot be there, and where else it can', async () => {
		const { user } = await open( {
			...nothing,
			...own,
			engines: [ unconnected, thisSite ],
		} );
		expect(
			screen.getByText( 'Optimizely is not connected.' )
		).toBeVisible();
		await user.click( button( /Write a headline/ ) );
		// What mends it is in sight.
		expect( button( 'More options' ) ).toHaveAttribute(
			'aria-expanded',
			'true'
		);
		expect( radio( 'Optimizely' ) ).toBeChecked();
		expect( button( 'Start' ) ).toHaveAccessibleDescription(
			'Optimizely is not connected.'
		);
		await user.click( radio( 'This site' ) );
		expect( button( 'Start' ) ).toHaveAccessibleDescription(
			/^From now on visitors see one .* Visitors who are remembered see the same one each time; others may/
		);
		// What is left of the sentence stands at the choice.
		expect(
			screen.getAllByText( 'Optimizely is not connected.' )
		).toHaveLength( 1 );
	} );
	it( 'shows at the choice that the site refused it', async () => {
		const { user } = await open( withOwn(), {
			[ `PUT ${ PANEL }` ]: failure( 'two_heads_invalid_field', 400, {
				params: { engine: 'This experiment has begun where it is.' },
			} ),
		} );
		await user.click( button( 'More options' ) );
		await user.click( radio( 'Optimizely' ) );
		await user.click( button( 'Save draft' ) );
		expect(
			await screen.findByText( 'This experiment has begun where it is.', {
				selector: '.two-heads-mistake',
			} )
		).toBeVisible();
		await user.click( radio( 'This site' ) );
		expect(
			screen.queryByText( 'This experiment has begun where it is.', {
				selector: '.two-heads-mistake',
			} )
		).not.toBeInTheDocument();
	} );
	it( 'decides whose rules the check goes by', async () => {
		const { user } = await open(
			withOwn(
				{},
				{
					targeting: {
						match: 'any',
						rules: [
							{
								type: 'substring',
								value: '/news/',
								negate: false,
							},
						],
					},
				}
			)
		);
		pages( {
			'/': '<a href="http://localhost/old-news/">Old news</a>',
			'/old-news/': '<p></p>',
		} );
		await user.click( button( 'Does it work here?' ) );
		expect( await screen.findByText( /It works/ ) ).toBeVisible();
		await user.click( button( 'More options' ) );
		await user.click( radio( 'Optimizely' ) );
		// What was found on one says nothing of the other.
		expect( screen.queryByText( /It works/ ) ).not.toBeInTheDocument();
		await user.click( button( 'Does it work here?' ) );
		expect(
			await screen.findByText( /only where Optimizely does not run/ )
		).toBeVisible();
	} );
} );

const SHARES_MOVE = /later the headlines that do better get more/;
const FORECAST = /views are needed to prove a change of 20%/;

describe( 'a test on this site', () => {
	it( 'is sent with how it decides and when it is over', async () => {
		const { user, saved } = await open( withOwn() );
		await user.click( button( 'More options' ) );
		expect( radio( 'Automatic' ) ).toBeChecked();
		expect( radio( 'Automatic' ) ).toHaveAccessibleDescription(
			/For this post now: Earn\.$/
		);
		// So it says of itself what it means for this post.
		expect( screen.getByText( SHARES_MOVE ) ).toBeVisible();
		await user.click( radio( 'Learn' ) );
		expect( screen.queryByText( SHARES_MOVE ) ).not.toBeInTheDocument();
		await user.click( radio( 'Engaged reads' ) );
		expect( screen.queryByText( FORECAST ) ).not.toBeInTheDocument();
		await user.click( radio( 'Clicks' ) );
		expect( screen.getByText( FORECAST ) ).toHaveTextContent(
			/likely the best is often plain sooner\.$/
		);
		await user.click( radio( 'Earn' ) );
		expect( screen.getByText( SHARES_MOVE ) ).toBeVisible();
		await user.type( views(), '20,000' );
		await user.click( screen.getByLabelText( 'Decide automatically' ) );
		fireEvent.change( screen.getByLabelText( /^End automatically/ ), {
			target: { value: '2099-01-03T08:00' },
		} );
		expect( button( 'Start' ) ).toHaveAccessibleDescription(
			/Ends on Jan 3, 2099, 8:00.AM\. Ends after 20,000 views\. As soon as it has a result, it ends: .* or the original stays\.$/
		);
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Saved.' );
		expect( saved() ).toMatchObject( {
			engine: 'builtin',
			mode: 'earn',
			max_views: 20000,
			auto_apply: true,
			stop_at: '2099-01-03T08:00',
		} );
	} );
	it( 'leads to a number of views that is none', async () => {
		const { user, saved } = await open( withOwn() );
		await user.click( button( 'More options' ) );
		await user.type( views(), '1.5' );
		expect( views() ).toBeInvalid();
		await user.click( button( 'More options' ) );
		await user.click( button( 'Save draft' ) );
		await waitFor( () => expect( views() ).toHaveFocus() );
		expect( views() ).toHaveAccessibleDescription(
			/whole number of views/
		);
		expect( saved() ).toBeUndefined();
	} );
	it.each( [
		{ mode: 'learn' },
		{ max_views: 500 },
		{ auto_apply: true },
	] as const )( 'shows its options where one is set: %j', async ( more ) => {
		await open( withOwn( { setup: { ...experiment.setup, ...more } } ) );
		expect( button( 'More options' ) ).toHaveAttribute(
			'aria-expanded',
			'true'
		);
	} );
	it( 'says what it takes, also with fewer visitors', async () => {
		const { user } = await open( withOwn() );
		expect( screen.getByText( /about 1,200 a day on this/ ) ).toBeVisible();
		await user.click( button( 'More options' ) );
		const traffic = screen.getByLabelText( /Percent of visitors/ );
		await user.clear( traffic );
		expect( screen.getByText( /about 1,200 a day on this/ ) ).toBeVisible();
		await user.type( traffic, '10' );
		expect(
			screen.getByText(
				/about 120 a day on this site: small differences/
			)
		).toBeVisible();
	} );
	it( 'keeps words of an older version of the plugin out', async () => {
		window.sessionStorage.setItem(
			'two-heads-draft-7',
			JSON.stringify( {
				titles: [ { id: 0, text: 'Mine' } ],
				split: 'equal',
				percents: [ '50', '50' ],
				traffic: '100',
				goal: 'click',
				hypothesis: '',
				startAt: '',
				stopAt: '',
				audiences: [],
				audienceMatch: 'any',
				base: null,
			} )
		);
		await open( withOwn() );
		expect( screen.queryByText( /last visit/ ) ).not.toBeInTheDocument();
	} );
} );

describe( 'under way on this site', () => {
	it( 'says what is likely and at what cost, never more', async () => {
		await open( running( {}, { verdict: 'likely' } ) );
		expect(
			screen.getByText(
				/is likely better, though that is not proven\. .* about 0\.8% of the clicks\.$/
			)
		).toBeVisible();
		expect(
			screen.getAllByRole( 'term' ).map( ( one ) => one.textContent )
		).toEqual( [
			'Decided by',
			'How it decides',
			'Ahead',
			'Improvement',
			'Chance to be best',
			'Expected loss',
			'Significance',
			'Visitors',
		] );
		expect( screen.getAllByRole( 'listitem' )[ 1 ] ).toHaveTextContent(
			/50% of the test.*1,000 visitors72% chance to be best/
		);
		expect( button( 'End…' ) ).toHaveClass( 'is-primary' );
	} );
	it( 'shows the shares of now and no significance while it earns', async () => {
		await open(
			running(
				{},
				{
					mode: 'earn',
					weights: [ 2800, 7200 ],
					...everyone( {
						interval: null,
						significance: null,
						remaining: null,
					} ),
				}
			)
		);
		expect(
			screen.getByText( 'now gets 72% of the visitors' )
		).toBeVisible();
		expect( screen.queryByText( /ignifican/ ) ).not.toBeInTheDocument();
		expect( screen.queryByText( 'not yet known' ) ).not.toBeInTheDocument();
	} );
	it( 'says what its shares are when it goes on, while it rests', async () => {
		await open(
			running(
				{ status: 'paused' },
				{ mode: 'earn', weights: [ 2800, 7200 ] }
			)
		);
		expect(
			screen.getByText( '72% of the test when it goes on' )
		).toBeVisible();
		expect( screen.queryByText( /now gets/ ) ).not.toBeInTheDocument();
	} );
	it( 'says what it needs to be sure, which is not what it waits for', async () => {
		await open( running() );
		expect( screen.getByText( 'Needed to be sure' ) ).toBeVisible();
	} );
	it( 'names page views', async () => {
		await open( running( {}, { page_views: 2000 } ) );
		expect( screen.getAllByText( '1,000 page views' ) ).toHaveLength( 2 );
		expect( screen.getByText( 'Page views' ) ).toBeVisible();
		expect(
			screen.getByText( 'about 4,400 more page views' )
		).toBeVisible();
	} );
	it( 'knows no reads of people who are not remembered, and says what to do', async () => {
		const { user } = await open( withOwn() );
		await user.click( button( 'More options' ) );
		expect( radio( 'Engaged reads' ) ).toHaveAccessibleDescription(
			/Only of visitors who are remembered/
		);
	} );
	it( 'cannot decide by reads where nobody is remembered', async () => {
		const [ deciding ] = ownResults.metrics;
		await open(
			running(
				{},
				{
					page_views: 2000,
					metrics: [ { ...deciding!, id: 'read' } ],
				}
			)
		);
		expect(
			screen.getByText( /^Nothing can be decided by engaged reads/ )
		).toBeVisible();
		for ( const row of screen.getAllByRole( 'listitem' ) ) {
			expect( row ).toHaveTextContent( /—1,000 page views/ );
		}
	} );
	it( 'claims nothing of spoiled figures, and says what to do', async () => {
		await open( running( {}, spoiled ) );
		expect( screen.getByText( /cannot say which one/ ) ).toBeVisible();
		expect( screen.getByText( /^A page cache/ ) ).toBeVisible();
		for ( const claim of [ /\+30%/, /chance/, /Ahead/, /ignifican/ ] ) {
			expect( screen.queryByText( claim ) ).not.toBeInTheDocument();
		}
		expect( screen.queryByRole( 'img' ) ).not.toBeInTheDocument();
	} );
	it( 'says once what spoiled it', async () => {
		const cause = spoiled.sample_ratio!.cause;
		await open(
			running(
				{
					attention: {
						code: 'sample_ratio',
						message: `It cannot be trusted. ${ cause }`,
					},
				},
				spoiled
			)
		);
		expect( screen.getByText( 'Needs attention' ) ).toBeVisible();
		expect(
			screen.getAllByText( /A page cache keeps/, {
				ignore: '[aria-live] *, [aria-live]',
			} )
		).toHaveLength( 1 );
	} );
	it( 'has its figures at once', async () => {
		const { user } = await open( running(), {
			[ `POST ${ EXPERIMENT }/refresh` ]: running(),
		} );
		await user.click( button( 'Refresh' ) );
		expect(
			await screen.findByText( 'The figures are up to date.' )
		).toBeVisible();
	} );
	it( 'says what stays, and when it is over', async () => {
		const { user } = await open(
			running( {
				setup: { ...experiment.setup, mode: 'prove', max_views: 20000 },
			} )
		);
		expect( screen.getByText( 'Ends after 20,000 views.' ) ).toBeVisible();
		await user.click( button( 'Change headlines' ) );
		expect( button( 'Use these headlines' ) ).toHaveAccessibleDescription(
			/counting begins anew/
		);
		expect( screen.getByText( 'Runs on' ) ).toBeVisible();
		expect( screen.getByText( 'This site' ) ).toBeVisible();
		expect( screen.getByText( 'Prove' ) ).toBeVisible();
		expect( screen.queryByRole( 'radio' ) ).not.toBeInTheDocument();
	} );
	it( 'waits for a decision without anything being wrong', async () => {
		await open(
			running(
				{
					attention: {
						code: 'decided',
						message: 'The test is over. Say which headline stays.',
					},
				},
				{ verdict: 'keep' }
			)
		);
		expect( screen.getByText( 'Ready to decide' ) ).toBeVisible();
		expect(
			screen
				.getByText( 'The test is over. Say which headline stays.', {
					selector: '.components-notice__content',
				} )
				.closest( '.components-notice' )
		).toHaveClass( 'is-info' );
	} );
	it( 'warns where what is over says nothing', async () => {
		const message = 'It is over, and its figures cannot be trusted.';
		await open(
			running( { attention: { code: 'decided', message } }, spoiled )
		);
		expect(
			screen
				.getByText( message, {
					selector: '.components-notice__content',
				} )
				.closest( '.components-notice' )
		).toHaveClass( 'is-warning' );
	} );
	it.each< [ Results[ 'verdict' ], string, RegExp ] >( [
		[ 'likely', 'Fresh news', /^Likely the best, though/ ],
		[ 'winner', 'Fresh news', /^The winner of this test/ ],
		[ 'keep', 'Old news', /nothing better was shown/ ],
		[ 'original', 'Old news', /which did best/ ],
		[ 'unreliable', 'Old news', /^The original: nothing changes/ ],
	] )( 'ending advises by %s', async ( verdict, headline, why ) => {
		const { user } = await open( running( {}, { verdict } ) );
		await user.click( button( 'End…' ) );
		const dialog = screen.getByRole( 'dialog' );
		const advised = within( dialog ).getByLabelText( headline );
		expect( advised ).toBeChecked();
		expect( advised ).toHaveAccessibleDescription( why );
		expect( dialog ).not.toHaveTextContent( /Optimizely/ );
	} );
	it.each( [
		[ 'start', 'Give up and discard', /deleted\. No visitor/ ],
		[ 'end', 'Stop trying', /until the page cache is cleared/ ],
	] as const )(
		'a stuck %s is left without a word of Optimizely',
		async ( action, name, meaning ) => {
			const stuck = withOwn( {
				status: action === 'start' ? 'draft' : 'concluded',
				job: {
					...job,
					action,
					problem: {
						code: 'two_heads_not_stored',
						message: 'The database is full.',
						retry_after: null,
						needs_person: true,
					},
				},
			} );
			const { user } = await open( stuck, {
				[ `POST ${ EXPERIMENT }/step` ]: stuck,
			} );
			await user.click( await screen.findByRole( 'button', { name } ) );
			const dialog = screen.getByRole( 'dialog' );
			expect( dialog ).toHaveTextContent( meaning );
			expect( dialog ).not.toHaveTextContent( /Optimizely/ );
		}
	);
} );

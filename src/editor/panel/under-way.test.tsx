import { act, screen, waitFor, within } from '@testing-library/react';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import {
	experiment,
	EXPERIMENT,
	job,
	nothing,
	PANEL,
	results,
	running,
} from '../testing/fixtures';
import { failure, gate, RESULTS, serve, show } from '../testing/show';

const button = ( name: string | RegExp ) =>
	screen.getByRole( 'button', { name } );
const outcome = {
	applied: 1,
	title: 'Fresh news',
	by: 'Ada',
	at: '2026-11-04T10:00:00Z',
	reverted: false,
	revertible: true,
};
const ended: Experiment = {
	...experiment,
	status: 'archived',
	results: { ...results, verdict: 'winner' },
	outcome,
	ended_at: '2026-11-04T10:00:00Z',
	log: [
		{
			at: '2026-11-03T10:00:00Z',
			by: 'Ada',
			event: 'started',
			text: 'Started with two headlines.',
		},
	],
};
const over: HeadlinePanel = { ...nothing, earlier: [ ended ] };

async function open(
	panel: HeadlinePanel,
	more: Record< string, unknown > = {}
) {
	const answers: Record< string, unknown > = {
		[ `GET ${ PANEL }` ]: panel,
		...more,
	};
	const calls = serve( answers );
	const view = show();
	await waitFor( () =>
		expect( screen.queryByText( 'Loading…' ) ).not.toBeInTheDocument()
	);
	return { ...view, answers, calls };
}

describe( 'a running test', () => {
	it( 'says what it means, then the figures', async () => {
		await open(
			running( {
				previews: [
					{
						post: 'http://localhost/p0',
						front: 'http://localhost/f0',
					},
					{
						post: 'http://localhost/p1',
						front: 'http://localhost/f1',
					},
				],
			} )
		);
		expect( screen.getByText( 'Running' ) ).toBeVisible();
		expect(
			screen.getByText( /“Fresh news” is ahead, but .* about 4,400 more/ )
		).toBeVisible();
		const facts = screen
			.getAllByRole( 'definition' )
			.map( ( one ) => one.textContent );
		expect( facts ).toEqual( [
			'Headline clicks',
			'Variation 1',
			'+30% (-2% to +62%)',
			'87%',
			'2,000',
			'about 4,400 more visitors',
		] );
		const [ original, variation ] = screen.getAllByRole( 'listitem' );
		expect( original ).toHaveTextContent( /50% of the test.*5\.0%.*1,000/ );
		expect( variation ).toHaveTextContent( /6\.5%.*\+30%.*1,000/ );
		expect( variation ).toHaveTextContent( /Preview: Front page/ );
		expect(
			within( variation! ).getByRole( 'img', {
				name: 'The improvement is probably -2% to +62%.',
			} )
		).toBeVisible();
		expect(
			screen.getByRole( 'link', {
				name: 'Preview Variation 1 on the front page',
			} )
		).toHaveAttribute( 'href', 'http://localhost/f1' );
		expect(
			screen.getByRole( 'link', { name: /Full results/ } )
		).toHaveAttribute( 'href', `${ RESULTS }45` );
	} );
	it.each< [ string, Partial< Experiment >, RegExp ] >( [
		[ 'before any figures', { results: null }, /No visitor has been/ ],
		[
			'while they are prepared',
			{ results: { ...results, state: 'preparing', metrics: [] } },
			/being prepared/,
		],
		[
			'when they are old',
			{ results: { ...results, stale: true } },
			/lag behind/,
		],
		[
			'when clicks are not read',
			{ results: { ...results, warning: 'clicks_not_read' } },
			/clicked more but read less/,
		],
		[
			'when nobody wins',
			{ results: { ...results, verdict: 'no_difference', leader: null } },
			/a fair result/,
		],
		[
			'when somebody should look',
			{ attention: { code: 'title_taken', message: 'Title taken.' } },
			/Title taken\./,
		],
		[
			'with an end',
			{ setup: { ...experiment.setup, stop_at: '2099-01-02T08:00' } },
			/Pauses automatically on Jan 2, 2099/,
		],
	] )( 'speaks plainly %s', async ( _, more, sentence ) => {
		await open( running( more ) );
		expect( screen.getAllByText( sentence )[ 0 ] ).toBeVisible();
	} );
	it( 'has nothing to press for those who may not run it', async () => {
		await open(
			running(
				{},
				{ may: { propose: true, run: false, connect: false } }
			)
		);
		expect( screen.queryByRole( 'button' ) ).not.toBeInTheDocument();
		expect(
			screen.queryByRole( 'link', { name: /Full results/ } )
		).not.toBeInTheDocument();
	} );
	it( 'says what a new title will do', async () => {
		const { editor } = await open( running() );
		editor.retitle( 'Old  news' );
		expect( screen.queryByText( /goes on with the new/ ) ).toBeNull();
		editor.retitle( 'Newest news' );
		expect( screen.getByText( /goes on with the new/ ) ).toBeVisible();
	} );
	it( 'pauses and resumes, saying before what that does', async () => {
		const { user, calls, container } = await open( running(), {
			[ `POST ${ EXPERIMENT }/pause` ]: running( { status: 'paused' } ),
			[ `POST ${ EXPERIMENT }/resume` ]: running(),
		} );
		expect( button( 'Pause' ) ).toHaveAccessibleDescription(
			/All visitors see the original/
		);
		await user.click( button( 'Pause' ) );
		expect( await screen.findByText( 'Paused' ) ).toBeVisible();
		expect( container.contains( document.activeElement ) ).toBe( true );
		expect(
			document.getElementById( 'a11y-speak-polite' )
		).toHaveTextContent( 'The headline test is paused.' );
		await user.click( button( 'Resume' ) );
		expect( await screen.findByText( 'Running' ) ).toBeVisible();
		expect( calls.map( ( { route } ) => route ).slice( 1 ) ).toEqual( [
			`POST ${ EXPERIMENT }/pause`,
			`POST ${ EXPERIMENT }/resume`,
		] );
	} );
	it( 'shows what somebody else did meanwhile', async () => {
		const { user, answers } = await open( running(), {
			[ `POST ${ EXPERIMENT }/pause` ]: failure(
				'two_heads_conflict',
				409
			),
		} );
		answers[ `GET ${ PANEL }` ] = running( { status: 'paused' } );
		await user.click( button( 'Pause' ) );
		expect( await screen.findByText( 'Paused' ) ).toBeVisible();
		expect(
			screen.getByText( 'Sentence of two_heads_conflict.' )
		).toBeVisible();
	} );
	it( 'forgets why something failed once something else is done', async () => {
		const { user, answers } = await open( running(), {
			[ `POST ${ EXPERIMENT }/pause` ]: failure(
				'two_heads_conflict',
				409
			),
			[ `POST ${ EXPERIMENT }/resume` ]: running(),
		} );
		answers[ `GET ${ PANEL }` ] = running( { status: 'paused' } );
		await user.click( button( 'Pause' ) );
		await screen.findByText( 'Paused' );
		await user.click( button( 'Resume' ) );
		expect( await screen.findByText( 'Running' ) ).toBeVisible();
		expect(
			screen.queryByText( 'Sentence of two_heads_conflict.' )
		).not.toBeInTheDocument();
	} );
	it( 'asks the engine when told to', async () => {
		const { user } = await open( running(), {
			[ `POST ${ EXPERIMENT }/refresh` ]: running( {
				results: { ...results, visitors: 3000 },
			} ),
		} );
		await user.click( button( 'Refresh' ) );
		expect( await screen.findByText( '3,000' ) ).toBeVisible();
		expect( button( 'Refresh' ) ).toHaveFocus();
	} );
	it.each( [
		[
			{ fetched_at: '2026-11-03T10:40:00Z' },
			/^The figures are up to date/,
		],
		[ {}, /^No newer figures yet/ ],
		[ { state: 'preparing' }, /^The figures are being prepared/ ],
	] )( 'says what came of asking: %j', async ( more, sentence ) => {
		const { user } = await open( running(), {
			[ `POST ${ EXPERIMENT }/refresh` ]: running( {
				results: { ...results, ...more } as typeof results,
			} ),
		} );
		await user.click( button( 'Refresh' ) );
		expect( await screen.findByText( sentence ) ).toBeVisible();
		expect(
			document.getElementById( 'a11y-speak-polite' )
		).toHaveTextContent( sentence );
	} );
	it( 'shows why it was begun', async () => {
		await open(
			running( {
				setup: { ...experiment.setup, hypothesis: 'Dogs draw.' },
			} )
		);
		expect( screen.getByText( 'Dogs draw.' ) ).toBeVisible();
	} );
	it( 'does not take for another title what WordPress shows otherwise', async () => {
		serve( {
			[ `GET ${ PANEL }` ]: running( { original: 'Old 4×6 news' } ),
		} );
		show( { title: 'Old 4x6 news', titleEdited: false } );
		await screen.findByText( 'Running' );
		expect(
			screen.queryByText( /You have changed the title/ )
		).not.toBeInTheDocument();
	} );
	it( 'counts one visitor as one', async () => {
		const [ metric ] = results.metrics;
		await open(
			running( {
				results: {
					...results,
					metrics: [
						{
							...metric!,
							variations: metric!.variations.map( ( one ) => ( {
								...one,
								remaining: one.index ? 1 : null,
							} ) ),
						},
					],
				},
			} )
		);
		expect( screen.getByText( 'about 1 more visitor' ) ).toBeVisible();
	} );
} );

describe( 'looking again', () => {
	beforeEach( () => jest.useFakeTimers() );
	afterEach( () => jest.useRealTimers() );
	const visibility = ( state: string ) =>
		Object.defineProperty( document, 'visibilityState', {
			value: state,
			configurable: true,
		} );
	it( 'is done every minute, while the page is visible', async () => {
		const calls = serve( { [ `GET ${ PANEL }` ]: running() } );
		show();
		const pass = async ( seconds: number ) => {
			await act( () => jest.advanceTimersByTimeAsync( seconds * 1000 ) );
		};
		await pass( 1 );
		await pass( 59 );
		expect( calls ).toHaveLength( 1 );
		await pass( 2 );
		expect( calls ).toHaveLength( 2 );
		visibility( 'hidden' );
		await pass( 300 );
		expect( calls ).toHaveLength( 2 );
		visibility( 'visible' );
		await act( async () => {
			document.dispatchEvent( new Event( 'visibilitychange' ) );
		} );
		expect( calls ).toHaveLength( 3 );
	} );
} );

describe( 'changing headlines', () => {
	it( 'says what it does, sends the words and leaves the rest', async () => {
		const { user, calls } = await open( running(), {
			[ `PUT ${ EXPERIMENT }/setup` ]: running( {
				job: { ...job, action: 'update' },
			} ),
			[ `POST ${ EXPERIMENT }/continue` ]: running( {
				setup: { ...experiment.setup, titles: [ 'Fresh news!' ] },
			} ),
		} );
		await user.click( button( 'Change headlines' ) );
		const field = screen.getByRole( 'textbox' );
		expect( field ).toHaveFocus();
		expect( button( 'Use these headlines' ) ).toHaveAccessibleDescription(
			/mix the old words and the new/
		);
		await user.clear( field );
		await user.type( field, 'Old news' );
		expect( screen.getByText( /same as the post’s title/ ) ).toBeVisible();
		await user.click( button( 'Use these headlines' ) );
		expect( calls ).toHaveLength( 1 );
		await user.clear( field );
		await user.type( field, 'Fresh news!' );
		await user.click( button( 'Use these headlines' ) );
		expect( await screen.findByText( 'Fresh news!' ) ).toBeVisible();
		expect( calls[ 1 ] ).toEqual( {
			route: `PUT ${ EXPERIMENT }/setup`,
			data: { ...experiment.setup, titles: [ 'Fresh news!' ] },
		} );
	} );
	it( 'keeps the words when it is refused, and while the panel is closed', async () => {
		const { user, editor } = await open( running(), {
			[ `PUT ${ EXPERIMENT }/setup` ]: failure(
				'two_heads_invalid_field',
				400,
				{ params: { 'titles.0': 'Too rude.' } }
			),
		} );
		await user.click( button( 'Change headlines' ) );
		await user.type( screen.getByRole( 'textbox' ), '!' );
		await user.click( button( 'Use these headlines' ) );
		expect( await screen.findByText( 'Too rude.' ) ).toBeVisible();
		editor.toggle();
		expect(
			window.dispatchEvent(
				new Event( 'beforeunload', { cancelable: true } )
			)
		).toBe( false );
		editor.toggle();
		expect( screen.getByRole( 'textbox' ) ).toHaveValue( 'Fresh news!' );
		await user.click( button( 'Cancel' ) );
		expect( button( 'Change headlines' ) ).toBeVisible();
	} );
	it( 'keeps what is typed while it is sent', async () => {
		const answer = gate< unknown >();
		const { user } = await open( running(), {
			[ `PUT ${ EXPERIMENT }/setup` ]: () => answer.promise,
		} );
		await user.click( button( 'Change headlines' ) );
		await user.type( screen.getByRole( 'textbox' ), '!' );
		await user.click( button( 'Use these headlines' ) );
		await user.type( screen.getByRole( 'textbox' ), '?' );
		await act( async () =>
			answer.open(
				running( {
					setup: { ...experiment.setup, titles: [ 'Fresh news!' ] },
				} )
			)
		);
		expect( screen.getByRole( 'textbox' ) ).toHaveValue( 'Fresh news!?' );
		expect( button( 'Use these headlines' ) ).not.toHaveAttribute(
			'aria-disabled',
			'true'
		);
	} );
	it( 'leaves a headline alone that only somebody else has changed', async () => {
		const setup = {
			...experiment.setup,
			titles: [ 'Fresh news', 'Third news' ],
			weights: [],
		} as Experiment[ 'setup' ];
		const theirs = running( {
			setup: { ...setup, titles: [ 'Fresh news', 'Theirs' ] },
		} );
		const { user, answers, calls } = await open( running( { setup } ), {
			[ `POST ${ EXPERIMENT }/refresh` ]: theirs,
			[ `PUT ${ EXPERIMENT }/setup` ]: theirs,
		} );
		await user.click( button( 'Change headlines' ) );
		await user.type( screen.getAllByRole( 'textbox' )[ 0 ]!, '!' );
		answers[ `GET ${ PANEL }` ] = theirs;
		await user.click( button( 'Refresh' ) );
		await waitFor( () =>
			expect( screen.getAllByRole( 'textbox' )[ 1 ] ).toHaveValue(
				'Theirs'
			)
		);
		await user.click( button( 'Use these headlines' ) );
		expect( calls.at( -1 )?.data ).toMatchObject( {
			titles: [ 'Fresh news!', 'Theirs' ],
		} );
	} );
} );

describe( 'ending', () => {
	const won = running( {
		results: { ...results, verdict: 'winner' },
	} );
	it( 'proposes the winner, explains, and shows the title it wrote', async () => {
		const { user, calls, editor, container } = await open( won, {
			[ `POST ${ EXPERIMENT }/end` ]: {
				...over,
				post: { ...nothing.post, title: 'Fresh news' },
			},
		} );
		await user.click( button( 'End…' ) );
		const dialog = screen.getByRole( 'dialog' );
		expect( within( dialog ).getByLabelText( 'Fresh news' ) ).toBeChecked();
		expect( dialog ).toHaveTextContent( /kept as a revision/ );
		editor.retitle( 'Half typed' );
		expect( dialog ).toHaveTextContent( /changes that are not saved/ );
		await user.click( button( 'End and use this headline' ) );
		expect(
			await screen.findByText( 'The winner became the post’s title.' )
		).toBeVisible();
		expect( calls.at( -1 ) ).toEqual( {
			route: `POST ${ EXPERIMENT }/end`,
			data: { variation: 1, titles: [ 'Fresh news' ] },
		} );
		expect( editor.written ).toEqual( [ 'Fresh news' ] );
		expect( screen.queryByRole( 'dialog' ) ).not.toBeInTheDocument();
		expect( container.contains( document.activeElement ) ).toBe( true );
	} );
	it( 'is done by keyboard alone', async () => {
		const { user, calls, container } = await open( running(), {
			[ `POST ${ EXPERIMENT }/end` ]: over,
		} );
		// WordPress's dialog goes by what is visible: here nothing has a size to tab to.
		const pressAt = async ( wanted: HTMLElement, key: string ) => {
			act( () => wanted.focus() );
			expect( wanted ).toHaveFocus();
			await user.keyboard( key );
		};
		await pressAt( button( 'End…' ), '{Enter}' );
		await pressAt( screen.getByLabelText( 'Old news' ), '{ArrowDown}' );
		await pressAt( button( 'End and use this headline' ), '{Enter}' );
		await screen.findByText( 'The winner became the post’s title.' );
		expect( calls.at( -1 )?.data ).toEqual( {
			variation: 1,
			titles: [ 'Fresh news' ],
		} );
		expect( container.contains( document.activeElement ) ).toBe( true );
	}, 20_000 );
	it( 'can keep the original, which is proposed where nobody won', async () => {
		const { user, calls } = await open( running(), {
			[ `POST ${ EXPERIMENT }/end` ]: over,
		} );
		await user.click( button( 'End…' ) );
		expect( screen.getByLabelText( 'Old news' ) ).toBeChecked();
		expect( screen.getByRole( 'dialog' ) ).toHaveTextContent(
			/stays as it is/
		);
		await user.click( button( 'End and keep the original' ) );
		await screen.findByText( 'The winner became the post’s title.' );
		expect( calls.at( -1 )?.data ).toEqual( {
			variation: 0,
			titles: [ 'Fresh news' ],
		} );
	} );
	it( 'stays open with the reason when it fails', async () => {
		const { user } = await open( won, {
			[ `POST ${ EXPERIMENT }/end` ]: failure(
				'two_heads_not_saved',
				500
			),
		} );
		await user.click( button( 'End…' ) );
		await user.click( button( 'End and use this headline' ) );
		expect(
			await within( screen.getByRole( 'dialog' ) ).findByText(
				'Sentence of two_heads_not_saved.'
			)
		).toBeVisible();
		expect( screen.getByLabelText( 'Fresh news' ) ).toBeChecked();
	} );
	it( 'is asked again without what went wrong another time', async () => {
		const { user, answers } = await open( running(), {
			[ `POST ${ EXPERIMENT }/end` ]: failure(
				'two_heads_conflict',
				409
			),
			[ `POST ${ EXPERIMENT }/continue` ]: running(),
		} );
		await user.click( button( 'End…' ) );
		answers[ `GET ${ PANEL }` ] = running( {
			job: { ...job, action: 'update' },
		} );
		await user.click( button( 'End and keep the original' ) );
		await screen.findByText( 'Running' );
		await user.click( button( 'End…' ) );
		expect(
			screen.queryByText( 'Sentence of two_heads_conflict.' )
		).not.toBeInTheDocument();
	} );
	it( 'warns of a headline that is clicked but not read', async () => {
		const { user } = await open(
			running( {
				results: {
					...results,
					verdict: 'winner',
					warning: 'clicks_not_read',
				},
			} )
		);
		await user.click( button( 'End…' ) );
		expect( screen.getByRole( 'dialog' ) ).toHaveTextContent( /read less/ );
		expect(
			screen.getByRole( 'radio', { name: 'Old news' } )
		).toBeChecked();
	} );
} );

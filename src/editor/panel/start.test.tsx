import { act, screen, waitFor, within } from '@testing-library/react';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import {
	experiment,
	EXPERIMENT,
	job,
	nothing,
	PANEL,
	running,
	withCurrent,
} from '../testing/fixtures';
import { failure, gate, pages, serve, show } from '../testing/show';

const button = ( name: string | RegExp ) =>
	screen.getByRole( 'button', { name } );
const ready = () => screen.findByRole( 'button', { name: 'Save draft' } );
const CARD = '<h2><a href="/old-news/">Old news</a></h2>';
const EMPTY = '<h2><a href="/other/">Other news</a></h2>';
const spoken = () =>
	document.getElementById( 'a11y-speak-assertive' )?.textContent;

function site( panel: HeadlinePanel, more: Record< string, unknown > = {} ) {
	const calls = serve( {
		[ `GET ${ PANEL }` ]: panel,
		[ `PUT ${ PANEL }` ]: panel,
		[ `POST ${ EXPERIMENT }/start` ]: running(),
		...more,
	} );
	return () =>
		calls
			.map( ( { route } ) => route )
			.filter( ( route ) => ! route.startsWith( 'GET' ) );
}

beforeEach( () => window.sessionStorage.clear() );

describe( 'does it work here?', () => {
	it( 'looks at the pages as a visitor, and says where and how often', async () => {
		site( withCurrent() );
		const fetched = pages( { '/': CARD + CARD, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Does it work here?' ) );
		expect(
			await screen.findByText( /meet the headline in 2 places/ )
		).toBeVisible();
		const [ front, own ] = screen
			.getAllByRole( 'listitem' )
			.map( ( item ) => item.textContent );
		expect( front ).toBe( 'Front page: found 2 times' );
		expect( own ).toBe( 'The post’s own page: not found' );
		expect( fetched ).toEqual( [
			expect.objectContaining( { credentials: 'omit' } ),
			expect.objectContaining( { credentials: 'omit' } ),
		] );
		expect( spoken() ).toMatch( /It works/ );
	} );
	it( 'warns with the mend where only the post’s page has it', async () => {
		site( withCurrent() );
		pages( { '/': EMPTY, '/old-news/': '<h1>Old news</h1>' } );
		const { user } = show();
		await ready();
		await user.click( button( 'Does it work here?' ) );
		expect(
			await screen.findByText( /was not found on any page/ )
		).toBeVisible();
		expect(
			screen.getByText( /found, but keeps the original/ )
		).toBeVisible();
		expect( screen.getByText( /own page only/ ) ).toBeVisible();
		expect( screen.getByText( /clear the page cache/ ) ).toBeVisible();
	} );
	it( 'counts the post’s page where it is tested', async () => {
		site( withCurrent( {}, { own_page: true } ) );
		pages( { '/': EMPTY, '/old-news/': '<h1>Old news</h1>' } );
		const { user } = show();
		await ready();
		await user.click( button( 'Does it work here?' ) );
		expect( await screen.findByText( /in 1 place\./ ) ).toBeVisible();
	} );
	it( 'says which page could not be read', async () => {
		site( withCurrent() );
		pages( { '/old-news/': 503 } );
		const { user } = show();
		await ready();
		await user.click( button( 'Does it work here?' ) );
		expect(
			await screen.findByText( 'None of the pages could be read.' )
		).toBeVisible();
		expect(
			screen.getByText( /could not be read from here/ )
		).toBeVisible();
		expect( screen.getByText( /HTTP 503/ ) ).toBeVisible();
		expect( screen.getByText( /private window/ ) ).toBeVisible();
	} );
	const onlyNews = ( more: Partial< HeadlinePanel > = {} ) =>
		withCurrent(
			{},
			{
				targeting: {
					match: 'any',
					rules: [
						{ type: 'substring', value: '/news/', negate: false },
					],
				},
				...more,
			}
		);
	it( 'is not fooled by pages where Optimizely does not run, and names the rule', async () => {
		site( onlyNews() );
		pages( { '/': CARD, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Does it work here?' ) );
		expect(
			await screen.findByText( /only where Optimizely does not run/ )
		).toBeVisible();
		expect( screen.queryByText( /It works/ ) ).not.toBeInTheDocument();
		expect( screen.getAllByRole( 'listitem' )[ 0 ] ).toHaveTextContent(
			'Front page: found, but Optimizely does not run on this page: the rules under Two Heads → Settings ask for an address that contains “/news/”'
		);
		expect(
			screen.getByText( /An administrator can change the rules/ )
		).toBeVisible();
	} );
	it( 'judges the address that visitors open, not the one that is looked at', async () => {
		site(
			onlyNews( {
				targeting: {
					match: 'all',
					rules: [
						{
							type: 'exact',
							value: 'http://localhost/',
							negate: false,
						},
						{
							type: 'substring',
							value: 'two-heads',
							negate: true,
						},
					],
				},
			} )
		);
		pages( { '/': CARD, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Does it work here?' ) );
		expect( await screen.findByText( /in 1 place\./ ) ).toBeVisible();
	} );
	it( 'does not start without asking where Optimizely does not run', async () => {
		const routes = site( onlyNews() );
		pages( { '/': CARD, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Start' ) );
		expect(
			await screen.findByText( /may not meet this headline/ )
		).toBeVisible();
		expect( routes() ).toEqual( [] );
	} );
} );

describe( 'Start', () => {
	it( 'says why it may not be pressed yet', async () => {
		const answers = withCurrent(
			{},
			{ post: { ...nothing.post, published: false, permalink: '' } }
		);
		site( answers );
		const { unmount } = show();
		await ready();
		expect( button( 'Start' ) ).toHaveAttribute( 'aria-disabled', 'true' );
		expect( button( 'Start' ) ).toHaveAccessibleDescription(
			/Publish the post first/
		);
		unmount();
		site( withCurrent() );
		const { editor } = show();
		await ready();
		expect( button( 'Start' ) ).toHaveAccessibleDescription(
			/visitors see one of these headlines each/
		);
		editor.retitle( 'Newer news' );
		expect( button( 'Start' ) ).toHaveAccessibleDescription(
			/Save the post first/
		);
	} );
	it( 'leads to what is missing instead', async () => {
		const routes = site( withCurrent() );
		const { user } = show();
		await ready();
		await user.clear( screen.getByRole( 'textbox' ) );
		expect( screen.queryByText( /is empty/ ) ).not.toBeInTheDocument();
		await user.click( button( 'Start' ) );
		expect( screen.getByText( /is empty/ ) ).toBeVisible();
		await waitFor( () =>
			expect( screen.getByRole( 'textbox' ) ).toHaveFocus()
		);
		expect( routes() ).toEqual( [] );
	} );
	it( 'saves, looks, starts, in this order', async () => {
		const routes = site( withCurrent() );
		pages( { '/': CARD, '/old-news/': EMPTY } );
		const { user, container } = show();
		await ready();
		await user.type( screen.getByRole( 'textbox' ), '!' );
		await user.click( button( 'Start' ) );
		expect( await screen.findByText( 'Running' ) ).toBeVisible();
		expect( routes() ).toEqual( [
			`PUT ${ PANEL }`,
			`POST ${ EXPERIMENT }/start`,
		] );
		expect( container.contains( document.activeElement ) ).toBe( true );
		expect(
			document.getElementById( 'a11y-speak-polite' )
		).toHaveTextContent( 'The headline test is running.' );
	} );
	it( 'does not start what could not be saved', async () => {
		const routes = site( withCurrent(), {
			[ `PUT ${ PANEL }` ]: failure( 'two_heads_invalid_field', 400, {
				params: { 'titles.0': 'Too rude.' },
			} ),
		} );
		const { user } = show();
		await ready();
		await user.type( screen.getByRole( 'textbox' ), '!' );
		await user.click( button( 'Start' ) );
		expect( await screen.findByText( 'Too rude.' ) ).toBeVisible();
		expect( routes() ).toEqual( [ `PUT ${ PANEL }` ] );
		expect( button( 'Start' ) ).toBeVisible();
	} );
	it( 'asks where nothing was found, and starts anyway', async () => {
		const routes = site( withCurrent() );
		pages( { '/': EMPTY, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Start' ) );
		expect(
			await screen.findByText( /may not meet this headline/ )
		).toBeVisible();
		expect( routes() ).toEqual( [] );
		await user.click( button( 'Not now' ) );
		expect( button( 'Start' ) ).toBeVisible();
		await user.click( button( 'Start' ) );
		await user.click(
			await screen.findByRole( 'button', { name: 'Start anyway' } )
		);
		expect( await screen.findByText( 'Running' ) ).toBeVisible();
		expect( routes() ).toEqual( [ `POST ${ EXPERIMENT }/start` ] );
	} );
	it( 'need not wait for the look, which then starts nothing more', async () => {
		const routes = site( withCurrent() );
		const looking = gate< Response >();
		window.fetch = () => looking.promise;
		const { user } = show();
		await ready();
		await user.click( button( 'Start' ) );
		expect( await screen.findByText( /First a look/ ) ).toBeVisible();
		await user.click( button( 'Start anyway' ) );
		await screen.findByText( 'Running' );
		await act( async () =>
			looking.open( {
				ok: true,
				url: 'http://localhost/',
				text: async () => CARD,
			} as Response )
		);
		expect( routes() ).toEqual( [ `POST ${ EXPERIMENT }/start` ] );
	} );
	it( 'can be left while it looks, and then asks nothing more', async () => {
		const routes = site( withCurrent() );
		const looking = gate< Response >();
		window.fetch = () => looking.promise;
		const { user } = show();
		await ready();
		await user.click( button( 'Start' ) );
		await user.click(
			await screen.findByRole( 'button', { name: 'Not now' } )
		);
		await act( async () =>
			looking.open( {
				ok: true,
				url: 'http://localhost/',
				text: async () => EMPTY,
			} as Response )
		);
		expect( button( 'Start' ) ).toBeVisible();
		expect(
			screen.queryByText( /may not meet this headline/ )
		).not.toBeInTheDocument();
		expect( routes() ).toEqual( [] );
	} );
	it( 'starts with the words that stand there, not with those it looked for', async () => {
		const putTitles: unknown[] = [];
		const routes = site( withCurrent(), {
			[ `PUT ${ PANEL }` ]: ( setup: typeof experiment.setup ) => {
				putTitles.push( setup.titles );
				return withCurrent( { setup } );
			},
		} );
		pages( { '/': EMPTY, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Start' ) );
		await screen.findByText( /may not meet this headline/ );
		await user.type( screen.getByRole( 'textbox' ), '!' );
		await user.click( button( 'Start anyway' ) );
		expect( await screen.findByText( 'Running' ) ).toBeVisible();
		expect( routes() ).toEqual( [
			`PUT ${ PANEL }`,
			`POST ${ EXPERIMENT }/start`,
		] );
		expect( putTitles ).toEqual( [ [ 'Fresh news!' ] ] );
	} );
	it( 'saves what was typed while it looked before it starts', async () => {
		const routes = site( withCurrent(), {
			[ `PUT ${ PANEL }` ]: ( setup: typeof experiment.setup ) =>
				withCurrent( { setup } ),
		} );
		const looking = gate< Response >();
		window.fetch = () => looking.promise;
		const { user } = show();
		await ready();
		await user.click( button( 'Start' ) );
		await screen.findByText( /First a look/ );
		await user.type( screen.getByRole( 'textbox' ), '!' );
		await act( async () =>
			looking.open( {
				ok: true,
				url: 'http://localhost/',
				text: async () => CARD,
			} as Response )
		);
		expect( await screen.findByText( 'Running' ) ).toBeVisible();
		expect( routes() ).toEqual( [
			`PUT ${ PANEL }`,
			`POST ${ EXPERIMENT }/start`,
		] );
	} );
	it( 'does not start anyway with a headline that was emptied meanwhile', async () => {
		const routes = site( withCurrent() );
		pages( { '/': EMPTY, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Start' ) );
		await screen.findByText( /may not meet this headline/ );
		await user.clear( screen.getByRole( 'textbox' ) );
		await user.click( button( 'Start anyway' ) );
		expect( await screen.findByText( /is empty/ ) ).toBeVisible();
		expect( button( 'Start' ) ).toBeVisible();
		expect( routes() ).toEqual( [] );
	} );
	it( 'asks nothing more of a draft that has been discarded', async () => {
		site( withCurrent(), { [ `DELETE ${ PANEL }` ]: nothing } );
		pages( { '/': EMPTY, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Start' ) );
		await screen.findByText( /may not meet this headline/ );
		await user.click( button( 'Discard draft' ) );
		await user.click( button( 'Discard' ) );
		await user.click(
			await screen.findByRole( 'button', {
				name: 'Write a headline to test',
			} )
		);
		expect( button( 'Start' ) ).toBeVisible();
	} );
	it( 'shows beside the button why it was refused, and what is there now', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `POST ${ EXPERIMENT }/start` ]: failure(
				'two_heads_not_published',
				409
			),
		};
		const calls = serve( answers );
		pages( { '/': CARD, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Start' ) );
		expect(
			await screen.findByText( 'Sentence of two_heads_not_published.' )
		).toBeVisible();
		expect(
			calls.filter( ( { route } ) => route === `GET ${ PANEL }` )
		).toHaveLength( 2 );
	} );
	it( 'becomes a date where there is a schedule, and says so afterwards', async () => {
		const setup = {
			...experiment.setup,
			start_at: '2099-01-02T08:00',
		};
		site( withCurrent( { setup } ), {
			[ `POST ${ EXPERIMENT }/start` ]: withCurrent( {
				setup,
				scheduled: true,
			} ),
		} );
		pages( { '/': CARD, '/old-news/': EMPTY } );
		const { user } = show();
		await ready();
		await user.click( button( 'Start at the set time' ) );
		expect( await screen.findByText( 'Scheduled' ) ).toBeVisible();
		expect(
			screen.getByText( /Starts automatically on Jan 2, 2099/ )
		).toBeVisible();
	} );
} );

describe( 'a job', () => {
	const slow = { advanceTimers: jest.advanceTimersByTime };
	const problem = {
		code: 'two_heads_rate_limited',
		message: 'Optimizely asks to wait.',
		retry_after: 30,
		needs_person: false,
	};
	/** In small steps, as React draws only between them. */
	const pass = async ( seconds: number ) => {
		for ( let step = 0; step <= seconds * 4; step++ ) {
			await act( () => jest.advanceTimersByTimeAsync( 250 ) );
		}
	};
	beforeEach( () => jest.useFakeTimers() );
	afterEach( () => jest.useRealTimers() );

	it( 'is carried on a step at a time until it is done', async () => {
		const answers = [
			withCurrent( { job: { ...job, done: 2 } } ),
			withCurrent( { job: { ...job, done: 3, label: 'Publish' } } ),
			running(),
		];
		const next = gate< unknown >();
		const routes = site( withCurrent( { job } ), {
			[ `POST ${ EXPERIMENT }/continue` ]: async () => {
				if ( answers.length === 1 ) {
					await next.promise;
				}
				return answers.shift();
			},
		} );
		show();
		await pass( 1 );
		expect( screen.getByText( 'Step 4 of 4: Publish' ) ).toBeVisible();
		expect( screen.getByRole( 'progressbar' ) ).toHaveAttribute(
			'value',
			'75'
		);
		expect( screen.getByText( /You can close this tab/ ) ).toBeVisible();
		await act( async () => next.open( null ) );
		await pass( 0 );
		expect( screen.getByText( 'Running' ) ).toBeVisible();
		await pass( 30 );
		expect( routes() ).toHaveLength( 3 );
	} );
	it( 'counts down when it is told to wait, and can be tried now', async () => {
		const trying = gate< unknown >();
		const answers = [
			withCurrent( { job: { ...job, problem } } ),
			trying.promise,
			running(),
		];
		const routes = site( withCurrent( { job } ), {
			[ `POST ${ EXPERIMENT }/continue` ]: () => answers.shift(),
		} );
		const { user } = show( {}, slow );
		await pass( 1 );
		expect( screen.getByText( 'Optimizely asks to wait.' ) ).toBeVisible();
		await pass( 10 );
		expect( screen.getByText( /in (19|20) seconds/ ) ).toBeVisible();
		expect( routes() ).toHaveLength( 1 );
		// However often it is pressed.
		await user.dblClick( button( 'Try now' ) );
		await pass( 40 );
		expect( routes() ).toHaveLength( 2 );
		await act( async () =>
			trying.open( withCurrent( { job: { ...job, problem } } ) )
		);
		await pass( 31 );
		expect( routes() ).toHaveLength( 3 );
		expect( screen.getByText( 'Running' ) ).toBeVisible();
	} );
	it( 'stops for a person, who can try again, force it or give it up', async () => {
		const stuck = withCurrent( {
			job: {
				...job,
				problem: {
					...problem,
					code: 'two_heads_drafted_changes',
					message: 'Somebody has drafted changes.',
					needs_person: true,
				},
			},
		} );
		const routes = site( stuck, {
			[ `POST ${ EXPERIMENT }/continue` ]: stuck,
			[ `POST ${ EXPERIMENT }/publish-anyway` ]: running(),
		} );
		const { user } = show( {}, slow );
		await pass( 90 );
		expect( routes() ).toEqual( [] );
		expect(
			screen.queryByText( /You can close this tab/ )
		).not.toBeInTheDocument();
		await user.click( button( 'Try again' ) );
		await pass( 90 );
		expect( routes() ).toEqual( [ `POST ${ EXPERIMENT }/continue` ] );
		expect( button( 'Give up and discard' ) ).toBeVisible();
		await user.click( button( 'Publish anyway' ) );
		const dialog = screen.getByRole( 'dialog' );
		expect( dialog ).toHaveTextContent( /goes over that/ );
		await user.click(
			within( dialog ).getByRole( 'button', { name: 'Publish anyway' } )
		);
		await pass( 0 );
		expect( screen.getByText( 'Running' ) ).toBeVisible();
	} );
	it( 'goes back to the draft from a start that is refused', async () => {
		const refused = withCurrent( {
			job: {
				...job,
				problem: {
					...problem,
					code: 'two_heads_refused',
					message: 'There is no such audience.',
					needs_person: true,
				},
			},
		} );
		const routes = site( refused, {
			[ `POST ${ EXPERIMENT }/stop-trying` ]: withCurrent( {
				job: null,
			} ),
		} );
		const { user } = show( {}, slow );
		await pass( 1 );
		await user.click( button( 'Back to the draft' ) );
		await pass( 0 );
		expect( routes() ).toEqual( [ `POST ${ EXPERIMENT }/stop-trying` ] );
		expect( button( 'Start' ) ).toBeVisible();
	} );
	const refused = withCurrent( {
		job: {
			...job,
			problem: {
				...problem,
				code: 'two_heads_refused',
				message: 'There is no such audience.',
				needs_person: true,
			},
		},
	} );
	it( 'says why it cannot go back to the draft', async () => {
		site( refused, {
			[ `POST ${ EXPERIMENT }/stop-trying` ]: failure(
				'internal_server_error',
				500
			),
		} );
		const { user } = show( {}, slow );
		await pass( 1 );
		await user.click( button( 'Back to the draft' ) );
		await pass( 0 );
		expect( screen.getByText( /error of its own/ ) ).toBeVisible();
	} );
	it( 'shows that it is tried again, and says once more what is wrong', async () => {
		const trying = gate< unknown >();
		site( refused, {
			[ `POST ${ EXPERIMENT }/continue` ]: () => trying.promise,
		} );
		const { user } = show( {}, slow );
		await pass( 1 );
		await user.click( button( 'Try again' ) );
		expect( button( 'Trying…' ) ).toHaveAttribute(
			'aria-disabled',
			'true'
		);
		expect( button( 'Trying…' ) ).toHaveFocus();
		const said = document.getElementById( 'a11y-speak-assertive' );
		said!.textContent = '';
		await act( async () => trying.open( refused ) );
		await pass( 0 );
		expect( button( 'Try again' ) ).toHaveFocus();
		expect( spoken() ).toMatch( /There is no such audience/ );
	} );
	it( 'is seen when a colleague has mended it', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: refused,
		};
		serve( answers );
		show( {}, slow );
		await pass( 1 );
		answers[ `GET ${ PANEL }` ] = running();
		await pass( 65 );
		expect( screen.getByText( 'Running' ) ).toBeVisible();
	} );
	it( 'needs attention, and says in one place what was to be done', async () => {
		site( refused );
		show( {}, slow );
		await pass( 1 );
		expect( screen.getByText( 'Needs attention' ) ).toBeVisible();
		expect( screen.getAllByText( 'Starting…' ) ).toHaveLength( 1 );
	} );
	it( 'is said once while it goes on, when it begins and when it is done', async () => {
		const going = gate< unknown >();
		site( running(), {
			[ `POST ${ EXPERIMENT }/pause` ]: running( {
				job: { ...job, action: 'pause' },
			} ),
			[ `POST ${ EXPERIMENT }/continue` ]: () => going.promise,
		} );
		const { user } = show( {}, slow );
		await pass( 1 );
		await user.click( button( 'Pause' ) );
		await pass( 1 );
		const said = document.getElementById( 'a11y-speak-polite' );
		expect( said ).toHaveTextContent( 'Pausing…' );
		expect( screen.getAllByText( 'Pausing…' ) ).toHaveLength( 1 );
		await act( async () => going.open( running( { status: 'paused' } ) ) );
		expect( said ).toHaveTextContent( 'The headline test is paused.' );
	} );
	it( 'leaves in Optimizely what cannot be archived, after asking', async () => {
		const stuck = withCurrent( {
			status: 'concluded',
			job: {
				...job,
				action: 'end',
				problem: {
					...problem,
					code: 'two_heads_not_connected',
					message: 'Not connected.',
					needs_person: true,
				},
			},
		} );
		const routes = site( stuck, {
			[ `POST ${ EXPERIMENT }/stop-trying` ]: { ...stuck, current: null },
		} );
		const { user } = show( {}, slow );
		await pass( 1 );
		await user.click( button( 'Leave it in Optimizely' ) );
		expect( routes() ).toEqual( [] );
		await user.click(
			within( screen.getByRole( 'dialog' ) ).getByRole( 'button', {
				name: 'Leave it there',
			} )
		);
		await pass( 0 );
		expect( routes() ).toEqual( [ `POST ${ EXPERIMENT }/stop-trying` ] );
	} );
	it( 'does not fight another tab: it reads and waits', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: withCurrent( { job } ),
			[ `POST ${ EXPERIMENT }/continue` ]: failure(
				'two_heads_conflict',
				409
			),
		};
		const calls = serve( answers );
		show();
		await pass( 1 );
		expect( calls.map( ( { route } ) => route ) ).toEqual( [
			`GET ${ PANEL }`,
			`POST ${ EXPERIMENT }/continue`,
			`GET ${ PANEL }`,
		] );
		expect( screen.queryByText( /Sentence of/ ) ).not.toBeInTheDocument();
		answers[ `GET ${ PANEL }` ] = running();
		await pass( 5 );
		expect( screen.getByText( 'Running' ) ).toBeVisible();
	} );
	it( 'survives the network, waiting longer each time', async () => {
		const calls = serve( {
			[ `GET ${ PANEL }` ]: withCurrent( { job } ),
			[ `POST ${ EXPERIMENT }/continue` ]: () => {
				throw { code: 'fetch_error', message: 'x' };
			},
		} );
		show();
		await pass( 1 );
		expect( screen.getByText( /could not reach this site/ ) ).toBeVisible();
		expect( calls ).toHaveLength( 2 );
		await pass( 5 );
		expect( calls ).toHaveLength( 3 );
		await pass( 6 );
		expect( calls ).toHaveLength( 3 );
		await pass( 5 );
		expect( calls ).toHaveLength( 4 );
	} );
	it( 'is only watched by those who may not carry it on', async () => {
		const calls = serve( {
			[ `GET ${ PANEL }` ]: withCurrent(
				{ job },
				{ may: { propose: true, run: false, connect: false } }
			),
		} );
		show();
		await pass( 16 );
		expect( calls.map( ( { route } ) => route ) ).toEqual(
			Array( 4 ).fill( `GET ${ PANEL }` )
		);
		expect( screen.queryByRole( 'button' ) ).not.toBeInTheDocument();
	} );
	it( 'is not watched in a tab that nobody sees', async () => {
		const seen = jest
			.spyOn( document, 'visibilityState', 'get' )
			.mockReturnValue( 'hidden' );
		const calls = serve( {
			[ `GET ${ PANEL }` ]: withCurrent(
				{ job },
				{ may: { propose: true, run: false, connect: false } }
			),
		} );
		show();
		await pass( 16 );
		expect( calls ).toHaveLength( 1 );
		seen.mockRestore();
		await pass( 6 );
		expect( calls.length ).toBeGreaterThan( 1 );
	} );
	it( 'goes on though the panel is closed', async () => {
		const answers = [
			withCurrent( { job: { ...job, done: 2 } } ),
			running(),
		];
		site( withCurrent( { job } ), {
			[ `POST ${ EXPERIMENT }/continue` ]: () => answers.shift(),
		} );
		const { editor } = show();
		editor.toggle();
		await pass( 1 );
		editor.toggle();
		expect( screen.getByText( 'Running' ) ).toBeVisible();
	} );
} );

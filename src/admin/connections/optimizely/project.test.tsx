import { act, screen, waitFor, within } from '@testing-library/react';
import {
	BASE,
	connected,
	failure,
	gate,
	project,
	serve,
	show,
	site,
	withProject,
} from '../test-support';

const content = { selector: '.components-notice__content' };
const chooser = () =>
	screen.findByRole( 'combobox', { name: 'Choose a project' } );
const useButton = () =>
	screen.getByRole( 'button', { name: 'Use this project' } );
const list = ( length: number ) => ( {
	projects: Array.from( { length }, ( _, index ) => ( {
		id: String( 5000 + index ),
		name: `Project ${ index + 1 }`,
	} ) ),
	fetched_at: '2026-11-03T09:30:00Z',
} );

describe( 'the account', () => {
	it( 'says who, since when, by whom and how', async () => {
		serve( site( connected ) );
		show();
		expect(
			await screen.findByText( 'Daily Herd (ada@news.example)' )
		).toBeVisible();
		expect( screen.getByText( 'Ada Admin' ) ).toBeVisible();
		expect( screen.getByText( /November 3, 2026/ ) ).toHaveAttribute(
			'datetime',
			'2026-11-03T09:30:00Z'
		);
		expect(
			screen.getByText( 'Personal access token, ends in …\u2060a1B2' )
		).toBeVisible();
	} );
	it( 'names the app of OAuth, and leaves out what is not known', async () => {
		serve(
			site( {
				...connected,
				method: 'oauth',
				client_id: '314159',
				token_hint: null,
				account: null,
				connected_by: null,
				connected_at: null,
			} )
		);
		show();
		expect(
			await screen.findByText( 'OAuth, client ID 314159' )
		).toBeVisible();
		expect(
			screen.queryByText( 'Optimizely account' )
		).not.toBeInTheDocument();
		expect( screen.queryByText( 'Connected by' ) ).not.toBeInTheDocument();
		expect(
			screen.queryByText( 'Connected since' )
		).not.toBeInTheDocument();
	} );
} );

describe( 'choosing a project', () => {
	it( 'tells projects of one name apart, and uses the one picked', async () => {
		const saving = gate< unknown >();
		const answers = site( connected );
		answers[ `PUT ${ BASE }/project` ] = () => saving.promise;
		const calls = serve( answers );
		const { user } = show();
		expect(
			await screen.findByText( /No project is chosen yet/ )
		).toBeVisible();
		expect( screen.queryByText( 'Snippet' ) ).not.toBeInTheDocument();
		await user.click( await chooser() );
		expect( useButton() ).toHaveAttribute( 'aria-disabled', 'true' );
		expect(
			screen
				.getAllByRole( 'option' )
				.map( ( option ) => option.textContent )
		).toEqual( [ 'Newsroom — 1001', 'Newsroom — 1002', 'Shop — 1003' ] );
		expect( await chooser() ).toHaveAttribute(
			'aria-controls',
			( await chooser() ).getAttribute( 'aria-owns' )
		);
		await user.click(
			screen.getByRole( 'option', { name: 'Newsroom — 1002' } )
		);
		await user.click( useButton() );
		expect(
			screen.getByRole( 'button', { name: 'Saving…' } )
		).toHaveAttribute( 'aria-disabled', 'true' );
		saving.open( withProject );
		expect(
			await screen.findByText(
				'Saved. “Newsroom” is in use now.',
				content
			)
		).toBeVisible();
		expect( screen.getByText( 'In use: Newsroom (1002)' ) ).toBeVisible();
		expect( useButton() ).toHaveFocus();
		expect( calls ).toContainEqual( {
			route: `PUT ${ BASE }/project`,
			data: { project_id: '1002' },
		} );
		expect(
			await screen.findByRole( 'heading', { name: 'Snippet' } )
		).toBeVisible();
	} );

	it( 'can be done by keyboard alone, by a part of the id', async () => {
		const answers = site( connected );
		answers[ `PUT ${ BASE }/project` ] = withProject;
		const calls = serve( answers );
		const { user } = show();
		const input = await chooser();
		act( () => input.focus() );
		await user.keyboard( '1003{Enter}' );
		expect( await chooser() ).toHaveValue( 'Shop — 1003' );
		await user.tab();
		expect( useButton() ).toHaveFocus();
		await user.keyboard( '{Enter}' );
		await waitFor( () =>
			expect( calls.at( -1 )?.route ).not.toMatch( /projects/ )
		);
		expect( calls ).toContainEqual( {
			route: `PUT ${ BASE }/project`,
			data: { project_id: '1003' },
		} );
	} );

	it( 'keeps what was picked when it cannot be saved', async () => {
		const answers = site( withProject );
		answers[ `PUT ${ BASE }/project` ] = failure(
			'two_heads_unreachable',
			502
		);
		serve( answers );
		const { user } = show();
		await user.click( await chooser() );
		await user.click(
			screen.getByRole( 'option', { name: 'Shop — 1003' } )
		);
		await user.click( useButton() );
		expect(
			await screen.findByText(
				'Sentence of two_heads_unreachable.',
				content
			)
		).toBeVisible();
		expect( await chooser() ).toHaveValue( 'Shop — 1003' );
		expect( screen.getByText( 'In use: Newsroom (1002)' ) ).toBeVisible();
		answers[ `PUT ${ BASE }/project` ] = {
			...withProject,
			project: { id: '1003', name: 'Shop' },
		};
		await user.click( useButton() );
		expect(
			await screen.findByText( 'In use: Shop (1003)' )
		).toBeVisible();
	} );

	it( 'stays quick with 250: draws 100, and finds the rest', async () => {
		const answers = site( {
			...connected,
			project: { id: '5249', name: 'Project 250' },
			snippet_url: null,
		} );
		answers[ `GET ${ BASE }/projects` ] = list( 250 );
		serve( answers );
		const { user } = show();
		// The one in use is shown although it is the last.
		expect( await chooser() ).toHaveValue( 'Project 250 — 5249' );
		expect( await chooser() ).toHaveAccessibleDescription(
			expect.anything()
		);
		expect( screen.getByText( /first 100 of 250/ ) ).toBeVisible();
		await user.click( await chooser() );
		expect( screen.getAllByRole( 'option' ) ).toHaveLength( 101 );
		await user.keyboard( 'project 137' );
		expect(
			screen
				.getAllByRole( 'option' )
				.map( ( option ) => option.textContent )
		).toContain( 'Project 137 — 5136' );
		expect( screen.getByText( /^250 active web projects/ ) ).toBeVisible();
	} );
} );

describe( 'the list of projects', () => {
	it( 'says that it is loading', async () => {
		const loading = gate< unknown >();
		const answers = site( connected );
		answers[ `GET ${ BASE }/projects` ] = () => loading.promise;
		serve( answers );
		show();
		expect(
			await screen.findByText( 'Loading the projects…' )
		).toBeVisible();
		loading.open( list( 1 ) );
		expect( await chooser() ).toBeVisible();
		expect(
			screen.getByText( '1 active web project. Search by name or ID.' )
		).toBeVisible();
		expect(
			screen.queryByText( 'Loading the projects…' )
		).not.toBeInTheDocument();
	} );

	it( 'says that the account is empty', async () => {
		const answers = site( connected );
		answers[ `GET ${ BASE }/projects` ] = list( 0 );
		serve( answers );
		const { user } = show();
		expect(
			await screen.findByText( /no active web project/, content )
		).toBeVisible();
		expect( screen.queryByRole( 'combobox' ) ).not.toBeInTheDocument();
		answers[ `GET ${ BASE }/projects` ] = list( 2 );
		await user.click(
			screen.getByRole( 'button', { name: 'Refresh list' } )
		);
		expect( await chooser() ).toBeVisible();
	} );

	it.each( [
		[ 'two_heads_unreachable', 502, /Sentence of two_heads_unreachable/ ],
		[ 'two_heads_rate_limited', 429, /Too many requests/ ],
		[
			'two_heads_service_error',
			502,
			/Sentence of two_heads_service_error/,
		],
		[ 'two_heads_bad_answer', 502, /Sentence of two_heads_bad_answer/ ],
		[ 'fetch_error', 0, /internet connection/ ],
	] )(
		'cannot be had (%s): the choice stays, and it can be tried again',
		async ( code, status, sentence ) => {
			const answers = site( withProject );
			answers[ `GET ${ BASE }/projects` ] = failure( code, status );
			const calls = serve( answers );
			const { user } = show();
			expect(
				await screen.findByText( sentence, content )
			).toBeVisible();
			expect(
				screen.getByText( 'In use: Newsroom (1002)' )
			).toBeVisible();
			expect( screen.getByTestId( 'badge' ) ).toHaveTextContent(
				'Connected'
			);
			answers[ `GET ${ BASE }/projects` ] = list( 3 );
			await user.click(
				screen.getByRole( 'button', { name: 'Try again' } )
			);
			expect( await chooser() ).toBeVisible();
			expect(
				calls
					.filter( ( { route } ) => route.includes( 'projects' ) )
					.map( ( { route } ) => route )
			).toEqual( [
				`GET ${ BASE }/projects?refresh=false`,
				`GET ${ BASE }/projects?refresh=true`,
			] );
		}
	);

	it( 'keeps the old list, and what was picked, when a refresh fails', async () => {
		const answers = site( connected );
		serve( answers );
		const { user } = show();
		await user.click( await chooser() );
		await user.click(
			screen.getByRole( 'option', { name: 'Shop — 1003' } )
		);
		answers[ `GET ${ BASE }/projects` ] = failure(
			'two_heads_unreachable',
			502
		);
		await user.click(
			screen.getByRole( 'button', { name: 'Refresh list' } )
		);
		expect(
			await screen.findByText(
				/Sentence of two_heads_unreachable/,
				content
			)
		).toBeVisible();
		expect( await chooser() ).toHaveValue( 'Shop — 1003' );
	} );

	it( 'turns the card to Reconnect when Optimizely refused', async () => {
		const answers = site( withProject );
		answers[ `GET ${ BASE }/projects` ] = () => {
			answers[ `GET ${ BASE }` ] = {
				...withProject,
				status: 'reconnect',
				problem: 'Refused.',
			};
			return failure( 'two_heads_unauthorized', 400 )();
		};
		serve( answers );
		show();
		await waitFor( () =>
			expect( screen.getByTestId( 'badge' ) ).toHaveTextContent(
				'Reconnect'
			)
		);
		expect(
			screen.getByText( `In use: ${ project.name } (${ project.id })` )
		).toBeVisible();
	} );

	it( 'says that the project in use is not in it, and keeps it', async () => {
		const answers = site( withProject );
		answers[ `GET ${ BASE }/projects` ] = list( 2 );
		serve( answers );
		show();
		expect(
			await screen.findByText( /not in the list any more/, content )
		).toBeVisible();
		expect( await chooser() ).toHaveValue( 'Newsroom — 1002' );
		expect( useButton() ).toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'shows names as text', async () => {
		const answers = site( connected );
		answers[ `GET ${ BASE }/projects` ] = {
			projects: [ { id: '1', name: '<b>Bold</b> &amp; co' } ],
			fetched_at: '',
		};
		serve( answers );
		const { user } = show();
		await user.click( await chooser() );
		expect(
			within( screen.getByRole( 'listbox' ) ).getByRole( 'option' )
		).toHaveTextContent( '<b>Bold</b> &amp; co — 1' );
	} );
} );

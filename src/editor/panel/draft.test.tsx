import {
	act,
	fireEvent,
	screen,
	waitFor,
	within,
} from '@testing-library/react';
import { experiment, nothing, PANEL, withCurrent } from '../testing/fixtures';
import { failure, gate, serve, show } from '../testing/show';

const field = ( number: number ) =>
	screen.getByRole( 'textbox', { name: `Variation ${ number }` } );
const button = ( name: string | RegExp ) =>
	screen.getByRole( 'button', { name } );
const spoken = () =>
	document.getElementById( 'a11y-speak-polite' )?.textContent;
const ready = () => screen.findByRole( 'button', { name: 'Save draft' } );
/** The server's answer to what was saved. */
const stored = ( data: unknown ) =>
	withCurrent( { setup: { ...experiment.setup, ...( data as object ) } } );
const setups = ( calls: { route: string; data: unknown }[] ) =>
	calls
		.filter( ( { route } ) => route === `PUT ${ PANEL }` )
		.map( ( { data } ) => data as typeof experiment.setup );

beforeEach( () => window.sessionStorage.clear() );

describe( 'before there is a draft', () => {
	it( 'loads, and can be asked again when that fails', async () => {
		const loading = gate< unknown >();
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: () => loading.promise,
		};
		serve( answers );
		const { user } = show();
		expect( screen.getByText( 'Loading…' ) ).toBeVisible();
		act( () => loading.open( Promise.reject( { code: 'fetch_error' } ) ) );
		const again = await screen.findByRole( 'button', {
			name: 'Try again',
		} );
		answers[ `GET ${ PANEL }` ] = nothing;
		await user.click( again );
		expect(
			await screen.findByText( /Show visitors different headlines/ )
		).toBeVisible();
	} );
	it( 'says why nothing can be started, and leads those who may there', async () => {
		const engine = {
			...nothing.engines[ 0 ],
			ready: false,
			code: 'two_heads_not_connected',
			message: 'Optimizely is not connected.',
			settings_url: 'http://localhost/connections',
		};
		serve( { [ `GET ${ PANEL }` ]: { ...nothing, engines: [ engine ] } } );
		const { unmount } = show();
		expect(
			await screen.findByText( 'Optimizely is not connected.' )
		).toBeVisible();
		expect(
			screen.getByRole( 'link', { name: 'Go to Connections' } )
		).toHaveAttribute( 'href', 'http://localhost/connections' );
		unmount();
		serve( {
			[ `GET ${ PANEL }` ]: {
				...nothing,
				engines: [ { ...engine, settings_url: '' } ],
			},
		} );
		show();
		await screen.findByText( 'Optimizely is not connected.' );
		expect( screen.queryByRole( 'link' ) ).not.toBeInTheDocument();
	} );
	it( 'begins one with the focus in the first headline', async () => {
		const calls = serve( { [ `GET ${ PANEL }` ]: nothing } );
		const { user } = show();
		await user.click(
			await screen.findByRole( 'button', {
				name: 'Write a headline to test',
			} )
		);
		expect( field( 1 ) ).toHaveFocus();
		expect( button( 'Save draft' ) ).toHaveAttribute(
			'aria-disabled',
			'true'
		);
		expect( calls ).toHaveLength( 1 );
	} );
	it( 'offers nothing to those who may only look', async () => {
		serve( {
			[ `GET ${ PANEL }` ]: {
				...nothing,
				may: { propose: false, run: false, connect: false },
			},
		} );
		show();
		expect( await screen.findByText( /You may look/ ) ).toBeVisible();
		expect( screen.queryByRole( 'button' ) ).not.toBeInTheDocument();
	} );
} );

describe( 'writing headlines', () => {
	it( 'shows the title as it is typed, and names what is the same', async () => {
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		const { user, editor } = show();
		await ready();
		expect( screen.getByText( 'Old news' ) ).toBeVisible();
		editor.retitle( 'Fresh news' );
		expect(
			screen.getByText( /the same as the post’s title/ )
		).toBeVisible();
		expect( field( 1 ) ).toHaveAttribute( 'aria-invalid', 'true' );
		editor.retitle( 'שלום 🎉' );
		expect( screen.getByText( 'שלום 🎉' ) ).toHaveAttribute(
			'dir',
			'auto'
		);
		expect(
			screen.queryByText( /the same as the post’s title/ )
		).not.toBeInTheDocument();
		await user.click( button( 'Add a headline' ) );
		await user.type( field( 2 ), 'Fresh  news' );
		expect( screen.getByText( /same as variation 1/ ) ).toBeVisible();
		expect( field( 2 ) ).toHaveAccessibleDescription(
			/same as variation 1.*11 characters/
		);
	} );
	it( 'keeps a headline on one line', async () => {
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		const { user } = show();
		await ready();
		await user.clear( field( 1 ) );
		await user.type( field( 1 ), 'One{Enter} two' );
		fireEvent.change( field( 1 ), { target: { value: 'One\ntwo' } } );
		expect( field( 1 ) ).toHaveValue( 'One two' );
		expect( field( 1 ) ).toHaveAttribute( 'dir', 'auto' );
	} );
	it( 'hints at the length without calling it wrong', async () => {
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		const { user } = show();
		await ready();
		await user.clear( field( 1 ) );
		await user.type( field( 1 ), 'W'.repeat( 50 ) );
		expect( screen.getByText( /^Wide for search results/ ) ).toBeVisible();
		expect( field( 1 ) ).toHaveAttribute( 'aria-invalid', 'false' );
	} );
	it( 'moves, adds and removes by keyboard, and keeps the focus', async () => {
		const titles = [ 'A', 'B', 'C' ];
		serve( {
			[ `GET ${ PANEL }` ]: withCurrent(
				{
					setup: {
						...experiment.setup,
						titles: titles as never,
						weights: [] as never,
					},
				},
				{ max_variations: 4 }
			),
		} );
		const { user } = show();
		await ready();
		const texts = () =>
			screen
				.getAllByRole( 'textbox', { name: /^Variation/ } )
				.map( ( one ) => ( one as HTMLTextAreaElement ).value );
		act( () => button( 'Move Variation 3 up' ).focus() );
		await user.keyboard( '{Enter}' );
		expect( texts() ).toEqual( [ 'A', 'C', 'B' ] );
		expect( button( 'Move Variation 2 up' ) ).toHaveFocus();
		await user.keyboard( '{Enter}{Enter}' );
		expect( texts() ).toEqual( [ 'C', 'A', 'B' ] );
		expect( button( 'Move Variation 1 up' ) ).toHaveFocus();
		await user.click( button( 'Remove Variation 2' ) );
		expect( texts() ).toEqual( [ 'C', 'B' ] );
		expect( field( 2 ) ).toHaveFocus();
		await user.click( button( 'Remove Variation 2' ) );
		expect( field( 1 ) ).toHaveFocus();
		expect(
			screen.queryByRole( 'button', { name: /^Remove/ } )
		).not.toBeInTheDocument();
		for ( const number of [ 2, 3, 4 ] ) {
			await user.click( button( 'Add a headline' ) );
			expect( field( number ) ).toHaveFocus();
		}
		expect( button( 'Add a headline' ) ).toHaveAttribute(
			'aria-disabled',
			'true'
		);
		expect( screen.getByText( /are the most/ ) ).toBeVisible();
	} );
} );

describe( 'saving a draft', () => {
	it( 'sends the words, and then has nothing to save', async () => {
		const calls = serve( {
			[ `GET ${ PANEL }` ]: nothing,
			[ `PUT ${ PANEL }` ]: stored,
		} );
		const { user } = show();
		await user.click(
			await screen.findByRole( 'button', { name: /Write a headline/ } )
		);
		await user.type( field( 1 ), ' Fresh news ' );
		await user.click( button( 'Save draft' ) );
		expect( await screen.findByText( 'Saved.' ) ).toBeVisible();
		expect( setups( calls ) ).toEqual( [
			{ ...experiment.setup, engine: '', weights: [], base: '' },
		] );
		expect( button( 'Save draft' ) ).toHaveFocus();
		expect( spoken() ).toBe( 'The draft is saved.' );
		expect( field( 1 ) ).toHaveValue( 'Fresh news' );
	} );
	it( 'keeps what is typed while it saves', async () => {
		const saving = gate< unknown >();
		const calls = serve( {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `PUT ${ PANEL }` ]: async ( data: unknown ) => {
				await saving.promise;
				return stored( data );
			},
		} );
		const { user } = show();
		await ready();
		await user.type( field( 1 ), '!' );
		await user.click( button( 'Save draft' ) );
		await user.type( field( 1 ), '?' );
		await act( async () => saving.open( null ) );
		await screen.findByText( /Not saved yet/ );
		expect( field( 1 ) ).toHaveValue( 'Fresh news!?' );
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Saved.' );
		expect( setups( calls ).map( ( { titles } ) => titles ) ).toEqual( [
			[ 'Fresh news!' ],
			[ 'Fresh news!?' ],
		] );
	} );
	it( 'keeps the words and names the field when it is refused', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `PUT ${ PANEL }` ]: failure( 'two_heads_invalid_field', 400, {
				params: { 'titles.0': 'Too rude.', traffic: 'Too much.' },
			} ),
		};
		serve( answers );
		const { user } = show();
		await ready();
		await user.type( field( 1 ), '!' );
		await user.click( button( 'Save draft' ) );
		expect( await screen.findByText( 'Too rude.' ) ).toBeVisible();
		await waitFor( () => expect( field( 1 ) ).toHaveFocus() );
		expect( field( 1 ) ).toHaveValue( 'Fresh news!' );
		// What was folded away is opened where it is wrong.
		expect( screen.getByText( 'Too much.' ) ).toBeVisible();
		await user.type( field( 1 ), '?' );
		expect( screen.queryByText( 'Too rude.' ) ).not.toBeInTheDocument();
		expect( screen.getByText( 'Too much.' ) ).toBeVisible();
		answers[ `PUT ${ PANEL }` ] = failure( 'internal_server_error', 500 );
		await user.click( button( 'Save draft' ) );
		expect(
			( await screen.findAllByText( /error of its own/ ) )[ 0 ]
		).toBeVisible();
		expect( field( 1 ) ).toHaveValue( 'Fresh news!?' );
	} );
	it( 'says Propose to those who may not start', async () => {
		const may = { propose: true, run: false, connect: false };
		serve( {
			[ `GET ${ PANEL }` ]: withCurrent( {}, { may } ),
			[ `PUT ${ PANEL }` ]: ( data: unknown ) => ( {
				...stored( data ),
				may,
			} ),
		} );
		const { user } = show();
		await screen.findByText( /^Proposed\. Somebody who may/ );
		expect(
			screen.queryByRole( 'button', { name: /^Start/ } )
		).not.toBeInTheDocument();
		await user.type( field( 1 ), '!' );
		await user.click( button( 'Propose' ) );
		expect(
			await screen.findByText( /^Proposed\. Somebody who may/ )
		).toBeVisible();
		expect( spoken() ).toBe( 'Your headlines are proposed.' );
	} );
	it( 'is discarded only after asking', async () => {
		const calls = serve( {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `DELETE ${ PANEL }` ]: nothing,
		} );
		const { user, container } = show();
		await ready();
		await user.type( field( 1 ), 'unsaved' );
		await user.click( button( 'Discard draft' ) );
		const dialog = screen.getByRole( 'dialog' );
		expect( dialog ).toHaveTextContent( /are deleted, for everybody/ );
		await user.click(
			within( dialog ).getByRole( 'button', { name: 'Cancel' } )
		);
		expect( calls ).toHaveLength( 1 );
		await user.click( button( 'Discard draft' ) );
		await user.click( button( 'Discard' ) );
		expect( await screen.findByText( /Show visitors/ ) ).toBeVisible();
		expect( window.sessionStorage ).toHaveLength( 0 );
		expect( container.contains( document.activeElement ) ).toBe( true );
		expect( spoken() ).toBe( 'The draft is discarded.' );
	} );
	it( 'is only shown to those who may not change it', async () => {
		serve( {
			[ `GET ${ PANEL }` ]: withCurrent(
				{
					setup: {
						...experiment.setup,
						hypothesis: 'Dogs draw.',
						stop_at: '2099-01-02T08:00',
					},
				},
				{ may: { propose: false, run: false, connect: false } }
			),
		} );
		show();
		expect( await screen.findByText( 'Fresh news' ) ).toBeVisible();
		expect( screen.getByText( 'Proposed by Ada.' ) ).toBeVisible();
		expect( screen.getByText( 'Dogs draw.' ) ).toBeVisible();
		expect( screen.getByText( /^Pauses automatically on/ ) ).toBeVisible();
		expect( screen.getByText( /Ask an editor/ ) ).toBeVisible();
		expect( screen.queryByRole( 'textbox' ) ).not.toBeInTheDocument();
		expect( screen.queryByRole( 'button' ) ).not.toBeInTheDocument();
	} );
} );

describe( 'words that are not saved', () => {
	it( 'outlive the panel, and have the browser ask before it leaves', async () => {
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		const { user, editor } = show();
		await ready();
		const leave = () =>
			! window.dispatchEvent(
				new Event( 'beforeunload', { cancelable: true } )
			);
		expect( leave() ).toBe( false );
		await user.type( field( 1 ), '!' );
		editor.toggle();
		expect( screen.queryByRole( 'textbox' ) ).not.toBeInTheDocument();
		expect( leave() ).toBe( true );
		editor.toggle();
		expect( field( 1 ) ).toHaveValue( 'Fresh news!' );
	} );
	it( 'come back after a reload, and can be forgotten', async () => {
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		const first = show();
		await ready();
		await first.user.type( field( 1 ), '!' );
		first.unmount();
		const { user } = show();
		expect(
			( await screen.findAllByText( /from your last visit/ ) )[ 0 ]
		).toBeVisible();
		expect( field( 1 ) ).toHaveValue( 'Fresh news!' );
		await user.click( button( 'Forget them' ) );
		expect( field( 1 ) ).toHaveValue( 'Fresh news' );
		expect( window.sessionStorage ).toHaveLength( 0 );
	} );
	it( 'are no longer called old once they were saved', async () => {
		const put = ( setup: typeof experiment.setup ) =>
			withCurrent( { setup } );
		serve( {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `PUT ${ PANEL }` ]: put,
		} );
		const first = show();
		await screen.findByRole( 'button', { name: 'Save draft' } );
		await first.user.type( screen.getByRole( 'textbox' ), '!' );
		first.unmount();
		const { user } = show();
		await screen.findByText( /from your last visit/ );
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Saved.' );
		await user.type( screen.getByRole( 'textbox' ), '?' );
		expect(
			screen.queryByText( /from your last visit/ )
		).not.toBeInTheDocument();
	} );
	it( 'ignores what another version kept', async () => {
		window.sessionStorage.setItem( 'two-heads-draft-7', '{"titles":[]}' );
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		show();
		await ready();
		expect( field( 1 ) ).toHaveValue( 'Fresh news' );
	} );
	it( 'are not replaced by what somebody else saved', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `PUT ${ PANEL }` ]: failure( 'two_heads_conflict', 409 ),
		};
		serve( answers );
		const { user } = show();
		await ready();
		await user.type( field( 1 ), '!' );
		answers[ `GET ${ PANEL }` ] = stored( { titles: [ 'Theirs' ] } );
		await user.click( button( 'Save draft' ) );
		expect(
			( await screen.findAllByText( /was saved elsewhere/ ) )[ 0 ]
		).toBeVisible();
		expect( field( 1 ) ).toHaveValue( 'Fresh news!' );
		await user.click( button( 'Use the saved version' ) );
		expect( field( 1 ) ).toHaveValue( 'Theirs' );
	} );
	it( 'are saved over what was there when they were written, and over nothing else', async () => {
		let version = 0;
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: withCurrent( { revision: 'v0' } ),
			[ `PUT ${ PANEL }` ]: ( { base, ...setup }: { base: string } ) =>
				withCurrent( {
					setup: setup as unknown as typeof experiment.setup,
					revision: `v${ ++version }`,
				} ),
		};
		const calls = serve( answers );
		const bases = () =>
			calls
				.filter( ( { route } ) => route === `PUT ${ PANEL }` )
				.map( ( { data } ) => ( data as { base: string } ).base );
		const { user } = show();
		await ready();
		await user.type( field( 1 ), '!' );
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Saved.' );
		await user.type( field( 1 ), '?' );
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Saved.' );
		expect( bases() ).toEqual( [ 'v0', 'v1' ] );
	} );
	it( 'of a post without a draft make none where somebody else made one', async () => {
		const calls = serve( {
			[ `GET ${ PANEL }` ]: nothing,
			[ `PUT ${ PANEL }` ]: failure( 'two_heads_conflict', 409 ),
		} );
		const { user } = show();
		await user.click(
			await screen.findByRole( 'button', {
				name: 'Write a headline to test',
			} )
		);
		await user.type( field( 1 ), 'Mine' );
		await user.click( button( 'Save draft' ) );
		await waitFor( () => expect( setups( calls ) ).toHaveLength( 1 ) );
		expect( setups( calls )[ 0 ] ).toMatchObject( { base: '' } );
	} );
	it( 'that come back say so where somebody saved another version since', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: withCurrent(),
		};
		serve( answers );
		const first = show();
		await ready();
		await first.user.type( field( 1 ), '!' );
		first.unmount();
		answers[ `GET ${ PANEL }` ] = stored( { titles: [ 'Theirs' ] } );
		const { user } = show();
		expect(
			( await screen.findAllByText( /was saved elsewhere/ ) )[ 0 ]
		).toBeVisible();
		expect( field( 1 ) ).toHaveValue( 'Fresh news!' );
		await user.click( button( 'Use the saved version' ) );
		expect( field( 1 ) ).toHaveValue( 'Theirs' );
	} );
	it( 'hold nobody up once somebody else has started the test', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `PUT ${ PANEL }` ]: failure( 'two_heads_conflict', 409 ),
		};
		serve( answers );
		const { user } = show();
		await ready();
		await user.type( field( 1 ), '!' );
		answers[ `GET ${ PANEL }` ] = withCurrent( { status: 'running' } );
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Running' );
		expect(
			window.dispatchEvent(
				new Event( 'beforeunload', { cancelable: true } )
			)
		).toBe( true );
		// The browser keeps them: after the test they can be used.
		expect( window.sessionStorage ).toHaveLength( 1 );
	} );
} );

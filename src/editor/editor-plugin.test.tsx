import {
	act,
	fireEvent,
	render,
	screen,
	waitFor,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { store as commandsStore } from '@wordpress/commands';
import { store as coreStore } from '@wordpress/core-data';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import { store as editorStore } from '@wordpress/editor';
import { store as noticesStore } from '@wordpress/notices';
import * as navigate from '../admin/connections/navigate';
import type { Boot } from './boot';
import EditorPlugin from './editor-plugin';
import {
	EXPERIMENT,
	nothing,
	PANEL,
	running,
	withCurrent,
} from './testing/fixtures';
import { failure, pages, RESULTS, serve } from './testing/show';

const boot: Boot = { postTypes: [ 'post' ], resultsUrl: RESULTS, postId: null };

interface Registry {
	register: ( store: unknown ) => void;
	dispatch: (
		store: unknown
	) => Record< string, ( value: unknown ) => void >;
	select: (
		store: unknown
	) => Record< string, ( value?: unknown ) => unknown >;
}

/** The plugin in an editor of its own. */
function open( state: object = {} ) {
	const registry = createRegistry() as unknown as Registry;
	[ coreStore, editorStore, noticesStore, commandsStore ].forEach( ( one ) =>
		registry.register( one )
	);
	const change = ( next: object ) =>
		act( () => {
			registry.dispatch( editorStore ).change!( next );
		} );
	change( state );
	render(
		<RegistryProvider value={ registry as never }>
			<EditorPlugin boot={ boot } />
		</RegistryProvider>
	);
	return {
		user: userEvent.setup(),
		registry,
		change,
		save: ( more: object = {} ) => {
			change( { saving: true, ...more } );
			change( { saving: false } );
		},
		commands: () =>
			registry.select( commandsStore ).getCommands!( false ) as {
				label: string;
				callback: ( options: { close: () => void } ) => void;
			}[],
	};
}
const labels = ( commands: { label: string }[] ) =>
	commands.map( ( { label } ) => label );
const ready = () => screen.findByRole( 'button', { name: 'Save draft' } );

beforeEach( () => window.sessionStorage.clear() );

describe( 'the panel in the block editor', () => {
	it( 'is there only for post types that may be tested', () => {
		const calls = serve( {} );
		open( { type: 'page' } );
		expect( screen.queryByRole( 'region' ) ).not.toBeInTheDocument();
		open( { type: 'post', id: 'theme//single' } );
		expect( screen.queryByRole( 'region' ) ).not.toBeInTheDocument();
		expect( calls ).toEqual( [] );
	} );
	it( 'follows the title as it is typed', async () => {
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		const { change } = open();
		await ready();
		expect( screen.getByText( 'Old news' ) ).toBeVisible();
		change( { edited: { title: 'Fish &amp; <em>chips</em>' } } );
		expect( screen.getByText( 'Fish & chips' ) ).toBeVisible();
		expect(
			screen.getByRole( 'button', { name: 'Start' } )
		).toHaveAccessibleDescription( /Save the post first/ );
	} );
	it( 'saves the words with the post, but not with an autosave', async () => {
		const calls = serve( {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `PUT ${ PANEL }` ]: ( data: unknown ) =>
				withCurrent( { setup: data as never } ),
		} );
		const { user, save } = open();
		await ready();
		await user.type( screen.getByRole( 'textbox' ), '!' );
		save( { autosaving: true } );
		save( { autosaving: false, succeeded: false } );
		expect( calls ).toHaveLength( 1 );
		save( { autosaving: false, succeeded: true } );
		expect( await screen.findByText( 'Saved.' ) ).toBeVisible();
		expect( calls[ 1 ]?.route ).toBe( `PUT ${ PANEL }` );
		expect( calls ).toHaveLength( 2 );
	} );
	it( 'says so where the words could not be saved with the post', async () => {
		serve( {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `PUT ${ PANEL }` ]: failure( 'internal_server_error', 500 ),
		} );
		const { user, save, registry } = open();
		await ready();
		await user.type( screen.getByRole( 'textbox' ), '!' );
		save();
		await waitFor( () =>
			expect(
				registry.select( noticesStore ).getNotices!()
			).toMatchObject( [ { status: 'warning' } ] )
		);
		expect( screen.getByRole( 'textbox' ) ).toHaveValue( 'Fresh news!' );
	} );
	it( 'knows at once that the post has been published', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: withCurrent(
				{},
				{ post: { ...nothing.post, published: false } }
			),
		};
		serve( answers );
		const { save } = open();
		await ready();
		const start = screen.getByRole( 'button', { name: 'Start' } );
		expect( start ).toHaveAttribute( 'aria-disabled', 'true' );
		answers[ `GET ${ PANEL }` ] = withCurrent();
		save();
		await waitFor( () => {
			expect( start ).toBeEnabled();
			expect( start ).not.toHaveAttribute( 'aria-disabled', 'true' );
		} );
	} );
} );

describe( 'a title that the site wrote', () => {
	it( 'has the editor ask for the post again', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: running(),
			[ `POST ${ EXPERIMENT }/end` ]: nothing,
			'GET /wp/v2/types': {
				post: {
					name: 'Posts',
					slug: 'post',
					rest_base: 'posts',
					rest_namespace: 'wp/v2',
					supports: {},
				},
			},
			'OPTIONS /wp/v2/posts': {},
			'GET /wp/v2/posts/7': { id: 7, title: { raw: 'Old news' } },
		};
		serve( answers );
		const { user, registry } = open();
		const core = registry.select( coreStore ) as unknown as {
			getEntityRecord: ( ...args: unknown[] ) => unknown;
		};
		const record = () => core.getEntityRecord( 'postType', 'post', 7 );
		await waitFor( () =>
			expect( record() ).toMatchObject( { title: { raw: 'Old news' } } )
		);
		answers[ 'GET /wp/v2/posts/7' ] = {
			id: 7,
			title: { raw: 'Fresh news' },
		};
		await user.click(
			await screen.findByRole( 'button', { name: 'End…' } )
		);
		await user.click(
			screen.getByRole( 'button', { name: /End and keep/ } )
		);
		await waitFor( () =>
			expect( record() ).toMatchObject( {
				title: { raw: 'Fresh news' },
			} )
		);
	} );
} );

describe( 'the command palette', () => {
	it( 'begins a test', async () => {
		serve( { [ `GET ${ PANEL }` ]: nothing } );
		const { commands } = open();
		await screen.findByRole( 'button', { name: /Write a headline/ } );
		expect( labels( commands() ) ).toEqual( [
			'Test headlines of this post',
		] );
		const close = jest.fn();
		act( () => commands()[ 0 ]?.callback( { close } ) );
		expect( close ).toHaveBeenCalled();
		expect( screen.getByRole( 'textbox' ) ).toHaveFocus();
	} );
	it( 'takes the focus from nobody who has gone on meanwhile', async () => {
		serve( { [ `GET ${ PANEL }` ]: nothing } );
		const { commands } = open();
		await screen.findByRole( 'button', { name: /Write a headline/ } );
		const title = document.createElement( 'input' );
		document.body.append( title );
		act( () => commands()[ 0 ]?.callback( { close: () => {} } ) );
		// At once: a press takes longer than the first look.
		fireEvent.pointerDown( title );
		act( () => title.focus() );
		await act(
			() => new Promise( ( resolve ) => setTimeout( resolve, 300 ) )
		);
		expect( title ).toHaveFocus();
		title.remove();
	} );
	it( 'starts, pauses, and leads to the results', async () => {
		serve( {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `POST ${ EXPERIMENT }/start` ]: running(),
			[ `POST ${ EXPERIMENT }/pause` ]: running( { status: 'paused' } ),
		} );
		pages( {
			'/': '<h2><a href="/old-news/">Old news</a></h2>',
			'/old-news/': '',
		} );
		const goTo = jest
			.spyOn( navigate, 'goTo' )
			.mockImplementation( () => {} );
		const { commands } = open();
		await ready();
		const run = ( label: string ) =>
			act( () =>
				commands()
					.find( ( command ) => command.label === label )
					?.callback( { close: () => {} } )
			);
		expect( labels( commands() ) ).not.toContain( 'Headline test results' );
		run( 'Start headline test' );
		expect( await screen.findByText( 'Running' ) ).toBeVisible();
		run( 'Headline test results' );
		expect( goTo ).toHaveBeenCalledWith( `${ RESULTS }45` );
		run( 'Pause headline test' );
		expect( await screen.findByText( 'Paused' ) ).toBeVisible();
		expect( labels( commands() ) ).toContain( 'Resume headline test' );
	} );
	it( 'offers authors nothing they may not do', async () => {
		serve( {
			[ `GET ${ PANEL }` ]: running(
				{},
				{ may: { propose: true, run: false, connect: false } }
			),
		} );
		const { commands } = open();
		await screen.findByText( 'Running' );
		expect( labels( commands() ) ).toEqual( [
			'Test headlines of this post',
		] );
	} );
} );

import { screen, waitFor, within } from '@testing-library/react';
import { failure, gate, serve } from '../../connections/test-support';
import type { Call } from '../../connections/test-support';
import { thisSite, unconnected } from '../../../editor/testing/fixtures';
import { boot, settings, SETTINGS, show, site } from '../test-support';

const content = { selector: '.components-notice__content' };
const saveButton = () =>
	screen.findByRole( 'button', { name: 'Save settings' } );
const rule = ( number: number ) =>
	within( screen.getByRole( 'group', { name: `Rule ${ number }` } ) );
const saved = ( calls: Call[] ) =>
	calls.filter( ( { route } ) => route === `POST ${ SETTINGS }` );
const leave = () => {
	const event = new Event( 'beforeunload', { cancelable: true } );
	window.dispatchEvent( event );
	return event.defaultPrevented;
};

describe( 'the settings of headline experiments', () => {
	it( 'show what is stored', async () => {
		const answers = site();
		answers[ `GET ${ SETTINGS }` ] = {
			two_heads_headlines: {
				post_types: [ 'page', 'book' ],
				engine: 'optimizely',
				remember: 'always',
				without_consent: 'original',
				max_variations: 2,
				traffic: 30,
				own_page: true,
				run: 'manage_options',
				propose: 'run',
				targeting: {
					match: 'all',
					rules: [
						{ type: 'regex', value: '^https', negate: false },
						{ type: 'simple', value: 'a.example', negate: true },
					],
				},
			},
		};
		serve( answers );
		show();
		await saveButton();
		expect( rule( 1 ).getByRole( 'combobox' ) ).toHaveValue( 'regex' );
		expect( rule( 1 ).getByRole( 'textbox' ) ).toHaveValue( '^https' );
		expect( rule( 1 ).getByRole( 'checkbox' ) ).not.toBeChecked();
		expect( rule( 2 ).getByRole( 'combobox' ) ).toHaveValue( 'simple' );
		expect( rule( 2 ).getByRole( 'checkbox' ) ).toBeChecked();
		expect(
			screen.getByRole( 'radio', { name: /all of the rules/ } )
		).toBeChecked();
		expect(
			screen.getByRole( 'checkbox', { name: 'Posts' } )
		).not.toBeChecked();
		expect(
			screen.getByRole( 'checkbox', { name: 'Pages' } )
		).toBeChecked();
		// Its plugin is off; it stays chosen.
		expect(
			screen.getByRole( 'checkbox', { name: 'book' } )
		).toBeChecked();
		expect(
			screen.getByRole( 'combobox', { name: /at most/ } )
		).toHaveValue( '2' );
		expect(
			screen.getByRole( 'spinbutton', { name: /Share of visitors/ } )
		).toHaveValue( 30 );
		for ( const name of [
			'Optimizely',
			'Always',
			'See the original',
			'On the post itself too',
			'People who may manage the site',
			'Only those who may start experiments',
		] ) {
			expect( screen.getByRole( 'radio', { name } ) ).toBeChecked();
		}
	} );

	it( 'are saved as the schema has them', async () => {
		const saving = gate< unknown >();
		const answers = site();
		answers[ `POST ${ SETTINGS }` ] = () => saving.promise;
		const calls = serve( answers );
		const { user } = show();
		const button = await saveButton();
		expect( button ).toHaveAttribute( 'aria-disabled', 'true' );
		expect( leave() ).toBe( false );

		await user.click( screen.getByRole( 'checkbox', { name: 'Pages' } ) );
		await user.click(
			screen.getByRole( 'button', { name: 'Add a rule' } )
		);
		expect( rule( 2 ).getByRole( 'combobox' ) ).toHaveFocus();
		await user.selectOptions(
			rule( 2 ).getByRole( 'combobox' ),
			'is the page'
		);
		await user.type(
			rule( 2 ).getByRole( 'textbox' ),
			' news.example/shop '
		);
		await user.click( rule( 2 ).getByRole( 'checkbox' ) );
		await user.click(
			screen.getByRole( 'radio', { name: /all of the rules/ } )
		);
		await user.selectOptions(
			screen.getByRole( 'combobox', { name: /at most/ } ),
			'9'
		);
		const share = screen.getByRole( 'spinbutton', {
			name: /Share of visitors/,
		} );
		await user.clear( share );
		await user.type( share, '25' );
		await user.tab();
		await user.click(
			screen.getByRole( 'radio', { name: 'On the post itself too' } )
		);
		await user.click(
			screen.getByRole( 'radio', { name: /who may publish/ } )
		);
		await user.click(
			screen.getByRole( 'radio', { name: /Only those who may start/ } )
		);
		expect( screen.getByText( 'Not saved yet.' ) ).toBeVisible();
		expect( leave() ).toBe( true );
		await user.click( button );

		const wanted = {
			post_types: [ 'post', 'page' ],
			engine: 'builtin',
			remember: 'consent',
			without_consent: 'page_views',
			max_variations: 9,
			traffic: 25,
			own_page: true,
			run: 'publish_posts',
			propose: 'run',
			targeting: {
				match: 'all',
				rules: [
					{ type: 'substring', value: '', negate: false },
					{
						type: 'simple',
						value: 'news.example/shop',
						negate: true,
					},
				],
			},
		};
		expect( saved( calls ).at( -1 )?.data ).toEqual( {
			two_heads_headlines: wanted,
		} );
		saving.open( { two_heads_headlines: wanted } );
		expect(
			await screen.findByText( /Settings saved/, content )
		).toBeVisible();
		expect( rule( 2 ).getByRole( 'textbox' ) ).toHaveValue(
			'news.example/shop'
		);
		await waitFor( () => expect( leave() ).toBe( false ) );
	}, 20_000 );

	it( 'say where experiments run, and whom this site remembers', async () => {
		const answers = site();
		answers[ `POST ${ SETTINGS }` ] = ( data: unknown ) => data;
		const calls = serve( answers );
		const { user } = show();
		const button = await saveButton();
		expect( screen.getByLabelText( 'This site' ) ).toBeChecked();
		await user.click( screen.getByLabelText( 'Optimizely' ) );
		await user.click( screen.getByLabelText( 'Always' ) );
		await user.click( screen.getByLabelText( 'See the original' ) );
		await user.click( button );
		expect(
			await screen.findByText( /Settings saved/, content )
		).toBeVisible();
		expect( saved( calls ).at( -1 )?.data ).toEqual( {
			two_heads_headlines: {
				...settings,
				engine: 'optimizely',
				remember: 'always',
				without_consent: 'original',
			},
		} );
	} );

	it( 'say why Optimizely is not there yet, and lead to where it is connected', async () => {
		serve( site() );
		show( {
			engines: [
				{
					...unconnected,
					settings_url: 'http://localhost/connections',
				},
				thisSite,
			],
		} );
		await saveButton();
		expect(
			screen.getByLabelText( 'Optimizely' )
		).toHaveAccessibleDescription( 'Optimizely is not connected.' );
		// This site first, whichever is in force.
		expect(
			screen
				.getByLabelText( 'This site' )
				.compareDocumentPosition(
					screen.getByLabelText( 'Optimizely' )
				)
		).toBe( Node.DOCUMENT_POSITION_FOLLOWING );
		expect( screen.getByText( 'Go to Connections' ) ).toHaveAttribute(
			'href',
			'http://localhost/connections'
		);
	} );

	it( 'lead nowhere else where both can run them', async () => {
		serve( site() );
		show( { engines: [ thisSite, { ...unconnected, ready: true } ] } );
		await saveButton();
		expect(
			screen.queryByText( 'Go to Connections' )
		).not.toBeInTheDocument();
	} );

	it( 'name the fault of a regular expression at its field, and save nothing', async () => {
		const calls = serve( site() );
		const { user } = show();
		const button = await saveButton();
		await user.selectOptions(
			rule( 1 ).getByRole( 'combobox' ),
			'matches the pattern'
		);
		const field = rule( 1 ).getByRole( 'textbox' );
		await user.type( field, '(news' );
		await user.click( button );
		expect( field ).toHaveFocus();
		expect( field ).toBeInvalid();
		expect( field ).toHaveAccessibleDescription(
			/not a valid regular expression: Unterminated group\. Nothing was saved/
		);
		expect( field ).toHaveValue( '(news' );
		expect( saved( calls ) ).toHaveLength( 0 );
		await user.type( field, ')' );
		expect( field ).toBeValid();
	} );

	it( 'show at its field what the server finds wrong, and keep what was typed', async () => {
		const answers = site();
		answers[ `POST ${ SETTINGS }` ] = failure(
			'two_heads_invalid_field',
			400,
			{ params: { 'targeting.rules.0.value': 'PHP does not like it.' } }
		);
		serve( answers );
		const { user } = show();
		const button = await saveButton();
		const field = rule( 1 ).getByRole( 'textbox' );
		await user.type( field, 'sport' );
		await user.click( button );
		await waitFor( () => expect( field ).toHaveFocus() );
		expect( field ).toHaveAccessibleDescription( /PHP does not like it/ );
		expect( field ).toHaveValue( 'sport' );
	} );

	it.each( [
		[ 'fetch_error', 0, /internet connection/ ],
		[ 'rest_forbidden', 403, /not allowed/ ],
		[ 'internal_server_error', 500, /error of its own/ ],
	] )( 'keep what was typed after %s', async ( name, status, words ) => {
		const answers = site();
		answers[ `POST ${ SETTINGS }` ] = failure( name, status );
		serve( answers );
		const { user } = show();
		const button = await saveButton();
		await user.type( rule( 1 ).getByRole( 'textbox' ), 'sport' );
		await user.click( button );
		const notice = await screen.findByText( words, content );
		expect( notice.closest( '[tabindex]' ) ).toHaveFocus();
		expect( rule( 1 ).getByRole( 'textbox' ) ).toHaveValue( 'sport' );
		expect( leave() ).toBe( true );
	} );

	it( 'need something to test', async () => {
		const calls = serve( site() );
		const { user } = show();
		const button = await saveButton();
		await user.click( screen.getByRole( 'checkbox', { name: 'Posts' } ) );
		await user.click( button );
		expect(
			screen.getByRole( 'checkbox', { name: 'Posts' } )
		).toHaveFocus();
		expect(
			screen.getByRole( 'group', { name: 'Headlines of' } )
		).toHaveAccessibleDescription( /at least one/ );
		expect( saved( calls ) ).toHaveLength( 0 );
	} );

	it( 'are saved by Enter in a rule, and the focus stays in it', async () => {
		const answers = site();
		answers[ `POST ${ SETTINGS }` ] = ( data: unknown ) => data;
		serve( answers );
		const { user } = show();
		await saveButton();
		const area = screen.getByRole( 'textbox', {
			name: 'Part of an address',
		} );
		await user.type( area, '/news/{Enter}' );
		expect(
			await screen.findByText( /Settings saved/, content )
		).toBeVisible();
		expect( area ).toBeInTheDocument();
		expect( area ).toHaveFocus();
	} );

	it( 'lose a rule, but never the last one', async () => {
		serve( site() );
		const { user } = show();
		await saveButton();
		const add = screen.getByRole( 'button', { name: 'Add a rule' } );
		expect(
			screen.queryByRole( 'button', { name: /Remove Rule/ } )
		).not.toBeInTheDocument();
		await user.click( add );
		await user.type( rule( 2 ).getByRole( 'textbox' ), 'second' );
		await user.click(
			screen.getByRole( 'button', { name: 'Remove Rule 1' } )
		);
		expect( add ).toHaveFocus();
		expect( rule( 1 ).getByRole( 'textbox' ) ).toHaveValue( 'second' );
		expect(
			screen.queryByRole( 'button', { name: /Remove Rule/ } )
		).not.toBeInTheDocument();
	} );

	it( 'offer to load them again when they cannot be loaded', async () => {
		const answers = site();
		answers[ `GET ${ SETTINGS }` ] = failure(
			'internal_server_error',
			500
		);
		serve( answers );
		const { user } = show();
		await screen.findByText( /error of its own/, content );
		answers[ `GET ${ SETTINGS }` ] = { two_heads_headlines: settings };
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect( await saveButton() ).toBeVisible();
	} );
} );

describe( 'the test of an address', () => {
	it( 'follows the rules as they are typed', async () => {
		serve( site() );
		const { user } = show();
		await saveButton();
		const address = screen.getByRole( 'textbox', {
			name: 'Try an address',
		} );
		await user.type( address, `${ boot.homeUrl }sport/` );
		expect( screen.getByText( /^Yes, experiments run/ ) ).toBeVisible();
		expect( screen.getByText( 'Rule 1 fits.' ) ).toBeVisible();
		await user.type( rule( 1 ).getByRole( 'textbox' ), '/politics/' );
		expect( screen.getByText( /^No, experiments do not/ ) ).toBeVisible();
		expect( screen.getByText( 'Rule 1 does not fit.' ) ).toBeVisible();
		await user.selectOptions(
			rule( 1 ).getByRole( 'combobox' ),
			'matches the pattern'
		);
		await user.type( rule( 1 ).getByRole( 'textbox' ), '(' );
		expect(
			screen.getByText( 'Rule 1 cannot work as it is.' )
		).toBeVisible();
		await user.clear( address );
		await user.type( address, '/sport' );
		expect(
			screen.getByText( 'This is not a whole address.' )
		).toBeVisible();
	} );
} );

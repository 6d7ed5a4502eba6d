import { screen, waitFor, within } from '@testing-library/react';
import { failure, gate, serve } from '../../connections/test-support';
import type { Call } from '../../connections/test-support';
import { CODE, code, show, site } from '../test-support';

const content = { selector: '.components-notice__content' };
const saveButton = () => screen.findByRole( 'button', { name: 'Save code' } );
const field = ( name: string ) =>
	screen.getByRole< HTMLTextAreaElement >( 'textbox', { name } );
const saved = ( calls: Call[] ) =>
	calls.filter( ( { route } ) => route === `PUT ${ CODE }` );
/** Types without user-event's own meaning of { and [. */
const literally = ( text: string ) => text.replace( /[{[]/g, '$&$&' );

describe( 'the templates', () => {
	it( 'are saved byte for byte', async () => {
		const saving = gate< unknown >();
		const answers = site();
		answers[ `PUT ${ CODE }` ] = () => saving.promise;
		const calls = serve( answers );
		const { user } = show();
		const button = await saveButton();
		expect( button ).toHaveAttribute( 'aria-disabled', 'true' );
		const text =
			' show({{title}}, "</script><!-- $& \u2028 🎉 \'", $OLD_TITLE) ';
		await user.clear( field( 'Variation code' ) );
		await user.click( field( 'Variation code' ) );
		await user.paste( text );
		await user.click( button );
		await waitFor( () => expect( saved( calls ) ).toHaveLength( 1 ) );
		const sent = { variation: text, activation: code.code.activation };
		expect( saved( calls )[ 0 ]?.data ).toEqual( sent );
		saving.open( {
			...code,
			code: sent,
			changed_at: '2026-11-03T09:30:00Z',
			changed_by: 'Ada Admin',
		} );
		expect(
			await screen.findByText( /Code saved/, content )
		).toBeVisible();
		expect( screen.getByText( /by Ada Admin/ ) ).toBeVisible();
		expect( button ).toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'are not saved with a syntax error: its place is said, and the cursor goes there', async () => {
		const calls = serve( site() );
		const { user } = show();
		const button = await saveButton();
		const area = field( 'Variation code' );
		await user.clear( area );
		await user.type( area, literally( 'a({{title}});\nb c' ) );
		await user.click( button );
		await waitFor( () => expect( area ).toHaveFocus() );
		expect( area ).toBeInvalid();
		expect( area ).toHaveAccessibleDescription(
			/Line 2, column 3: Unexpected token/
		);
		expect( area.selectionStart ).toBe( 'a({{title}});\nb '.length );
		expect( area ).toHaveValue( 'a({{title}});\nb c' );
		expect( saved( calls ) ).toHaveLength( 0 );
		expect(
			screen.getByText( /would not run, so nothing was saved/, content )
		).toBeVisible();
	} );

	it( 'want a function to activate with', async () => {
		const calls = serve( site() );
		const { user } = show();
		const button = await saveButton();
		const area = field( 'Activation code' );
		await user.clear( area );
		await user.type( area, 'activate()' );
		await user.click( button );
		await waitFor( () => expect( area ).toHaveFocus() );
		expect( area ).toHaveAccessibleDescription( /has to be one function/ );
		expect( field( 'Variation code' ) ).toBeValid();
		expect( saved( calls ) ).toHaveLength( 0 );
	} );

	it.each( [
		[ 'fetch_error', 0, /internet connection/ ],
		[ 'rest_forbidden', 403, /not allowed/ ],
		[ 'two_heads_service_error', 500, /Sentence of/ ],
	] )( 'stay as typed after %s', async ( name, status, words ) => {
		const answers = site();
		answers[ `PUT ${ CODE }` ] = failure( name, status );
		serve( answers );
		const { user } = show();
		const button = await saveButton();
		await user.type( field( 'Variation code' ), ';more()' );
		await user.click( button );
		expect( await screen.findByText( words, content ) ).toBeVisible();
		expect( field( 'Variation code' ) ).toHaveValue(
			'show({{title}});more()'
		);
	} );

	it( 'take what the server finds wrong to the field', async () => {
		const answers = site();
		answers[ `PUT ${ CODE }` ] = failure( 'two_heads_invalid_field', 400, {
			params: { activation: 'Too long.' },
		} );
		serve( answers );
		const { user } = show();
		const button = await saveButton();
		await user.type( field( 'Variation code' ), ';more()' );
		await user.click( button );
		await screen.findByText( /Sentence of/, content );
		expect( field( 'Activation code' ) ).toHaveAccessibleDescription(
			/Too long/
		);
	} );

	it( 'are reset after asking', async () => {
		serve( site() );
		const { user } = show();
		await saveButton();
		const [ reset ] = screen.getAllByRole( 'button', {
			name: 'Reset to default',
		} );
		await user.click( reset as HTMLElement );
		await user.click( screen.getByRole( 'button', { name: 'Cancel' } ) );
		expect( field( 'Variation code' ) ).toHaveValue( code.code.variation );
		await user.click( reset as HTMLElement );
		const dialog = screen.getByRole( 'dialog', {
			name: 'Reset the variation code?',
		} );
		await user.click(
			within( dialog ).getByRole( 'button', { name: 'Replace' } )
		);
		expect( field( 'Variation code' ) ).toHaveValue(
			code.defaults.variation
		);
		expect( reset ).toHaveAttribute( 'aria-disabled', 'true' );
		expect( field( 'Activation code' ) ).toHaveValue(
			code.code.activation
		);
	} );

	it( 'can carry the library themselves', async () => {
		serve( site() );
		const { user } = show();
		await saveButton();
		await user.click(
			screen.getByRole( 'button', {
				name: 'Use the self-contained template',
			} )
		);
		expect( screen.getByRole( 'dialog' ) ).toHaveTextContent(
			/What is in both fields now is replaced/
		);
		await user.click( screen.getByRole( 'button', { name: 'Replace' } ) );
		expect( field( 'Variation code' ) ).toHaveValue(
			code.self_contained.variation
		);
		expect( field( 'Activation code' ) ).toHaveValue(
			code.self_contained.activation
		);
	} );

	it( 'get a placeholder where the cursor is', async () => {
		serve( site() );
		const { user } = show();
		await saveButton();
		const area = field( 'Variation code' );
		area.setSelectionRange( 5, 14 );
		const [ list ] = screen.getAllByText( 'Placeholders' );
		await user.click( list as HTMLElement );
		await user.click(
			screen.getAllByRole( 'button', {
				name: 'Insert {{post_url}}',
			} )[ 0 ] as HTMLElement
		);
		expect( area ).toHaveValue( 'show({{post_url}})' );
		expect( area ).toHaveFocus();
		expect( area.selectionStart ).toBe( 'show({{post_url}}'.length );
	} );

	it.each( [
		[ 'the page', { mayChooseScripts: false }, code ],
		[ 'the route', {}, { ...code, may_edit: false } ],
	] )(
		'can only be read, with the reason, when %s says so',
		async ( _, boot, state ) => {
			serve( { ...site(), [ `GET ${ CODE }` ]: state } );
			show( boot );
			expect(
				await screen.findByText( /unfiltered_html/, content )
			).toBeVisible();
			expect( field( 'Variation code' ) ).toHaveAttribute( 'readonly' );
			expect( field( 'Activation code' ) ).toHaveAttribute( 'readonly' );
			expect(
				screen.queryByRole( 'button', {
					name: /Save code|Reset|Insert/,
				} )
			).not.toBeInTheDocument();
		}
	);

	it( 'are only shown where wp-config.php has the defaults used, and that is said', async () => {
		const answers = site();
		answers[ `GET ${ CODE }` ] = {
			...code,
			disabled: true,
			may_edit: false,
		};
		serve( answers );
		show();
		expect(
			await screen.findByText( /TWO_HEADS_DISABLE_CUSTOM_CODE/, content )
		).toBeVisible();
		expect( field( 'Variation code' ) ).toHaveAttribute( 'readonly' );
		expect( field( 'Variation code' ) ).toHaveValue( code.code.variation );
		expect(
			screen.queryByRole( 'button', { name: 'Save code' } )
		).not.toBeInTheDocument();
		// What is missing is no right.
		expect(
			screen.queryByText( /unfiltered_html/, content )
		).not.toBeInTheDocument();
	} );

	it( 'offer to load them again when they cannot be loaded', async () => {
		const answers = site();
		answers[ `GET ${ CODE }` ] = failure( 'internal_server_error', 500 );
		serve( answers );
		const { user } = show();
		await screen.findByText( /error of its own/, content );
		answers[ `GET ${ CODE }` ] = code;
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect( await saveButton() ).toBeVisible();
	} );
} );

describe( 'the preview', () => {
	const choose = async (
		user: ReturnType< typeof show >[ 'user' ],
		label: string
	) => {
		await user.click(
			await screen.findByRole( 'combobox', {
				name: 'Fill in for the post',
			} )
		);
		await user.click(
			await screen.findByRole( 'option', { name: label } )
		);
	};
	const preview = ( bytes: number ) => ( {
		variation: 'show("Two")',
		activation: 'function(activate){activate("7")}',
		bytes,
	} );

	it( 'fills in what is typed, for a post that was searched', async () => {
		const answers = site();
		answers[ `POST ${ CODE }/preview` ] = preview( 1234 );
		const calls = serve( answers );
		const { user } = show();
		await saveButton();
		const button = screen.getByRole( 'button', {
			name: 'Show the preview',
		} );
		expect( button ).toHaveAttribute( 'aria-disabled', 'true' );
		await user.type( field( 'Variation code' ), ';more()' );
		await choose( user, 'It’s news (7)' );
		await user.click( button );
		expect( await screen.findByText( 'show("Two")' ) ).toBeVisible();
		// The search for what was chosen may still come after it.
		expect( calls ).toContainEqual( {
			route: `POST ${ CODE }/preview`,
			data: {
				variation: 'show({{title}});more()',
				activation: code.code.activation,
				post: 7,
			},
		} );
		expect(
			screen.getByText( /1,234 bytes.*below 400 bytes/s, content )
		).toBeVisible();
		await user.type( field( 'Variation code' ), '//' );
		expect(
			screen.getByText( /changed since this preview/ )
		).toBeVisible();
	} );

	it.each( [
		[ 400, code.code.variation ],
		[ 5000, code.self_contained.variation ],
	] )( 'does not warn of %d bytes of %j', async ( bytes, variation ) => {
		const answers = site();
		answers[ `GET ${ CODE }` ] = {
			...code,
			code: { ...code.code, variation },
		};
		answers[ `POST ${ CODE }/preview` ] = preview( bytes );
		serve( answers );
		const { user } = show();
		await saveButton();
		await choose( user, 'Other news (8)' );
		await user.click(
			screen.getByRole( 'button', { name: 'Show the preview' } )
		);
		expect( await screen.findByText( /bytes for each/ ) ).toBeVisible();
		expect(
			screen.queryByText( /below 400 bytes/, content )
		).not.toBeInTheDocument();
	} );

	it( 'searches as it is typed', async () => {
		const calls = serve( site() );
		const { user } = show();
		await saveButton();
		await user.type(
			screen.getByRole( 'combobox', { name: 'Fill in for the post' } ),
			'box'
		);
		await waitFor( () =>
			expect( calls.at( -1 )?.route ).toMatch(
				/^GET \/wp\/v2\/search\?.*search=box/
			)
		);
	} );

	it( 'says why it cannot be had', async () => {
		const answers = site();
		answers[ `POST ${ CODE }/preview` ] = failure(
			'two_heads_invalid_field',
			400
		);
		serve( answers );
		const { user } = show();
		await saveButton();
		await choose( user, 'Other news (8)' );
		await user.click(
			screen.getByRole( 'button', { name: 'Show the preview' } )
		);
		expect(
			await screen.findByText( /Sentence of two_heads_invalid/, content )
		).toBeVisible();
	} );
} );

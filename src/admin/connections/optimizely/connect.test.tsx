import { act, screen, waitFor, within } from '@testing-library/react';
import { goTo } from '../navigate';
import {
	BASE,
	connected,
	disconnected,
	failure,
	gate,
	serve,
	show,
	site,
} from '../test-support';

jest.mock( '../navigate', () => ( { goTo: jest.fn() } ) );

const tokenField = () =>
	screen.findByLabelText( 'Personal access token', {
		selector: 'input[type=password]',
	} );
const connectButton = () => screen.getByRole( 'button', { name: 'Connect' } );

async function openOauth( user: ReturnType< typeof show >[ 'user' ] ) {
	await user.click( await screen.findByRole( 'radio', { name: 'OAuth' } ) );
	return {
		id: screen.getByLabelText( 'Client ID' ),
		secret: screen.getByLabelText( 'Client secret' ),
	};
}

beforeEach( () => {
	jest.mocked( goTo ).mockClear();
} );

describe( 'the connection cannot be loaded', () => {
	it( 'says so, and tries again', async () => {
		const answers = site( disconnected );
		answers[ `GET ${ BASE }` ] = failure( 'internal_server_error', 500 );
		serve( answers );
		const { user } = show();
		expect(
			await screen.findByText( /error of its own/, {
				selector: '.components-notice__content',
			} )
		).toBeVisible();
		answers[ `GET ${ BASE }` ] = disconnected;
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect( await tokenField() ).toBeVisible();
	} );
} );

describe( 'connecting with a token', () => {
	it( 'connects, and the card turns to its new state', async () => {
		const asked = gate< unknown >();
		const answers = site( disconnected );
		answers[ `POST ${ BASE }/token` ] = () => asked.promise;
		const calls = serve( answers );
		const { user } = show();
		expect( await screen.findByTestId( 'badge' ) ).toHaveTextContent(
			'Not connected'
		);

		await user.type( await tokenField(), '  2:abcdefgh ' );
		await user.click( connectButton() );
		expect(
			screen.getByRole( 'button', { name: 'Connecting…' } )
		).toHaveAttribute( 'aria-disabled', 'true' );
		await user.keyboard( '{Enter}' );
		asked.open( connected );

		expect(
			await screen.findByText(
				'Personal access token, ends in …\u2060a1B2'
			)
		).toBeVisible();
		expect( screen.getByTestId( 'badge' ) ).toHaveTextContent(
			'Connected'
		);
		expect(
			calls.filter( ( { route } ) => route.includes( 'token' ) )
		).toEqual( [
			{ route: `POST ${ BASE }/token`, data: { token: '2:abcdefgh' } },
		] );
	} );

	it( 'hides what is typed, and asks browsers not to keep it', async () => {
		serve( site( disconnected ) );
		show();
		const field = await tokenField();
		expect( field ).toHaveAttribute( 'type', 'password' );
		expect( field ).toHaveAttribute( 'autocomplete', 'off' );
	} );

	it.each( [
		[ 'nothing', '', /Paste the token first/ ],
		[ 'a space inside', '2:abc defgh', /no spaces/ ],
		[ 'a part only', '2:abc', /length of a token/ ],
	] )(
		'says without asking what is wrong with %s',
		async ( _, typed, sentence ) => {
			const calls = serve( site( disconnected ) );
			const { user } = show();
			const field = await tokenField();
			if ( typed ) {
				await user.type( field, typed );
			}
			await user.click( connectButton() );
			expect( field ).toHaveAccessibleDescription(
				expect.stringMatching( sentence )
			);
			expect( field ).toBeInvalid();
			expect( field ).toHaveFocus();
			expect( field ).toHaveValue( typed );
			expect(
				calls.some( ( { route } ) => route.includes( 'token' ) )
			).toBe( false );
		}
	);

	it.each( [
		[
			'a refused token',
			failure( 'two_heads_unauthorized', 400 ),
			'Sentence of two_heads_unauthorized.',
		],
		[
			'a field error',
			failure( 'two_heads_invalid_field', 400, {
				params: { token: 'Not a token.' },
			} ),
			'Not a token.',
		],
		[
			'WordPress’s own field error',
			failure( 'rest_invalid_param', 400, {
				params: { token: 'Does not match.' },
			} ),
			'Does not match.',
		],
	] )(
		'shows %s beside the field and keeps what was typed',
		async ( _, answer, sentence ) => {
			const answers = site( disconnected );
			answers[ `POST ${ BASE }/token` ] = answer;
			serve( answers );
			const { user } = show();
			const field = await tokenField();
			await user.type( field, '2:abcdefgh' );
			await user.click( connectButton() );
			await waitFor( () => expect( field ).toBeInvalid() );
			expect( field ).toHaveAccessibleDescription(
				expect.stringContaining( sentence )
			);
			expect( field ).toHaveFocus();
			expect( field ).toHaveValue( '2:abcdefgh' );
			await waitFor( () =>
				expect(
					document.querySelector(
						'.a11y-speak-region[aria-live=assertive]'
					)
				).toHaveTextContent( sentence )
			);

			await user.type( field, 'i' );
			expect( field ).toBeValid();
		}
	);

	it.each( [
		[
			'unreachable',
			failure( 'two_heads_unreachable', 502 ),
			/Sentence of two_heads_unreachable/,
		],
		[
			'limited',
			failure( 'two_heads_rate_limited', 429, { retry_after: 20 } ),
			/20 seconds/,
		],
		[
			'service',
			failure( 'two_heads_service_error', 502 ),
			/Sentence of two_heads_service_error/,
		],
		[
			'answer',
			failure( 'two_heads_bad_answer', 502 ),
			/Sentence of two_heads_bad_answer/,
		],
		[
			'busy',
			failure( 'two_heads_busy', 409 ),
			/Sentence of two_heads_busy/,
		],
		[ 'session', failure( 'rest_not_logged_in', 401 ), /signed out/ ],
		[ 'forbidden', failure( 'rest_forbidden', 403 ), /not allowed/ ],
		[ 'network', failure( 'fetch_error', 0 ), /internet connection/ ],
		[ 'unreadable', failure( 'invalid_json', 0 ), /could not be read/ ],
		[
			'fields without names',
			failure( 'rest_invalid_param', 400 ),
			/marked fields/,
		],
	] )(
		'shows what is no field’s fault in a notice, with the focus on it: %s',
		async ( _, answer, sentence ) => {
			const answers = site( disconnected );
			answers[ `POST ${ BASE }/token` ] = answer;
			serve( answers );
			const { user } = show();
			const field = await tokenField();
			await user.type( field, '2:abcdefgh' );
			await user.click( connectButton() );
			const notice = await screen.findByText( sentence, {
				selector: '.components-notice__content',
			} );
			expect( notice.closest( '[tabindex]' ) ).toHaveFocus();
			expect( field ).toHaveValue( '2:abcdefgh' );
			expect( field ).toBeValid();

			answers[ `POST ${ BASE }/token` ] = connected;
			await user.click( connectButton() );
			expect( await screen.findByText( 'Ada Admin' ) ).toBeVisible();
		}
	);
} );

describe( 'connecting by OAuth', () => {
	it( 'shows the redirect URI, and where to register', async () => {
		serve( site( disconnected ) );
		const { user } = show();
		await openOauth( user );
		expect( screen.getByLabelText( 'Redirect URI' ) ).toHaveValue(
			disconnected.redirect_uri
		);
		expect( screen.getByLabelText( 'Redirect URI' ) ).toHaveAttribute(
			'readonly'
		);
		expect(
			screen.getByRole( 'link', { name: /Registered apps/ } )
		).toHaveAttribute(
			'href',
			'https://app.optimizely.com/accountsettings/apps/developers'
		);
		expect(
			screen.getByText( /accepts https addresses only/ )
		).toBeVisible();
	} );

	it( 'copies the redirect URI', async () => {
		serve( site( disconnected ) );
		const { user } = show();
		await openOauth( user );
		const copied: string[] = [];
		document.execCommand = jest.fn( () => {
			copied.push(
				document.querySelector< HTMLTextAreaElement >(
					'body > textarea'
				)?.value ?? ''
			);
			return true;
		} );
		await user.click( screen.getByRole( 'button', { name: 'Copy' } ) );
		expect(
			await screen.findByRole( 'button', { name: 'Copied' } )
		).toBeVisible();
		expect( copied ).toEqual( [ disconnected.redirect_uri ] );
	} );

	it( 'sends the browser to Optimizely', async () => {
		const answers = site( disconnected );
		answers[ `POST ${ BASE }/oauth` ] = {
			authorize_url: 'https://app.optimizely.com/oauth2/authorize?x=1',
		};
		const calls = serve( answers );
		const { user } = show();
		const { id, secret } = await openOauth( user );
		await user.type( id, ' 314159 ' );
		await user.type( secret, 'geheim ' );
		await user.click( connectButton() );
		await waitFor( () =>
			expect( goTo ).toHaveBeenCalledWith(
				'https://app.optimizely.com/oauth2/authorize?x=1'
			)
		);
		expect( calls.at( -1 ) ).toEqual( {
			route: `POST ${ BASE }/oauth`,
			data: { client_id: '314159', client_secret: 'geheim' },
		} );
		// The page is being left: nothing to press any more.
		expect(
			screen.getByRole( 'button', { name: 'Taking you to Optimizely…' } )
		).toHaveAttribute( 'aria-disabled', 'true' );
		// The browser brings it back as it was left.
		const back = new Event( 'pageshow' );
		Object.defineProperty( back, 'persisted', { value: true } );
		act( () => void window.dispatchEvent( back ) );
		expect( connectButton() ).toBeEnabled();
		expect( secret ).toHaveAttribute( 'type', 'password' );
		expect( secret ).toHaveAttribute( 'autocomplete', 'off' );
	} );

	it( 'asks for what is missing, the first field first', async () => {
		const calls = serve( site( disconnected ) );
		const { user } = show();
		const { id, secret } = await openOauth( user );
		await user.click( connectButton() );
		expect( id ).toHaveFocus();
		expect( id ).toHaveAccessibleDescription(
			expect.stringMatching( /Enter the client ID/ )
		);
		expect( secret ).toHaveAccessibleDescription(
			expect.stringMatching( /Enter the client secret/ )
		);
		await user.type( id, 'a b' );
		await user.click( connectButton() );
		expect( id ).toHaveAccessibleDescription(
			expect.stringMatching( /no spaces/ )
		);
		await user.clear( id );
		await user.type( id, 'ab' );
		await user.type( secret, 'c d' );
		await user.click( connectButton() );
		expect( secret ).toHaveFocus();
		expect( secret ).toHaveAccessibleDescription(
			expect.stringMatching( /no spaces/ )
		);
		expect(
			calls.some( ( { route } ) => route.startsWith( 'POST' ) )
		).toBe( false );
	} );

	it( 'shows the server’s errors beside their fields and keeps what was typed', async () => {
		const answers = site( disconnected );
		answers[ `POST ${ BASE }/oauth` ] = failure(
			'two_heads_invalid_field',
			400,
			{ params: { client_secret: 'Is wrong.' } }
		);
		serve( answers );
		const { user } = show();
		const { id, secret } = await openOauth( user );
		await user.type( id, '314159' );
		await user.type( secret, 'geheim' );
		await user.click( connectButton() );
		await waitFor( () => expect( secret ).toHaveFocus() );
		expect( secret ).toHaveAccessibleDescription(
			expect.stringContaining( 'Is wrong.' )
		);
		expect( id ).toBeValid();
		expect( id ).toHaveValue( '314159' );
		expect( secret ).toHaveValue( 'geheim' );
		expect( goTo ).not.toHaveBeenCalled();
	} );

	it( 'shows other errors in a notice', async () => {
		const answers = site( disconnected );
		answers[ `POST ${ BASE }/oauth` ] = failure(
			'two_heads_insecure_redirect',
			400
		);
		serve( answers );
		const { user } = show();
		const { id, secret } = await openOauth( user );
		await user.type( id, '314159' );
		await user.type( secret, 'geheim' );
		await user.click( connectButton() );
		expect(
			await screen.findByText(
				'Sentence of two_heads_insecure_redirect.',
				{ selector: '.components-notice__content' }
			)
		).toBeVisible();
		expect( secret ).toHaveValue( 'geheim' );
	} );

	it( 'keeps what was typed while the other way is looked at', async () => {
		serve( site( disconnected ) );
		const { user } = show();
		const { id } = await openOauth( user );
		await user.type( id, '314159' );
		await user.click(
			screen.getByRole( 'radio', { name: 'Personal access token' } )
		);
		expect(
			screen.queryByRole( 'textbox', { name: 'Client ID' } )
		).not.toBeInTheDocument();
		await user.type( await tokenField(), '2:abc' );
		await user.click( screen.getByRole( 'radio', { name: 'OAuth' } ) );
		expect(
			screen.getByRole( 'textbox', { name: 'Client ID' } )
		).toHaveValue( '314159' );
		await user.click(
			screen.getByRole( 'radio', { name: 'Personal access token' } )
		);
		expect( await tokenField() ).toHaveValue( '2:abc' );
	} );

	it( 'is explained and shut where the site has no https', async () => {
		serve( site( { ...disconnected, oauth_available: false } ) );
		const { user } = show();
		const { id, secret } = await openOauth( user );
		expect(
			screen.getByText( /Not possible on this site/, {
				selector: '.components-notice__content',
			} )
		).toBeVisible();
		expect( id ).toBeDisabled();
		expect( secret ).toBeDisabled();
		expect( connectButton() ).toHaveAttribute( 'aria-disabled', 'true' );
	} );
} );

describe( 'reconnecting', () => {
	const reconnect = {
		...connected,
		status: 'reconnect' as const,
		method: 'oauth' as const,
		client_id: '314159',
		client_secret_hint: 'gEhe',
		problem: 'Optimizely withdrew the access.',
		project: { id: '1002', name: 'Newsroom' },
	};

	it( 'says why, and keeps the project and the settings in sight', async () => {
		const calls = serve( site( reconnect ) );
		show();
		expect(
			await screen.findByText( 'Optimizely withdrew the access.', {
				selector: '.components-notice__content',
			} )
		).toBeVisible();
		expect( screen.getByTestId( 'badge' ) ).toHaveTextContent(
			'Reconnect'
		);
		expect( screen.getByText( 'In use: Newsroom (1002)' ) ).toBeVisible();
		expect(
			await screen.findByRole( 'button', { name: 'Save settings' } )
		).toBeVisible();
		expect( screen.queryByRole( 'combobox' ) ).not.toBeInTheDocument();
		expect(
			calls.some( ( { route } ) => route.includes( 'projects' ) )
		).toBe( false );
	} );

	it( 'keeps the stored secret when none is typed', async () => {
		const answers = site( reconnect );
		answers[ `POST ${ BASE }/oauth` ] = {
			authorize_url: 'https://a.example/',
		};
		const calls = serve( answers );
		const { user } = show();
		const secret = await screen.findByLabelText( 'Client secret' );
		expect( secret ).toBeVisible();
		expect( secret ).toHaveAccessibleDescription(
			expect.stringContaining( 'ends in …\u2060gEhe' )
		);
		await user.click( connectButton() );
		await waitFor( () =>
			expect( goTo ).toHaveBeenCalledWith( 'https://a.example/' )
		);
		expect( calls.at( -1 )?.data ).toEqual( {
			client_id: '314159',
			client_secret: '',
		} );
	} );

	it( 'asks for the secret of another client ID', async () => {
		serve( site( reconnect ) );
		const { user } = show();
		await user.type( await screen.findByLabelText( 'Client ID' ), '0' );
		await user.click( connectButton() );
		expect(
			screen.getByLabelText( 'Client secret' )
		).toHaveAccessibleDescription( 'Enter the client secret of the app.' );
		expect( goTo ).not.toHaveBeenCalled();
	} );
} );

describe( 'a copied site', () => {
	const copied = {
		...connected,
		status: 'copied' as const,
		problem: 'The database came from https://live.example.',
		project: { id: '7', name: 'Shop' },
	};

	it( 'explains, and sends nothing', async () => {
		const calls = serve( site( copied ) );
		show();
		expect(
			await screen.findByText( /came from https:\/\/live\.example/, {
				selector: '.components-notice__content',
			} )
		).toBeVisible();
		expect( screen.getByText( /nothing is sent/ ) ).toBeVisible();
		expect(
			screen.queryByText( 'Verify installation' )
		).not.toBeInTheDocument();
		expect( calls.map( ( { route } ) => route ) ).toEqual( [
			`GET ${ BASE }`,
		] );
	} );
	it( 'becomes the live site', async () => {
		const answers = site( copied );
		answers[ `POST ${ BASE }/confirm-site` ] = connected;
		serve( answers );
		const { user } = show();
		await user.click(
			await screen.findByRole( 'button', {
				name: 'This is the live site now',
			} )
		);
		expect( await screen.findByText( 'Ada Admin' ) ).toBeVisible();
		expect( screen.getByTestId( 'badge' ) ).toHaveTextContent(
			'Connected'
		);
	} );
	it( 'stays as it is when that fails', async () => {
		const answers = site( copied );
		answers[ `POST ${ BASE }/confirm-site` ] = failure( 'fetch_error', 0 );
		serve( answers );
		const { user } = show();
		await user.click(
			await screen.findByRole( 'button', {
				name: 'This is the live site now',
			} )
		);
		expect(
			await screen.findByText( /internet connection/, {
				selector: '.components-notice__content',
			} )
		).toBeVisible();
		expect( screen.getByTestId( 'badge' ) ).toHaveTextContent(
			'Copied site'
		);
	} );
} );

describe( 'disconnecting', () => {
	it( 'asks first, and says what stops and what is kept', async () => {
		const answers = site( connected );
		answers[ `DELETE ${ BASE }` ] = disconnected;
		const calls = serve( answers );
		const { user } = show();
		await user.click(
			await screen.findByRole( 'button', { name: 'Disconnect' } )
		);
		const dialog = await screen.findByRole( 'dialog', {
			name: 'Disconnect Optimizely?',
		} );
		expect( dialog ).toHaveTextContent( /stop loading the snippet/ );
		expect( dialog ).toHaveTextContent( /settings are kept/ );
		await user.click(
			within( dialog ).getByRole( 'button', { name: 'Cancel' } )
		);
		expect( screen.queryByRole( 'dialog' ) ).not.toBeInTheDocument();
		expect(
			calls.some( ( { route } ) => route.startsWith( 'DELETE' ) )
		).toBe( false );

		await user.click(
			screen.getByRole( 'button', { name: 'Disconnect' } )
		);
		await user.click(
			within( await screen.findByRole( 'dialog' ) ).getByRole( 'button', {
				name: 'Disconnect',
			} )
		);
		expect( await tokenField() ).toBeVisible();
		expect( screen.queryByRole( 'dialog' ) ).not.toBeInTheDocument();
		expect( screen.getByTestId( 'badge' ) ).toHaveTextContent(
			'Not connected'
		);
	} );
	it( 'says in the dialog when it failed, and can be tried again', async () => {
		const answers = site( connected );
		answers[ `DELETE ${ BASE }` ] = failure( 'two_heads_busy', 409 );
		serve( answers );
		const { user } = show();
		await user.click(
			await screen.findByRole( 'button', { name: 'Disconnect' } )
		);
		const dialog = await screen.findByRole( 'dialog' );
		await user.click(
			within( dialog ).getByRole( 'button', { name: 'Disconnect' } )
		);
		expect(
			await within( dialog ).findByText( 'Sentence of two_heads_busy.', {
				selector: '.components-notice__content',
			} )
		).toBeVisible();
		expect( screen.getByTestId( 'badge' ) ).toHaveTextContent(
			'Connected'
		);
		answers[ `DELETE ${ BASE }` ] = disconnected;
		await user.click(
			within( dialog ).getByRole( 'button', { name: 'Disconnect' } )
		);
		expect( await tokenField() ).toBeVisible();
	} );
} );

describe( 'a weak key', () => {
	it( 'is told with the mend', async () => {
		serve( site( { ...disconnected, weak_key: true } ) );
		show();
		expect(
			await screen.findByText( /no secret keys of its own/ )
		).toBeVisible();
		expect(
			screen.getByRole( 'link', { name: /Generate keys/ } )
		).toHaveAttribute( 'href', expect.stringContaining( 'secret-key' ) );
	} );
	it( 'is not told without one', async () => {
		serve( site( disconnected ) );
		show();
		await tokenField();
		expect(
			screen.queryByText( /no secret keys/ )
		).not.toBeInTheDocument();
	} );
} );

describe( 'coming back from Optimizely', () => {
	const come = ( query: string ) =>
		window.history.replaceState(
			null,
			'',
			`/wp-admin/admin.php?page=two-heads-connections${ query }`
		);
	afterEach( () => come( '' ) );

	it( 'says how it ended, once, and can be put away', async () => {
		come( '&two-heads-optimizely=denied' );
		serve( site( disconnected ) );
		const { user } = show();
		expect(
			await screen.findByText( /Access was denied.*choose Allow/, {
				selector: '.components-notice__content',
			} )
		).toBeVisible();
		expect( window.location.search ).toBe( '?page=two-heads-connections' );
		await user.click(
			screen.getByRole( 'button', { name: /Close|Dismiss/ } )
		);
		expect(
			screen.queryByText( /Access was denied/, {
				selector: '.components-notice__content',
			} )
		).not.toBeInTheDocument();
	} );
	it( 'asks for a project only where none is chosen', async () => {
		come( '&two-heads-optimizely=connected' );
		serve( site( connected ) );
		const { unmount } = show();
		expect(
			await screen.findByText(
				/is connected to Optimizely. Next, choose/,
				{ selector: '.components-notice__content' }
			)
		).toBeVisible();
		unmount();
		come( '&two-heads-optimizely=connected' );
		serve( site( { ...connected, project: { id: '1', name: 'A' } } ) );
		show();
		expect(
			await screen.findByText( 'This site is connected to Optimizely.', {
				selector: '.components-notice__content',
			} )
		).toBeVisible();
	} );
	it( 'says nothing to a word it does not know', async () => {
		come( '&two-heads-optimizely=hello' );
		serve( site( disconnected ) );
		show();
		await tokenField();
		expect( document.querySelector( '.components-notice' ) ).toBeNull();
		expect( window.location.search ).toBe( '?page=two-heads-connections' );
	} );
} );

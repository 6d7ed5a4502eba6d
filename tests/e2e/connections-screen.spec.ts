import type { Page } from '@playwright/test';
import type { Site } from '../../bin/site';
import {
	CLIENT_ID,
	CLIENT_SECRET,
	TOKENS,
	type OptimizelyEmulator,
} from '../../emulators/optimizely';
import { connectWithProject, setSnippet } from './support/connected';
import { connectionsUrl, expect, test } from './support/fixtures';
import { withMuPlugin } from './support/mu-plugin';
import { OPTIMIZELY, Rest } from './support/rest';
import { shoot } from './support/screens';

type State = {
	name: string;
	/** Brings the site into the state before the screen is opened. */
	prepare?: (
		rest: Rest,
		site: Site,
		optimizely: OptimizelyEmulator
	) => Promise< unknown >;
	/** What a person does or waits for on the screen. */
	act?: ( page: Page ) => Promise< unknown >;
	/** A sentence that must stand there. */
	says: string | RegExp;
};

const badge = ( page: Page ) => page.getByTestId( 'badge' );

const STATES: State[] = [
	{ name: 'disconnected', says: 'Not connected' },
	{
		name: 'disconnected-oauth',
		act: ( page ) => page.getByText( 'OAuth', { exact: true } ).click(),
		says: 'Redirect URI',
	},
	{
		name: 'token-refused',
		act: async ( page ) => {
			await page
				.getByRole( 'textbox', { name: 'Personal access token' } )
				.fill( '2:notATokenOfAnybody' );
			await page
				.getByRole( 'button', { name: 'Connect', exact: true } )
				.click();
		},
		says: /Optimizely refuses this token/,
	},
	{
		name: 'connected-without-project',
		prepare: ( rest ) =>
			rest.send( 'POST', `${ OPTIMIZELY }/token`, {
				token: TOKENS.three,
			} ),
		act: ( page ) =>
			page.getByRole( 'combobox', { name: 'Choose a project' } ).click(),
		says: /^Connected$/,
	},
	{
		name: 'connected-empty-account',
		prepare: ( rest ) =>
			rest.send( 'POST', `${ OPTIMIZELY }/token`, {
				token: TOKENS.empty,
			} ),
		says: /no active web project/,
	},
	{
		name: 'connected-with-project',
		prepare: connectWithProject,
		act: ( page ) =>
			expect(
				page.getByRole( 'combobox', { name: 'Choose a project' } )
			).toHaveValue( /Project 137/ ),
		says: /^Connected$/,
	},
	{
		name: 'project-list-fails',
		prepare: async ( rest, _site, { control } ) => {
			await connectWithProject( rest );
			control.addFault( {
				service: 'api',
				path: '/v2/projects',
				times: null,
				fault: { type: 'status', status: 500 },
			} );
		},
		act: ( page ) =>
			page.getByRole( 'button', { name: /Refresh/ } ).click(),
		says: /problem of its own/,
	},
	{
		name: 'reconnect',
		prepare: async ( rest, _site, { control } ) => {
			await connectWithProject( rest );
			control.revokeTokens();
			await rest.send( 'GET', `${ OPTIMIZELY }/projects?refresh=true` );
		},
		says: /Optimizely (refuses|no longer accepts)/,
	},
	{
		name: 'copied-site',
		prepare: async ( rest, site ) => {
			await connectWithProject( rest );
			await site.cli(
				`TwoHeads\\Connections\\Optimizely\\Connection\\update( array( 'site' => 'www.live.example' ) );`
			);
		},
		says: /This connection was made on www\.live\.example/,
	},
	{
		name: 'verified',
		prepare: connectWithProject,
		act: ( page ) =>
			page.getByRole( 'button', { name: 'Verify installation' } ).click(),
		says: /All well: the snippet is installed as it should be/,
	},
	{
		name: 'consent-settings',
		prepare: async ( rest ) => {
			await connectWithProject( rest );
			await setSnippet( rest, { consent: 'opt_out' } );
		},
		says: /WP Consent API/,
	},
	{
		name: 'disconnect-asks',
		prepare: connectWithProject,
		act: ( page ) =>
			page.getByRole( 'button', { name: 'Disconnect' } ).click(),
		says: 'Disconnect Optimizely?',
	},
];

for ( const { name, prepare, act, says } of STATES ) {
	test( `${ name }: said, accessible, whole when narrow and right to left`, async ( {
		site,
		admin,
		optimizely,
		wordpress,
	} ) => {
		const rest = new Rest( admin, site );
		await prepare?.( rest, site, optimizely );
		await shoot( {
			page: admin,
			site,
			wordpress,
			name,
			include:
				name === 'disconnect-asks'
					? '[role=dialog]'
					: '#two-heads-connections',
			narrow: 320,
			open: async () => {
				await admin.goto( connectionsUrl( site ) );
				await expect( badge( admin ) ).toBeVisible();
				await act?.( admin );
				await expect( admin.getByText( says ).first() ).toBeVisible( {
					timeout: 30_000,
				} );
			},
		} );
	} );
}

test( 'the way to a connection works by keyboard alone', async ( {
	site,
	admin,
} ) => {
	await admin.goto( connectionsUrl( site ) );
	const token = admin.getByRole( 'textbox', {
		name: 'Personal access token',
	} );
	await expect( token ).toBeVisible();
	await admin.getByRole( 'radio', { name: /token/i } ).first().focus();
	for ( let i = 0; i < 12; i++ ) {
		if (
			await token.evaluate(
				( field ) => field === document.activeElement
			)
		) {
			break;
		}
		await admin.keyboard.press( 'Tab' );
	}
	await admin.keyboard.type( TOKENS.many );
	await admin.keyboard.press( 'Enter' );
	await expect( badge( admin ) ).toHaveText( 'Connected' );
	const chooser = admin.getByRole( 'combobox', { name: 'Choose a project' } );
	await expect( chooser ).toBeVisible();
	await chooser.focus();
	await admin.keyboard.type( 'project 137' );
	await expect(
		admin.getByRole( 'option', { name: /Project 137/ } )
	).toBeVisible();
	await admin.keyboard.press( 'ArrowDown' );
	await admin.keyboard.press( 'Enter' );
	await expect( chooser ).toHaveValue( /Project 137/ );
	await admin.keyboard.press( 'Tab' );
	await expect(
		admin.getByRole( 'button', { name: 'Use this project' } )
	).toBeFocused();
	await admin.keyboard.press( 'Enter' );
	await expect( admin.locator( '#a11y-speak-polite' ) ).toContainText(
		/Project 137/
	);
} );

/** What happens on the way to Optimizely and back, and the sentence that says so. */
const JOURNEYS: Array< {
	name: string;
	answer: 'Allow' | 'Deny';
	meanwhile?: ( site: Site, optimizely: OptimizelyEmulator ) => unknown;
	sentence: RegExp;
} > = [
	{
		name: 'denied',
		answer: 'Deny',
		sentence: /Access was denied on Optimizely’s page/,
	},
	{
		name: 'too late for our state',
		answer: 'Allow',
		meanwhile: ( site ) =>
			site.cli(
				`global $wpdb; $wpdb->query( "DELETE FROM $wpdb->options WHERE option_name LIKE '%two\\_heads\\_oauth%'" );`
			),
		sentence: /does not belong to a connection that you started/,
	},
	{
		name: 'too late for their code',
		answer: 'Allow',
		meanwhile: ( _site, { control } ) =>
			control.addFault( {
				service: 'app',
				path: '^/oauth2/token',
				fault: {
					type: 'status',
					status: 400,
					body: { error: 'invalid_grant' },
				},
			} ),
		sentence: /did not accept its own one-time code/,
	},
	{
		name: 'with a secret that is not the app’s',
		answer: 'Allow',
		meanwhile: ( _site, { control } ) =>
			control.addFault( {
				service: 'app',
				path: '^/oauth2/token',
				fault: {
					type: 'status',
					status: 401,
					body: { error: 'invalid_client' },
				},
			} ),
		sentence: /did not accept the client ID or the client secret/,
	},
	{
		name: 'with Optimizely out of reach',
		answer: 'Allow',
		meanwhile: ( _site, { control } ) =>
			control.addFault( {
				service: 'app',
				path: '^/oauth2/token',
				fault: { type: 'cut' },
			} ),
		sentence: /could not be reached from this site/,
	},
	{
		name: 'with Optimizely failing',
		answer: 'Allow',
		meanwhile: ( _site, { control } ) =>
			control.addFault( {
				service: 'app',
				path: '^/oauth2/token',
				fault: { type: 'status', status: 500 },
			} ),
		sentence: /could not be reached from this site/,
	},
	{
		name: 'with Optimizely answering too late',
		answer: 'Allow',
		meanwhile: ( _site, { control } ) =>
			control.addFault( {
				service: 'app',
				path: '^/oauth2/token',
				fault: { type: 'delay', ms: 20_000 },
			} ),
		sentence: /could not be reached from this site/,
	},
	{
		name: 'with too many requests',
		answer: 'Allow',
		meanwhile: ( _site, { control } ) =>
			control.addFault( {
				service: 'app',
				path: '^/oauth2/token',
				fault: { type: 'rate_limit', retryAfter: 1 },
			} ),
		sentence: /takes no more requests for the moment/,
	},
	{
		name: 'with an answer nobody can read',
		answer: 'Allow',
		meanwhile: ( _site, { control } ) =>
			control.addFault( {
				service: 'app',
				path: '^/oauth2/token',
				fault: { type: 'malformed' },
			} ),
		sentence: /gave an answer that could not be understood/,
	},
];

for ( const { name, answer, meanwhile, sentence } of JOURNEYS ) {
	test( `coming back from Optimizely ${ name }: a sentence with the way on, and nothing typed is lost`, async ( {
		site,
		admin,
		optimizely,
	} ) => {
		await admin.goto( connectionsUrl( site ) );
		await admin.getByText( 'OAuth', { exact: true } ).click();
		await admin.getByLabel( 'Client ID' ).fill( CLIENT_ID );
		await admin.getByLabel( 'Client secret' ).fill( CLIENT_SECRET );
		await admin
			.getByRole( 'button', { name: 'Connect', exact: true } )
			.click();
		await admin.waitForURL( /oauth2\/authorize/ );
		await meanwhile?.( site, optimizely );
		await admin.getByRole( 'button', { name: answer } ).click();
		await expect( admin.getByText( sentence ).first() ).toBeVisible();
		await expect( badge( admin ) ).toHaveText( 'Not connected' );
		await admin.getByText( 'OAuth', { exact: true } ).click();
		await expect( admin.getByLabel( 'Client ID' ) ).toHaveValue(
			CLIENT_ID
		);
		// The secret is kept but never comes back: connecting again works without typing it.
		await admin
			.getByRole( 'button', { name: 'Connect', exact: true } )
			.click();
		await admin.waitForURL( /oauth2\/authorize/ );
		await admin.getByRole( 'button', { name: 'Allow' } ).click();
		await expect( badge( admin ) ).toHaveText( 'Connected' );
	} );
}

test( 'names what stands in the way of the snippet, and the mend', async ( {
	site,
	admin,
} ) => {
	await connectWithProject( new Rest( admin, site ) );
	const check = async ( php: string, sentence: RegExp ) =>
		withMuPlugin( site, php, async () => {
			await admin.goto( connectionsUrl( site ) );
			await admin
				.getByRole( 'button', { name: 'Verify installation' } )
				.click();
			await expect( admin.getByText( /to mend/ ).first() ).toBeVisible( {
				timeout: 30_000,
			} );
			await expect( admin.getByText( sentence ).first() ).toBeVisible();
		} );
	await check(
		`add_action( 'send_headers', static function () {
			header( "Content-Security-Policy: script-src 'self' 'unsafe-inline'" );
		} );`,
		/script-src/
	);
	await check(
		`add_action( 'wp_head', static function () { echo '<script>1</script>'; }, -2000 );`,
		/stands before it/
	);
	await check(
		`add_filter( 'two_heads_optimizely_print_snippet', '__return_false' );`,
		/not on the front page/
	);
	await check(
		`add_action( 'template_redirect', static function () {
			ob_start( static fn ( $html ) => str_replace( ' id="two-heads-optimizely-js"', ' type="rocketlazyloadscript" id="two-heads-optimizely-js"', $html ) );
		} );`,
		/WP Rocket/
	);
} );

test( 'snippet settings are saved, said, and kept on the screen when saving fails', async ( {
	site,
	admin,
} ) => {
	const rest = new Rest( admin, site );
	await connectWithProject( rest );
	await admin.goto( connectionsUrl( site ) );
	const gpc = admin.getByRole( 'checkbox', {
		name: /Global Privacy Control/,
	} );
	await gpc.check();
	await admin.route( '**/wp/v2/settings**', ( route ) =>
		route.request().method() === 'GET'
			? route.fallback()
			: route.abort( 'connectionreset' )
	);
	await admin.getByRole( 'button', { name: /^Save/ } ).click();
	await expect(
		admin.locator( '.components-notice.is-error' ).first()
	).toBeVisible();
	await expect( gpc ).toBeChecked();
	await admin.unroute( '**/wp/v2/settings**' );
	await admin.getByRole( 'button', { name: /^Save/ } ).click();
	await expect( admin.getByText( /^Settings saved/ ).first() ).toBeVisible();
	const { body } = await rest.send( 'GET', '/wp/v2/settings' );
	expect( body.two_heads_optimizely_snippet.respect_gpc ).toBe( true );
} );

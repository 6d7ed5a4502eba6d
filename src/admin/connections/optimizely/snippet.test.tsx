import { screen, waitFor } from '@testing-library/react';
import {
	BASE,
	failure,
	gate,
	serve,
	settings,
	show,
	site,
	withProject,
} from '../test-support';

const content = { selector: '.components-notice__content' };
const SETTINGS = '/wp/v2/settings';
const saveButton = () =>
	screen.findByRole( 'button', { name: 'Save settings' } );
const addressField = () => screen.getByLabelText( 'Address of the snippet' );
const stored = ( more: object ) => ( {
	two_heads_optimizely_snippet: { ...settings, ...more },
} );

describe( 'the snippet’s settings', () => {
	it( 'show what is stored', async () => {
		const answers = site( withProject );
		answers[ `GET ${ SETTINGS }` ] = stored( {
			address: '/o/1.js',
			consent: 'opt_out',
			consent_category: 'marketing',
			respect_gpc: true,
			skip_editors: true,
		} );
		serve( answers );
		show( { hasConsentApi: true } );
		await saveButton();
		expect(
			screen.getByRole( 'radio', { name: 'Another address' } )
		).toBeChecked();
		expect( addressField() ).toHaveValue( '/o/1.js' );
		expect(
			screen.getByRole( 'radio', {
				name: 'Load, but opted out until consent',
			} )
		).toBeChecked();
		expect(
			screen.getByRole( 'combobox', { name: 'Kind of consent' } )
		).toHaveValue( 'marketing' );
		expect(
			screen.getByRole( 'checkbox', {
				name: 'Respect Global Privacy Control',
			} )
		).toBeChecked();
		expect(
			screen.getByRole( 'checkbox', { name: /signed-in people/ } )
		).toBeChecked();
	} );

	it( 'lock the address for people who may not add scripts', async () => {
		serve( site( withProject ) );
		show( { mayChooseScripts: false } );
		await saveButton();
		expect(
			screen.getByText(
				/https:\/\/cdn\.optimizely\.com\/js\/1002\.js\. Only people who may add scripts/
			)
		).toBeVisible();
		expect(
			screen.queryByRole( 'radio', { name: 'Another address' } )
		).not.toBeInTheDocument();
	} );

	it( 'name the standard address of the project', async () => {
		serve( site( withProject ) );
		show();
		await saveButton();
		expect(
			screen.getByRole( 'radio', {
				name: 'Optimizely’s standard address',
			} )
		).toHaveAccessibleDescription(
			'https://cdn.optimizely.com/js/1002.js'
		);
		expect(
			screen.queryByLabelText( 'Address of the snippet' )
		).not.toBeInTheDocument();
	} );

	it( 'can be saved only once something differs', async () => {
		serve( site( withProject ) );
		const { user } = show();
		const button = await saveButton();
		expect( button ).toHaveAttribute( 'aria-disabled', 'true' );
		const box = screen.getByRole( 'checkbox', {
			name: /signed-in people/,
		} );
		await user.click( box );
		expect( button ).not.toHaveAttribute( 'aria-disabled', 'true' );
		expect( screen.getByText( 'Not saved yet.' ) ).toBeVisible();
		await user.click( box );
		expect( button ).toHaveAttribute( 'aria-disabled', 'true' );
		expect(
			screen.queryByText( 'Not saved yet.' )
		).not.toBeInTheDocument();
	} );

	it( 'are saved as the schema has them, and the address in its stored form', async () => {
		const saving = gate< unknown >();
		const answers = site( withProject );
		answers[ `POST ${ SETTINGS }` ] = () => saving.promise;
		const calls = serve( answers );
		const { user } = show();
		const button = await saveButton();
		await user.click(
			screen.getByRole( 'radio', { name: 'Another address' } )
		);
		await user.click( addressField() );
		await user.paste(
			'<script src="//cdn.optimizely.com/public/7/s/shop.js"></script>'
		);
		await user.click(
			screen.getByRole( 'radio', { name: 'Do not load before consent' } )
		);
		await user.click(
			screen.getByRole( 'checkbox', {
				name: 'Respect Global Privacy Control',
			} )
		);
		await user.click( button );
		expect(
			screen.getByRole( 'button', { name: 'Saving…' } )
		).toHaveAttribute( 'aria-disabled', 'true' );
		const wanted = {
			...settings,
			address: 'https://cdn.optimizely.com/public/7/s/shop.js',
			consent: 'blocked',
			respect_gpc: true,
		};
		expect( calls.at( -1 ) ).toEqual( {
			route: `POST ${ SETTINGS }`,
			data: { two_heads_optimizely_snippet: wanted },
		} );
		saving.open( { two_heads_optimizely_snippet: wanted } );
		expect(
			await screen.findByText( /Settings saved/, content )
		).toBeVisible();
		expect( addressField() ).toHaveValue( wanted.address );
		await waitFor( () =>
			expect( button ).toHaveAttribute( 'aria-disabled', 'true' )
		);
		// The address in force may be another now.
		expect(
			calls.filter( ( { route } ) => route === `GET ${ BASE }` )
		).toHaveLength( 2 );
	} );

	it( 'go back to the standard address, whatever else was typed', async () => {
		const answers = site( withProject );
		answers[ `GET ${ SETTINGS }` ] = stored( { address: '/o/1.js' } );
		answers[ `POST ${ SETTINGS }` ] = stored( {} );
		const calls = serve( answers );
		const { user } = show();
		await saveButton();
		await user.type( addressField(), ' rubbish' );
		await user.click(
			screen.getByRole( 'radio', {
				name: 'Optimizely’s standard address',
			} )
		);
		await user.click( await saveButton() );
		expect(
			await screen.findByText( /Settings saved/, content )
		).toBeVisible();
		expect(
			calls.find( ( { route } ) => route === `POST ${ SETTINGS }` )?.data
		).toEqual( { two_heads_optimizely_snippet: settings } );
	} );

	it.each( [
		[ '', /Paste the address/ ],
		[ 'https://evil.example/a.js', /evil\.example/ ],
		[ '123', /project ID/ ],
	] )(
		'say beside the address what is wrong with "%s", and keep it',
		async ( typed, sentence ) => {
			const calls = serve( site( withProject ) );
			const { user } = show();
			await saveButton();
			await user.click(
				screen.getByRole( 'radio', { name: 'Another address' } )
			);
			if ( typed ) {
				await user.type( addressField(), typed );
			}
			await user.click( await saveButton() );
			expect( addressField() ).toHaveFocus();
			expect( addressField() ).toBeInvalid();
			expect( addressField() ).toHaveAccessibleDescription(
				expect.stringMatching( sentence )
			);
			expect( addressField() ).toHaveValue( typed );
			expect(
				calls.some( ( { route } ) => route.startsWith( 'POST' ) )
			).toBe( false );
			await user.type( addressField(), 'x' );
			expect( addressField() ).toBeValid();
		}
	);

	it.each( [
		[ 'fetch_error', 0, /internet connection/ ],
		[ 'rest_forbidden', 403, /not allowed/ ],
		[ 'rest_invalid_param', 400, /marked fields/ ],
		[ 'internal_server_error', 500, /error of its own/ ],
	] )(
		'keep what was chosen when they cannot be saved (%s)',
		async ( code, status, sentence ) => {
			const answers = site( withProject );
			answers[ `POST ${ SETTINGS }` ] = failure( code, status );
			serve( answers );
			const { user } = show();
			await saveButton();
			await user.click(
				screen.getByRole( 'radio', { name: 'Another address' } )
			);
			await user.type( addressField(), '/o/1.js' );
			await user.click(
				screen.getByRole( 'radio', {
					name: 'Do not load before consent',
				} )
			);
			await user.click( await saveButton() );
			const notice = await screen.findByText( sentence, content );
			expect( notice.closest( '[tabindex]' ) ).toHaveFocus();
			expect( addressField() ).toHaveValue( '/o/1.js' );
			expect(
				screen.getByRole( 'radio', {
					name: 'Do not load before consent',
				} )
			).toBeChecked();
			answers[ `POST ${ SETTINGS }` ] = stored( {
				address: '/o/1.js',
				consent: 'blocked',
			} );
			await user.click( await saveButton() );
			expect(
				await screen.findByText( /Settings saved/, content )
			).toBeVisible();
		}
	);

	it( 'offer to load them again when they cannot be loaded', async () => {
		const answers = site( withProject );
		answers[ `GET ${ SETTINGS }` ] = failure(
			'internal_server_error',
			500
		);
		serve( answers );
		const { user } = show();
		expect(
			await screen.findByText( /error of its own/, content )
		).toBeVisible();
		answers[ `GET ${ SETTINGS }` ] = stored( {} );
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect( await saveButton() ).toBeVisible();
	} );

	it( 'say so when the site does not know the setting', async () => {
		const answers = site( withProject );
		answers[ `GET ${ SETTINGS }` ] = { title: 'News' };
		serve( answers );
		show();
		expect(
			await screen.findByText( /went wrong/, content )
		).toBeVisible();
	} );
} );

describe( 'consent', () => {
	it( 'is explained without the WP Consent API: the event to send', async () => {
		serve( site( withProject ) );
		const { user } = show( { hasConsentApi: false } );
		await saveButton();
		expect(
			screen.queryByText( /WP Consent API is/ )
		).not.toBeInTheDocument();
		await user.click(
			screen.getByRole( 'radio', {
				name: 'Load, but opted out until consent',
			} )
		);
		expect(
			screen.getByText( /WP Consent API is not active/ )
		).toBeVisible();
		expect(
			screen.getByText(
				"document.dispatchEvent(new CustomEvent('two-heads-consent',{detail:{granted:true}}))"
			)
		).toBeVisible();
		expect(
			screen.queryByRole( 'combobox', { name: 'Kind of consent' } )
		).not.toBeInTheDocument();
	} );
	it( 'offers the kinds of the WP Consent API where it is active', async () => {
		const answers = site( withProject );
		answers[ `POST ${ SETTINGS }` ] = ( data: unknown ) => data;
		const calls = serve( answers );
		const { user } = show( { hasConsentApi: true } );
		await saveButton();
		await user.click(
			screen.getByRole( 'radio', { name: 'Do not load before consent' } )
		);
		await user.selectOptions(
			screen.getByRole( 'combobox', { name: 'Kind of consent' } ),
			'Preferences'
		);
		expect(
			screen.queryByText( /two-heads-consent/ )
		).not.toBeInTheDocument();
		await user.click( await saveButton() );
		await screen.findByText( /Settings saved/, content );
		expect(
			calls.find( ( { route } ) => route.startsWith( 'POST' ) )?.data
		).toEqual( {
			two_heads_optimizely_snippet: {
				...settings,
				consent: 'blocked',
				consent_category: 'preferences',
			},
		} );
	} );
} );

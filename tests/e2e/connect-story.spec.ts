import type { Page } from '@playwright/test';
import { emulatorConstants, startSite, type Site } from '../../bin/site';
import { makePackage } from '../../bin/package';
import { CLIENT_ID, CLIENT_SECRET, TOKENS } from '../../emulators/optimizely';
import { complaints } from './support/complaints';
import { connectionsUrl, expect, logIn, test } from './support/fixtures';

/**
 * The story of a site admin who has just downloaded the zip, on a site that has never seen the plugin.
 */
let fresh: Site;

test.describe.configure( { mode: 'serial' } );

test.beforeAll( async ( { wordpress, optimizely } ) => {
	fresh = await startSite( {
		wordpress,
		plugin: 'none',
		demo: true,
		constants: emulatorConstants( optimizely.url ),
	} );
} );

test.afterAll( () => fresh?.stop() );

/** What a visitor, in a browser of their own, gets on the front page. */
async function asVisitor(
	admin: Page,
	look: ( page: Page ) => Promise< void >
): Promise< void > {
	const context = await admin.context().browser()!.newContext();
	const page = await context.newPage();
	await page.goto( fresh.url );
	await look( page );
	await context.close();
}

async function chooseProject137( page: Page ): Promise< string > {
	const chooser = page.getByRole( 'combobox', { name: 'Choose a project' } );
	await chooser.click();
	await chooser.fill( 'project 137' );
	const option = page.getByRole( 'option', { name: /^Project 137 — \d+$/ } );
	const id = ( await option.innerText() ).split( ' — ' )[ 1 ]!.trim();
	await option.click();
	await page.getByRole( 'button', { name: 'Use this project' } ).click();
	await expect(
		page.getByText( 'Saved. “Project 137” is in use now.' ).first()
	).toBeVisible();
	return id;
}

async function expectSnippetOf( page: Page, id: string ): Promise< void > {
	await asVisitor( page, async ( visitor ) => {
		expect(
			await visitor.evaluate(
				() => ( window.optimizely as any ).get( 'data' ).projectId // eslint-disable-line @typescript-eslint/no-explicit-any -- Optimizely's own API.
			)
		).toBe( id );
		expect(
			await visitor.evaluate(
				() => document.head.querySelector( 'script' )?.src
			)
		).toContain( `/js/${ id }.js` );
	} );
}

async function verify( page: Page ): Promise< void > {
	await page.getByRole( 'button', { name: 'Verify installation' } ).click();
	await expect(
		page
			.getByText( 'All well: the snippet is installed as it should be.' )
			.first()
	).toBeVisible( { timeout: 30_000 } );
}

async function disconnect( page: Page ): Promise< void > {
	await page.getByRole( 'button', { name: 'Disconnect' } ).click();
	await page
		.getByRole( 'dialog' )
		.getByRole( 'button', { name: 'Disconnect' } )
		.click();
	await expect( page.getByTestId( 'badge' ) ).toHaveText( 'Not connected' );
	await asVisitor( page, async ( visitor ) => {
		await expect(
			visitor.locator( '#two-heads-optimizely-js' )
		).toHaveCount( 0 );
		expect( await visitor.content() ).not.toContain( 'two-heads' );
	} );
}

test( 'uploads the zip, activates it, and finds the screen', async ( {
	page,
} ) => {
	await logIn( page, fresh, fresh.admin );
	await page.goto( `${ fresh.url }/wp-admin/plugin-install.php?tab=upload` );
	await page
		.locator( '#pluginzip' )
		.setInputFiles(
			process.env.TWO_HEADS_ZIP ?? ( await makePackage() ).file
		);
	await page.locator( '#install-plugin-submit' ).click();
	await page.getByRole( 'link', { name: 'Activate Plugin' } ).click();
	await expect( page.getByText( 'Plugin activated.' ) ).toBeVisible();
	// Plugin guideline 11, and good manners: no notice outside our own screen.
	await expect(
		page.locator( '.notice', { hasText: /two heads/i } )
	).toHaveCount( 0 );
	await page
		.locator( '#adminmenu' )
		.getByRole( 'link', { name: 'Two Heads' } )
		.click();
	// Headlines can be tested at once, on this site. Who wants to do so at Optimizely finds the way.
	await expect(
		page.getByRole( 'link', { name: 'Connect Optimizely' } )
	).toHaveCount( 0 );
	await page
		.locator( '#adminmenu' )
		.getByRole( 'link', { name: 'Connections' } )
		.click();
	await expect(
		page.getByRole( 'heading', { name: 'Connections', level: 1 } )
	).toBeVisible();
	await expect( page.getByTestId( 'badge' ) ).toHaveText( 'Not connected' );
	expect( complaints( await fresh.debugLog() ) ).toEqual( [] );
} );

test( 'connects by OAuth, chooses project 137 of 250, verifies, disconnects', async ( {
	page,
	optimizely,
} ) => {
	const redirect = `${ fresh.url }/wp-admin/admin-post.php`;
	optimizely.control.registerRedirectUri( redirect );
	await logIn( page, fresh, fresh.admin );
	await page.goto( connectionsUrl( fresh ) );
	await page.getByText( 'OAuth', { exact: true } ).click();
	await expect( page.getByLabel( 'Redirect URI' ) ).toHaveValue( redirect );
	await page.getByLabel( 'Client ID' ).fill( CLIENT_ID );
	await page.getByLabel( 'Client secret' ).fill( CLIENT_SECRET );
	await page.getByRole( 'button', { name: 'Connect', exact: true } ).click();

	await page.waitForURL( /\/oauth2\/authorize/ );
	await page.getByText( /250 projects/ ).click();
	await page.getByRole( 'button', { name: 'Allow' } ).click();

	await expect(
		page.getByText( 'This site is connected to Optimizely.' ).first()
	).toBeVisible();
	// The outcome is said once: the address no longer holds it.
	await expect( page ).toHaveURL( connectionsUrl( fresh ) );
	await expect( page.getByTestId( 'badge' ) ).toHaveText( 'Connected' );
	const card = page.getByRole( 'region', { name: 'Optimizely' } );
	await expect( card ).toContainText( 'Continental News Group' );
	await expect( card ).toContainText( fresh.admin.user );
	await expect( page.locator( 'body' ) ).not.toContainText( CLIENT_SECRET );

	const id = await chooseProject137( page );
	await expectSnippetOf( page, id );
	await verify( page );
	await page.reload();
	await expect(
		page.getByRole( 'combobox', { name: 'Choose a project' } )
	).toHaveValue( `Project 137 — ${ id }` );
	await disconnect( page );
	expect( complaints( await fresh.debugLog() ) ).toEqual( [] );
	expect( optimizely.control.violations() ).toEqual( [] );
} );

test( 'connects with a token, chooses project 137 of 250, verifies, disconnects', async ( {
	page,
} ) => {
	await logIn( page, fresh, fresh.admin );
	await page.goto( connectionsUrl( fresh ) );
	const token = page.getByRole( 'textbox', {
		name: 'Personal access token',
	} );
	await token.fill( `${ TOKENS.many }x` );
	await page.getByRole( 'button', { name: 'Connect', exact: true } ).click();
	await expect(
		page.getByText( /Optimizely refuses this token/ ).first()
	).toBeVisible();
	await expect( token ).toHaveValue( `${ TOKENS.many }x` );
	await expect( token ).toBeFocused();

	await token.fill( TOKENS.many );
	await page.getByRole( 'button', { name: 'Connect', exact: true } ).click();
	await expect( page.getByTestId( 'badge' ) ).toHaveText( 'Connected' );
	await expect( page.getByText( /ends in/ ) ).toContainText(
		TOKENS.many.slice( -4 )
	);
	expect( await page.content() ).not.toContain( TOKENS.many );

	const id = await chooseProject137( page );
	await expectSnippetOf( page, id );
	await verify( page );
	await disconnect( page );
	expect( complaints( await fresh.debugLog() ) ).toEqual( [] );
} );

test( 'deactivates and deletes it, and nothing is left', async ( { page } ) => {
	await logIn( page, fresh, fresh.admin );
	await page.goto( `${ fresh.url }/wp-admin/plugins.php` );
	await page.locator( '#deactivate-two-heads' ).click();
	// Before WordPress's script is there, Delete leads to another page that asks.
	await expect( page.getByText( 'Plugin deactivated.' ) ).toBeVisible();
	await page.waitForLoadState();
	page.on( 'dialog', ( dialog ) => dialog.accept() );
	await page.locator( '#delete-two-heads' ).click();
	await expect(
		page.getByText( /Two Heads was successfully deleted/ ).first()
	).toBeVisible();
	expect(
		await fresh.json( `
			global $wpdb;
			echo json_encode( $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%two\\_heads%'" ) );
		` )
	).toEqual( [] );
	expect( complaints( await fresh.debugLog() ) ).toEqual( [] );
} );

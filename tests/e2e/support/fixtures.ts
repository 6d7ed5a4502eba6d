import {
	test as base,
	expect,
	type BrowserContext,
	type Page,
} from '@playwright/test';
import { emulatorConstants, startSite, type Site } from '../../../bin/site';
import { complaints } from './complaints';
import {
	startOptimizely,
	type OptimizelyEmulator,
} from '../../../emulators/optimizely';

type WorkerFixtures = {
	wordpress: '6.8' | '7.1';
	optimizely: OptimizelyEmulator;
	/** A site with the plugin from this checkout and the demo's content, talking to the emulator. */
	site: Site;
	/** The administrator's cookies: logging in once is enough. */
	session: Cookies;
};

type Cookies = Awaited< ReturnType< BrowserContext[ 'storageState' ] > >;

type TestFixtures = {
	/** Fails the test when PHP complained or a request broke Optimizely's contract. */
	watch: void;
	/** A page with the administrator logged in. */
	admin: Page;
};

export const test = base.extend< TestFixtures, WorkerFixtures >( {
	wordpress: [ '7.1', { option: true, scope: 'worker' } ],
	optimizely: [
		async ( {}, provide ) => {
			const emulator = await startOptimizely( {
				allowHttpLocalhost: true,
			} );
			await provide( emulator );
			await emulator.stop();
		},
		{ scope: 'worker' },
	],
	site: [
		async ( { wordpress, optimizely }, provide ) => {
			const site = await startSite( {
				wordpress,
				plugin: 'mounted',
				demo: true,
				constants: emulatorConstants( optimizely.url ),
			} );
			await provide( site );
			await site.stop();
		},
		{ scope: 'worker', timeout: 120_000 },
	],
	session: [
		async ( { browser, site }, provide ) => {
			const page = await browser.newPage();
			await logIn( page, site, site.admin );
			const session = await page.context().storageState();
			await page.close();
			await provide( session );
		},
		{ scope: 'worker' },
	],
	watch: [
		async ( { site, optimizely }, provide ) => {
			await site.clearDebugLog();
			optimizely.control.reset();
			optimizely.control.registerRedirectUri(
				`${ site.url }/wp-admin/admin-post.php`
			);
			await forgetEverything( site );
			await provide();
			expect( complaints( await site.debugLog() ) ).toEqual( [] );
			expect( optimizely.control.violations() ).toEqual( [] );
		},
		{ auto: true },
	],
	admin: async ( { browser, session }, provide ) => {
		const context = await browser.newContext( { storageState: session } );
		await provide( await context.newPage() );
		await context.close();
	},
} );

export { expect };

/** As after a fresh activation. */
export async function forgetEverything( site: Site ): Promise< void > {
	await site.cli( `
		global $wpdb;
		foreach ( $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%two\\_heads%'" ) as $name ) {
			delete_option( $name );
		}
		foreach ( $wpdb->get_col( "SELECT ID FROM $wpdb->posts WHERE post_type = 'two_heads_experiment'" ) as $id ) {
			wp_delete_post( $id, true );
		}
		foreach ( array( 'two_heads_continue', 'two_heads_start', 'two_heads_stop', 'two_heads_poll' ) as $hook ) {
			wp_unschedule_hook( $hook );
		}
		// Whoever edited a post in an earlier test does not any more.
		$wpdb->delete( $wpdb->postmeta, array( 'meta_key' => '_edit_lock' ) );
		wp_cache_flush();
		TwoHeads\\Core\\Install\\create_options();
	` );
}

export async function logIn(
	page: Page,
	site: Site,
	user: { user: string; password: string }
): Promise< void > {
	await page.goto( `${ site.url }/wp-login.php` );
	await page.locator( '#user_login' ).fill( user.user );
	await page.locator( '#user_pass' ).fill( user.password );
	await page.locator( '#wp-submit' ).click();
	await page.waitForURL( /wp-admin|profile/ );
}

export const connectionsUrl = ( site: { url: string } ): string =>
	`${ site.url }/wp-admin/admin.php?page=two-heads-connections`;

import { emulatorConstants, startSite, type Site } from '../../bin/site';
import { TOKENS } from '../../emulators/optimizely';
import { complaints } from './support/complaints';
import { expect, test } from './support/fixtures';

const options = ( site: Site ) =>
	site.json< Record< string, string[] > >( `
		global $wpdb;
		$found = array();
		foreach ( get_sites( array( 'fields' => 'ids' ) ) as $id ) {
			switch_to_blog( $id );
			$found[ "site $id" ] = array_merge(
				$wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%two\\_heads%'" ),
				$wpdb->get_col( "SHOW TABLES LIKE '{$wpdb->prefix}two\\_heads%'" )
			);
			restore_current_blog();
		}
		$found['network'] = $wpdb->get_col( "SELECT meta_key FROM $wpdb->sitemeta WHERE meta_key LIKE '%two\\_heads%'" );
		echo json_encode( $found );
	` );

test( 'each site of a network has its own connection, and uninstalling leaves nothing on any', async ( {
	wordpress,
	optimizely,
} ) => {
	const site = await startSite( {
		wordpress,
		plugin: 'mounted',
		multisite: true,
		constants: emulatorConstants( optimizely.url ),
	} );
	try {
		const seen = await site.json< Record< string, unknown > >( `
			use TwoHeads\\Connections\\Optimizely\\{Account, Connection, Snippet, Tokens};
			use TwoHeads\\Core\\Vault;
			wp_set_current_user( 1 );
			require_once ABSPATH . 'wp-admin/includes/plugin.php';
			$second = wpmu_create_blog( parse_url( home_url(), PHP_URL_HOST ), '/second/', 'Second', 1 );
			if ( is_wp_error( $second ) ) {
				throw new Exception( $second->get_error_message() );
			}
			$connected = Account\\connect_with_token( '${ TOKENS.many }' );
			if ( is_wp_error( $connected ) ) {
				throw new Exception( $connected->get_error_message() );
			}
			Connection\\update( array( 'project' => array( 'id' => '123', 'name' => 'First' ) ) );
			$sealed = get_option( 'two_heads_secret_' . Tokens\\SECRET );
			$first  = array( Connection\\status(), Snippet\\url() );

			switch_to_blog( $second );
			$untouched = array( Connection\\status(), Snippet\\url() );
			// A row copied from one site to another is of no use there.
			update_option( 'two_heads_secret_' . Tokens\\SECRET, $sealed, false );
			$moved = Tokens\\stored();
			Connection\\disconnect();
			Account\\connect_with_token( '${ TOKENS.one }' );
			restore_current_blog();
			TwoHeads\\Core\\RequestLog\\flush();
			// Each counts in a table of its own, made when it is first wanted.
			foreach ( array( 1, $second ) as $id ) {
				switch_to_blog( $id );
				TwoHeads\\Engines\\BuiltIn\\Counters\\install();
				restore_current_blog();
			}

			echo json_encode( array(
				'first'     => $first,
				'untouched' => $untouched,
				'moved'     => is_wp_error( $moved ) ? $moved->get_error_code() : 'opened',
				'still'     => array( Connection\\status(), Tokens\\access_token() ),
			) );
		` );
		expect( seen ).toEqual( {
			first: [ 'connected', `${ optimizely.url }/js/123.js` ],
			untouched: [ 'disconnected', null ],
			moved: 'two_heads_sealed',
			still: [ 'connected', TOKENS.many ],
		} );
		const before = await options( site );
		expect( before[ 'site 1' ] ).toContain( 'two_heads_optimizely' );
		expect( before[ 'site 2' ] ).toContain( 'two_heads_optimizely' );
		for ( const names of [ before[ 'site 1' ], before[ 'site 2' ] ] ) {
			expect( names?.join( ' ' ) ).toMatch( /_two_heads_counts\b/ );
		}

		await site.cli( `
			require_once ABSPATH . 'wp-admin/includes/plugin.php';
			deactivate_plugins( 'two-heads/plugin.php' );
			uninstall_plugin( 'two-heads/plugin.php' );
		` );
		expect( await options( site ) ).toEqual( {
			'site 1': [],
			'site 2': [],
			network: [],
		} );
		expect( complaints( await site.debugLog() ) ).toEqual( [] );
	} finally {
		await site.stop();
	}
} );

<?php
/**
 * Plants secrets and then looks for them everywhere they must not be.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests;

use TwoHeads\Admin\ConnectionsPage;
use TwoHeads\Admin\Screen;
use TwoHeads\Connections\Optimizely\Account;
use TwoHeads\Connections\Optimizely\OAuth;
use TwoHeads\Connections\Optimizely\Snippet;
use TwoHeads\Core\RequestLog;

final class SecretsTest extends TestCase {

	public function test_no_secret_leaves_the_vault(): void {
		global $wpdb;
		$this->become( 'administrator' );
		FakeService::on( '#/oauth2/token#', 200, array( 'access_token' => 'canary-access-token', 'refresh_token' => 'canary-refresh-token', 'expires_in' => 7200 ) );
		FakeService::on( '#.#', 200, '[]' );

		$this->rest( 'POST', '/two-heads/v1/connections/optimizely/token', array( 'token' => '2:canary-personal-token' ) );
		$started = $this->rest( 'POST', '/two-heads/v1/connections/optimizely/oauth', array( 'client_id' => 'client', 'client_secret' => 'canary-client-secret' ) )->get_data();
		parse_str( (string) wp_parse_url( $started['authorize_url'], PHP_URL_QUERY ), $query );
		$this->assertSame( 'connected', OAuth\finish( array( 'state' => $query['state'], 'code' => 'canary-code', 'error' => '' ) ) );
		RequestLog\flush();

		$seen = array( 'authorize address' => $started['authorize_url'] );
		foreach ( array( '/two-heads/v1/connections/optimizely', '/two-heads/v1/connections/optimizely/projects', '/wp/v2/settings' ) as $route ) {
			$seen[ $route ] = (string) wp_json_encode( $this->rest( 'GET', $route )->get_data() );
		}
		foreach ( $wpdb->get_results( "SELECT option_name, option_value FROM $wpdb->options" ) as $row ) {
			$seen[ "option $row->option_name" ] = $row->option_value;
		}
		$seen['screen'] = (string) wp_json_encode( ConnectionsPage\boot() );
		ob_start();
		Snippet\print_tags();
		Screen\render( ConnectionsPage\SLUG, 'Connections' );
		$seen['pages']       = (string) ob_get_clean();
		$seen['site health'] = (string) wp_json_encode( apply_filters( 'debug_information', array() ) );
		foreach ( $seen as $where => $text ) {
			$this->assertStringNotContainsString( 'canary', $text, $where );
		}
		$this->assertGreaterThan( 20, count( $seen ) );
	}

	public function test_what_the_plugin_autoloads_is_small(): void {
		FakeService::on( '#.#', 200, '[]' );
		$this->become( 'administrator' );
		Account\connect_with_token( '2:canary-personal-token' );
		wp_cache_flush();
		$ours = array_filter( wp_load_alloptions(), static fn ( $name ) => str_contains( $name, 'two_heads' ), ARRAY_FILTER_USE_KEY );
		ksort( $ours );
		$this->assertSame( array( 'two_heads_builtin', 'two_heads_counts_version', 'two_heads_door', 'two_heads_headlines', 'two_heads_optimizely', 'two_heads_optimizely_guarded', 'two_heads_optimizely_snippet', 'two_heads_running' ), array_keys( $ours ) );
		$this->assertLessThan( 4096, strlen( implode( $ours ) ) );
	}
}

<?php
/**
 * What every test of the plugin stands on.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests;

use WP_REST_Request;
use WP_REST_Response;

/**
 * Each test in a transaction of its own, with nobody logged in and empty caches.
 */
abstract class TestCase extends \PHPUnit\Framework\TestCase {

	/** @var array<string, mixed> Hooks as WordPress set them. */
	private array $hooks = array();

	protected function setUp(): void {
		global $wpdb, $wp_filter, $wp_rest_server;
		parent::setUp();
		$this->hooks = array_map( static fn ( $hook ) => clone $hook, $wp_filter );
		$wpdb->query( 'START TRANSACTION' );
		wp_cache_flush();
		wp_set_current_user( 0 );
		$wp_rest_server = null;
		$_GET           = array();
		// Passwords of the tests' users need no protection, and protecting them takes most of the time.
		add_filter( 'wp_hash_password_options', static fn (): array => array( 'cost' => 4 ) );
		FakeService::install();
	}

	protected function tearDown(): void {
		global $wpdb, $wp_filter;
		$wpdb->query( 'ROLLBACK' );
		wp_cache_flush();
		$wp_filter = $this->hooks; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited
		parent::tearDown();
	}

	/**
	 * Becomes a fresh user of a role; an empty role is nobody.
	 */
	protected function become( string $role ): int {
		static $number = 0;
		$id = 0;
		if ( '' !== $role ) {
			++$number;
			$id = wp_insert_user(
				array(
					'user_login'   => "$role$number",
					'user_email'   => "$role$number@example.org",
					'user_pass'    => 'password',
					'display_name' => ucfirst( $role ) . " $number",
					'role'         => $role,
				)
			);
			$this->assertIsInt( $id );
		}
		wp_set_current_user( $id );
		return $id;
	}

	/**
	 * Dispatches a REST request as the current user.
	 *
	 * @param array<string, mixed> $body Parameters: query of a GET, JSON of others.
	 */
	protected function rest( string $method, string $route, array $body = array() ): WP_REST_Response {
		$request = new WP_REST_Request( $method, $route );
		if ( 'GET' === $method ) {
			$request->set_query_params( $body );
		} else {
			$request->set_header( 'content-type', 'application/json' );
			$request->set_body( (string) wp_json_encode( (object) $body ) );
		}
		return rest_get_server()->dispatch( $request );
	}
}

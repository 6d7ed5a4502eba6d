<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Connections\Optimizely;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Tokens;
use TwoHeads\Core\Lock;
use TwoHeads\Core\Vault;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;

final class TokensTest extends TestCase {

	use Connected;

	public function test_a_valid_token_is_used_as_it_is(): void {
		$this->connect_by_oauth( 3600 );
		$this->assertSame( 'canary-access-old', Tokens\access_token() );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_a_personal_token_never_ends(): void {
		$this->connect_with_token();
		$this->assertSame( self::$token, Tokens\access_token() );
	}

	public function test_a_token_near_its_end_is_renewed_and_the_refresh_token_kept(): void {
		$this->connect_by_oauth( 100 );
		$this->on_token( 200, array( 'access_token' => 'new', 'token_type' => 'bearer', 'expires_in' => 7200 ) );
		$this->assertSame( 'new', Tokens\access_token() );
		$this->assertSame( 'new', Tokens\access_token() );
		$this->assertCount( 1, FakeService::$requests );
		$this->assertSame(
			array(
				'grant_type'    => 'refresh_token',
				'refresh_token' => 'canary-refresh-old',
				'client_id'     => 'client',
				'client_secret' => 'canary-client-secret',
			),
			FakeService::$requests[0]['args']['body']
		);
		$stored = Tokens\stored( true );
		$this->assertSame( 'canary-refresh-old', $stored['refresh_token'] );
		$this->assertSame( 'canary-client-secret', $stored['client_secret'] );
		$this->assertEqualsWithDelta( time() + 7200, $stored['expires_at'], 3 );
	}

	public function test_a_new_refresh_token_is_kept_when_there_is_one(): void {
		$this->connect_by_oauth( 0 );
		$this->on_token( 200, array( 'access_token' => 'new', 'refresh_token' => 'rotated' ) );
		Tokens\access_token();
		$this->assertSame( 'rotated', Tokens\stored( true )['refresh_token'] );
	}

	/**
	 * @dataProvider refusals
	 */
	public function test_a_refused_renewal_asks_to_reconnect_and_deletes_nothing( int $status ): void {
		$this->connect_by_oauth( 0 );
		$this->on_token( $status, array( 'error' => 'invalid_grant' ) );
		$this->assertSame( 'two_heads_unauthorized', Tokens\access_token()->get_error_code() );
		$this->assertSame( 'reconnect', Connection\status() );
		$this->assertStringContainsString( 'Connect again', Connection\record()['problem'] );
		$this->assertSame( 'canary-refresh-old', Tokens\stored( true )['refresh_token'] );
	}

	/**
	 * @return list<array{int}>
	 */
	public function refusals(): array {
		return array( array( 400 ), array( 401 ), array( 403 ) );
	}

	/**
	 * @dataProvider passing_faults
	 */
	public function test_a_passing_fault_changes_nothing( mixed $status, mixed $body, string $code ): void {
		$this->connect_by_oauth( 0 );
		$this->on_token( $status, $body );
		$this->assertSame( $code, Tokens\access_token()->get_error_code() );
		$this->assertSame( 'connected', Connection\status() );
		$this->assertSame( 'canary-access-old', Tokens\stored( true )['access_token'] );
		// The lock is free again.
		$this->assertIsString( Lock\acquire( Tokens\LOCK, 5 ) );
	}

	/**
	 * @return array<string, array{mixed, mixed, string}>
	 */
	public function passing_faults(): array {
		return array(
			'no answer'      => array( new WP_Error( 'http_request_failed', 'timed out' ), '', 'two_heads_unreachable' ),
			'500'            => array( 500, '', 'two_heads_service_error' ),
			'429'            => array( 429, '', 'two_heads_rate_limited' ),
			'broken JSON'    => array( 200, '{"access_', 'two_heads_bad_answer' ),
			'without token'  => array( 200, array( 'token_type' => 'bearer' ), 'two_heads_bad_answer' ),
			'a list'         => array( 200, array( 1, 2 ), 'two_heads_bad_answer' ),
			'a strange type' => array( 200, array( 'access_token' => array( 'x' ) ), 'two_heads_bad_answer' ),
		);
	}

	public function test_a_token_that_still_holds_is_used_when_the_renewal_finds_nobody(): void {
		$this->connect_by_oauth( 120 );
		$this->on_token( 503 );
		$this->assertSame( 'canary-access-old', Tokens\access_token() );
	}

	public function test_what_another_process_renewed_meanwhile_is_used(): void {
		global $wpdb;
		$this->connect_by_oauth( 0 );
		Tokens\stored();
		$theirs = array(
			'access_token'  => 'theirs',
			'refresh_token' => 'r',
			'expires_at'    => time() + 7200,
			'client_id'     => 'client',
			'client_secret' => 's',
		);
		$theirs = (string) wp_json_encode( $theirs );
		// Behind this process's cache, as another process would.
		$wpdb->update(
			$wpdb->options,
			array( 'option_value' => Vault\seal( Tokens\SECRET, $theirs ) ),
			array( 'option_name' => 'two_heads_secret_' . Tokens\SECRET )
		);
		$this->assertSame( 'theirs', Tokens\access_token() );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_a_token_refused_before_its_end_is_renewed_once(): void {
		$this->connect_by_oauth( 3600 );
		$this->on_token( 200, array( 'access_token' => 'new' ) );
		FakeService::on( '#GET https://api#', static fn ( $url, $args ) => FakeService::response( 'Bearer new' === $args['headers']['Authorization'] ? 200 : 401, '[]' ) );
		$this->assertSame( array(), Client\get_all( '/projects' ) );
		$this->assertCount( 1, FakeService::requests_to( '#oauth2/token#' ) );
		$this->assertSame( 'connected', Connection\status() );
	}

	public function test_a_token_that_stays_refused_asks_to_reconnect(): void {
		$this->connect_by_oauth( 3600 );
		$this->on_token( 200, array( 'access_token' => 'new' ) );
		FakeService::on( '#GET https://api#', 401, '{}' );
		$this->assertSame( 'two_heads_unauthorized', Client\get_all( '/projects' )->get_error_code() );
		$this->assertSame( 'reconnect', Connection\status() );
		$this->assertCount( 2, FakeService::requests_to( '#/projects#' ) );
	}

	public function test_a_revoked_personal_token_asks_to_reconnect_until_it_works_again(): void {
		$this->connect_with_token( '123' );
		FakeService::on( '#GET https://api#', 401, '{}', array(), 1 );
		FakeService::on( '#GET https://api#', 200, '[]' );
		$this->assertSame( 'two_heads_unauthorized', Client\get_all( '/projects' )->get_error_code() );
		$this->assertSame( 'reconnect', Connection\status() );
		$this->assertSame( '123', Connection\record()['project']['id'] );
		$this->assertSame( array(), Client\get_all( '/projects' ) );
		$this->assertSame( 'connected', Connection\status() );
	}

	public function test_changed_salts_ask_to_reconnect(): void {
		$this->connect_with_token();
		$sealed = explode( ':', get_option( 'two_heads_secret_' . Tokens\SECRET ) );
		update_option( 'two_heads_secret_' . Tokens\SECRET, "v1:00000000:$sealed[2]", false );
		$this->assertSame( 'two_heads_sealed', Client\get_all( '/projects' )->get_error_code() );
		$this->assertSame( 'reconnect', Connection\status() );
		$this->assertStringContainsString( 'secret keys in wp-config.php', Connection\describe()['problem'] );
	}

	/**
	 * What somebody else does while a request is on its way.
	 *
	 * @return array<string, array{callable, string, ?string}> What, the status afterwards, the token afterwards.
	 */
	public function meanwhile(): array {
		$personal = array( 'access_token' => 'theirs', 'refresh_token' => null, 'expires_at' => null, 'client_id' => null, 'client_secret' => null );
		return array(
			'disconnects'     => array( static fn () => Connection\disconnect(), 'disconnected', null ),
			'connects anew'   => array( static fn () => Connection\established( 'token', $personal, array( 'token_hint' => 'eirs' ) ), 'connected', 'theirs' ),
		);
	}

	/**
	 * @dataProvider meanwhile
	 */
	public function test_a_renewal_never_undoes_what_somebody_did_meanwhile( callable $act, string $status, ?string $token ): void {
		$answers = array(
			FakeService::response( 200, array( 'access_token' => 'late' ) ),
			FakeService::response( 400, array( 'error' => 'invalid_grant' ) ),
		);
		foreach ( $answers as $answer ) {
			$this->connect_by_oauth( 0 );
			$this->on_token(
				static function () use ( $act, $answer ) {
					$act();
					return $answer;
				},
				'',
				1
			);
			$given = Tokens\access_token();
			$this->assertSame( $token ?? 'two_heads_not_connected', is_wp_error( $given ) ? $given->get_error_code() : $given );
			$this->assertSame( $status, Connection\status() );
			$stored = Tokens\stored( true );
			$this->assertSame( $token, is_wp_error( $stored ) ? null : $stored['access_token'] );
			$this->assertNull( Connection\record()['problem'] );
		}
	}

	/**
	 * @dataProvider meanwhile
	 */
	public function test_a_refused_token_never_spoils_the_one_that_replaced_it( callable $act, string $status, ?string $token ): void {
		$this->connect_with_token( '123' );
		FakeService::on(
			'#GET https://api#',
			static function ( $url, $args ) use ( $act ) {
				if ( 'Bearer theirs' === $args['headers']['Authorization'] ) {
					return FakeService::response( 200, '[]' );
				}
				$act();
				return FakeService::response( 401, '{}' );
			}
		);
		$given = Client\get_all( '/projects' );
		$this->assertSame( $token ? array() : 'two_heads_not_connected', is_wp_error( $given ) ? $given->get_error_code() : $given );
		$this->assertSame( $status, Connection\status() );
		$this->assertNull( Connection\record()['problem'] );
	}

	public function test_a_token_that_still_holds_waits_for_nobody(): void {
		$this->connect_by_oauth( 200 );
		Lock\acquire( Tokens\LOCK, 30 );
		$started = microtime( true );
		$this->assertSame( 'canary-access-old', Tokens\access_token() );
		$this->assertLessThan( 1, microtime( true ) - $started );
	}

	public function test_an_early_renewal_that_failed_is_not_tried_at_each_call(): void {
		$this->connect_by_oauth( 200 );
		$this->on_token( 503 );
		for ( $i = 0; $i < 3; $i++ ) {
			$this->assertSame( 'canary-access-old', Tokens\access_token() );
		}
		$this->assertCount( 1, FakeService::$requests );
	}

	public function test_a_403_is_worth_one_renewal_in_a_while(): void {
		$this->connect_by_oauth( 3600 );
		$this->on_token( 400, array( 'error' => 'invalid_grant' ) );
		FakeService::on( '#GET https://api#', 403, '{}' );
		Client\get( '/projects/1' );
		$this->assertSame( 'reconnect', Connection\status() );
		// A fresh token that is refused with 403 lacks a right, and has not ended.
		FakeService::install();
		$this->connect_by_oauth( 7200 );
		FakeService::on( '#GET https://api#', 403, '{}' );
		$this->assertStringContainsString( 'does not let this account', Client\get( '/projects/1' )->get_error_message() );
		$this->assertSame( 'connected', Connection\status() );
	}
}

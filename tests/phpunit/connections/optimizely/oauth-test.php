<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Connections\Optimizely;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\OAuth;
use TwoHeads\Connections\Optimizely\Tokens;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;

final class OAuthTest extends TestCase {

	use Connected;

	private const TOKENS = array( 'access_token' => 'canary-a', 'refresh_token' => 'canary-r', 'expires_in' => 7200, 'token_type' => 'bearer' );

	/** Starts the journey as an administrator. @return array<string, string> Query of the authorize address. */
	private function start( string $secret = 'canary-client-secret' ): array {
		if ( ! get_current_user_id() ) {
			$this->become( 'administrator' );
		}
		$url = OAuth\start( 'client', $secret );
		$this->assertIsString( $url );
		$this->assertStringStartsWith( 'https://app.optimizely.com/oauth2/authorize?', $url );
		parse_str( (string) wp_parse_url( $url, PHP_URL_QUERY ), $query );
		return $query;
	}

	private function come_back( string $state, string $code = 'code', string $error = '' ): string {
		return OAuth\finish( compact( 'state', 'code', 'error' ) );
	}

	public function test_goes_there_with_all_that_is_asked_for(): void {
		$query = $this->start();
		$this->assertSame( 'client', $query['client_id'] );
		$this->assertSame( 'code', $query['response_type'] );
		$this->assertSame( 'all', $query['scopes'] );
		$this->assertSame( 'all', $query['scope'] );
		$this->assertSame( 'https://example.org/wp-admin/admin-post.php', $query['redirect_uri'] );
		$this->assertSame( 'S256', $query['code_challenge_method'] );
		$this->assertMatchesRegularExpression( '/^two-heads-optimizely-[0-9a-f]{64}$/', $query['state'] );
	}

	public function test_comes_back_connected(): void {
		$query = $this->start();
		$this->on_token( 200, self::TOKENS );
		FakeService::on( '#GET https://api\.optimizely\.com/v2/me#', 200, array( 'accounts' => array( array( 'id' => 7, 'name' => 'The <b>Herd</b>' ) ), 'current_account' => array( 'id' => 7 ), 'profile' => array( 'first_name' => 'Ada', 'last_name' => 'B' ) ) );
		$this->assertSame( 'connected', $this->come_back( $query['state'] ) );
		$sent = FakeService::requests_to( '#oauth2/token#' )[0]['args']['body'];
		$this->assertSame( 'authorization_code', $sent['grant_type'] );
		$this->assertSame( 'code', $sent['code'] );
		$this->assertSame( $query['redirect_uri'], $sent['redirect_uri'] );
		$this->assertSame( 'canary-client-secret', $sent['client_secret'] );
		$challenge = sodium_bin2base64( hash( 'sha256', $sent['code_verifier'], true ), SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING );
		$this->assertSame( $query['code_challenge'], $challenge );
		$said = Connection\describe();
		$this->assertSame( array( 'connected', 'oauth', 'client', 'cret' ), array( $said['status'], $said['method'], $said['client_id'], $said['client_secret_hint'] ) );
		$this->assertSame( array( 'name' => 'The Herd', 'user' => 'Ada B' ), $said['account'] );
		$this->assertSame( wp_get_current_user()->display_name, $said['connected_by']['name'] );
		$this->assertSame( 'canary-r', Tokens\stored( true )['refresh_token'] );
	}

	public function test_does_not_need_to_know_who_it_is(): void {
		$query = $this->start();
		$this->on_token( 200, self::TOKENS );
		FakeService::on( '#GET https://api\.optimizely\.com/v2/me#', 501, '' );
		$this->assertSame( 'connected', $this->come_back( $query['state'] ) );
		$this->assertNull( Connection\describe()['account'] );
	}

	public function test_a_state_works_once(): void {
		$query = $this->start();
		$this->on_token( 200, self::TOKENS );
		FakeService::on( '#/me#', 404 );
		$this->assertSame( 'connected', $this->come_back( $query['state'] ) );
		$this->assertSame( 'state', $this->come_back( $query['state'] ) );
		$this->assertCount( 1, FakeService::requests_to( '#oauth2/token#' ) );
	}

	public function test_a_state_is_nobody_elses(): void {
		$query = $this->start();
		$this->become( 'administrator' );
		$this->assertSame( 'state', $this->come_back( $query['state'] ) );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_a_state_is_no_other_sessions(): void {
		$this->become( 'administrator' );
		$_COOKIE[ LOGGED_IN_COOKIE ] = wp_generate_auth_cookie( get_current_user_id(), time() + 3600, 'logged_in', 'session-one' );
		$query                       = $this->start();
		$_COOKIE[ LOGGED_IN_COOKIE ] = wp_generate_auth_cookie( get_current_user_id(), time() + 3600, 'logged_in', 'session-two' );
		$outcome                     = $this->come_back( $query['state'] );
		unset( $_COOKIE[ LOGGED_IN_COOKIE ] );
		$this->assertSame( 'state', $outcome );
	}

	public function test_a_state_ends(): void {
		$query           = $this->start();
		$name            = OAuth\transient( $query['state'] );
		$kept            = get_transient( $name );
		$kept['ends']    = time() - 1;
		set_transient( $name, $kept, 600 );
		$this->assertSame( 'state', $this->come_back( $query['state'] ) );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_a_made_up_state_is_refused(): void {
		$this->start();
		$this->assertSame( 'state', $this->come_back( OAuth\STATE_PREFIX . str_repeat( '0', 64 ) ) );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_the_state_is_not_stored_as_it_is(): void {
		global $wpdb;
		$query = $this->start();
		$plain = $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE %s OR option_value LIKE %s", '%' . substr( $query['state'], -40 ) . '%', '%' . substr( $query['state'], -40 ) . '%' ) );
		$this->assertSame( '0', $plain );
	}

	public function test_somebody_elses_answer_at_the_same_address_is_left_alone(): void {
		$_GET = array( 'state' => 'another-plugins-state', 'code' => 'x' );
		$this->assertNull( OAuth\returned() );
		OAuth\handle_return();
		$_GET = array( 'state' => array( OAuth\STATE_PREFIX ) );
		$this->assertNull( OAuth\returned() );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_a_refusal_changes_nothing_and_keeps_what_was_typed(): void {
		$this->connect_with_token( '123' );
		$query = $this->start();
		$this->assertSame( 'denied', $this->come_back( $query['state'], '', 'access_denied' ) );
		$this->assertSame( 'connected', Connection\status() );
		$this->assertSame( self::$token, Tokens\access_token() );
		$this->assertSame( 'cret', Connection\describe()['client_secret_hint'] );
		// The secret need not be typed again.
		$this->assertArrayHasKey( 'state', $this->start( '' ) );
	}

	/**
	 * @dataProvider faults
	 */
	public function test_each_fault_ends_in_its_own_sentence( mixed $status, mixed $body, string $outcome ): void {
		$query = $this->start();
		$this->on_token( $status, $body );
		$this->assertSame( $outcome, $this->come_back( $query['state'] ) );
		$this->assertSame( 'disconnected', Connection\status() );
	}

	/**
	 * @return array<string, array{mixed, mixed, string}>
	 */
	public function faults(): array {
		return array(
			'expired code'     => array( 400, array( 'error' => 'invalid_grant' ), 'code' ),
			'wrong secret'     => array( 401, array( 'error' => 'invalid_client' ), 'client' ),
			'unknown body'     => array( 400, 'Bad Request', 'code' ),
			'no answer'        => array( new WP_Error( 'http_request_failed', 'cut' ), '', 'unreachable' ),
			'500'              => array( 500, '', 'unreachable' ),
			'429'              => array( 429, '', 'limited' ),
			'broken JSON'      => array( 200, '{"acc', 'answer' ),
			'no refresh token' => array( 200, array( 'access_token' => 'a', 'expires_in' => 7200 ), 'answer' ),
		);
	}

	public function test_needs_a_secret(): void {
		$this->become( 'administrator' );
		$error = OAuth\start( 'client', '' );
		$this->assertSame( array( 'client_secret' ), array_keys( $error->get_error_data()['params'] ) );
		// A secret stored with one client id is not sent with another.
		$this->start();
		$this->assertInstanceOf( WP_Error::class, OAuth\start( 'another', '' ) );
	}

	public function test_needs_https(): void {
		update_option( 'siteurl', 'http://example.org' );
		$this->become( 'administrator' );
		$this->assertFalse( Connection\describe()['oauth_available'] );
		$this->assertSame( 'two_heads_insecure_redirect', OAuth\start( 'client', 'secret' )->get_error_code() );
	}

	public function test_connecting_again_keeps_the_project(): void {
		$this->connect_with_token( '123' );
		Connection\needs_reconnecting( 'Revoked.' );
		$query = $this->start();
		$this->on_token( 200, self::TOKENS );
		FakeService::on( '#/me#', 404 );
		$this->come_back( $query['state'] );
		$said = Connection\describe();
		$this->assertSame( array( 'connected', 'oauth', null, '123' ), array( $said['status'], $said['method'], $said['token_hint'], $said['project']['id'] ) );
	}

	public function test_a_running_connection_survives_a_journey_given_up_half_way(): void {
		$this->connect_by_oauth( 0 );
		$this->start( 'another-secret-typed' );
		$this->on_token( 200, array( 'access_token' => 'renewed' ) );
		$this->assertSame( 'renewed', Tokens\access_token() );
		$this->assertSame( 'canary-client-secret', FakeService::$requests[0]['args']['body']['client_secret'] );
	}

	public function test_each_journey_keeps_its_own_app(): void {
		$first = $this->start();
		$this->assertIsString( OAuth\start( 'another', 'canary-another-secret' ) );
		$this->on_token( 200, self::TOKENS );
		FakeService::on( '#/me#', 404 );
		$this->assertSame( 'connected', $this->come_back( $first['state'] ) );
		$sent = FakeService::requests_to( '#oauth2/token#' )[0]['args']['body'];
		$this->assertSame( array( 'client', 'canary-client-secret' ), array( $sent['client_id'], $sent['client_secret'] ) );
	}

	public function test_a_journey_does_not_change_what_is_said_of_the_connection(): void {
		$this->connect_by_oauth( 3600 );
		$this->become( 'administrator' );
		OAuth\start( 'another', 'canary-another-secret' );
		$this->assertSame( 'client', Connection\describe()['client_id'] );
		// Once the connection has to be made anew, what was typed last stands in the form.
		Connection\needs_reconnecting( 'Revoked.' );
		$this->assertSame( 'another', Connection\describe()['client_id'] );
	}
}

<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Connections\Optimizely;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\OAuth;
use TwoHeads\Connections\Optimizely\Projects;
use TwoHeads\Connections\Optimizely\Tokens;
use TwoHeads\Core\Schema;
use TwoHeads\Core\Vault;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;
use WP_REST_Response;

final class RestTest extends TestCase {

	use Connected;

	private const ROUTE = '/two-heads/v1/connections/optimizely';

	protected function setUp(): void {
		parent::setUp();
		$this->become( 'administrator' );
	}

	private function assert_fits( string $schema, WP_REST_Response $response ): void {
		$this->assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		$data = json_decode( (string) wp_json_encode( $response->get_data() ), true );
		$fits = rest_validate_value_from_schema( $data, Schema\load( $schema ), $schema );
		$this->assertTrue( $fits, is_wp_error( $fits ) ? $fits->get_error_message() : '' );
	}

	public function test_tells_each_state_in_the_schemas_shape(): void {
		$states = array(
			'disconnected' => static fn () => null,
			'connected'    => fn () => $this->connect_with_token( '123' ),
			'reconnect'    => static fn () => Connection\needs_reconnecting( 'Revoked.' ),
			'copied'       => static fn () => update_option( 'home', 'https://staging.example.net' ),
		);
		foreach ( $states as $status => $make ) {
			$make();
			$response = $this->rest( 'GET', self::ROUTE );
			$this->assert_fits( 'optimizely-connection', $response );
			$this->assertSame( $status, $response->get_data()['status'] );
		}
	}

	public function test_connects_with_a_token(): void {
		FakeService::on( '#/projects#', 200, $this->projects( 1, 1 ) );
		FakeService::on( '#/me#', 404 );
		$response = $this->rest( 'POST', self::ROUTE . '/token', array( 'token' => self::$token ) );
		$this->assert_fits( 'optimizely-connection', $response );
		$this->assertSame( array( 'connected', 'token', 'wxyz' ), array( $response->get_data()['status'], $response->get_data()['method'], $response->get_data()['token_hint'] ) );
		$this->assertSame( 'Bearer ' . self::$token, FakeService::$requests[0]['args']['headers']['Authorization'] );
	}

	/**
	 * @dataProvider token_faults
	 */
	public function test_a_token_that_cannot_be_tried_is_not_stored( mixed $status, mixed $body, string $code ): void {
		FakeService::on( '#.#', $status, $body );
		$response = $this->rest( 'POST', self::ROUTE . '/token', array( 'token' => self::$token ) );
		$this->assertSame( $code, $response->get_data()['code'] );
		$this->assertGreaterThanOrEqual( 400, $response->get_status() );
		$this->assertSame( 'disconnected', Connection\status() );
		$this->assertNull( Vault\read( Tokens\SECRET, true ) );
	}

	/**
	 * @return array<string, array{mixed, mixed, string}>
	 */
	public function token_faults(): array {
		return array(
			'refused'     => array( 401, '{}', 'two_heads_invalid_field' ),
			'forbidden'   => array( 403, '{}', 'two_heads_unauthorized' ),
			'no answer'   => array( new WP_Error( 'http_request_failed', 'cut' ), '', 'two_heads_unreachable' ),
			'500'         => array( 500, '', 'two_heads_service_error' ),
			'429'         => array( 429, '', 'two_heads_rate_limited' ),
			'broken JSON' => array( 200, '[{"id"', 'two_heads_bad_answer' ),
		);
	}

	/**
	 * @dataProvider bad_bodies
	 * @param array<string, mixed> $body Sent.
	 */
	public function test_bad_input_names_the_field_and_the_mend( string $method, string $path, array $body, string $field, string $mend ): void {
		$response = $this->rest( $method, self::ROUTE . $path, $body );
		$this->assertSame( 400, $response->get_status() );
		$this->assertStringContainsString( $mend, $response->get_data()['data']['params'][ $field ] );
		$this->assertSame( array(), FakeService::$requests );
	}

	/**
	 * @return array<string, array{string, string, array<string, mixed>, string, string}>
	 */
	public function bad_bodies(): array {
		return array(
			'token with spaces'  => array( 'POST', '/token', array( 'token' => 'Bearer 2:abcdefgh' ), 'token', 'no spaces' ),
			'token too short'    => array( 'POST', '/token', array( 'token' => '2:a' ), 'token', 'at least 8' ),
			'token not text'     => array( 'POST', '/token', array( 'token' => array( 'a' ) ), 'token', 'Paste' ),
			'line break injected' => array( 'POST', '/token', array( 'token' => "2:abcdefgh\r\nX-Evil: 1" ), 'token', 'Paste' ),
			'a line break last'  => array( 'POST', '/token', array( 'token' => "2:abcdefgh\n" ), 'token', 'Paste' ),
			'client id empty'    => array( 'POST', '/oauth', array( 'client_id' => '', 'client_secret' => 's' ), 'client_id', 'Enter the client id' ),
			'secret with spaces' => array( 'POST', '/oauth', array( 'client_id' => 'c', 'client_secret' => 'a b' ), 'client_secret', 'without spaces' ),
			'project not digits' => array( 'PUT', '/project', array( 'project_id' => '1/../2' ), 'project_id', 'digits' ),
		);
	}

	public function test_lists_active_web_projects_by_name_from_every_page(): void {
		$this->connect_with_token();
		$odd = array(
			array( 'id' => 1, 'name' => 'Archived', 'status' => 'archived' ),
			array( 'id' => 2, 'name' => 'Flags', 'platform' => 'custom' ),
			array( 'id' => 3, 'name' => 'Classic', 'is_classic' => true ),
			array( 'id' => 5, 'name' => 'project 10' ),
			array( 'id' => 4, 'name' => 'Project 9', 'status' => null, 'platform' => null ),
			array( 'id' => 7, 'name' => 'Same' ),
			array( 'id' => 6, 'name' => 'Same' ),
			array( 'name' => 'Without id' ),
			array( 'id' => 8, 'name' => '' ),
			array( 'id' => 9, 'name' => 'A <b>"name"</b> & more' ),
		);
		FakeService::on( '#.#', 200, $odd );
		$response = $this->rest( 'GET', self::ROUTE . '/projects' );
		$this->assert_fits( 'optimizely-projects', $response );
		$this->assertSame(
			array( '8' => '(no name)', '9' => 'A <b>"name"</b> & more', '4' => 'Project 9', '5' => 'project 10', '6' => 'Same', '7' => 'Same' ),
			array_column( $response->get_data()['projects'], 'name', 'id' )
		);
		$this->rest( 'GET', self::ROUTE . '/projects' );
		$this->assertCount( 1, FakeService::$requests );
		$this->rest( 'GET', self::ROUTE . '/projects', array( 'refresh' => 'true' ) );
		$this->assertCount( 2, FakeService::$requests );
	}

	public function test_keeps_the_chosen_project_when_the_list_cannot_be_loaded(): void {
		$this->connect_with_token( '123' );
		FakeService::on( '#.#', 500 );
		$this->assertSame( 'two_heads_service_error', $this->rest( 'GET', self::ROUTE . '/projects' )->get_data()['code'] );
		$this->assertSame( '123', $this->rest( 'GET', self::ROUTE )->get_data()['project']['id'] );
	}

	public function test_chooses_a_project_that_is_there(): void {
		$this->connect_with_token();
		FakeService::on( '#/projects/20000000137$#', 200, $this->projects( 137, 137 )[0] );
		$response = $this->rest( 'PUT', self::ROUTE . '/project', array( 'project_id' => '20000000137' ) );
		$this->assert_fits( 'optimizely-connection', $response );
		$this->assertSame( array( 'id' => '20000000137', 'name' => 'Project 137' ), $response->get_data()['project'] );
		$this->assertSame( 'https://cdn.optimizely.com/js/20000000137.js', $response->get_data()['snippet_url'] );
	}

	public function test_refuses_a_project_that_is_not_and_keeps_the_old_one(): void {
		$this->connect_with_token( '123' );
		FakeService::on( '#/projects/1$#', 404, '{}' );
		FakeService::on( '#/projects/2$#', 200, array( 'id' => 2, 'name' => 'Old', 'status' => 'archived' ) );
		foreach ( array( '1', '2' ) as $id ) {
			$response = $this->rest( 'PUT', self::ROUTE . '/project', array( 'project_id' => $id ) );
			$this->assertSame( 400, $response->get_status() );
			$this->assertStringContainsString( 'Choose another', $response->get_data()['data']['params']['project_id'] );
		}
		$this->assertSame( '123', Connection\record()['project']['id'] );
	}

	public function test_disconnecting_forgets_all_but_how_the_snippet_is_printed(): void {
		global $wpdb;
		$this->connect_with_token( '123' );
		OAuth\start( 'client', 'canary-client-secret' );
		FakeService::on( '#.#', 200, '[]' );
		Projects\all();
		update_option( 'two_heads_optimizely_snippet', array( 'consent' => 'blocked' ) );
		$response = $this->rest( 'DELETE', self::ROUTE );
		$this->assert_fits( 'optimizely-connection', $response );
		$data = $response->get_data();
		$this->assertSame( array( 'disconnected', null, null, null ), array( $data['status'], $data['project'], $data['client_id'], $data['snippet_url'] ) );
		$this->assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE 'two\\_heads\\_secret\\_%'" ) );
		$this->assertFalse( get_transient( Projects\KEPT ) );
		$this->assertSame( 'blocked', get_option( 'two_heads_optimizely_snippet' )['consent'] );
	}

	public function test_confirming_a_moved_site_wakes_the_connection(): void {
		$this->connect_with_token( '123' );
		update_option( 'home', 'https://new.example.com/news' );
		$this->assertStringContainsString( 'made on example.org, and this site is new.example.com/news', $this->rest( 'GET', self::ROUTE )->get_data()['problem'] );
		$response = $this->rest( 'POST', self::ROUTE . '/confirm-site' );
		$this->assertSame( 'connected', $response->get_data()['status'] );
	}

	public function test_fetches_its_own_front_page_only(): void {
		FakeService::on( '#GET https://example\.org/$#', 200, '<html>', array( 'Content-Security-Policy' => "script-src 'self'" ) );
		$response = $this->rest( 'GET', self::ROUTE . '/front-page', array( 'url' => 'http://169.254.169.254/' ) );
		$this->assert_fits( 'front-page', $response );
		$this->assertSame( array(), array_filter( $response->get_data()['content_security_policy'], static fn ( $policy ) => '' === $policy ) );
		$this->assertSame( array( "script-src 'self'" ), $response->get_data()['content_security_policy'] );
		$this->assertSame( array( 'https://example.org/' ), array_column( FakeService::$requests, 'url' ) );
		$this->assertArrayNotHasKey( 'Authorization', FakeService::$requests[0]['args']['headers'] );
	}

	public function test_the_snippet_setting_takes_what_the_schema_allows_and_nothing_else(): void {
		$good     = array( 'address' => '/optimizelyjs/123.js', 'consent' => 'opt_out', 'consent_category' => 'marketing', 'respect_gpc' => true, 'skip_editors' => true );
		$response = $this->rest( 'POST', '/wp/v2/settings', array( 'two_heads_optimizely_snippet' => $good ) );
		$this->assertSame( $good, $response->get_data()['two_heads_optimizely_snippet'] );
		foreach ( array( 'address' => 'https://evil.example/x.js', 'consent' => 'never', 'respect_gpc' => 'perhaps', 'more' => 1 ) as $field => $value ) {
			$response = $this->rest( 'POST', '/wp/v2/settings', array( 'two_heads_optimizely_snippet' => array( $field => $value ) + $good ) );
			$this->assertSame( 400, $response->get_status(), $field );
			$this->assertSame( $good, get_option( 'two_heads_optimizely_snippet' ) );
		}
	}

	public function test_a_choice_that_comes_too_late_changes_nothing(): void {
		$this->connect_with_token( '123' );
		FakeService::on(
			'#/projects/456$#',
			static function () {
				Connection\disconnect();
				return FakeService::response( 200, array( 'id' => 456, 'name' => 'Late' ) );
			}
		);
		$response = $this->rest( 'PUT', self::ROUTE . '/project', array( 'project_id' => '456' ) );
		$this->assertSame( array( 409, 'two_heads_busy' ), array( $response->get_status(), $response->get_data()['code'] ) );
		$this->assertSame( 'disconnected', Connection\status() );
		$this->assertNull( Connection\describe()['snippet_url'] );
	}

	public function test_a_list_of_another_account_is_not_kept(): void {
		$this->connect_with_token();
		FakeService::on(
			'#/projects\?#',
			function () {
				$this->connect_with_token();
				return FakeService::response( 200, $this->projects( 1, 1 ) );
			}
		);
		Projects\all();
		$this->assertFalse( get_transient( Projects\KEPT ) );
	}

	public function test_a_project_is_chosen_by_those_who_may_add_scripts(): void {
		$this->connect_with_token( '123' );
		add_filter( 'map_meta_cap', static fn ( $caps, $cap ) => 'unfiltered_html' === $cap ? array( 'do_not_allow' ) : $caps, 10, 2 );
		$response = $this->rest( 'PUT', self::ROUTE . '/project', array( 'project_id' => '456' ) );
		$this->assertSame( 403, $response->get_status() );
		$this->assertSame( 'two_heads_forbidden', $response->get_data()['code'] );
		$this->assertStringContainsString( 'super admin', $response->get_data()['message'] );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_odd_answers_of_optimizely_are_no_php_errors(): void {
		$me = array( 'current_account' => array( 'id' => array() ), 'accounts' => array( 'x', array( 'id' => array(), 'name' => 7 ) ), 'profile' => 'nobody' );
		FakeService::on( '#/me#', 200, $me );
		FakeService::on( '#/projects#', 200, array( array( 'id' => array( 1 ), 'name' => array() ), array( 'id' => "5\n" ), array( 'id' => 6, 'name' => array() ), 'text' ) );
		$this->assertSame( 'connected', $this->rest( 'POST', self::ROUTE . '/token', array( 'token' => self::$token ) )->get_data()['status'] );
		$this->assertSame( array( array( 'id' => '6', 'name' => '(no name)' ) ), $this->rest( 'GET', self::ROUTE . '/projects' )->get_data()['projects'] );
	}
}

<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Core;

use TwoHeads\Core\Breaker;
use TwoHeads\Core\Http;
use TwoHeads\Core\Http\Response;
use TwoHeads\Core\Http\Service;
use TwoHeads\Core\RequestLog;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;

final class HttpTest extends TestCase {

	private Service $service;

	protected function setUp(): void {
		parent::setUp();
		$this->service = new Service( 'test', 'https://service.example/v2', 'TWO_HEADS_TEST_URL' );
	}

	private function timed_out(): WP_Error {
		return new WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' );
	}

	public function test_sends_what_it_is_told_and_hands_back_any_status(): void {
		FakeService::on( '#POST https://service\.example/v2/things\?a=b%20c#', 404, '{"code":"not_found"}', array( 'X-Thing' => 'yes' ) );
		$answer = Http\request( $this->service, 'POST', '/things', array( 'query' => array( 'a' => 'b c' ), 'json' => array( 'x' => 1 ), 'headers' => array( 'Authorization' => 'Bearer t' ) ) );
		$this->assertSame( 404, $answer->status );
		$this->assertFalse( $answer->ok() );
		$this->assertSame( array( 'code' => 'not_found' ), $answer->json() );
		$this->assertSame( 'yes', $answer->header( 'X-THING' ) );
		$args = FakeService::$requests[0]['args'];
		$this->assertSame( '{"x":1}', $args['body'] );
		$this->assertSame( 'application/json', $args['headers']['Content-Type'] );
		$this->assertSame( 'Bearer t', $args['headers']['Authorization'] );
		$this->assertSame( 0, $args['redirection'] );
		$this->assertTrue( $args['reject_unsafe_urls'] );
		$this->assertLessThanOrEqual( 10, $args['timeout'] );
	}

	public function test_repeats_a_get_that_failed(): void {
		FakeService::on( '#GET#', $this->timed_out(), '', array(), 1 );
		FakeService::on( '#GET#', 503, '', array(), 1 );
		FakeService::on( '#GET#', 200, '[]' );
		$this->assertSame( 200, Http\request( $this->service, 'GET', '/things' )->status );
		$this->assertCount( 3, FakeService::$requests );
	}

	public function test_gives_up_after_three_tries_with_a_sentence(): void {
		FakeService::on( '#GET#', $this->timed_out() );
		$error = Http\request( $this->service, 'GET', '/things' );
		$this->assertSame( 'two_heads_unreachable', $error->get_error_code() );
		$this->assertStringContainsString( 'service.example did not answer', $error->get_error_message() );
		$this->assertStringNotContainsString( 'cURL', $error->get_error_message() );
		$this->assertSame( 503, $error->get_error_data()['status'] );
		$this->assertCount( 3, FakeService::$requests );
	}

	public function test_never_repeats_what_may_have_had_an_effect(): void {
		FakeService::on( '#POST#', $this->timed_out() );
		Http\request( $this->service, 'POST', '/things' );
		$this->assertCount( 1, FakeService::$requests );
	}

	public function test_does_not_repeat_a_refusal(): void {
		FakeService::on( '#GET#', 400, '{}' );
		$this->assertSame( 400, Http\request( $this->service, 'GET', '/things' )->status );
		$this->assertCount( 1, FakeService::$requests );
	}

	public function test_waits_as_long_as_the_service_asks_when_that_is_short(): void {
		FakeService::on( '#GET#', 429, '', array( 'Retry-After' => '1' ), 1 );
		FakeService::on( '#GET#', 200, '[]' );
		$started = microtime( true );
		$this->assertSame( 200, Http\request( $this->service, 'GET', '/things' )->status );
		$this->assertGreaterThanOrEqual( 0.9, microtime( true ) - $started );
	}

	public function test_leaves_the_service_alone_for_as_long_as_it_asks(): void {
		FakeService::on( '#GET#', 429, '', array( 'X-RateLimit-Reset' => '40' ) );
		$error = Http\request( $this->service, 'GET', '/things' );
		$this->assertSame( 'two_heads_rate_limited', $error->get_error_code() );
		$this->assertEqualsWithDelta( 40, $error->get_error_data()['retry_after'], 1 );
		$this->assertStringContainsString( 'asks to wait', $error->get_error_message() );
		$again = Http\request( $this->service, 'POST', '/things' );
		$this->assertSame( 'two_heads_rate_limited', $again->get_error_code() );
		$this->assertCount( 1, FakeService::$requests );
	}

	/**
	 * @dataProvider retry_afters
	 * @param array<string, string> $headers Of the answer.
	 */
	public function test_reads_every_form_of_retry_after( int $status, array $headers, ?int $seconds ): void {
		// Times are made here: PHPUnit asks for the data long before it runs the test.
		$headers = array_map( static fn ( $value ) => is_callable( $value ) ? $value() : $value, $headers );
		$response = new Response( $status, $headers, '' );
		if ( null === $seconds ) {
			$this->assertNull( $response->retry_after() );
		} else {
			$this->assertEqualsWithDelta( $seconds, $response->retry_after(), 1 );
		}
	}

	/**
	 * @return array<string, array{int, array<string, string>, ?int}>
	 */
	public function retry_afters(): array {
		return array(
			'seconds'         => array( 429, array( 'retry-after' => '17' ), 17 ),
			'a fraction'      => array( 429, array( 'retry-after' => '0.4' ), 1 ),
			'a date'          => array( 503, array( 'retry-after' => static fn () => gmdate( 'D, d M Y H:i:s', time() + 90 ) . ' GMT' ), 90 ),
			'a past date'     => array( 503, array( 'retry-after' => 'Wed, 21 Oct 2015 07:28:00 GMT' ), 1 ),
			'far too long'    => array( 429, array( 'retry-after' => '999999' ), 3600 ),
			'reset, seconds'  => array( 429, array( 'x-ratelimit-reset' => '30' ), 30 ),
			'reset, an epoch' => array( 429, array( 'x-ratelimit-reset' => static fn () => (string) ( time() + 55 ) ), 55 ),
			'reset without a limit reached' => array( 200, array( 'x-ratelimit-reset' => '30' ), null ),
			'nonsense'        => array( 429, array( 'retry-after' => 'soon' ), null ),
			'nothing'         => array( 429, array(), null ),
		);
	}

	public function test_background_work_spares_a_service_that_keeps_failing(): void {
		FakeService::on( '#POST#', 500 );
		for ( $i = 0; $i < Breaker\FAILURES; $i++ ) {
			Http\request( $this->service, 'POST', '/things', array( 'background' => true ) );
		}
		$error = Http\request( $this->service, 'POST', '/things', array( 'background' => true ) );
		$this->assertSame( 'two_heads_unreachable', $error->get_error_code() );
		$this->assertGreaterThan( 50, $error->get_error_data()['retry_after'] );
		$this->assertCount( Breaker\FAILURES, FakeService::$requests );
		// A person who presses a button is let through, and a success closes the breaker for all.
		FakeService::on( '#GET#', 200, '[]' );
		$this->assertSame( 200, Http\request( $this->service, 'GET', '/things' )->status );
		$this->assertSame( 0, Breaker\open_for( 'test' ) );
	}

	public function test_what_cron_sends_is_background_work(): void {
		FakeService::on( '#GET#', 200, '[]' );
		for ( $i = 0; $i < Breaker\FAILURES; $i++ ) {
			Breaker\failed( 'test' );
		}
		add_filter( 'wp_doing_cron', '__return_true' );
		$this->assertSame( 'two_heads_unreachable', $this->code_of( Http\request( $this->service, 'GET', '/things' ) ) );
		$this->assertSame( array(), FakeService::$requests );
		remove_filter( 'wp_doing_cron', '__return_true' );
		$this->assertSame( 200, Http\request( $this->service, 'GET', '/things' )->status );
	}

	public function test_background_work_leaves_the_last_requests_to_people(): void {
		FakeService::on( '#GET#', 200, '[]', array( 'X-RateLimit-Remaining' => '0', 'X-RateLimit-Reset' => '40' ), 1 );
		FakeService::on( '#GET#', 200, '[]', array( 'X-RateLimit-Remaining' => '7', 'X-RateLimit-Reset' => '40' ) );
		$this->assertSame( 200, Http\request( $this->service, 'GET', '/things', array( 'background' => true ) )->status );
		$error = Http\request( $this->service, 'GET', '/things', array( 'background' => true ) );
		$this->assertSame( 'two_heads_rate_limited', $this->code_of( $error ) );
		$this->assertEqualsWithDelta( 40, $error->get_error_data()['retry_after'], 1 );
		$this->assertCount( 1, FakeService::$requests );
		// Whoever waits for it may try, and what is said then counts.
		$this->assertSame( 200, Http\request( $this->service, 'GET', '/things' )->status );
		$this->assertSame( 200, Http\request( $this->service, 'GET', '/things', array( 'background' => true ) )->status );
	}

	private function code_of( Response|WP_Error $answer ): string {
		return is_wp_error( $answer ) ? (string) $answer->get_error_code() : '';
	}

	public function test_the_breaker_opens_for_longer_each_time(): void {
		$last = 0;
		for ( $i = 0; $i < Breaker\FAILURES + 6; $i++ ) {
			Breaker\failed( 'test' );
			$this->assertGreaterThanOrEqual( $last, Breaker\open_for( 'test' ) );
			$last = Breaker\open_for( 'test' );
		}
		$this->assertEqualsWithDelta( Breaker\LONGEST, $last, 1 );
	}

	public function test_the_log_holds_no_secret_and_nothing_personal(): void {
		FakeService::on( '#.#', 401, 'canary-in-answer' );
		Http\request(
			$this->service,
			'POST',
			'/contacts/canary@example.org/notes',
			array(
				'query'   => array( 'key' => 'canary-in-query' ),
				'form'    => array( 'client_secret' => 'canary-in-body' ),
				'headers' => array( 'Authorization' => 'Bearer canary-in-header' ),
			)
		);
		RequestLog\flush();
		$log = (string) wp_json_encode( array( RequestLog\entries(), RequestLog\add_to_site_health( array() ) ), JSON_UNESCAPED_UNICODE );
		$this->assertStringContainsString( 'POST \/contacts\/…\/notes', $log );
		$this->assertStringContainsString( '401', $log );
		$this->assertStringNotContainsString( 'canary', $log );
	}

	public function test_the_log_keeps_the_last_ones_and_is_not_autoloaded(): void {
		for ( $i = 0; $i < RequestLog\KEPT + 10; $i++ ) {
			RequestLog\record( 'test', 'GET', "/$i", 200, 0.1 );
		}
		RequestLog\flush();
		$entries = RequestLog\entries();
		$this->assertCount( RequestLog\KEPT, $entries );
		$this->assertSame( 'GET /' . ( RequestLog\KEPT + 9 ), end( $entries )['request'] );
		$this->assertArrayNotHasKey( RequestLog\OPTION, wp_load_alloptions() );
	}

	public function test_big_numbers_stay_digits(): void {
		$response = new Response( 200, array(), '{"id":9223372036854775807,"more":92233720368547758070}' );
		$this->assertSame( array( 'id' => PHP_INT_MAX, 'more' => '92233720368547758070' ), $response->json() );
		$this->assertNull( ( new Response( 200, array(), '{"cut' ) )->json() );
		$this->assertNull( ( new Response( 200, array(), '"text"' ) )->json() );
	}

	public function test_a_503_that_names_a_time_is_obeyed(): void {
		FakeService::on( '#GET#', 503, '', array( 'Retry-After' => '120' ) );
		$this->assertSame( 503, Http\request( $this->service, 'GET', '/things' )->status );
		$this->assertSame( 'two_heads_rate_limited', Http\request( $this->service, 'GET', '/things' )->get_error_code() );
		$this->assertCount( 1, FakeService::$requests );
	}
}

<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Core\Lock;
use TwoHeads\Engines\BuiltIn\Collect;
use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Doors;
use TwoHeads\Engines\BuiltIn\Limits;
use TwoHeads\Engines\BuiltIn\SiteHealth;
use TwoHeads\Tests\FakeService;
use TwoHeads\Tests\TestCase;
use WP_Error;
use WP_REST_Request;
use function TwoHeads\Engines\BuiltIn\find_wordpress;

require_once \TwoHeads\DIR . '/includes/engines/builtin/find-wordpress.php';

final class DoorsTest extends TestCase {

	private const FAST       = '#tally\.php$#';
	private const EVERYWHERE = '#/\?two-heads-tally$#';
	private const REST       = '#/two-heads/v1/tally$#';

	/**
	 * A door that does what it should.
	 *
	 * @param array<string, mixed> $args Of the request.
	 * @return array<string, mixed>
	 */
	public function counting_door( string $url, array $args ): array {
		$beacon = Collect\read( $args['body'], array( 'HTTP_USER_AGENT' => 'Firefox' ) );
		Collect\take( $beacon, array() );
		return FakeService::response( 204 );
	}

	public function test_the_fast_door_is_used_where_it_counts(): void {
		FakeService::on( self::FAST, array( $this, 'counting_door' ) );
		$this->assertSame( '/?two-heads-tally', Doors\url() );
		$this->assertSame( $this->path_of( plugins_url( 'tally.php', \TwoHeads\FILE ) ), Doors\check() );
		$this->assertStringEndsWith( '/tally.php', Doors\url() );
		$this->assertCount( 1, FakeService::$requests );
		$state = get_option( Doors\OPTION );
		$this->assertSame( array( 'fast', '' ), array( $state['door'], $state['problem'] ) );
		$this->assertEqualsWithDelta( time(), $state['at'], 5 );
		$this->assertSame( 'good', SiteHealth\test()['status'] );
	}

	public function test_another_door_has_cached_pages_made_anew_while_something_runs(): void {
		FakeService::on( self::FAST, array( $this, 'counting_door' ) );
		$purges = static function (): bool {
			remove_action( 'shutdown', 'TwoHeads\Core\PageCache\purge' );
			Doors\check();
			return false !== has_action( 'shutdown', 'TwoHeads\Core\PageCache\purge' );
		};
		$this->assertFalse( $purges(), 'Nothing runs.' );
		update_option( Compile\OPTION, array( 'experiments' => array( 7 => '[]' ) ) );
		$this->assertFalse( $purges(), 'The same door.' );
		update_option( Doors\OPTION, array( 'door' => Doors\REST, 'at' => 1, 'problem' => '' ) );
		$this->assertTrue( $purges() );
		remove_action( 'shutdown', 'TwoHeads\Core\PageCache\purge' );
	}

	private function path_of( string $url ): string {
		return (string) wp_parse_url( $url, PHP_URL_PATH );
	}

	/**
	 * @return array<string, array{callable|int|WP_Error}>
	 */
	public function closed(): array {
		return array(
			'forbidden'                        => array( 403 ),
			'not found'                        => array( 404 ),
			'broken'                           => array( 500 ),
			'shown as text'                    => array( 200 ),
			'redirected'                       => array( 301 ),
			'answers and does not count'       => array( 204 ),
			'counts and answers with an error' => array( fn ( $url, $args ) => array( 'response' => array( 'code' => 500 ) ) + $this->counting_door( $url, $args ) ),
			'not reached'                      => array( static fn () => new WP_Error( 'http_request_failed', 'Empty reply' ) ),
		);
	}

	/**
	 * @dataProvider closed
	 */
	public function test_a_door_that_is_closed_is_passed_by( callable|int|WP_Error $answer ): void {
		FakeService::on( self::FAST, $answer );
		FakeService::on( self::EVERYWHERE, array( $this, 'counting_door' ) );
		$this->assertSame( '/?two-heads-tally', Doors\check() );
		$this->assertSame( array( 'everywhere', '' ), array( get_option( Doors\OPTION )['door'], get_option( Doors\OPTION )['problem'] ) );
		$this->assertCount( 2, FakeService::$requests );
	}

	public function test_rest_is_the_last_resort(): void {
		FakeService::on( self::REST, array( $this, 'counting_door' ) );
		FakeService::on( '#.#', 403 );
		$this->assertSame( '/wp-json/two-heads/v1/tally', Doors\check() );
		$this->assertSame( 'good', SiteHealth\test()['status'] );
	}

	public function test_a_site_that_does_not_reach_itself_keeps_the_door_that_needs_least(): void {
		update_option( Doors\OPTION, array( 'door' => 'fast', 'at' => 1, 'problem' => '' ) );
		FakeService::on( '#.#', static fn () => new WP_Error( 'http_request_failed', 'Connection refused' ) );
		$this->assertSame( '/?two-heads-tally', Doors\check() );
		$this->assertSame( Doors\UNREACHABLE, get_option( Doors\OPTION )['problem'] );
		$this->assertSame( 'recommended', SiteHealth\test()['status'] );
	}

	public function test_what_arrives_by_no_door_is_critical(): void {
		FakeService::on( '#.#', 403 );
		$this->assertSame( '/?two-heads-tally', Doors\check() );
		$this->assertSame( Doors\UNCOUNTED, get_option( Doors\OPTION )['problem'] );
		$this->assertSame( 'critical', SiteHealth\test()['status'] );
	}

	public function test_a_check_leaves_nothing_but_its_result(): void {
		global $wpdb;
		FakeService::on( '#.#', array( $this, 'counting_door' ) );
		Doors\check();
		$this->assertSame( '0', $wpdb->get_var( 'SELECT COUNT(*) FROM ' . Counters\table() ) );
		$this->assertFalse( get_option( Collect\TOKEN ) );
		$this->assertIsString( Lock\acquire( 'doors', 10 ) );
	}

	public function test_a_token_is_good_once_for_a_minute_and_for_nobody_else(): void {
		global $wpdb;
		$proofs = static fn (): int => (int) $wpdb->get_var( 'SELECT SUM(n) FROM ' . Counters\table() . ' WHERE experiment = 0' );
		$token  = str_repeat( '7', 64 );
		$send   = static function ( string $token ): void {
			Collect\take( (array) Collect\read( (string) wp_json_encode( array( 1, $token ) ), array() ), array() );
		};
		foreach ( array( -1 => 0, 60 => 1 ) as $seconds => $proven ) {
			update_option( Collect\TOKEN, hash( 'sha256', $token ) . '|' . ( time() + $seconds ), false );
			$send( $token );
			$send( str_repeat( '8', 64 ) );
			// The hash of it is what somebody who reads the database knows.
			$send( hash( 'sha256', $token ) );
			$this->assertSame( $proven, $proofs() );
		}
		FakeService::on( '#.#', array( $this, 'counting_door' ) );
		Doors\check();
		$send( json_decode( FakeService::$requests[0]['args']['body'] )[1] );
		$this->assertSame( 0, $proofs() );
	}

	public function test_two_checks_at_once_are_one(): void {
		$held = Lock\acquire( 'doors', 30 );
		$this->assertIsString( $held );
		$this->assertSame( '/?two-heads-tally', Doors\check() );
		$this->assertSame( array(), FakeService::$requests );
	}

	public function test_asking_for_the_address_asks_nobody(): void {
		global $wpdb;
		wp_load_alloptions();
		$before = $wpdb->num_queries;
		Doors\url();
		$this->assertSame( $before, $wpdb->num_queries );
	}

	public function test_a_door_on_another_host_is_named_in_full(): void {
		add_filter( 'plugins_url', static fn (): string => 'https://static.example.net/two-heads/tally.php' );
		update_option( Doors\OPTION, array( 'door' => 'fast', 'at' => 1, 'problem' => '' ) );
		$this->assertSame( 'https://static.example.net/two-heads/tally.php', Doors\url() );
		add_filter( 'plugins_url', static fn (): string => 'https://example.org.evil.example/tally.php', 11 );
		$this->assertSame( 'https://example.org.evil.example/tally.php', Doors\url() );
		// WordPress behind a proxy takes the page for one without TLS.
		add_filter( 'plugins_url', static fn (): string => 'http://example.org/plugins/two-heads/tally.php', 12 );
		$this->assertSame( '/plugins/two-heads/tally.php', Doors\url() );
	}

	public function test_the_check_comes_daily_and_ends_with_the_plugin(): void {
		Doors\schedule();
		Doors\schedule();
		$this->assertSame( 'daily', wp_get_schedule( Doors\HOOK ) );
		$this->assertLessThanOrEqual( time(), wp_next_scheduled( Doors\HOOK ) );
		FakeService::on( '#.#', array( $this, 'counting_door' ) );
		Counters\write( array( array( Counters\OWN, 0, Limits\DROPPED, 0, 1, 1 ) ) );
		do_action( Doors\HOOK );
		$this->assertSame( 'fast', get_option( Doors\OPTION )['door'] );
		$this->assertSame( array(), Counters\by_hour( Counters\OWN ) );
		Doors\unschedule();
		$this->assertFalse( wp_next_scheduled( Doors\HOOK ) );
	}

	public function test_by_rest_beacons_count_and_everything_is_answered_alike(): void {
		update_option( Collect\COUNTING, '{"e":{"7":[2,1]},"address":9,"all":9}', false );
		$_SERVER['HTTP_USER_AGENT'] = 'Firefox';
		foreach ( array( '[1,1,[[7,1,1,3]]]', '[1,1,[[8,1,1,3]]]', 'junk', '' ) as $body ) {
			$request = new WP_REST_Request( 'POST', '/two-heads/v1/tally' );
			$request->set_header( 'content-type', 'text/plain;charset=UTF-8' );
			$request->set_body( $body );
			$response = rest_get_server()->dispatch( $request );
			$this->assertSame( 204, $response->get_status() );
			$this->assertNull( $response->get_data() );
			$this->assertSame( array( 'no-store', 'noindex' ), array( $response->get_headers()['Cache-Control'], $response->get_headers()['X-Robots-Tag'] ) );
		}
		unset( $_SERVER['HTTP_USER_AGENT'] );
		$this->assertSame( array( 1 => array( 1 => array( 1 => 1, 2 => 1, 5 => 1 ) ) ), Counters\by_epoch( 7 ) );
	}

	public function test_site_health_says_what_is_missing_and_what_was_dropped(): void {
		$this->assertSame( 'good', SiteHealth\test()['status'] );
		Limits\note_drop();
		Limits\note_drop();
		$said = SiteHealth\test();
		$this->assertSame( 'recommended', $said['status'] );
		$this->assertStringContainsString( '2 messages', $said['description'] );
		update_option( Doors\OPTION, array( 'door' => Doors\EVERYWHERE, 'at' => time(), 'problem' => Doors\UNCOUNTED ) );
		$said = SiteHealth\test();
		$this->assertSame( 'critical', $said['status'], 'That nothing arrives is worse than that some is refused.' );
		$this->assertStringContainsString( 'as long as nothing was seen to arrive', $said['description'] );
		update_option( Doors\OPTION, array() );
		add_filter( 'query', static fn ( $sql ) => str_starts_with( (string) $sql, 'SHOW TABLES' ) ? "SHOW TABLES LIKE 'gone'" : $sql );
		$this->assertSame( 'critical', SiteHealth\test()['status'] );
		$this->assertArrayHasKey( SiteHealth\TEST, apply_filters( 'site_status_tests', array( 'direct' => array(), 'async' => array() ) )['direct'] );
	}

	/**
	 * @return array<string, array{list<string>, string, string|null}>
	 */
	public function houses(): array {
		return array(
			'as WordPress comes'        => array( array( 'wp-load.php' ), 'wp-content/plugins/two-heads', 'wp-load.php' ),
			'content renamed'           => array( array( 'wp-load.php' ), 'stuff/plugins/two-heads', 'wp-load.php' ),
			'must-use'                  => array( array( 'wp-load.php' ), 'wp-content/mu-plugins/two-heads', 'wp-load.php' ),
			'in a folder of a site'     => array( array( 'wp-load.php', 'blog/wp-load.php' ), 'blog/wp-content/plugins/two-heads', 'blog/wp-load.php' ),
			'core in a folder'          => array( array( 'wp/wp-load.php' ), 'wp-content/plugins/two-heads', 'wp/wp-load.php' ),
			'Bedrock'                   => array( array( 'web/wp/wp-load.php' ), 'web/app/plugins/two-heads', 'web/wp/wp-load.php' ),
			'Bedrock inside another'    => array( array( 'wp-load.php', 'web/wp/wp-load.php' ), 'web/app/plugins/two-heads', 'web/wp/wp-load.php' ),
			'plugins in another place'  => array( array( 'core/wp-load.php' ), 'addons/two-heads', 'core/wp-load.php' ),
			'a plugin with such a file' => array( array( 'wp-load.php', 'wp-content/plugins/trap/wp-load.php' ), 'wp-content/plugins/two-heads', 'wp-load.php' ),
			'none'                      => array( array(), 'wp-content/plugins/two-heads', null ),
		);
	}

	/**
	 * @dataProvider houses
	 * @param list<string> $files   Of WordPresses.
	 * @param string       $plugin  Folder.
	 * @param string|null  $belongs The one it belongs to.
	 */
	public function test_wordpress_is_found_wherever_it_is( array $files, string $plugin, ?string $belongs ): void {
		$house = sys_get_temp_dir() . '/two-heads-house-' . bin2hex( random_bytes( 6 ) ) . '/a/b/c/d';
		foreach ( array( ...$files, "$plugin/tally.php" ) as $file ) {
			wp_mkdir_p( dirname( "$house/$file" ) );
			touch( "$house/$file" );
		}
		// The checkout, far away from it.
		$elsewhere = "$house/../../../../elsewhere/two-heads";
		wp_mkdir_p( $elsewhere );
		$wanted = null === $belongs ? null : "$house/$belongs";
		$this->assertSame( $wanted, find_wordpress( "$house/$plugin/tally.php", "$elsewhere/tally.php" ) );
		$this->assertSame( $wanted, find_wordpress( '/nowhere/at/all/tally.php', "$house/$plugin/tally.php" ) );
		$this->remove( dirname( $house, 4 ) );
	}

	/**
	 * Removes a folder with what is in it.
	 */
	private function remove( string $folder ): void {
		foreach ( array_diff( (array) scandir( $folder ), array( '.', '..' ) ) as $name ) {
			is_dir( "$folder/$name" ) ? $this->remove( "$folder/$name" ) : unlink( "$folder/$name" );
		}
		rmdir( $folder );
	}
}

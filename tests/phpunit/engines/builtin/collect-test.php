<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Engines\BuiltIn\Collect;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Limits;
use TwoHeads\Tests\TestCase;

final class CollectTest extends TestCase {

	private const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

	protected function setUp(): void {
		parent::setUp();
		$this->counting( array( '7' => array( 3, 2 ), '8' => array( 2, 1 ) ) );
	}

	/**
	 * Says what runs, as Compile does.
	 *
	 * @param array<int|string, array{int, int}> $experiments Experiment to number of headlines and epoch.
	 */
	private function counting( array $experiments, int $per_address = 600, int $in_all = 60000 ): void {
		$text = wp_json_encode( array( 'e' => $experiments, 'address' => $per_address, 'all' => $in_all ) );
		update_option( Collect\COUNTING, $text, false );
	}

	/**
	 * Sends a beacon.
	 *
	 * @param array<string, mixed> $server Of the request.
	 */
	private function send( mixed $said, array $server = array() ): void {
		$server += array( 'HTTP_USER_AGENT' => self::FIREFOX, 'REMOTE_ADDR' => '203.0.113.9' );
		$beacon  = Collect\read( is_string( $said ) ? $said : (string) wp_json_encode( $said ), $server );
		if ( null !== $beacon ) {
			Collect\take( $beacon, $server );
		}
	}

	/**
	 * All that is in the table and among the options.
	 *
	 * @return array<mixed>
	 */
	private function stored(): array {
		global $wpdb;
		return array( $wpdb->get_results( 'SELECT * FROM ' . Counters\table() ), $wpdb->get_results( "SELECT option_name, option_value FROM $wpdb->options" ) );
	}

	public function test_bits_of_the_mask_are_metrics(): void {
		$this->send( array( 1, 0, array( array( 7, 2, 1, 15 ), array( 8, 1, 0, 2 ) ) ) );
		$this->send( array( 1, 1, array( array( 7, 2, 1, 1 ), array( 8, 1, 1, 14 ) ) ) );
		$this->assertSame( array( 2 => array( 1 => array( 1 => 2, 2 => 1, 3 => 1, 4 => 1 ) ) ), Counters\by_epoch( 7 ) );
		// Of those who saw it, who is counted by page view.
		$this->assertSame( array( 1 => array( 0 => array( 2 => 1 ), 1 => array( 2 => 1, 3 => 1, 4 => 1, 5 => 1 ) ) ), Counters\by_epoch( 8 ) );
	}

	public function test_what_came_with_old_weights_counts_for_them(): void {
		$this->send( array( 1, 0, array( array( 7, 1, 2, 1 ) ) ) );
		$this->send( array( 1, 0, array( array( 7, 2, 2, 1 ) ) ) );
		$this->assertSame( array( 1 => array( 2 => array( 1 => 1 ) ), 2 => array( 2 => array( 1 => 1 ) ) ), Counters\by_epoch( 7 ) );
	}

	public function test_a_visitor_sees_one_headline_of_an_experiment_once(): void {
		$this->send( '[1,0,[[7,2,1,1],[7,2,1,3],[7,2,0,8],[7,1,1,8],[7,2,1,4]]]' );
		$this->assertSame( array( 2 => array( 1 => array( 1 => 1, 2 => 1, 3 => 1 ) ) ), Counters\by_epoch( 7 ) );
	}

	public function test_an_entry_that_cannot_be_leaves_the_others(): void {
		$this->send( '[1,0,[[99,1,0,1],[7,2,3,1],[8,0,0,1],[8,2,0,1],[7,2,-1,1],[8,1,1,1]]]' );
		$this->assertSame( array(), Counters\by_epoch( 7 ) );
		$this->assertSame( array( 1 => array( 1 => array( 1 => 1 ) ) ), Counters\by_epoch( 8 ) );
	}

	/**
	 * @return array<string, array{mixed}>
	 */
	public function junk(): array {
		$entry = array( 7, 2, 1, 1 );
		$deep  = '[1,0,' . str_repeat( '[', 2000 ) . str_repeat( ']', 2000 ) . ']';
		return array(
			'nothing'                 => array( '' ),
			'no JSON'                 => array( '[1,0,[[7,2,1,1]]' ),
			'two values'              => array( '[1,0,[[7,2,1,1]]] [1,0,[[7,2,1,1]]]' ),
			'null'                    => array( 'null' ),
			'a number'                => array( '7' ),
			'a form'                  => array( 'a=1&b=2' ),
			'an object'               => array( array( 'site' => 1, 'unit' => 0, 'entries' => array( $entry ) ) ),
			'an object like a list'   => array( '{"0":1,"2":[[7,2,1,1]],"1":0}' ),
			'no entries'              => array( array( 1, 0, array() ) ),
			'entries missing'         => array( array( 1, 0 ) ),
			'one thing more'          => array( array( 1, 0, array( $entry ), 1 ) ),
			'site in words'           => array( array( '1', 0, array( $entry ) ) ),
			'another site'            => array( array( 2, 0, array( $entry ) ) ),
			'no site'                 => array( array( 0, 0, array( $entry ) ) ),
			'unit in words'           => array( array( 1, '0', array( $entry ) ) ),
			'unit 2'                  => array( array( 1, 2, array( $entry ) ) ),
			'unit of a kind'          => array( array( 1, false, array( $entry ) ) ),
			'unit as a fraction'      => array( '[1,0.0,[[7,2,1,1]]]' ),
			'an entry in words'       => array( array( 1, 0, array( array( '7', 2, 1, 1 ) ) ) ),
			'an entry with a list'    => array( array( 1, 0, array( array( array( 7 ), 2, 1, 1 ) ) ) ),
			'a fraction'              => array( '[1,0,[[7,2,1.0,1]]]' ),
			'a number too big'        => array( '[1,0,[[18446744073709551623,2,1,1]]]' ),
			'an entry too short'      => array( array( 1, 0, array( array( 7, 2, 1 ) ) ) ),
			'an entry too long'       => array( array( 1, 0, array( array( 7, 2, 1, 1, 1 ) ) ) ),
			'an entry as an object'   => array( '[1,0,[{"0":7,"1":2,"2":1,"4":1}]]' ),
			'one bad among good'      => array( array( 1, 0, array( $entry, array( 8, 1, 1, 'x' ) ) ) ),
			'mask 0'                  => array( array( 1, 0, array( array( 7, 2, 1, 0 ) ) ) ),
			'mask 16'                 => array( array( 1, 0, array( array( 7, 2, 1, 16 ) ) ) ),
			'mask below 0'            => array( array( 1, 0, array( array( 7, 2, 1, -1 ) ) ) ),
			'33 entries'              => array( array( 1, 0, array_fill( 0, 33, $entry ) ) ),
			'too long'                => array( '[1,0,[[7,2,1,1]]' . str_repeat( ' ', 8192 ) . ']' ),
			'very deep'               => array( $deep ),
			'unknown experiment'      => array( array( 1, 0, array( array( 9, 1, 0, 1 ) ) ) ),
			'the doors’ own rows'     => array( array( 1, 0, array( array( 0, 1, 0, 1 ) ) ) ),
			'a number below 0'        => array( array( 1, 0, array( array( -7, 2, 1, 1 ) ) ) ),
			'a headline there is not' => array( array( 1, 0, array( array( 7, 2, 3, 1 ) ) ) ),
			'weights to come'         => array( array( 1, 0, array( array( 7, 3, 1, 1 ) ) ) ),
			'a token nobody asked'    => array( array( 1, str_repeat( 'a', 64 ) ) ),
			'a token of nothing'      => array( array( 1, hash( 'sha256', '' ) ) ),
			'SQL'                     => array( array( 1, 0, array( array( '7); DROP TABLE wptests_two_heads_counts; --', 2, 1, 1 ) ) ) ),
		);
	}

	/**
	 * @dataProvider junk
	 */
	public function test_junk_stores_nothing( mixed $junk ): void {
		$before = $this->stored();
		$this->send( $junk );
		$this->assertEquals( $before, $this->stored() );
	}

	public function test_32_entries_and_8192_bytes_are_taken(): void {
		$this->counting( array_fill( 1, 40, array( 2, 1 ) ) );
		$beacon = (string) wp_json_encode( array( 1, 0, array_map( static fn ( int $id ): array => array( $id, 1, 1, 15 ), range( 1, 32 ) ) ) );
		$this->send( str_pad( $beacon, 8192 ) );
		$this->assertSame( array( 1 => array( 1 => array( 1 => 1, 2 => 1, 3 => 1, 4 => 1 ) ) ), Counters\by_epoch( 32 ) );
	}

	public function test_without_anything_running_nothing_counts(): void {
		foreach ( array( null, '', 'broken', '[]', '{"e":[]}', '{"e":5}' ) as $value ) {
			delete_option( Collect\COUNTING );
			if ( null !== $value ) {
				update_option( Collect\COUNTING, $value, false );
			}
			$before = $this->stored();
			$this->send( array( 1, 0, array( array( 7, 1, 0, 1 ) ) ) );
			$this->assertEquals( $before, $this->stored() );
		}
	}

	/**
	 * @return array<string, array{string, bool}>
	 */
	public function agents(): array {
		$chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
		$rows   = array();
		foreach (
			array(
				$chrome,
				self::FIREFOX,
				"$chrome Edg/142.0.0.0",
				'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
				'Mozilla/5.0 (Linux; Android 13; CUBOT KINGKONG 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
				'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22A3354 [FBAN/FBIOS;FBAV/480.0.0.0]',
				'Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 350.0',
			) as $agent
		) {
			$rows[ $agent ] = array( $agent, false );
		}
		foreach (
			array(
				'',
				'  ',
				'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/142.0.0.0 Safari/537.36',
				'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
				'Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)',
				'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
				'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
				'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
				'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
				'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36',
				str_replace( 'Chrome', 'Chrome-Lighthouse Chrome', $chrome ),
				'curl/8.9.1',
				'python-requests/2.32.3',
				'Go-http-client/2.0',
				'WordPress/7.1; https://example.org',
			) as $agent
		) {
			$rows[ "\"$agent\"" ] = array( $agent, true );
		}
		return $rows;
	}

	/**
	 * @dataProvider agents
	 */
	public function test_programs_are_told_from_browsers( string $agent, bool $is_bot ): void {
		$this->send( array( 1, 0, array( array( 7, 1, 0, 1 ) ) ), array( 'HTTP_USER_AGENT' => $agent ) );
		$this->assertSame( $is_bot, array() === Counters\by_epoch( 7 ) );
	}

	public function test_a_browser_that_only_fetches_ahead_does_not_count(): void {
		foreach ( array( 'prefetch', 'prefetch;prerender', 'prefetch;anonymous-client-ip' ) as $purpose ) {
			$this->send( array( 1, 0, array( array( 7, 1, 0, 1 ) ) ), array( 'HTTP_SEC_PURPOSE' => $purpose ) );
		}
		$this->assertSame( array(), Counters\by_epoch( 7 ) );
	}

	/**
	 * @return array<string, array{string, string|null}>
	 */
	public function addresses(): array {
		return array(
			'IPv4'                     => array( '203.0.114.9', '203.0.114' ),
			'its neighbour'            => array( '203.0.114.200', '203.0.114' ),
			'IPv6'                     => array( '2a01:4f8:c17:1::1', '2a01:4f8:c17' ),
			'its neighbour of IPv6'    => array( '2a01:4f8:c17:ffff:1:2:3:4', '2a01:4f8:c17' ),
			'IPv4 in IPv6'             => array( '::ffff:203.0.114.9', '203.0.114' ),
			'this machine'             => array( '127.0.0.1', null ),
			'this machine, IPv6'       => array( '::1', null ),
			'this machine, both'       => array( '::ffff:127.0.0.1', null ),
			'a private network'        => array( '10.1.2.3', null ),
			'another private network'  => array( '192.168.1.1', null ),
			'a third private network'  => array( '172.20.0.5', null ),
			'a provider’s own network' => array( '100.64.3.4', null ),
			'beside it'                => array( '100.128.3.4', '100.128.3' ),
			'a private network, IPv6'  => array( 'fd00:1::1', null ),
			'a link'                   => array( 'fe80::1', null ),
			'a socket'                 => array( 'unix:', null ),
			'nothing'                  => array( '', null ),
			'a list'                   => array( '203.0.114.9, 10.0.0.1', null ),
		);
	}

	/**
	 * @dataProvider addresses
	 */
	public function test_addresses_are_cut_before_anything_else( string $address, ?string $group ): void {
		$packed = match ( true ) {
			null === $group               => null,
			str_contains( $group, '.' )   => implode( array_map( 'chr', array_map( 'intval', explode( '.', $group ) ) ) ),
			default                       => substr( (string) inet_pton( "$group::" ), 0, 6 ),
		};
		$this->assertSame( $packed, Limits\group( $address ) );
	}

	public function test_so_many_from_one_corner_and_no_more(): void {
		$this->counting( array( '7' => array( 2, 1 ) ), 5 );
		for ( $i = 0; $i < 8; $i++ ) {
			$this->send( array( 1, 0, array( array( 7, 1, 0, 1 ) ) ), array( 'REMOTE_ADDR' => "198.52.100.$i" ) );
		}
		$this->assertSame( 5, Counters\by_epoch( 7 )[1][0][1] );
		$this->assertSame( 3, Limits\dropped() );
		// From elsewhere they are taken; what a header says of the address is nothing.
		$this->send( array( 1, 0, array( array( 7, 1, 0, 1 ) ) ), array( 'REMOTE_ADDR' => '2a01:4f8:c17::1' ) );
		$this->send( array( 1, 0, array( array( 7, 1, 0, 1 ) ) ), array( 'REMOTE_ADDR' => '198.52.100.1', 'HTTP_X_FORWARDED_FOR' => '8.8.8.8' ) );
		$this->assertSame( 6, Counters\by_epoch( 7 )[1][0][1] );
		$this->assertSame( 4, Limits\dropped() );
	}

	public function test_behind_a_proxy_only_the_limit_for_all_holds(): void {
		$this->counting( array( '7' => array( 2, 1 ) ), 2, 6 );
		for ( $i = 0; $i < 9; $i++ ) {
			$this->send( array( 1, 0, array( array( 7, 1, 0, 1 ) ) ), array( 'REMOTE_ADDR' => '10.0.0.1' ) );
		}
		$this->assertSame( 6, Counters\by_epoch( 7 )[1][0][1] );
		$this->assertSame( 3, Limits\dropped() );
	}

	public function test_a_minute_later_all_is_allowed_again_also_when_the_clock_was_set_back(): void {
		$minute = Limits\minute();
		foreach ( array( -60, 1 ) as $off ) {
			$of_then = array_map(
				static fn ( array $row ): array => array( ...array_slice( $row, 0, 5 ), ( ( $minute + $off ) << Counters\SHIFT ) + 1 ),
				Limits\rows( 5 )
			);
			for ( $i = 0; $i < 4; $i++ ) {
				Counters\write( $of_then );
			}
			$this->assertSame( array( 'address' => 0, 'all' => 0 ), Limits\in_table( 5 ) );
		}
		$now = Limits\rows( 5 );
		Counters\write( $now );
		Counters\write( $now );
		Counters\write( $now );
		$this->assertSame( array( 'address' => 3, 'all' => 3 ), Limits\in_table( 5 ) );
		$this->assertSame( array( 'address' => 0, 'all' => 3 ), Limits\in_table( 6 ) );
		$this->assertSame( array( 'address' => 0, 'all' => 3 ), Limits\in_table( null ) );
	}

	public function test_the_rows_of_the_limits_do_not_grow_and_name_nobody(): void {
		global $wpdb;
		$this->counting( array( '7' => array( 2, 1 ) ) );
		$buckets = array();
		for ( $i = 0; $i < 300; $i++ ) {
			$buckets[] = Limits\bucket( pack( 'C3', 8, intdiv( $i, 100 ), $i % 100 ) );
			$this->assertLessThan( 4096, end( $buckets ) );
		}
		// They are spread: chance alone would put some together.
		$this->assertGreaterThan( 270, count( array_unique( $buckets ) ) );
		for ( $i = 0; $i < 40; $i++ ) {
			$this->send( array( 1, 0, array( array( 7, 1, 0, 1 ) ) ) );
		}
		$rows = $wpdb->get_results( 'SELECT * FROM ' . Counters\table() . ' WHERE experiment = 0' );
		$this->assertLessThanOrEqual( Limits\SHARDS + 1, count( $rows ) );
	}

	public function test_with_an_object_cache_the_limits_cost_no_row(): void {
		global $wpdb;
		$this->counting( array( '7' => array( 2, 1 ) ), 3 );
		wp_using_ext_object_cache( true );
		for ( $i = 0; $i < 5; $i++ ) {
			$this->send( array( 1, 0, array( array( 7, 1, 0, 1 ) ) ) );
		}
		wp_using_ext_object_cache( false );
		$this->assertSame( 3, Counters\by_epoch( 7 )[1][0][1] );
		$this->assertSame( 2, Limits\dropped() );
		$this->assertSame( '1', $wpdb->get_var( 'SELECT COUNT(*) FROM ' . Counters\table() . ' WHERE experiment = 0' ) );
	}

	public function test_drops_are_known_for_a_day_and_forgotten_after_a_week(): void {
		global $wpdb;
		$hour = Counters\hour();
		foreach ( array( 0, 23, 24, 160, 200 ) as $ago ) {
			Counters\write( array( array( Counters\OWN, 0, Limits\DROPPED, 0, $hour - $ago, 1 ) ) );
		}
		$this->assertSame( 2, Limits\dropped() );
		Limits\forget();
		$this->assertSame( '4', $wpdb->get_var( 'SELECT COUNT(*) FROM ' . Counters\table() . ' WHERE experiment = 0' ) );
	}

	public function test_a_beacon_costs_three_queries_and_junk_one_or_none(): void {
		global $wpdb;
		$queries = function ( mixed $said ) use ( $wpdb ): int {
			$before = $wpdb->num_queries;
			$this->send( $said );
			return $wpdb->num_queries - $before;
		};
		$this->assertSame( 3, $queries( array( 1, 0, array( array( 7, 1, 0, 15 ), array( 8, 1, 0, 15 ) ) ) ) );
		$this->assertSame( 1, $queries( array( 1, 0, array( array( 9, 1, 0, 15 ) ) ) ) );
		$this->assertSame( 0, $queries( array( 2, 0, array( array( 7, 1, 0, 15 ) ) ) ) );
		$this->assertSame( 0, $queries( 'junk' ) );
	}
}

<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Engines\BuiltIn\Buffer;
use TwoHeads\Engines\BuiltIn\Collect;
use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Figures;
use TwoHeads\Experiments\Store;
use TwoHeads\Tests\Experiments\Experimenting;
use TwoHeads\Tests\TestCase;

final class BufferTest extends TestCase {

	use Counting;
	use Experimenting;

	private const SERVER = array(
		'HTTP_USER_AGENT' => 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
		'REMOTE_ADDR'     => '203.0.113.9',
	);

	protected function setUp(): void {
		parent::setUp();
		$this->doors_are_checked();
		// Core's own cache, which says that it outlives the request.
		wp_using_ext_object_cache( true );
		wp_cache_flush();
		$this->counting( array( '7' => array( 2, 3 ) ) );
		// The first beacon of all empties the buffer at once.
		wp_cache_add_global_groups( Buffer\GROUP );
		wp_cache_add( Buffer\key( array( 'emptied' ) ), 1, Buffer\GROUP );
	}

	protected function tearDown(): void {
		wp_using_ext_object_cache( false );
		parent::tearDown();
	}

	/**
	 * @param array<int|string, array{int, int}> $experiments Experiment to number of headlines and epoch.
	 */
	private function counting( array $experiments ): void {
		update_option( Collect\COUNTING, wp_json_encode( array( 'e' => $experiments, 'address' => 600, 'all' => 60000, 'buffer' => 1 ) ), false );
	}

	private function send( int $epoch, int $mask, int $experiment = 7 ): void {
		$body = (string) wp_json_encode( array( 1, 0, array( array( $experiment, $epoch, 1, $mask ) ) ) );
		Collect\take( Collect\read( $body, self::SERVER ), self::SERVER );
	}

	public function test_many_beacons_are_one_write(): void {
		global $wpdb;
		$this->send( 3, 15 );
		$this->send( 3, 3 );
		$this->send( 2, 1 );
		$this->assertSame( array(), Counters\by_epoch( 7 ) );
		$before = $wpdb->num_queries;
		Buffer\flush();
		$this->assertSame( 2, $wpdb->num_queries - $before, 'one to read what runs, one to write' );
		$expected = array( 2 => array( 1 => array( 1 => 1 ) ), 3 => array( 1 => array( 1 => 2, 2 => 2, 3 => 1, 4 => 1 ) ) );
		$this->assertSame( $expected, Counters\by_epoch( 7 ) );
		Buffer\flush();
		$this->assertSame( $expected, Counters\by_epoch( 7 ), 'not twice' );
		$this->send( 3, 1 );
		Buffer\flush();
		$this->assertSame( 3, Counters\by_epoch( 7 )[3][1][1] );
	}

	public function test_a_beacon_empties_it_after_a_while(): void {
		$this->send( 3, 1 );
		wp_cache_delete( Buffer\key( array( 'emptied' ) ), Buffer\GROUP );
		$this->send( 3, 1 );
		$this->assertSame( 2, Counters\by_epoch( 7 )[3][1][1] );
	}

	public function test_what_came_with_weights_of_long_ago_is_written_at_once(): void {
		$this->send( 1, 1 );
		$this->assertSame( array( 1 => array( 1 => array( 1 => 1 ) ) ), Counters\by_epoch( 7 ) );
	}

	public function test_what_cannot_be_written_stays(): void {
		global $wpdb;
		$this->send( 3, 1 );
		$prefix = $wpdb->prefix;
		add_filter( 'query', $break = static fn ( $sql ) => str_starts_with( $sql, 'INSERT INTO ' . $prefix . 'two_heads_counts' ) ? 'NOT A QUERY' : $sql );
		$shown = $wpdb->hide_errors();
		Buffer\flush();
		remove_filter( 'query', $break );
		$wpdb->show_errors( $shown );
		$this->assertSame( array(), Counters\by_epoch( 7 ) );
		Buffer\flush();
		$this->assertSame( 1, Counters\by_epoch( 7 )[3][1][1] );
	}

	public function test_while_somebody_empties_it_nobody_else_does(): void {
		$this->send( 3, 1 );
		wp_cache_add( Buffer\key( array( 'lock' ) ), 1, Buffer\GROUP );
		Buffer\flush();
		$this->assertSame( array(), Counters\by_epoch( 7 ) );
	}

	public function test_without_such_a_cache_nothing_is_kept(): void {
		wp_using_ext_object_cache( false );
		$this->send( 3, 1 );
		$this->assertSame( 1, Counters\by_epoch( 7 )[3][1][1] );
	}

	public function test_figures_and_endings_miss_nothing_that_is_kept(): void {
		add_filter( 'two_heads_buffer_counts', '__return_true' );
		$this->become( 'administrator' );
		$id = $this->running( $this->post(), array( 'engine' => 'builtin' ) );
		$this->send( 1, 3, $id );
		$this->assertSame( array(), Counters\by_epoch( $id ) );
		$this->assertSame( 1, Figures\look( Store\get( $id ) )['results']['visitors'] );
		$this->send( 1, 3, $id );
		$this->carry_through( $id, 'end', array( 'variation' => 0 ) );
		$this->assertSame( 2, Counters\by_epoch( $id )[1][1][2] );
		remove_filter( 'two_heads_buffer_counts', '__return_true' );
		Compile\rebuild();
		$this->assertStringNotContainsString( 'buffer', (string) get_option( Collect\COUNTING ) );
	}
}

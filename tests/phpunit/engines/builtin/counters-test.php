<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Tests\TestCase;

final class CountersTest extends TestCase {

	/** Experiments that tests outside of a transaction count for. */
	private const OUTSIDE = array( 901, 902 );

	protected function tearDown(): void {
		parent::tearDown();
		array_map( 'TwoHeads\Engines\BuiltIn\Counters\delete', self::OUTSIDE );
	}

	public function test_counts_add_up_by_weights_headline_and_metric(): void {
		$rendered = array( 7, 1, 0, Counters\RENDERED, 1 );
		$this->assertTrue( Counters\add( array( $rendered, array( 7, 1, 1, Counters\RENDERED, 1 ), $rendered ) ) );
		$this->assertTrue( Counters\add( array( array( 7, 2, 1, Counters\CLICK, 3 ), array( 7, 1, 0, 1, 5 ), array( 8, 1, 0, Counters\READ, 1 ) ) ) );
		$this->assertSame(
			array(
				1 => array( 0 => array( Counters\RENDERED => 7 ), 1 => array( Counters\RENDERED => 1 ) ),
				2 => array( 1 => array( Counters\CLICK => 3 ) ),
			),
			Counters\by_epoch( 7 )
		);
		Counters\delete( 7 );
		$this->assertSame( array(), Counters\by_epoch( 7 ) );
		$this->assertSame( array( 1 => array( 0 => array( Counters\READ => 1 ) ) ), Counters\by_epoch( 8 ) );
	}

	public function test_adding_nothing_asks_nothing(): void {
		global $wpdb;
		$before = $wpdb->num_queries;
		$this->assertTrue( Counters\add( array() ) );
		$this->assertSame( $before, $wpdb->num_queries );
	}

	public function test_one_statement_sorted_by_key_however_the_increments_come(): void {
		$given = array( array( 10, 1, 0, 2, 1 ), array( 9, 2, 1, 1, 1 ), array( 9, 2, 0, 5, 1 ), array( 9, 1, 1, 1, 1 ), array( 9, 2, 0, 3, 1 ) );
		$hour  = Counters\hour();
		$this->assertStringContainsString(
			"VALUES (9,1,1,1,$hour,1),(9,2,0,3,$hour,1),(9,2,0,5,$hour,1),(9,2,1,1,$hour,1),(10,1,0,2,$hour,1) ON",
			Counters\upsert( Counters\rows( $given ) )
		);
		$this->assertSame( Counters\upsert( Counters\rows( $given ) ), Counters\upsert( Counters\rows( array_reverse( $given ) ) ) );
	}

	public function test_hours_come_oldest_first_as_seconds(): void {
		Counters\write( array( array( 7, 1, 0, 1, 400_001, 2 ), array( 7, 1, 0, 1, 400_000, 1 ) ) );
		$this->assertSame(
			array(
				array( 'hour' => 400_000 * 3600, 'epoch' => 1, 'variation' => 0, 'metric' => 1, 'n' => 1 ),
				array( 'hour' => 400_001 * 3600, 'epoch' => 1, 'variation' => 0, 'metric' => 1, 'n' => 2 ),
			),
			Counters\by_hour( 7 )
		);
	}

	public function test_processes_that_count_the_same_rows_at_once_lose_nothing(): void {
		global $wpdb;
		$wpdb->query( 'COMMIT' );
		$running = array();
		for ( $process = 0; $process < 4; $process++ ) {
			$command   = array( PHP_BINARY, '-d', 'display_errors=stderr', __DIR__ . '/adding.php', '200', (string) self::OUTSIDE[0] );
			$running[] = array( proc_open( $command, array( 1 => array( 'pipe', 'w' ) ), $pipes ), $pipes[1] );
		}
		foreach ( $running as list( $process, $said ) ) {
			$this->assertSame( '200', stream_get_contents( $said ) );
			$this->assertSame( 0, proc_close( $process ) );
		}
		foreach ( self::OUTSIDE as $which => $experiment ) {
			$each = array_fill_keys( range( 1, 5 ), 800 );
			$this->assertSame( array( 1 => array( $which => $each, $which + 2 => $each ) ), Counters\by_epoch( $experiment ) );
		}
	}

	/**
	 * Another connection, which has a transaction under way.
	 */
	private function another(): \mysqli {
		$other = new \mysqli( ...two_heads_tests_database() );
		$other->begin_transaction();
		return $other;
	}

	/**
	 * Does something before the second attempt to write.
	 */
	private function before_the_second( callable $work ): \ArrayObject {
		$attempts = new \ArrayObject();
		add_filter(
			'query',
			static function ( $sql ) use ( $attempts, $work ) {
				if ( str_starts_with( (string) $sql, 'INSERT INTO ' . Counters\table() ) ) {
					$attempts[] = $sql;
					if ( 2 === count( $attempts ) ) {
						$work();
					}
				}
				return $sql;
			}
		);
		return $attempts;
	}

	public function test_a_deadlock_is_tried_again(): void {
		global $wpdb;
		list( $first, $second ) = self::OUTSIDE;
		$wpdb->query( 'COMMIT' );
		Counters\write( array( array( $first, 1, 0, 1, 1, 1 ), array( $second, 1, 0, 1, 1, 1 ) ) );
		$other = $this->another();
		$table = Counters\table();
		// Has done more than we: the database sends us away.
		$other->query( "INSERT INTO $table VALUES " . implode( ',', array_map( static fn ( int $hour ): string => "($second,9,9,9,$hour,1)", range( 1, 500 ) ) ) );
		$other->query( "UPDATE $table SET n = n + 1 WHERE experiment = $second AND epoch = 1" );
		$wpdb->query( 'START TRANSACTION' );
		$wpdb->query( "UPDATE $table SET n = n + 100 WHERE experiment = $first" );
		$other->query( "UPDATE $table SET n = n + 1 WHERE experiment = $first", MYSQLI_ASYNC );
		$refused  = array();
		$attempts = $this->before_the_second(
			static function () use ( $other, &$refused, $wpdb ): void {
				$refused[] = mysqli_errno( $wpdb->dbh );
				$other->reap_async_query();
				$other->commit();
			}
		);
		$this->assertTrue( Counters\write( array( array( $second, 1, 0, 1, 1, 10 ) ) ) );
		$this->assertSame( array( 1213 ), $refused );
		$this->assertCount( 2, $attempts );
		$this->assertSame( 12, Counters\by_epoch( $second )[1][0][1] );
		$this->assertSame( 2, Counters\by_epoch( $first )[1][0][1] );
	}

	public function test_waiting_too_long_for_a_lock_is_tried_again(): void {
		global $wpdb;
		list( $first ) = self::OUTSIDE;
		$wpdb->query( 'COMMIT' );
		$wpdb->query( 'SET SESSION innodb_lock_wait_timeout = 1' );
		Counters\write( array( array( $first, 1, 0, 1, 1, 1 ) ) );
		$other = $this->another();
		$other->query( 'UPDATE ' . Counters\table() . " SET n = n + 1 WHERE experiment = $first" );
		$refused = array();
		$this->before_the_second(
			static function () use ( $other, &$refused, $wpdb ): void {
				$refused[] = mysqli_errno( $wpdb->dbh );
				$other->commit();
			}
		);
		$this->assertTrue( Counters\write( array( array( $first, 1, 0, 1, 1, 10 ) ) ) );
		$this->assertSame( array( 1205 ), $refused );
		$this->assertSame( 12, Counters\by_epoch( $first )[1][0][1] );
		$wpdb->query( 'SET SESSION innodb_lock_wait_timeout = DEFAULT' );
	}

	public function test_what_the_database_refuses_for_good_is_not_tried_again_and_said_to_nobody(): void {
		global $wpdb;
		$asked = 0;
		add_filter(
			'query',
			static function ( $sql ) use ( &$asked ) {
				++$asked;
				return str_replace( 'two_heads_counts', 'two_heads_gone', (string) $sql );
			}
		);
		$this->assertFalse( Counters\add( array( array( 7, 1, 0, 1, 1 ) ) ) );
		$this->assertSame( 1, $asked );
		$this->assertFalse( $wpdb->suppress_errors );
		$this->expectOutputString( '' );
	}

	public function test_compacting_keeps_the_sums_and_days_still_under_way(): void {
		global $wpdb;
		$wpdb->query( 'COMMIT' );
		$experiment = self::OUTSIDE[0];
		$today      = intdiv( Counters\hour(), 24 ) * 24;
		$rows       = array();
		for ( $hour = $today - 60; $hour <= Counters\hour(); $hour++ ) {
			foreach ( array( 0, 1 ) as $variation ) {
				$rows[] = array( $experiment, 1, $variation, 1, $hour, $hour % 7 + 1 );
				$rows[] = array( $experiment + 1, 1, $variation, 1, $hour, 1 );
			}
		}
		Counters\write( $rows );
		$sums  = Counters\by_epoch( $experiment );
		$other = Counters\by_hour( $experiment + 1 );
		Counters\compact( $experiment );
		$this->assertSame( $sums, Counters\by_epoch( $experiment ) );
		$this->assertSame( $other, Counters\by_hour( $experiment + 1 ) );
		$after = Counters\by_hour( $experiment );
		$hours = array_values( array_unique( array_column( $after, 'hour' ) ) );
		$wanted = array( $today - 72, $today - 48, $today - 24, ...range( $today, Counters\hour() ) );
		$this->assertSame( array_map( static fn ( int $hour ): int => $hour * 3600, $wanted ), $hours );
		$of_a_day = array_map( static fn ( int $hour ): int => $hour % 7 + 1, range( $today - 48, $today - 25 ) );
		$this->assertSame( array_sum( $of_a_day ), $after[2]['n'] );
		Counters\compact( $experiment );
		$this->assertSame( $after, Counters\by_hour( $experiment ) );
	}

	public function test_compacting_that_is_cut_off_leaves_all_as_it_was(): void {
		global $wpdb;
		$wpdb->query( 'COMMIT' );
		$experiment = self::OUTSIDE[0];
		Counters\write( array( array( $experiment, 1, 0, 1, 400_001, 2 ), array( $experiment, 1, 0, 1, 400_002, 3 ) ) );
		$before = Counters\by_hour( $experiment );
		// The day has been written; the hours cannot be taken away.
		$fail = static fn ( $sql ) => str_starts_with( (string) $sql, 'DELETE' ) ? 'DELETE FROM nowhere' : $sql;
		add_filter( 'query', $fail );
		$suppress = $wpdb->suppress_errors( true );
		Counters\compact( $experiment );
		$wpdb->suppress_errors( $suppress );
		remove_filter( 'query', $fail );
		$this->assertSame( $before, Counters\by_hour( $experiment ) );
		Counters\compact( $experiment );
		$this->assertSame( array( array( 'hour' => 399_984 * 3600, 'epoch' => 1, 'variation' => 0, 'metric' => 1, 'n' => 5 ) ), Counters\by_hour( $experiment ) );
	}

	public function test_a_site_of_a_network_that_is_deleted_takes_its_table_along(): void {
		global $wpdb;
		$tables = apply_filters( 'wpmu_drop_tables', array( 'posts' => 'wp_5_posts' ), 5 );
		$this->assertSame( array( 'wp_5_posts', $wpdb->get_blog_prefix( 5 ) . 'two_heads_counts' ), array_values( $tables ) );
	}

	public function test_a_table_in_small_letters_is_there(): void {
		global $wpdb;
		$prefix = $wpdb->prefix;
		try {
			$wpdb->prefix = strtoupper( $prefix );
			add_filter( 'query', static fn ( $sql ) => str_starts_with( (string) $sql, 'SHOW TABLES' ) ? "SHOW TABLES LIKE '%two\\_heads\\_counts'" : $sql );
			$this->assertTrue( Counters\exists() );
		} finally {
			$wpdb->prefix = $prefix;
		}
	}

	public function test_the_table_is_made_once_and_asked_for_nothing_after(): void {
		global $wpdb;
		$this->assertTrue( Counters\exists() );
		wp_load_alloptions();
		$before = $wpdb->num_queries;
		Counters\install();
		$this->assertSame( $before, $wpdb->num_queries );
		$this->assertSame( 'InnoDB', $wpdb->get_var( $wpdb->prepare( 'SELECT ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = %s', Counters\table() ) ) );
		// What dbDelta would still change on a table that it has made itself would be changed at every update.
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$altered = array();
		add_filter(
			'query',
			static function ( $sql ) use ( &$altered ) {
				if ( preg_match( '/^(ALTER|CREATE)/', (string) $sql ) ) {
					$altered[] = $sql;
				}
				return $sql;
			}
		);
		Counters\create();
		$this->assertSame( array(), $altered );
	}
}

<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Core;

use TwoHeads\Core\Lock;
use TwoHeads\Tests\TestCase;

final class LockTest extends TestCase {

	public function test_has_one_holder(): void {
		$mine = Lock\acquire( 'test', 30 );
		$this->assertIsString( $mine );
		$this->assertNull( Lock\acquire( 'test', 30 ) );
		$this->assertIsString( Lock\acquire( 'another', 30 ) );
		Lock\release( 'test', $mine );
		$this->assertIsString( Lock\acquire( 'test', 30 ) );
	}

	public function test_an_expired_lock_is_taken_over_and_stays_taken(): void {
		$dead = Lock\acquire( 'test', -10 );
		$mine = Lock\acquire( 'test', 30 );
		$this->assertIsString( $mine );
		// The process that was thought dead comes back: it must not give away what is no longer its own.
		Lock\release( 'test', $dead );
		$this->assertNull( Lock\acquire( 'test', 30 ) );
	}

	/**
	 * @dataProvider statements
	 */
	public function test_what_the_database_refuses_for_another_is_tried_again( string $statement, int $times, bool $works ): void {
		global $wpdb;
		$held = Lock\acquire( 'test', 30 );
		$left = $times;
		add_filter(
			'query',
			static function ( string $sql ) use ( $statement, &$left ): string {
				return str_starts_with( $sql, $statement ) && --$left >= 0
					? "SIGNAL SQLSTATE '40001' SET MESSAGE_TEXT = 'Deadlock found when trying to get lock'" : $sql;
			}
		);
		$suppress = $wpdb->suppress_errors( true );
		if ( 'INSERT' === $statement ) {
			$this->assertSame( $works, null !== Lock\acquire( 'another', 30 ) );
		} elseif ( 'UPDATE' === $statement ) {
			$this->assertSame( $works, null !== Lock\renew( 'test', $held, 30 ) );
		} else {
			Lock\release( 'test', $held );
			remove_all_filters( 'query' );
			$this->assertSame( $works, null !== Lock\acquire( 'test', 30 ) );
		}
		$wpdb->suppress_errors( $suppress );
		// It was refused as often as it was meant to be, or as often as it was tried.
		$this->assertSame( $works ? -1 : 99 - Lock\TRIES, $left );
	}

	/**
	 * @return array<string, array{string, int, bool}>
	 */
	public function statements(): array {
		return array(
			'taken once refused'  => array( 'INSERT', 1, true ),
			'renewed after three' => array( 'UPDATE', 3, true ),
			'given back'          => array( 'DELETE', 4, true ),
			'for ever'            => array( 'INSERT', 99, false ),
		);
	}

	public function test_is_not_autoloaded(): void {
		Lock\acquire( 'test', 30 );
		wp_cache_delete( 'alloptions', 'options' );
		$this->assertArrayNotHasKey( 'two_heads_lock_test', wp_load_alloptions() );
	}
}

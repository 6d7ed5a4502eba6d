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

	public function test_is_not_autoloaded(): void {
		Lock\acquire( 'test', 30 );
		wp_cache_delete( 'alloptions', 'options' );
		$this->assertArrayNotHasKey( 'two_heads_lock_test', wp_load_alloptions() );
	}
}

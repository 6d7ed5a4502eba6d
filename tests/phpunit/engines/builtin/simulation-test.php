<?php
/**
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Tests\Engines\BuiltIn;

use TwoHeads\Simulate;
use TwoHeads\Tests\TestCase;

/**
 * A few seconds of `npm run simulate`: a rule that has lost its promise is noticed here already.
 */
final class SimulationTest extends TestCase {

	public static function setUpBeforeClass(): void {
		require_once dirname( __DIR__, 4 ) . '/bin/simulate/load.php';
	}

	public function test_equal_headlines_are_seldom_called_different(): void {
		$found = Simulate\alike( 0.05, 2, 0, 200, 100, 1 );
		self::assertSame( 200, $found['runs'] );
		self::assertSame( 20, $found['judged'] );
		// 5 % and three standard deviations of so few runs.
		self::assertLessThanOrEqual( 19, $found['significant'] );
		// The other way round: it is not silent because nothing is ever tested.
		self::assertGreaterThan( 0, $found['significant'] );
		self::assertGreaterThan( 0, $found['likely'] );
	}

	public function test_spoiled_tests_are_found_and_the_editors_agreed_with(): void {
		$found = Simulate\read_archive();
		self::assertGreaterThan( 0.5, $found['spoiled_flagged'] / $found['spoiled'] );
		self::assertLessThan( 0.01, $found['good_flagged'] / $found['good'] );
		self::assertGreaterThan( 40, $found['declared'] );
		self::assertGreaterThan( 0.9, $found['agreed'] / $found['declared'] );
		self::assertEqualsWithDelta( 1600, $found['kappa'], 100 );
	}

	public function test_the_modes_earn_in_their_order(): void {
		$gains = array();
		foreach ( array( 'earn', 'learn', 'prove', 'equal' ) as $mode ) {
			$played         = Simulate\play( $mode, 4.0, 0, 12, 1 );
			$gains[ $mode ] = $played['clicks'] / $played['original'] - 1;
			self::assertLessThan( $played['oracle'], $played['clicks'] );
		}
		$sorted = $gains;
		arsort( $sorted );
		self::assertSame( $gains, $sorted );
		self::assertGreaterThan( 0.1, $gains['earn'] );
	}

	public function test_random_numbers_are_those_of_their_distribution_and_of_their_seed(): void {
		foreach ( array( array( 50, 0.0125 ), array( 5000, 0.02 ), array( 40, 0.9 ) ) as list( $n, $rate ) ) {
			mt_srand( 7 );
			$drawn = array();
			for ( $draw = 0; $draw < 20000; $draw++ ) {
				$drawn[] = Simulate\binomial( $n, $rate );
			}
			$mean     = array_sum( $drawn ) / count( $drawn );
			$variance = array_sum( array_map( static fn ( int $one ): float => ( $one - $mean ) ** 2, $drawn ) ) / count( $drawn );
			self::assertEqualsWithDelta( $n * $rate, $mean, 4 * sqrt( $n * $rate * ( 1 - $rate ) / 20000 ) );
			self::assertEqualsWithDelta( 1.0, $variance / ( $n * $rate * ( 1 - $rate ) ), 0.05 );
			mt_srand( 7 );
			self::assertSame( $drawn[0], Simulate\binomial( $n, $rate ) );
		}
		self::assertSame( array( 0, 0, 9 ), array( Simulate\binomial( 0, 0.5 ), Simulate\binomial( 9, 0.0 ), Simulate\binomial( 9, 1.0 ) ) );
	}
}

<?php
/**
 * What the modes earn where the headlines are as different as real ones are.
 *
 * Each test of the archive is played again: true rates are drawn from what its counts leave possible, visitors come in
 * forty portions, the engine judges after each, and what it allows is applied to those who are still to come.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Simulate;

use TwoHeads\Engines\BuiltIn\Judge;
use TwoHeads\Engines\BuiltIn\SpecialFunctions;
use TwoHeads\Engines\BuiltIn\Statistics;

/** How often the engine judges until the end. */
const PORTIONS = 40;

/**
 * Plays tests of the archive in one mode.
 *
 * @param string $mode    learn, earn, prove; or equal: an equal split that never stops.
 * @param float  $horizon Visitors, as a multiple of those that the real test had.
 * @param int    $from    First test, and
 * @param int    $to      the one after the last.
 * @return array{tests: int, clicks: float, original: float, oracle: float, right: int, worse: int, stops: list<float>}
 *         Clicks that are expected of the mode, of the original alone and of the best headline alone; in how many tests the
 *         headline kept is the best, and in how many one worse than the original; when each was decided, 0 to 1.
 */
function play( string $mode, float $horizon, int $from, int $to, int $seed ): array {
	$sum   = array_fill_keys( array( 'tests', 'clicks', 'original', 'oracle', 'right', 'worse' ), 0 ) + array( 'stops' => array() );
	$tests = array_values( array_filter( archive(), static fn ( array $test ): bool => ! $test['spoiled'] ) );
	foreach ( array_slice( $tests, $from, $to - $from ) as $number => $test ) {
		// The same truth in every mode.
		mt_srand( crc32( "$seed " . ( $from + $number ) ) );
		$rates  = true_rates( $test );
		$views  = $horizon * array_sum( $test['views'] );
		$played = 'equal' === $mode ? array( $views * array_sum( $rates ) / count( $rates ), array_search( max( $rates ), $rates, true ), 1.0 )
			: play_once( $mode, $rates, (int) round( $views / PORTIONS ) );
		list( $clicks, $kept, $stop ) = $played;
		++$sum['tests'];
		$sum['clicks']   += $clicks;
		$sum['original'] += $views * $rates[0];
		$sum['oracle']   += $views * max( $rates );
		$sum['right']    += $rates[ $kept ] === max( $rates ) ? 1 : 0;
		$sum['worse']    += $rates[ $kept ] < $rates[0] ? 1 : 0;
		$sum['stops'][]   = $stop;
	}
	return $sum;
}

/**
 * Rates that a test's counts leave possible.
 *
 * @param array{views: list<int>, clicks: list<int>} $test
 * @return list<float>
 */
function true_rates( array $test ): array {
	$counts = array_map( static fn ( int $views, int $clicks ): array => array( (float) $views, (float) $clicks ), $test['views'], $test['clicks'] );
	return array_map( static fn ( array $beta ): float => SpecialFunctions\beta_quantile( uniform(), ...$beta ), Statistics\posterior( $counts ) );
}

/**
 * One test.
 *
 * @param list<float> $rates
 * @return array{float, int, float} Clicks expected, the headline kept, when it was decided (0 to 1).
 */
function play_once( string $mode, array $rates, int $portion ): array {
	$arms    = count( $rates );
	$nothing = array_fill( 0, $arms, 0 );
	$epochs  = array( epoch( $nothing, $nothing, array_fill( 0, $arms, 1 ) ) );
	$before  = array();
	$clicks  = 0.0;
	for ( $turn = 1; $turn <= PORTIONS; $turn++ ) {
		$now    = count( $epochs ) - 1;
		$shares = $epochs[ $now ]['weights'];
		$whole  = array_sum( $shares );
		$left   = $portion;
		foreach ( $rates as $arm => $rate ) {
			// One after the other out of those who are left: together that is the multinomial distribution.
			$views  = binomial( $left, $shares[ $arm ] / max( 1, $whole ) );
			$left  -= $views;
			$whole -= $shares[ $arm ];
			$got    = binomial( $views, $rate );
			foreach ( array( 'rendered' => $views, 'viewed' => $views, 'click' => $got ) as $what => $count ) {
				$epochs[ $now ][ $what ][ $arm ] += $count;
			}
			$clicks += $views * $rate;
		}
		$judged = Judge\judge( input( $mode, $epochs, PORTIONS === $turn, $before ) );
		$before = $judged['before'];
		if ( null !== $judged['apply'] ) {
			return array( $clicks + ( PORTIONS - $turn ) * $portion * $rates[ $judged['apply'] ], $judged['apply'], $turn / PORTIONS );
		}
		if ( null !== $judged['weights'] ) {
			$epochs[] = epoch( $nothing, $nothing, $judged['weights'] );
		}
	}
	// Not trusted until the end: the original stays.
	return array( $clicks, 0, 1.0 );
}

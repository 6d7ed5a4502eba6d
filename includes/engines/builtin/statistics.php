<?php
/**
 * The statistics of the built-in engine: what counts of headlines say.
 *
 * Pure functions, no WordPress. docs/statistics.md explains them to people, with their sources.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Statistics;

use TwoHeads\Engines\BuiltIn\AlwaysValid;
use TwoHeads\Engines\BuiltIn\SpecialFunctions;

/** What is believed of a headline before anybody saw it: 1.4 % click it, as if 2.58 of 187 had (22,666 headlines of Upworthy). */
const PRIOR_CONVERSIONS = 2.58;
const PRIOR_VIEWS       = 187.0;

/** Standard deviation of headlines' true rates within a test, relative to their mean (the same archive). */
const SPREAD = 0.22;

/** How many views the belief that headlines are alike is worth: least and most. */
const KAPPA = array( 200.0, 5000.0 );

/** Finished tests from which a site's own spread is known. */
const ENOUGH_TESTS = 20;

/** How sure the sample-ratio test is of the shares at first, in visitors (optimizely/ssrm's own). */
const CONCENTRATION = 10000.0;

/**
 * Beta parameters of each headline's rate after these counts, drawn together by a prior that is fitted to the test itself.
 *
 * @param list<array{float, float}> $counts Views and conversions of each.
 * @param float|null                $kappa  The site's own (kappa_of()); null: by the spread that is usual.
 * @return list<array{float, float}> Each parameter at least 1.
 */
function posterior( array $counts, ?float $kappa = null ): array {
	$counts = array_map( static fn ( array $one ): array => array( max( $one[0], $one[1] ), $one[1] ), $counts );
	$rate   = ( array_sum( array_column( $counts, 1 ) ) + PRIOR_CONVERSIONS ) / ( array_sum( array_column( $counts, 0 ) ) + PRIOR_VIEWS );
	$worth  = clip_kappa( $kappa ?? ( 1 - $rate ) / ( $rate * SPREAD ** 2 ) );
	// Worth one conversion at least, or rates near zero would be believed to be infinitely different.
	$worth = max( $worth, 1 / $rate, 1 / ( 1 - $rate ) );
	return array_map(
		static fn ( array $one ): array => array( $rate * $worth + $one[1], ( 1 - $rate ) * $worth + $one[0] - $one[1] ),
		$counts
	);
}

function clip_kappa( float $kappa ): float {
	return max( KAPPA[0], min( KAPPA[1], $kappa ) );
}

/**
 * The prior's worth by a site's finished tests.
 *
 * By moments: each test's chi-square statistic exceeds its degrees of freedom by what the headlines differ. Tests are
 * weighted by how much they say at the spread found so far. Unlike the most likely value, this takes no two headlines of a
 * test for more alike than they are because their mean was fitted to them.
 *
 * @param list<list<array{float, float}>> $tests Views and conversions of each headline, by test.
 * @return float|null Null while there are too few tests.
 */
function kappa_of( array $tests ): ?float {
	$facts = array();
	foreach ( $tests as $test ) {
		$views = array_sum( array_column( $test, 0 ) );
		$rate  = array_sum( array_column( $test, 1 ) ) / max( 1, $views );
		if ( count( $test ) < 2 || min( array_column( $test, 0 ) ) < 100 || $rate <= 0 || $rate >= 1 ) {
			continue;
		}
		$excess = 1.0 - count( $test );
		$size   = 0.0;
		foreach ( $test as list( $seen, $converted ) ) {
			$excess += ( $converted - $seen * $rate ) ** 2 / ( $seen * $rate * ( 1 - $rate ) );
			$size   += ( 1 - $seen / $views ) * ( $seen - 1 );
		}
		$facts[] = array( $excess, $size, $size / ( count( $test ) - 1 ) );
	}
	if ( count( $facts ) < ENOUGH_TESTS ) {
		return null;
	}
	$kappa = 2000.0;
	for ( $step = 0; $step < 30; $step++ ) {
		$excess = 0.0;
		$size   = 0.0;
		foreach ( $facts as list( $own, $own_size, $per_arm ) ) {
			$weight  = $per_arm / ( 1 + $per_arm / $kappa ) ** 2;
			$excess += $weight * $own;
			$size   += $weight * $own_size;
		}
		$kappa = clip_kappa( $excess > 0 ? $size / $excess - 1 : INF );
	}
	return $kappa;
}

/**
 * Views that each headline needs until one that is so much better or worse than the original would be significant.
 *
 * @param float $rate   The original's, above 0.
 * @param float $effect Relative: 0.2 is 20 % better.
 * @param int   $arms   With the original.
 */
function views_needed( float $rate, float $effect, int $arms, float $alpha ): int {
	$other = min( 1.0, $rate * ( 1 + $effect ) );
	$mean  = ( $rate + $other ) / 2;
	$views = AlwaysValid\times_needed( $other - $rate, 2 * $mean * ( 1 - $mean ), AlwaysValid\TAU * $mean, $alpha / max( 1, $arms - 1 ) );
	return null === $views ? PHP_INT_MAX : (int) ceil( $views );
}

/**
 * P-values as if one had looked for the smallest of them only: Holm's adjustment.
 *
 * @param array<int, float> $values
 * @return array<int, float> With the same keys.
 */
function holm( array $values ): array {
	asort( $values );
	$left     = count( $values );
	$adjusted = 0.0;
	foreach ( $values as $key => $value ) {
		$adjusted       = max( $adjusted, min( 1.0, $left-- * $value ) );
		$values[ $key ] = $adjusted;
	}
	ksort( $values );
	return $values;
}

/**
 * ln of the evidence that visitors were not divided as planned (SSRM; Lindon and Malek 2020), which may be looked at any time.
 *
 * The formula's gamma functions by Stirling, with what is large and cancels left out: a million visitors cost no digits.
 *
 * @param list<int>   $counted Visitors of each headline.
 * @param list<float> $shares  Planned, positive, their sum 1.
 */
function log_sample_ratio( array $counted, array $shares ): float {
	$visitors = array_sum( $counted );
	$total    = CONCENTRATION + $visitors;
	$sum      = SpecialFunctions\stirling( CONCENTRATION ) - SpecialFunctions\stirling( $total )
		- 0.5 * ( count( $counted ) - 1 ) * log1p( $visitors / CONCENTRATION );
	foreach ( $shares as $arm => $share ) {
		$planned = CONCENTRATION * $share;
		$now     = $planned + $counted[ $arm ];
		$sum    += SpecialFunctions\stirling( $now ) - SpecialFunctions\stirling( $planned )
			+ ( $now - 0.5 ) * log1p( ( $counted[ $arm ] - $visitors * $share ) / ( $share * $total ) );
	}
	return $sum;
}

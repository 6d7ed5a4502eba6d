<?php
/**
 * The test that may be looked at any time: mSPRT with a normal mixture.
 *
 * Johari, Koomen, Pekelis, Walsh, "Peeking at A/B Tests", KDD 2017. However often one looks, among tests of equal headlines
 * at most a share alpha ever shows a p-value of alpha or less.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\AlwaysValid;

/** Standard deviation of the differences that the always-valid test looks for, relative to the rate. Any value is valid. */
const TAU = 0.2;

/**
 * How much a variation's rate differs from the original's, over one or several strata.
 *
 * Strata are weighted by their visitors (Mantel and Haenszel's weights), never by their outcome, so that the sum stays fair
 * at every look. For one stratum it is p1 − p0 with the pooled variance.
 *
 * @param list<array{float, float, float, float}> $strata Views and conversions of the original, then of the variation.
 * @return array{difference: float, variance: float, tau: float}|null Null while there is nothing to compare.
 */
function difference( array $strata ): ?array {
	$weights    = 0.0;
	$difference = 0.0;
	$variance   = 0.0;
	$mean       = 0.0;
	foreach ( $strata as list( $n0, $c0, $n1, $c1 ) ) {
		if ( $n0 <= 0 || $n1 <= 0 ) {
			continue;
		}
		$weight      = $n0 * ( $n1 / ( $n0 + $n1 ) );
		$rate        = min( 1.0, ( $c0 + $c1 ) / ( $n0 + $n1 ) );
		$weights    += $weight;
		$difference += $weight * ( $c1 / $n1 - $c0 / $n0 );
		$variance   += $weight * $rate * ( 1 - $rate );
		$mean       += $weight * $rate;
	}
	return $variance <= 0 ? null : array(
		'difference' => $difference / $weights,
		'variance'   => $variance / $weights ** 2,
		'tau'        => TAU * $mean / $weights,
	);
}

/**
 * ln of the mixture likelihood ratio (mSPRT; Johari, Koomen, Pekelis, Walsh, KDD 2017).
 *
 * @param float $tau   Standard deviation of the differences looked for.
 * @param float $times As if there were so many times the visitors.
 */
function log_likelihood_ratio( float $difference, float $variance, float $tau, float $times = 1.0 ): float {
	$variance /= $times;
	$tau2      = $tau ** 2;
	return -0.5 * log1p( $tau2 / $variance ) + $tau2 * $difference ** 2 / ( 2 * $variance * ( $variance + $tau2 ) );
}

/**
 * The always-valid p-value of one look; the smallest of all looks may be told at any time.
 */
function p_value( float $difference, float $variance, float $tau ): float {
	return min( 1.0, exp( -log_likelihood_ratio( $difference, $variance, $tau ) ) );
}

/**
 * Half the width of the always-valid interval around the difference.
 */
function half_width( float $variance, float $tau, float $alpha ): float {
	$tau2 = $tau ** 2;
	return sqrt( 2 * $variance * ( 1 + $variance / $tau2 ) * ( -log( $alpha ) + 0.5 * log1p( $tau2 / $variance ) ) );
}

/**
 * By how much the visitors must be multiplied until the same difference is significant; null when that never comes.
 */
function times_needed( float $difference, float $variance, float $tau, float $alpha ): ?float {
	return 0.0 === $difference ? null : smallest(
		static fn ( float $times ): bool => log_likelihood_ratio( $difference, $variance, $tau, $times ) >= -log( $alpha )
	);
}

/**
 * The smallest number from 1 on at which something is true that stays true; null when it is not even at 10^12.
 */
function smallest( callable $is_enough ): ?float {
	$high = 1.0;
	while ( ! $is_enough( $high ) ) {
		$high *= 2;
		if ( $high > 1e12 ) {
			return null;
		}
	}
	$low = $high > 1 ? $high / 2 : 1.0;
	for ( $step = 0; $step < 60; $step++ ) {
		$middle = ( $low + $high ) / 2;
		if ( $is_enough( $middle ) ) {
			$high = $middle;
		} else {
			$low = $middle;
		}
	}
	return $high;
}

<?php
/**
 * Random numbers that are the same in every run with the same seed (mt_srand), on every machine.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Simulate;

use TwoHeads\Engines\BuiltIn\SpecialFunctions;

/** Between 0 and 1, neither of them. */
function uniform(): float {
	return ( mt_rand() + 0.5 ) / 2147483648;
}

/**
 * How many of n convert at a rate: the inverse of the distribution function, so one random number each.
 *
 * Few are counted from zero; many from the most likely number outwards, which takes about as many steps as their deviation.
 */
function binomial( int $n, float $rate ): int {
	if ( $n <= 0 || $rate <= 0 || $rate >= 1 ) {
		return $rate >= 1 ? max( 0, $n ) : 0;
	}
	$left = uniform();
	$odds = $rate / ( 1 - $rate );
	if ( $n * $rate < 20 ) {
		$chance = ( 1 - $rate ) ** $n;
		for ( $k = 0; $left >= $chance && $k < $n; $k++ ) {
			$left   -= $chance;
			$chance *= $odds * ( $n - $k ) / ( $k + 1 );
		}
		return $k;
	}
	$below  = (int) floor( ( $n + 1 ) * $rate );
	$above  = $below + 1;
	$down   = binomial_chance( $n, $rate, $below );
	$up     = $down * $odds * ( $n - $below ) / $above;
	$lowest = -1;
	while ( $below > $lowest || $above <= $n ) {
		if ( $below > $lowest ) {
			$left -= $down;
			if ( $left < 0 ) {
				return $below;
			}
			$down *= $below / ( $odds * ( $n - $below + 1 ) );
			--$below;
		}
		if ( $above <= $n ) {
			$left -= $up;
			if ( $left < 0 ) {
				return $above;
			}
			$up *= $odds * ( $n - $above ) / ( $above + 1 );
			++$above;
		}
		if ( $down + $up < 1e-18 ) {
			break;
		}
	}
	return (int) round( $n * $rate );
}

/** Chance that exactly k of n convert. */
function binomial_chance( int $n, float $rate, int $k ): float {
	$a = $k + 1.0;
	$b = $n - $k + 1.0;
	return SpecialFunctions\beta_density( $rate, $a, $b, SpecialFunctions\beta_density_at_mean( $a, $b ) ) / ( $n + 1 );
}

<?php
/**
 * Functions of probability that PHP does not have: the beta and the normal distribution.
 *
 * Pure: no WordPress, no state. Written so that large counts lose nothing: whatever is large is
 * taken as a difference before it is computed. Checked against values of 40 digits (tests).
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\SpecialFunctions;

/** Where a continued fraction or an iteration has said all that a double can hold. */
const EPSILON = 1e-16;

/**
 * What Stirling's formula lacks: ln Γ(x) − ( (x − ½) ln x − x + ½ ln 2π ), for x > 0.
 *
 * Instead of ln Γ itself: of ln Γ( 10,000,000 ) a double has lost eight digits before anything is subtracted from it.
 */
function stirling( float $x ): float {
	$sum = 0.0;
	while ( $x < 10.0 ) {
		$sum += ( $x + 0.5 ) * log1p( 1.0 / $x ) - 1.0;
		$x   += 1.0;
	}
	$square = 1.0 / ( $x * $x );
	$series = 1 / 12 + $square * ( -1 / 360 + $square * ( 1 / 1260 + $square * ( -1 / 1680 + $square * ( 1 / 1188 - $square * 691 / 360360 ) ) ) );
	return $sum + $series / $x;
}

/**
 * Density of the beta distribution at its mean a / (a + b).
 */
function beta_density_at_mean( float $a, float $b ): float {
	$n = $a + $b;
	return exp( stirling( $n ) - stirling( $a ) - stirling( $b ) ) * sqrt( $n / ( 2 * M_PI * $a ) ) * ( $n / sqrt( $b ) );
}

/**
 * ln( x / m ), exact also where the two are nearly the same.
 *
 * @param float $difference x − m.
 */
function ln_ratio( float $x, float $m, float $difference ): float {
	return abs( $difference ) < 0.5 * $m ? log1p( $difference / $m ) : log( $x / $m );
}

/**
 * Density of the beta distribution, for 0 < x < 1 and a, b > 0.
 *
 * @param float $at_mean beta_density_at_mean( $a, $b ): the same for many x.
 */
function beta_density( float $x, float $a, float $b, float $at_mean ): float {
	$n          = $a + $b;
	$mean       = $a / $n;
	$difference = $x - $mean;
	return $at_mean * exp(
		( $a - 1 ) * ln_ratio( $x, $mean, $difference ) + ( $b - 1 ) * ln_ratio( 1 - $x, $b / $n, -$difference )
	);
}

/**
 * P( X <= x ) for X ~ Beta( a, b ): the regularised incomplete beta function.
 */
function beta_cdf( float $x, float $a, float $b ): float {
	if ( $x <= 0.0 || $x >= 1.0 ) {
		return $x <= 0.0 ? 0.0 : 1.0;
	}
	// The fraction converges fast on this side of the mean; the other side is its complement.
	return $x <= ( $a + 1 ) / ( $a + $b + 2 ) ? lower_tail( $x, 1 - $x, $a, $b ) : 1.0 - lower_tail( 1 - $x, $x, $b, $a );
}

/**
 * P( X > x ) for X ~ Beta( a, b ), with all its digits also where it is tiny.
 */
function beta_sf( float $x, float $a, float $b ): float {
	if ( $x <= 0.0 || $x >= 1.0 ) {
		return $x <= 0.0 ? 1.0 : 0.0;
	}
	return $x <= ( $a + 1 ) / ( $a + $b + 2 ) ? 1.0 - lower_tail( $x, 1 - $x, $a, $b ) : lower_tail( 1 - $x, $x, $b, $a );
}

/**
 * Incomplete beta function by Lentz's continued fraction (Numerical Recipes 6.4), for x not far above the mean.
 *
 * @param float $y 1 − x.
 */
function lower_tail( float $x, float $y, float $a, float $b ): float {
	$n = $a + $b;
	$c = 1.0;
	$d = 1.0 / ( 1.0 - $n * $x / ( $a + 1 ) );
	$h = $d;
	// About the square root of the larger parameter is needed.
	for ( $m = 1; $m < 100000; $m++ ) {
		$even  = $m * ( $b - $m ) * $x / ( ( $a + 2 * $m - 1 ) * ( $a + 2 * $m ) );
		$d     = 1.0 / ( 1.0 + $even * $d );
		$c     = 1.0 + $even / $c;
		$h    *= $c * $d;
		$odd   = -( $a + $m ) * ( $n + $m ) * $x / ( ( $a + 2 * $m ) * ( $a + 2 * $m + 1 ) );
		$d     = 1.0 / ( 1.0 + $odd * $d );
		$c     = 1.0 + $odd / $c;
		$step  = $c * $d;
		$h    *= $step;
		if ( abs( $step - 1.0 ) < 4 * EPSILON ) {
			break;
		}
	}
	return beta_density( $x, $a, $b, beta_density_at_mean( $a, $b ) ) * $x * $y * $h / $a;
}

/**
 * The x below which Beta( a, b ) has the probability p.
 *
 * Newton's method on ln p over ln x, where the distribution function is nearly straight below the mean, held between the
 * ends that are known to lie on either side.
 */
function beta_quantile( float $p, float $a, float $b ): float {
	if ( $p <= 0.0 || $p >= 1.0 ) {
		return $p <= 0.0 ? 0.0 : 1.0;
	}
	$at_mean = beta_density_at_mean( $a, $b );
	$mean    = $a / ( $a + $b );
	$sd      = sqrt( $mean * ( 1 - $mean ) / ( $a + $b + 1 ) );
	$low     = 0.0;
	$high    = 1.0;
	$x       = $mean + $sd * normal_quantile( $p );
	$x       = $x > 0.0 && $x < 1.0 ? $x : $mean;
	for ( $step = 0; $step < 200; $step++ ) {
		$cdf = beta_cdf( $x, $a, $b );
		if ( $cdf < $p ) {
			$low = $x;
		} else {
			$high = $x;
		}
		$density = beta_density( $x, $a, $b, $at_mean );
		$next    = $cdf > 0.0 && $density > 0.0 ? $x * exp( $cdf / ( $density * $x ) * log( $p / $cdf ) ) : 0.0;
		if ( ! ( $next > $low && $next < $high ) ) {
			$next = $low > 0.0 && $high > 4 * $low ? sqrt( $low * $high ) : ( $low + $high ) / 2;
		}
		if ( abs( $next - $x ) <= 4 * EPSILON * $x ) {
			return $next;
		}
		$x = $next;
	}
	return $x;
}

/**
 * P( Z <= x ) for a standard normal Z, with all its digits also where it is tiny.
 */
function normal_cdf( float $x ): float {
	return $x < -2.0 ? normal_tail( -$x ) : ( $x > 2.0 ? 1.0 - normal_tail( $x ) : 0.5 + normal_middle( $x ) );
}

/**
 * P( Z > x ) for a standard normal Z.
 */
function normal_sf( float $x ): float {
	return normal_cdf( -$x );
}

/**
 * P( 0 < Z <= x ), negative for x < 0: Marsaglia's series, for x near zero.
 */
function normal_middle( float $x ): float {
	$term = $x;
	$sum  = $x;
	for ( $k = 3; abs( $term ) > EPSILON * abs( $sum ); $k += 2 ) {
		$term *= $x * $x / $k;
		$sum  += $term;
	}
	return $sum * exp( -0.5 * $x * $x ) / sqrt( 2 * M_PI );
}

/**
 * P( Z > x ) for x >= 2: Laplace's continued fraction from its end; a hundred terms are enough there.
 */
function normal_tail( float $x ): float {
	$fraction = $x;
	for ( $k = 100; $k > 0; $k-- ) {
		$fraction = $x + $k / $fraction;
	}
	// One exponential, so that it is rounded once where doubles thin out.
	return exp( -0.5 * $x * $x - log( $fraction * sqrt( 2 * M_PI ) ) );
}

/**
 * The x below which a standard normal has the probability p, 0 < p < 1.
 *
 * Starts from 26.2.23 of Abramowitz and Stegun, which is within 0.00045, and takes Halley's steps until nothing changes.
 */
function normal_quantile( float $p ): float {
	if ( 0.5 === $p ) {
		return 0.0;
	}
	if ( $p > 0.5 ) {
		return -normal_quantile( 1.0 - $p );
	}
	$t = sqrt( -2.0 * log( $p ) );
	$x = ( 2.515517 + $t * ( 0.802853 + $t * 0.010328 ) ) / ( 1 + $t * ( 1.432788 + $t * ( 0.189269 + $t * 0.001308 ) ) ) - $t;
	for ( $step = 0; $step < 3; $step++ ) {
		$u  = ( normal_cdf( $x ) - $p ) * sqrt( 2 * M_PI ) * exp( 0.5 * $x * $x );
		$x -= $u / ( 1 + 0.5 * $x * $u );
	}
	return $x;
}

<?php
/**
 * How likely each of several beta-distributed rates is the highest, and what it costs to choose it, by quadrature.
 *
 * Not by drawing random numbers: the same counts give the same answer, today, tomorrow and in a test. The axis is cut into
 * panels no wider than two standard deviations of the narrowest density they meet. A panel's density values at Gauss's nodes
 * give both the integrals over it and the distribution functions inside it, so no incomplete beta function is needed there.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\BestArm;

use TwoHeads\Engines\BuiltIn\SpecialFunctions;

/** Nodes of a panel. The integral of a beta density over two of its standard deviations is met to about 1e-12 by so many. */
const NODES = 16;

/** What lies beyond the ends of a density's range on either side. */
const BEYOND = 1e-16;

/**
 * Chance to be the best, and expected loss of choosing it, for each of several rates.
 *
 * loss: E[ highest rate − this rate ] / E[ this rate ]: how many more conversions the best one would get, on average over
 * what is still possible.
 *
 * @param list<array{float, float}> $arms Parameters of the beta distributions, each at least 1.
 * @return array{chance: list<float>, loss: list<float>}
 */
function best( array $arms ): array {
	if ( count( $arms ) < 2 ) {
		return array(
			'chance' => array_fill( 0, count( $arms ), 1.0 ),
			'loss'   => array_fill( 0, count( $arms ), 0.0 ),
		);
	}
	$densities = array_map( static fn ( array $arm ): array => density( (float) $arm[0], (float) $arm[1] ), $arms );
	$chance    = array_fill( 0, count( $arms ), 0.0 );
	$loss      = $chance;
	$below     = $chance;
	for ( $from = min( array_column( $densities, 'low' ) ), $end = max( array_column( $densities, 'high' ) ); $from < $end; $from = $to ) {
		$to = min( $end, panel_end( $from, $densities ) );
		add_panel( $from, $to - $from, $densities, $below, $chance, $loss );
	}
	$sum = array_sum( $chance );
	return array(
		'chance' => array_map( static fn ( float $one ): float => $one / $sum, $chance ),
		'loss'   => array_map( static fn ( float $one, array $density ): float => $one / $density['mean'], $loss, $densities ),
	);
}

/**
 * What the panels need to know of a density.
 *
 * @return array{a: float, b: float, mean: float, sd: float, low: float, high: float, at_mean: float}
 */
function density( float $a, float $b ): array {
	$mean = $a / ( $a + $b );
	return array(
		'a'       => $a,
		'b'       => $b,
		'mean'    => $mean,
		'sd'      => sqrt( $mean * ( $b / ( $a + $b ) ) / ( $a + $b + 1 ) ),
		'low'     => SpecialFunctions\beta_quantile( BEYOND, $a, $b ),
		'high'    => 1 - SpecialFunctions\beta_quantile( BEYOND, $b, $a ),
		'at_mean' => SpecialFunctions\beta_density_at_mean( $a, $b ),
	);
}

/**
 * Where the panel that begins here ends.
 *
 * @param list<array<string, float>> $densities As of density().
 */
function panel_end( float $from, array $densities ): float {
	$to = 1.0;
	foreach ( $densities as $density ) {
		if ( $from < $density['low'] ) {
			// It ends where the next density begins,
			$to = min( $to, $density['low'] );
		} elseif ( $from < $density['high'] ) {
			// and near zero, where a density of few conversions is no polynomial, it grows by a factor only.
			$to = min( $to, $from + 2 * $density['sd'], 4 * $from );
		}
	}
	return $to;
}

/**
 * Adds what one panel contributes.
 *
 * @param list<array<string, float>> $densities As of density().
 * @param list<float>                $below     Distribution functions at the panel's beginning; set to those at its end.
 * @param list<float>                $chance    Added to.
 * @param list<float>                $loss      Added to, not yet relative.
 */
function add_panel( float $from, float $width, array $densities, array &$below, array &$chance, array &$loss ): void {
	$table = legendre();
	$f     = array();
	$cdf   = array();
	foreach ( $densities as $arm => $density ) {
		if ( $from >= $density['high'] || $from + $width <= $density['low'] ) {
			$f[]   = null;
			$cdf[] = array_fill( 0, NODES, $from >= $density['high'] ? 1.0 : 0.0 );
			continue;
		}
		$values = array();
		foreach ( $table['nodes'] as $node ) {
			$values[] = $width * SpecialFunctions\beta_density( $from + $width * $node, $density['a'], $density['b'], $density['at_mean'] );
		}
		$inside = array();
		foreach ( $table['up_to'] as $row ) {
			$sum = $below[ $arm ];
			foreach ( $row as $k => $share ) {
				$sum += $share * $values[ $k ];
			}
			$inside[] = min( 1.0, $sum );
		}
		foreach ( $table['weights'] as $k => $weight ) {
			$below[ $arm ] += $weight * $values[ $k ];
		}
		$f[]   = $values;
		$cdf[] = $inside;
	}
	foreach ( $table['weights'] as $k => $weight ) {
		foreach ( $cdf as $arm => $own ) {
			$others = 1.0;
			foreach ( $cdf as $other => $theirs ) {
				$others *= $other === $arm ? 1.0 : $theirs[ $k ];
			}
			$chance[ $arm ] += null === $f[ $arm ] ? 0.0 : $weight * $f[ $arm ][ $k ] * $others;
			$loss[ $arm ]   += $weight * $width * $own[ $k ] * ( 1.0 - $others );
		}
	}
}

/**
 * Gauss–Legendre quadrature over [0, 1], and the matrix by which values at its nodes become integrals up to each node.
 *
 * @return array{nodes: list<float>, weights: list<float>, up_to: list<list<float>>} up_to[i][k]: what the value at node k
 *                                                                                 adds to the integral from 0 to node i.
 */
function legendre(): array {
	static $table = null;
	if ( null !== $table ) {
		return $table;
	}
	$roots   = array();
	$weights = array();
	$values  = array();
	for ( $i = 0; $i < NODES; $i++ ) {
		$x = -cos( M_PI * ( $i + 0.75 ) / ( NODES + 0.5 ) );
		for ( $step = 0; $step < 10; $step++ ) {
			$polynomials = legendre_polynomials( $x );
			$slope       = NODES * ( $x * $polynomials[ NODES ] - $polynomials[ NODES - 1 ] ) / ( $x * $x - 1 );
			$x          -= $polynomials[ NODES ] / $slope;
		}
		$roots[]   = $x;
		$weights[] = 1 / ( ( 1 - $x * $x ) * $slope * $slope );
		$values[]  = legendre_polynomials( $x );
	}
	$up_to = array();
	foreach ( $roots as $i => $x ) {
		foreach ( $weights as $k => $weight ) {
			// The interpolating polynomial in Legendre's own, of which the integrals are known.
			$sum = 1 + $x;
			for ( $n = 1; $n < NODES; $n++ ) {
				$sum += $values[ $k ][ $n ] * ( $values[ $i ][ $n + 1 ] - $values[ $i ][ $n - 1 ] );
			}
			$up_to[ $i ][ $k ] = 0.5 * $weight * $sum;
		}
	}
	$table = array(
		'nodes'   => array_map( static fn ( float $x ): float => 0.5 * ( 1 + $x ), $roots ),
		'weights' => $weights,
		'up_to'   => $up_to,
	);
	return $table;
}

/**
 * Legendre's polynomials of degree 0 to NODES at x.
 *
 * @return list<float>
 */
function legendre_polynomials( float $x ): array {
	$values = array( 1.0, $x );
	for ( $n = 1; $n < NODES; $n++ ) {
		$values[] = ( ( 2 * $n + 1 ) * $x * $values[ $n ] - $n * $values[ $n - 1 ] ) / ( $n + 1 );
	}
	return $values;
}

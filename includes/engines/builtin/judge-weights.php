<?php
/**
 * How visitors are divided next while an experiment earns: Thompson's rule with a floor.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\JudgeWeights;

use TwoHeads\Engines\BuiltIn\Epochs;

/** The least share of a headline: what nobody sees cannot show that it was misjudged. */
const FLOOR = 0.02;

/** Weights stay unless one would change by more than so much: each set of them begins an epoch. */
const WORTH_IT = 0.05;

/** What weights sum up to. */
const ALL = 10000;

/**
 * The next weights; null where the ones in force are near enough.
 *
 * @param list<float> $chances Of each headline to be the best.
 * @param list<int>   $current
 * @return list<int>|null
 */
function next( array $chances, array $current ): ?array {
	$floor  = min( FLOOR, 1 / count( $chances ) );
	$shares = array_map( static fn ( float $chance ): float => $floor + ( 1 - count( $chances ) * $floor ) * $chance, $chances );
	$moved  = array_map( static fn ( float $next, float $now ): float => abs( $next - $now ), $shares, Epochs\shares( $current ) );
	return max( $moved ) > WORTH_IT ? whole( $shares ) : null;
}

/**
 * Shares as whole numbers with the right sum: what rounding down leaves goes to those it took most from.
 *
 * @param list<float> $shares Their sum 1.
 * @return list<int>
 */
function whole( array $shares ): array {
	$weights = array_map( static fn ( float $share ): int => (int) floor( $share * ALL + 1e-9 ), $shares );
	$lost    = array_map( static fn ( float $share, int $weight ): float => $share * ALL - $weight, $shares, $weights );
	arsort( $lost );
	foreach ( array_slice( array_keys( $lost ), 0, ALL - array_sum( $weights ) ) as $arm ) {
		++$weights[ $arm ];
	}
	return $weights;
}

<?php
/**
 * Counts of an experiment whose visitors were not divided by the same weights all the time.
 *
 * Raw sums would lie then (Simpson's paradox): a headline that was given most of a busy evening looks better than it is. So
 * the counts of one set of weights are a stratum, headlines are compared within strata only, and an evening at which
 * everything is clicked more counts for nothing by itself. Epochs of the same weights are one stratum: what they differ by
 * meets all headlines alike. With one stratum, and so in Learn and Prove as a rule, all of this is the raw sum.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Epochs;

/**
 * Counts by set of weights.
 *
 * @param list<array<string, list<int>>> $epochs   As Judge\judge() takes them.
 * @param string                         $views    Counts that are divided, such as `viewed`.
 * @param string                         $converts Counts of those who converted, such as `click`.
 * @return list<array{shares: list<float>, views: list<int>, conversions: list<int>}>
 */
function strata( array $epochs, string $views, string $converts ): array {
	$strata = array();
	foreach ( $epochs as $epoch ) {
		$shares = shares( $epoch['weights'] );
		$key    = implode( ' ', array_map( static fn ( float $share ): string => number_format( $share, 6, '.', '' ), $shares ) );
		$sum    = $strata[ $key ] ?? array(
			'shares'      => $shares,
			'views'       => array_fill( 0, count( $shares ), 0 ),
			'conversions' => array_fill( 0, count( $shares ), 0 ),
		);
		foreach ( $shares as $arm => $share ) {
			$sum['views'][ $arm ]       += max( 0, (int) ( $epoch[ $views ][ $arm ] ?? 0 ) );
			$sum['conversions'][ $arm ] += max( 0, (int) ( $epoch[ $converts ][ $arm ] ?? 0 ) );
		}
		$strata[ $key ] = $sum;
	}
	return array_map( static fn ( array $stratum ): array => bounded( $stratum ), array_values( $strata ) );
}

/**
 * Nobody converts who has not seen it; a beacon that was lost does not make it so.
 *
 * @param array{shares: list<float>, views: list<int>, conversions: list<int>} $stratum
 * @return array{shares: list<float>, views: list<int>, conversions: list<int>}
 */
function bounded( array $stratum ): array {
	$stratum['conversions'] = array_map( 'min', $stratum['conversions'], $stratum['views'] );
	return $stratum;
}

/**
 * Weights as parts of one; equal parts where there are none.
 *
 * @param list<int> $weights
 * @return list<float>
 */
function shares( array $weights ): array {
	$sum = array_sum( $weights );
	return array_map( static fn ( $weight ): float => $sum > 0 ? $weight / $sum : 1 / count( $weights ), array_values( $weights ) );
}

/**
 * Counts of each headline as if it had been shown in the same mixture of strata as the others.
 *
 * Each stratum has a level at which everything is clicked, each headline a rate relative to it (a log-linear model, fitted by
 * turns). Views count by their stratum's level, conversions as they are. Then both are reduced to what comparisons within
 * strata can know: a thousand views of a headline at a time when the other had ten say as much about the two as ten do.
 *
 * @param list<array{shares: list<float>, views: list<int>, conversions: list<int>}> $strata
 * @return list<array{float, float}> Views and conversions.
 */
function counts( array $strata ): array {
	$got = columns( array_column( $strata, 'conversions' ) );
	if ( count( $strata ) < 2 || 0.0 === array_sum( $got ) ) {
		return array_map( null, columns( array_column( $strata, 'views' ) ), $got );
	}
	$views = fair_views( $strata, $got );
	$fair  = columns( $views );
	$sure  = sureness( $views, $fair );
	return array_map(
		static fn ( float $seen, float $conversions, float $sure ): array => array( $sure * max( $seen, $conversions ), $sure * $conversions ),
		$fair,
		$got,
		$sure
	);
}

/**
 * Sums over strata.
 *
 * @param list<list<int|float>> $counts
 * @return list<float>
 */
function columns( array $counts ): array {
	$sums = array();
	foreach ( $counts as $count ) {
		foreach ( $count as $arm => $number ) {
			$sums[ $arm ] = ( $sums[ $arm ] ?? 0.0 ) + $number;
		}
	}
	return $sums;
}

/**
 * Views by stratum and headline, each weighted by the level of its stratum, of which the mean is 1.
 *
 * @param list<array{shares: list<float>, views: list<int>, conversions: list<int>}> $strata
 * @param list<float>                                                                $got    Conversions of each headline.
 * @return list<list<float>>
 */
function fair_views( array $strata, array $got ): array {
	$all   = array_sum( columns( array_column( $strata, 'views' ) ) );
	$rates = array_fill( 0, count( $got ), 1.0 );
	for ( $turn = 0; $turn < 200; $turn++ ) {
		$fair = array();
		foreach ( $strata as $stratum ) {
			$expected = array_sum( array_map( static fn ( int $views, float $rate ): float => $views * $rate, $stratum['views'], $rates ) );
			$level    = $expected > 0 ? array_sum( $stratum['conversions'] ) / $expected : 0.0;
			$fair[]   = array_map( static fn ( int $views ): float => $views * $level, $stratum['views'] );
		}
		$seen  = columns( $fair );
		$scale = $all / array_sum( $seen );
		$next  = array_map( static fn ( float $conversions, float $views ): float => $views > 0 ? $conversions / $views / $scale : 0.0, $got, $seen );
		$moved = max( array_map( static fn ( float $now, float $before ): float => abs( $now - $before ), $next, $rates ) );
		$rates = $next;
		if ( $moved <= 1e-10 * max( $rates ) ) {
			break;
		}
	}
	return array_map( static fn ( array $views ): array => array_map( static fn ( float $one ): float => $one * $scale, $views ), $fair );
}

/**
 * The part of each headline's counts that comparisons within strata can use.
 *
 * Of two headlines with m and n views, mn / (m + n) is what a stratum can know of their difference. The least part over all
 * others is taken, so that no pair is believed to be better known than it is.
 *
 * @param list<list<float>> $views By stratum and headline.
 * @param list<float>       $sums  By headline.
 * @return list<float> 0 to 1.
 */
function sureness( array $views, array $sums ): array {
	$parts = array_fill( 0, count( $sums ), 1.0 );
	foreach ( $sums as $arm => $own ) {
		foreach ( $sums as $other => $theirs ) {
			if ( $other <= $arm || $own <= 0 || $theirs <= 0 ) {
				continue;
			}
			$known = 0.0;
			foreach ( $views as $stratum ) {
				$sum    = $stratum[ $arm ] + $stratum[ $other ];
				$known += $sum > 0 ? $stratum[ $arm ] * $stratum[ $other ] / $sum : 0.0;
			}
			$part            = $known * ( $own + $theirs ) / ( $own * $theirs );
			$parts[ $arm ]   = min( $parts[ $arm ], $part );
			$parts[ $other ] = min( $parts[ $other ], $part );
		}
	}
	return $parts;
}

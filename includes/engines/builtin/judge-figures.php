<?php
/**
 * The figures of one metric: a row for each headline.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\JudgeFigures;

use TwoHeads\Engines\BuiltIn\AlwaysValid;
use TwoHeads\Engines\BuiltIn\BestArm;
use TwoHeads\Engines\BuiltIn\Epochs;
use TwoHeads\Engines\BuiltIn\Statistics;

/** A difference is called significant from a p-value of so much: 90 % significance, as at Optimizely. */
const ALPHA = 0.1;

/** No winner or loser before both have so many, as at Optimizely. */
const ENOUGH_VIEWS       = 100;
const ENOUGH_CONVERSIONS = 25;

/** Visitors are tested again when they have become so many times more: who looks less often is less often wrong. */
const LOOK_AGAIN = 1.05;

/** More visitors than that are as good as never. */
const FARTHEST = 1e9;

/**
 * Rows, and what the next call needs to know of this one.
 *
 * Rates are as measured; chance and loss are of the posterior, in which a leader's lead is smaller than it looks.
 *
 * @param list<array{shares: list<float>, views: list<int>, conversions: list<int>}> $strata As of Epochs\strata().
 * @param float|null                                                                 $kappa  The site's own.
 * @param bool                                                                       $tests  Whether differences are tested.
 * @param bool                                                                       $old    Whether it has run long enough.
 * @param mixed                                                                      $before What this gave as `before`.
 * @return array{rows: list<array<string, mixed>>, posterior: list<array{float, float}>, before: list<array<string, mixed>>}
 */
function figures( array $strata, ?float $kappa, bool $tests, bool $old, $before ): array {
	$counts    = Epochs\counts( $strata );
	$posterior = Statistics\posterior( $counts, $kappa );
	$views     = array_map( 'intval', Epochs\columns( array_column( $strata, 'views' ) ) );
	$converted = array_map( 'intval', Epochs\columns( array_column( $strata, 'conversions' ) ) );
	// While nobody has converted there is nothing to have a chance of.
	$best      = array_sum( $converted ) > 0 ? BestArm\best( $posterior ) : null;
	$looks     = $tests ? looks( $strata, $before ) : array();
	$adjusted  = Statistics\holm( array_column( $looks, 'p', 'index' ) );
	$rows      = array();
	foreach ( $counts as $arm => list( $seen, $got ) ) {
		$rate   = $seen > 0 ? $got / $seen : 0.0;
		$base   = $rows[0]['rate'] ?? 0.0;
		$rows[] = array(
			'index'        => $arm,
			'visitors'     => $views[ $arm ],
			'conversions'  => $converted[ $arm ],
			'rate'         => $rate,
			'improvement'  => $arm > 0 && $base > 0 && $seen > 0 ? $rate / $base - 1 : null,
			'interval'     => null,
			'significance' => null,
			'significant'  => false,
			'remaining'    => null,
			'chance'       => $best['chance'][ $arm ] ?? null,
			'loss'         => $best['loss'][ $arm ] ?? null,
		);
	}
	foreach ( $looks as $look ) {
		$rows[ $look['index'] ] = tested( $rows, $look, $adjusted[ $look['index'] ], $old );
	}
	// What few clicks say is shown, but not held on to.
	$held = array_map( static fn ( array $look ): array => $look['enough'] ? $look : array(), $looks );
	return array(
		'rows'      => $rows,
		'posterior' => $posterior,
		'before'    => remembered( $tests ? $held : $before, count( $views ) ),
	);
}

/**
 * What was remembered, one for each variation; nothing where it is not of this experiment.
 *
 * @param mixed $before
 * @return list<array{p: float, side: int, low: ?float, high: ?float, seen: int}>
 */
function remembered( $before, int $arms ): array {
	$before = is_array( $before ) && count( $before ) === $arms - 1 ? array_values( $before ) : array();
	$all    = array();
	for ( $arm = 1; $arm < $arms; $arm++ ) {
		$one   = is_array( $before[ $arm - 1 ] ?? null ) ? $before[ $arm - 1 ] : array();
		$known = is_numeric( $one['low'] ?? null ) && is_numeric( $one['high'] ?? null );
		$all[] = array(
			'p'    => is_numeric( $one['p'] ?? null ) ? max( 0.0, min( 1.0, (float) $one['p'] ) ) : 1.0,
			'side' => (int) ( $one['side'] ?? 0 ),
			'low'  => $known ? (float) $one['low'] : null,
			'high' => $known ? (float) $one['high'] : null,
			'seen' => (int) ( $one['seen'] ?? 0 ),
		);
	}
	return $all;
}

/**
 * Each variation against the original: the least p-value and the narrowest interval of all looks, and what else this one says.
 *
 * @param list<array{shares: list<float>, views: list<int>, conversions: list<int>}> $strata
 * @param mixed                                                                      $before
 * @return list<array<string, mixed>>
 */
function looks( array $strata, $before ): array {
	$arms  = count( $strata[0]['shares'] );
	$looks = array();
	foreach ( remembered( $before, $arms ) as $i => $look ) {
		$arm    = $i + 1;
		$counts = array_map(
			static fn ( array $one ): array => array( $one['views'][0], $one['conversions'][0], $one['views'][ $arm ], $one['conversions'][ $arm ] ),
			$strata
		);
		$looks[] = look( $counts, $look, ALPHA / ( $arms - 1 ) ) + array( 'index' => $arm );
	}
	return $looks;
}

/**
 * One variation against the original.
 *
 * @param list<array{int, int, int, int}> $counts By stratum: views and conversions, first of the original.
 * @param array<string, mixed>            $look   What was remembered, as of remembered().
 * @param float                           $alpha  By Bonferroni, so that with several variations an interval does not leave zero
 *                                                before it means something.
 * @return array{p: float, side: int, low: ?float, high: ?float, seen: int, now: ?array<string, float>, enough: bool}
 */
function look( array $counts, array $look, float $alpha ): array {
	list( $n0, $c0, $n1, $c1 ) = Epochs\columns( $counts );
	$enough                    = min( $n0, $n1 ) >= ENOUGH_VIEWS && min( $c0, $c1 ) >= ENOUGH_CONVERSIONS;
	$found                     = AlwaysValid\difference( $counts );
	if ( null === $found || $n0 + $n1 < LOOK_AGAIN * $look['seen'] ) {
		return $look + array(
			'now'    => $found,
			'enough' => $enough,
		);
	}
	list( 'difference' => $difference, 'variance' => $variance, 'tau' => $tau ) = $found;
	$p    = AlwaysValid\p_value( $difference, $variance, $tau );
	$half = AlwaysValid\half_width( $variance, $tau, $alpha );
	$low  = max( $difference - $half, $look['low'] ?? -INF );
	$high = min( $difference + $half, $look['high'] ?? INF );
	return array(
		'p'      => min( $p, $look['p'] ),
		'side'   => $p < $look['p'] ? $difference <=> 0.0 : $look['side'],
		// Where nothing is in all of them the world has changed, and it begins again.
		'low'    => $low <= $high ? $low : $difference - $half,
		'high'   => $low <= $high ? $high : $difference + $half,
		'seen'   => (int) ( $n0 + $n1 ),
		'now'    => $found,
		'enough' => $enough,
	);
}

/**
 * A variation's row with what the test says.
 *
 * @param list<array<string, mixed>> $rows Of all.
 * @param array<string, mixed>       $look Its own, as of looks().
 * @param float                      $p    Its least p-value, adjusted for the other variations.
 * @param bool                       $old  Whether it has run long enough.
 * @return array<string, mixed>
 */
function tested( array $rows, array $look, float $p, bool $old ): array {
	$row  = $rows[ $look['index'] ];
	$base = $rows[0]['rate'];
	$row['significant'] = $old && is_significant( $look, $p );
	if ( null !== $look['low'] ) {
		$row['significance'] = 1 - $p;
		$row['interval']     = $base > 0 ? array( max( -1.0, $look['low'] / $base ), max( -1.0, $look['high'] / $base ) ) : null;
	}
	$row['remaining'] = $row['significant'] ? 0 : remaining( $rows, $look );
	return $row;
}

/**
 * Whether it was so at some look with enough to tell, and points the same way now.
 *
 * @param array<string, mixed> $look As of look().
 * @param float                $p    Its least p-value, adjusted.
 */
function is_significant( array $look, float $p ): bool {
	return $look['enough'] && $p <= ALPHA && null !== $look['now'] && ( $look['now']['difference'] <=> 0.0 ) === $look['side'];
}

/**
 * Visitors of the whole experiment that are missing until the same difference is significant; null when it cannot be told.
 *
 * @param list<array<string, mixed>> $rows Of all.
 * @param array<string, mixed>       $look Of the variation.
 */
function remaining( array $rows, array $look ): ?int {
	$converted = min( $rows[0]['conversions'], $rows[ $look['index'] ]['conversions'] );
	if ( null === $look['now'] || ! $converted ) {
		return null;
	}
	list( 'difference' => $difference, 'variance' => $variance, 'tau' => $tau ) = $look['now'];
	$times = AlwaysValid\times_needed( $difference, $variance, $tau, ALPHA / ( count( $rows ) - 1 ) );
	if ( null === $times ) {
		return null;
	}
	$times = max( $times, ENOUGH_VIEWS / min( $rows[0]['visitors'], $rows[ $look['index'] ]['visitors'] ), ENOUGH_CONVERSIONS / $converted );
	$more  = ceil( ( $times - 1 ) * array_sum( array_column( $rows, 'visitors' ) ) - 1e-6 );
	return $more <= FARTHEST ? (int) $more : null;
}

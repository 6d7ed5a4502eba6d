<?php
/**
 * What was counted here, judged, in the one shape of results.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Figures;

use TwoHeads\Core\Optimisers;
use TwoHeads\Core\PageCache;
use TwoHeads\Core\Site;
use TwoHeads\Engines\BuiltIn\Buffer;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Epochs;
use TwoHeads\Engines\BuiltIn\Judge;
use TwoHeads\Engines\BuiltIn\Prior;
use TwoHeads\Engines\BuiltIn\Steps;
use TwoHeads\Experiments\Setup;

/** Metrics by Judge's names. */
const COUNTED = array(
	'rendered' => Counters\RENDERED,
	'viewed'   => Counters\VIEWED,
	'click'    => Counters\CLICK,
	'read'     => Counters\READ,
);

/** Significance from which a difference is called one. */
const CONFIDENCE = 0.9;

/** Points of a line. A chart is no wider, and an experiment of months has thousands of hours. */
const POINTS = 200;

/**
 * Looks at an experiment.
 *
 * @param array<string, mixed> $record Record.
 * @return array{results: array<string, mixed>, judged: array<string, mixed>, over: bool} Schema `results` without
 *         fetched_at; Judge\judge()'s; whether its time or its views are over.
 */
function look( array $record ): array {
	Buffer\flush();
	$since  = Steps\first_judged( $record );
	$counts = array_filter( Counters\by_epoch( $record['id'] ), static fn ( int $epoch ): bool => $epoch >= $since, ARRAY_FILTER_USE_KEY );
	$epochs = epochs( $record, $counts );
	$viewed = array_sum( array_merge( array(), ...array_column( $epochs, 'viewed' ) ) );
	$over   = is_over( $record, $viewed );
	$judged = Judge\judge(
		array(
			'mode'   => mode( $record ),
			'goal'   => $record['setup']['goal'],
			'hours'  => ( Steps\ran( $record ) - ( $record['remote']['anew']['ran'] ?? 0 ) ) / HOUR_IN_SECONDS,
			'over'   => $over,
			'epochs' => $epochs,
			'kappa'  => Prior\kappa( $record['setup']['goal'] ),
			'before' => $record['remote']['before'] ?? array(),
		)
	);
	return array(
		'results' => results( $record, $judged, $viewed, total( $counts, Counters\PAGE_VIEWS ), total( $counts, Counters\RENDERED ) ),
		'judged'  => $judged,
		'over'    => $over,
	);
}

/**
 * How an experiment splits visitors and decides. Of one that has not started, "auto" is not yet anything.
 *
 * @param array<string, mixed> $record Record.
 */
function mode( array $record ): string {
	return 'auto' === $record['setup']['mode'] ? 'learn' : $record['setup']['mode'];
}

/**
 * Whether the fixed end of an experiment has come.
 *
 * @param array<string, mixed> $record Record.
 * @param int                  $viewed Views counted.
 */
function is_over( array $record, int $viewed ): bool {
	$stop = Setup\moment( $record['setup']['stop_at'] );
	$most = $record['setup']['max_views'];
	return ( null !== $stop && $stop <= time() ) || ( $most > 0 && $viewed >= $most );
}

/**
 * Counts as Judge\judge() takes them, of the words that are tested now.
 *
 * @param array<string, mixed>                          $record Record.
 * @param array<int, array<int, array<int, int>>> $counts Of Counters\by_epoch().
 * @return list<array<string, list<int>>>
 */
function epochs( array $record, array $counts ): array {
	$epochs = array();
	// With the numbers they had.
	$judged = array_slice( $record['remote']['epochs'] ?? array(), Steps\first_judged( $record ) - 1, null, true );
	foreach ( $judged as $index => $epoch ) {
		$of = static fn ( int $metric ): array => array_map(
			static fn ( int $variation ): int => $counts[ $index + 1 ][ $variation ][ $metric ] ?? 0,
			array_keys( $epoch['weights'] )
		);
		$epochs[] = array( 'weights' => $epoch['weights'] ) + array_map( $of, COUNTED );
	}
	return $epochs;
}

/**
 * How often something was counted.
 *
 * @param array<int, array<int, array<int, int>>> $counts Of Counters\by_epoch().
 */
function total( array $counts, int $metric ): int {
	return array_sum( array_map( static fn ( array $variations ): int => array_sum( array_column( $variations, $metric ) ), $counts ) );
}

/**
 * @param array<string, mixed> $record     Record.
 * @param array<string, mixed> $judged     Of Judge\judge().
 * @param int                  $viewed     Views in all.
 * @param int                  $page_views Of them, of people who are not remembered.
 * @param int                  $rendered   How many had it in their page.
 * @return array<string, mixed> Schema `results` without fetched_at.
 */
function results( array $record, array $judged, int $viewed, int $page_views, int $rendered ): array {
	$goal    = $record['setup']['goal'];
	$metrics = array_map(
		static fn ( string $id ): array => array(
			'id'         => $id,
			'variations' => $judged['metrics'][ $id ],
		),
		'read' === $goal ? array( 'read', 'click' ) : array( 'click', 'read' )
	);
	$epochs  = $record['remote']['epochs'] ?? array();
	$results = array(
		'state'      => $rendered + $viewed > 0 ? 'ready' : 'none',
		'until'      => Site\now(),
		'stale'      => false,
		'confidence' => CONFIDENCE,
		'visitors'   => $viewed,
		'mode'       => mode( $record ),
		'weights'    => $epochs ? end( $epochs )['weights'] : $record['setup']['weights'],
		'metrics'    => $metrics,
		'verdict'    => $judged['verdict'],
		'leader'     => $judged['leader'],
		'warning'    => $judged['warning'],
	);
	if ( $rendered > 0 ) {
		$ratio = $judged['sample_ratio'];

		$results['sample_ratio'] = $ratio + array( 'cause' => $ratio['ok'] ? '' : cause( $ratio ) );
	}
	if ( $judged['early'] && 'more_time' === $judged['verdict'] ) {
		$results['early'] = true;
	}
	if ( $page_views > 0 ) {
		$results['page_views'] = min( $viewed, $page_views );
	}
	return $results;
}

/**
 * What likely keeps headlines from being shown as often as they should.
 *
 * @param array<string, mixed> $ratio Schema results, sample_ratio.
 * @return string A sentence with the mend.
 */
function cause( array $ratio ): string {
	$counted = max( 1, array_sum( $ratio['counted'] ) );
	// Whatever comes too late, or in a page of yesterday, leaves the original where it was.
	$more_original = $ratio['counted'][0] / $counted > $ratio['expected'][0];
	return match ( true ) {
		$more_original && Optimisers\present() => __( 'Probably an optimisation plugin delays or combines the script that swaps headlines. Exclude scripts that contain “twoHeads” there, empty its cache, then start a new test.', 'two-heads' ),
		PageCache\present()                    => __( 'Probably a page cache or a proxy still serves pages from before the headlines were last changed. Empty all caches, then start a new test.', 'two-heads' ),
		default                                => __( 'Probably programs (bots) open the pages as if they were readers, or another script changes the headline too. Look at what visits the site, then start a new test.', 'two-heads' ),
	};
}

/**
 * The figures over time.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed> Schema `series`.
 */
function series( array $record ): array {
	$hours = array();
	foreach ( Counters\by_hour( $record['id'] ) as $row ) {
		if ( $row['epoch'] >= Steps\first_judged( $record ) ) {
			$hours[ $row['hour'] ][] = $row;
		}
	}
	$goals   = 'read' === $record['setup']['goal'] ? array( 'read', 'click' ) : array( 'click', 'read' );
	$lines   = array_fill_keys( $goals, array_fill( 0, count( $record['setup']['titles'] ) + 1, array() ) );
	$counts  = array();
	$step    = max( 1, (int) ceil( count( $hours ) / POINTS ) );
	$last    = array_key_last( $hours );
	$passed  = 0;
	// A day's hours, put together, have its beginning.
	$began = (int) strtotime( (string) $record['started_at'] );
	foreach ( $hours as $hour => $rows ) {
		foreach ( $rows as $row ) {
			$place  = &$counts[ $row['epoch'] ][ $row['variation'] ][ $row['metric'] ];
			$place = ( $place ?? 0 ) + $row['n'];
		}
		unset( $place );
		if ( 0 !== ++$passed % $step && $hour !== $last ) {
			continue;
		}
		// What is counted within an hour is known at its end; of the present one, now.
		$at = gmdate( 'Y-m-d\TH:i:s\Z', max( $hour, $began, min( time(), $hour + HOUR_IN_SECONDS ) ) );
		foreach ( $goals as $goal ) {
			foreach ( points( epochs( $record, $counts ), $goal ) as $variation => $point ) {
				$lines[ $goal ][ $variation ][] = array( 'at' => $at ) + $point;
			}
		}
	}
	return array(
		'state'   => $hours ? 'ready' : 'none',
		'metrics' => $hours ? array_map( __NAMESPACE__ . '\\metric', $goals, $lines ) : array(),
	);
}

/**
 * @param list<list<array<string, mixed>>> $lines Points by variation.
 * @return array<string, mixed> Schema series, metrics.
 */
function metric( string $id, array $lines ): array {
	$line = static fn ( int $index, array $points ): array => array(
		'index'  => $index,
		'points' => $points,
	);
	return array(
		'id'         => $id,
		'variations' => array_map( $line, array_keys( $lines ), $lines ),
	);
}

/**
 * Where each variation stands by a metric. The counts are sums; the rates are read by epoch, as the results'.
 *
 * @param list<array<string, list<int>>> $epochs See epochs().
 * @return list<array{visitors: int, conversions: int, rate: float}>
 */
function points( array $epochs, string $goal ): array {
	$strata = Epochs\strata( $epochs, 'viewed', $goal );
	$fair   = Epochs\counts( $strata );
	$point  = static fn ( int $index ): array => array(
		'visitors'    => array_sum( array_column( array_column( $strata, 'views' ), $index ) ),
		'conversions' => array_sum( array_column( array_column( $strata, 'conversions' ), $index ) ),
		'rate'        => $fair[ $index ][0] > 0 ? $fair[ $index ][1] / $fair[ $index ][0] : 0.0,
	);
	return array_map( $point, array_keys( $fair ) );
}

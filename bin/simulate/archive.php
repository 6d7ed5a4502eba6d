<?php
/**
 * What the engine says of real headline tests (data/README.md).
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Simulate;

use TwoHeads\Engines\BuiltIn\Epochs;
use TwoHeads\Engines\BuiltIn\JudgeHealth;
use TwoHeads\Engines\BuiltIn\Judge;
use TwoHeads\Engines\BuiltIn\Statistics;

/** Weeks in which a page cache served one headline to many, says the archive. */
const SPOILED = array( 201326, 201401 );

/**
 * The archive's tests, in its order.
 *
 * @return list<array{spoiled: bool, views: list<int>, clicks: list<int>, winners: list<int>}> winners: indices that an editor marked.
 */
function archive(): array {
	static $tests = null;
	if ( null !== $tests ) {
		return $tests;
	}
	$by_id = array();
	$file  = fopen( 'compress.zlib://' . __DIR__ . '/data/upworthy-headline-tests.csv.gz', 'r' );
	fgetcsv( $file, null, ',', '"', '' );
	while ( $row = fgetcsv( $file, null, ',', '"', '' ) ) {
		list( $id, $week, $views, $clicks, $winner ) = $row;
		$test = $by_id[ $id ] ?? array(
			'spoiled' => (int) $week >= SPOILED[0] && (int) $week <= SPOILED[1],
			'views'   => array(),
			'clicks'  => array(),
			'winners' => array(),
		);
		if ( (int) $winner ) {
			$test['winners'][] = count( $test['views'] );
		}
		$test['views'][]  = (int) $views;
		$test['clicks'][] = (int) $clicks;
		$by_id[ $id ]     = $test;
	}
	fclose( $file );
	$tests = array_values( array_filter( $by_id, static fn ( array $test ): bool => count( $test['views'] ) > 1 ) );
	return $tests;
}

/**
 * One epoch as Judge\judge() takes it.
 *
 * @param list<int> $views
 * @param list<int> $clicks
 * @param list<int> $weights
 * @return array<string, list<int>>
 */
function epoch( array $views, array $clicks, array $weights ): array {
	return array(
		'weights'  => $weights,
		'rendered' => $views,
		'viewed'   => $views,
		'click'    => $clicks,
		'read'     => array_fill( 0, count( $views ), 0 ),
	);
}

/**
 * The sample-ratio check and the editors' choice against the engine's, over the whole archive.
 *
 * @return array<string, float> Counts, but kappa: the spread that a site with these tests would find.
 */
function read_archive(): array {
	$found = array_fill_keys( array( 'spoiled', 'spoiled_flagged', 'good', 'good_flagged', 'chosen', 'declared', 'agreed' ), 0 );
	$tests = array();
	foreach ( archive() as $test ) {
		$epochs = array( epoch( $test['views'], $test['clicks'], array_fill( 0, count( $test['views'] ), 1 ) ) );
		$kind   = $test['spoiled'] ? 'spoiled' : 'good';
		++$found[ $kind ];
		$found[ "{$kind}_flagged" ] += JudgeHealth\sample_ratio( Epochs\strata( $epochs, 'rendered', 'rendered' ), null )['ok'] ? 0 : 1;
		if ( $test['spoiled'] ) {
			continue;
		}
		$tests[] = array_map( static fn ( int $views, int $clicks ): array => array( (float) $views, (float) $clicks ), $test['views'], $test['clicks'] );
		if ( 1 !== count( $test['winners'] ) ) {
			continue;
		}
		++$found['chosen'];
		$judged = Judge\judge( input( 'learn', $epochs, false ) );
		$leader = $judged['leader'];
		if ( $judged['open'] && $judged['metrics']['click'][ $leader ]['loss'] <= Judge\GOOD_ENOUGH['learn'] ) {
			++$found['declared'];
			$found['agreed'] += $leader === $test['winners'][0] ? 1 : 0;
		}
	}
	return array( 'kappa' => (float) Statistics\kappa_of( $tests ) ) + $found;
}

/**
 * What Judge\judge() is asked: clicks decide, and an hour is over.
 *
 * @param list<array<string, list<int>>> $epochs
 * @param array<string, mixed>           $before
 * @return array<string, mixed>
 */
function input( string $mode, array $epochs, bool $over, array $before = array() ): array {
	return array(
		'mode'   => $mode,
		'goal'   => 'click',
		'hours'  => 24.0,
		'over'   => $over,
		'epochs' => $epochs,
		'kappa'  => null,
		'before' => $before,
	);
}

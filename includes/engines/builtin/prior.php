<?php
/**
 * What this site has learned from its own tests: how much headlines differ here, how often they are clicked, how many see
 * them.
 *
 * Computed from the counters now and then, and kept in one option: what asks for it, a panel or each look at each
 * experiment, must cost nothing.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Prior;

use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Statistics;
use TwoHeads\Engines\BuiltIn\Steps;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Store;

/** Not autoloaded: see compute(). */
const OPTION = 'two_heads_prior';

/** Seconds after which it is computed anew while something runs. */
const FRESH = DAY_IN_SECONDS;

/** Latest experiments that it is learned from. Headlines change with the years. */
const LATEST = 200;

/** Views from which a click rate is the site's own and no accident. */
const ENOUGH_VIEWS = 2000;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'two_heads_experiment_status', __NAMESPACE__ . '\\status_changed', 20, 2 );
	add_action( Poll\HOOK, __NAMESPACE__ . '\\refresh', 20, 0 );
}

/**
 * How alike headlines of one test are on this site, as views that this belief is worth.
 *
 * @param string $goal What decides: of reads, nobody has enough to know.
 * @return float|null Null while the site has too few finished tests of its own.
 */
function kappa( string $goal ): ?float {
	$kappa = 'click' === $goal ? learned()['kappa'] ?? null : null;
	return null === $kappa ? null : (float) $kappa;
}

/**
 * Clicks per view that are usual on this site; null while nearly nothing was counted.
 */
function rate(): ?float {
	return learned()['rate'] ?? null;
}

/**
 * Views a day that is usual for a test of a post of that type; null while there was none.
 */
function a_day( string $post_type ): ?int {
	return learned()['a_day'][ $post_type ] ?? null;
}

/**
 * @return array<string, mixed> See compute(); empty before the first time.
 */
function learned(): array {
	$stored = get_option( OPTION );
	return is_array( $stored ) ? $stored : array();
}

/**
 * One has ended.
 *
 * @param int    $id Experiment.
 * @param string $to Its status.
 */
function status_changed( $id, $to ): void {
	if ( 'archived' === $to && 'builtin' === ( Store\get( (int) $id )['engine'] ?? '' ) ) {
		compute();
	}
}

/**
 * Cron, while something runs.
 */
function refresh(): void {
	if ( abs( time() - ( learned()['at'] ?? 0 ) ) >= FRESH ) {
		compute();
	}
}

/**
 * Reads it off the counters.
 */
function compute(): void {
	$tests  = tests();
	$counts = counts( array_keys( $tests ) );
	$clicks = array_sum( array_column( $counts, 'clicks' ) );
	$views  = array_sum( array_column( $counts, 'views' ) );
	$first  = array_column( array_intersect_key( $counts, array_filter( $tests, static fn ( array $test ): bool => $test['ended'] ) ), 'first' );
	update_option(
		OPTION,
		array(
			'at'    => time(),
			'kappa' => Statistics\kappa_of( $first ),
			'rate'  => $views >= ENOUGH_VIEWS && $clicks > 0 ? $clicks / $views : null,
			'a_day' => days( $tests, $counts ),
		),
		false
	);
}

/**
 * The latest experiments that have run here.
 *
 * @return array<int, array{type: string, seconds: int, ended: bool}> By id: type of the post, how long it ran.
 */
function tests(): array {
	global $wpdb;
	$rows  = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT p.ID, p.post_status, tested.post_type, remote.meta_value AS remote FROM $wpdb->posts p"
			. " JOIN $wpdb->postmeta engine ON engine.post_id = p.ID AND engine.meta_key = %s AND engine.meta_value = %s"
			. " JOIN $wpdb->postmeta remote ON remote.post_id = p.ID AND remote.meta_key = %s"
			. " LEFT JOIN $wpdb->posts tested ON tested.ID = p.post_parent"
			. ' WHERE p.post_type = %s AND p.post_status <> %s ORDER BY p.ID DESC LIMIT %d',
			Store\PREFIX . 'engine',
			(string) wp_json_encode( 'builtin' ),
			Store\PREFIX . 'remote',
			Store\TYPE,
			Store\STATUSES['draft'],
			LATEST
		)
	);
	$tests = array();
	foreach ( $rows as $row ) {
		$tests[ (int) $row->ID ] = array(
			'type'    => (string) $row->post_type,
			'seconds' => Steps\ran( array( 'remote' => (array) json_decode( $row->remote, true ) ) ),
			'ended'   => Store\STATUSES['archived'] === $row->post_status,
		);
	}
	return $tests;
}

/**
 * What they counted.
 *
 * @param list<int> $ids Experiments.
 * @return array<int, array{views: int, clicks: int, first: list<array{float, float}>}> By id; `first`: views and clicks of
 *         each headline by the weights of the start, that is, at the same time for all.
 */
function counts( array $ids ): array {
	global $wpdb;
	$counts = array();
	$sql    = 'SELECT experiment, epoch = 1 AS is_first, variation, metric, SUM(n) AS n FROM ' . Counters\table()
		. ' WHERE experiment IN ( ' . implode( ',', array_fill( 0, count( $ids ), '%d' ) ) . ' ) AND metric IN ( %d, %d ) GROUP BY experiment, is_first, variation, metric';
	$rows   = $ids ? $wpdb->get_results( $wpdb->prepare( $sql, ...array( ...$ids, Counters\VIEWED, Counters\CLICK ) ) ) : array();
	foreach ( $rows as $row ) {
		$what = Counters\CLICK === (int) $row->metric ? 'clicks' : 'views';
		$one  = $counts[ (int) $row->experiment ] ?? array(
			'views'  => 0,
			'clicks' => 0,
			'first'  => array(),
		);

		$one[ $what ] += (int) $row->n;
		if ( $row->is_first ) {
			$arm = $one['first'][ (int) $row->variation ] ?? array( 0.0, 0.0 );

			$arm[ 'clicks' === $what ? 1 : 0 ]      = (float) $row->n;
			$one['first'][ (int) $row->variation ] = $arm;
		}
		$counts[ (int) $row->experiment ] = $one;
	}
	return array_map( static fn ( array $one ): array => array( 'first' => array_values( $one['first'] ) ) + $one, $counts );
}

/**
 * Views a day in the middle of all tests of a type. What ran for hours only had its views within a day; of what runs since
 * less than a day nothing is known yet.
 *
 * @param array<int, array<string, mixed>> $tests  See tests().
 * @param array<int, array<string, mixed>> $counts See counts().
 * @return array<string, int> By post type.
 */
function days( array $tests, array $counts ): array {
	$rates = array();
	foreach ( $tests as $id => $test ) {
		$views = $counts[ $id ]['views'] ?? 0;
		if ( $views > 0 && ( $test['ended'] || $test['seconds'] >= DAY_IN_SECONDS ) ) {
			$rates[ $test['type'] ][] = $views / max( 1, $test['seconds'] / DAY_IN_SECONDS );
		}
	}
	$middle = static function ( array $values ): int {
		sort( $values );
		return (int) round( $values[ intdiv( count( $values ), 2 ) ] );
	};
	return array_map( $middle, $rates );
}

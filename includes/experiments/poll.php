<?php
/**
 * Keeps status and figures of running experiments fresh in the background, so that no page waits for an engine.
 *
 * One call a running experiment at most every five minutes, by turns for its status and its figures, and one for its
 * status every ten for one that is paused; a minute's tick takes a few of those that are due, so that many experiments
 * are spread over the time by themselves. Those that run on this site need no call: their engine looks after them.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Poll;

use TwoHeads\Core\Site;
use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Running;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Verdict;
use WP_Error;

const HOOK     = 'two_heads_poll';
const INTERVAL = 5 * MINUTE_IN_SECONDS;

/** Cron event: the figures of one that has just ended, once more. Argument is the experiment's id. */
const FIGURES = 'two_heads_figures';

/** Errors that are not about one experiment, besides those that the engine keeps to itself: see Engine\problem(). */
const FOR_ALL = array(
	'two_heads_rate_limited',
	'two_heads_unreachable',
	'two_heads_service_error',
	'two_heads_busy',
);

/** Calls of one tick. */
const AT_ONCE = 8;

/** Seconds of a tick for those that need none. The others' turn comes with the next. */
const HERE = 20;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( HOOK, __NAMESPACE__ . '\\tick' );
	add_action( FIGURES, __NAMESPACE__ . '\\late_figures' );
	// phpcs:ignore WordPress.WP.CronInterval.ChangeDetected -- A tick looks at what is due, mostly nothing.
	add_filter( 'cron_schedules', __NAMESPACE__ . '\\add_interval' );
	add_action( 'admin_init', __NAMESPACE__ . '\\ensure_if_lost' );
}

/**
 * Has the tick come again whose event was lost. Asks the database nothing.
 */
function ensure_if_lost(): void {
	if ( Running\posts() && ! wp_next_scheduled( HOOK ) ) {
		ensure();
	}
}

/**
 * @param array<string, array<string, mixed>> $schedules Cron's.
 * @return array<string, array<string, mixed>>
 */
function add_interval( $schedules ) {
	$schedules['two_heads_minute'] = array(
		'interval' => MINUTE_IN_SECONDS,
		'display'  => 'Two Heads',
	);
	return $schedules;
}

/**
 * Has the tick come while there is something to ask about, and only then.
 */
function ensure(): void {
	$open = Store\query(
		array(
			'statuses'       => array( 'running', 'paused' ),
			'posts_per_page' => 1,
		)
	);
	$open = $open ?: Store\query( array( 'meta_key' => Store\PREFIX . 'job', 'posts_per_page' => 1 ) ); // phpcs:ignore WordPress.DB.SlowDBQuery
	if ( ! $open && ! Schedule\waiting() ) {
		wp_clear_scheduled_hook( HOOK );
	} elseif ( ! wp_next_scheduled( HOOK ) ) {
		wp_schedule_event( time() + MINUTE_IN_SECONDS, 'two_heads_minute', HOOK );
	}
}

/**
 * Cron: looks after what was missed here, and asks about those experiments that have waited longest.
 */
function tick(): void {
	$under_way = array(
		'statuses'       => array( 'running', 'paused' ),
		'posts_per_page' => -1,
	);
	$records   = Store\query( $under_way );
	_prime_post_caches( array_column( $records, 'post' ), true, false );
	array_map( 'TwoHeads\Experiments\Lifecycle\go_on_ending', $records );
	array_map( 'TwoHeads\Experiments\Drift\look_after', $records );
	Jobs\watch();
	Schedule\watch( $records );
	Running\rebuild();
	list( $here, $elsewhere ) = by_place( Store\query( $under_way ) );
	look_after_here( $here );
	ask_elsewhere( $elsewhere );
	ensure();
}

/**
 * @param list<array<string, mixed>> $records Records.
 * @return array{list<array<string, mixed>>, list<array<string, mixed>>} Those that run on this site, and the others.
 */
function by_place( array $records ): array {
	$is_here = static fn ( array $record ): bool => Engines\of( $record )->is_here();
	$here    = array_filter( $records, $is_here );
	return array( array_values( $here ), array_values( array_diff_key( $records, $here ) ) );
}

/**
 * Has the engines here look after their experiments, those first that have waited longest.
 *
 * @param list<array<string, mixed>> $records Records.
 */
function look_after_here( array $records ): void {
	$until = time() + HERE;
	$last  = static fn ( array $record ): int => $record['polled']['results'] ?? 0;
	usort( $records, static fn ( array $one, array $other ): int => $last( $one ) <=> $last( $other ) );
	foreach ( $records as $record ) {
		if ( 'running' === $record['status'] && null === $record['job'] && time() <= $until ) {
			Engines\of( $record )->look_after( $record );
		}
	}
}

/**
 * Asks about those experiments that have waited longest.
 *
 * @param list<array<string, mixed>> $records Records.
 */
function ask_elsewhere( array $records ): void {
	$due = array();
	foreach ( $records as $record ) {
		// What is paused changes only in the engine's own interface; but until that is noticed, pages lack the script.
		$pause = 'paused' === $record['status'] ? 2 * INTERVAL : INTERVAL;
		$last  = max( array( 0, ...array_values( $record['polled'] ) ) );
		// A clock that was set back does not make them wait for the time it showed before.
		if ( null === $record['job'] && abs( time() - $last ) >= $pause ) {
			$due[ $record['id'] ] = $last;
		}
	}
	asort( $due );
	foreach ( array_slice( array_keys( $due ), 0, AT_ONCE ) as $id ) {
		$record = Store\get( $id );
		$turn   = ( $record['polled']['status'] ?? 0 ) <= ( $record['polled']['results'] ?? 0 ) ? 'status' : 'results';
		$error  = ask( $record, 'paused' === $record['status'] ? 'status' : $turn );
		if ( null !== $error && ( in_array( $error->get_error_code(), FOR_ALL, true ) || null !== Engines\of( $record )->problem() ) ) {
			// The others would hear the same.
			break;
		}
	}
}

/**
 * Asks the engine about one experiment and writes down what it says.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $about  status or results.
 */
function ask( array $record, string $about ): ?WP_Error {
	$id     = $record['id'];
	$engine = Engines\of( $record );
	Store\write( $id, array( 'polled' => array( $about => time() ) + $record['polled'] ) );
	if ( 'status' === $about ) {
		$status = $engine->status( $record );
		if ( is_wp_error( $status ) ) {
			return $status;
		}
		$error = Drift\remote_status( $id, $status, $record['status'] );
		// Somebody decides now, by what was counted last.
		return $error ?? ( 'archived' === $status && 'running' === $record['status'] ? ask( Store\get( $id ), 'results' ) : null );
	}
	$results = $engine->results( $record );
	if ( is_wp_error( $results ) ) {
		return $results;
	}
	// What is being computed anew, or has become nothing, must not hide what was known.
	if ( 'ready' === $results['state'] || 'ready' !== ( $record['results']['state'] ?? '' ) ) {
		Store\write( $id, array( 'results' => Verdict\judge( $results + array( 'fetched_at' => Site\now() ) ) ) );
	}
	return null;
}

/**
 * The figures with which an experiment ends, as far as the engine gives them: an ending does not wait for them. Those
 * that are not there yet are asked for once more when it is over.
 *
 * @param int $id Experiment.
 */
function last_figures( int $id ): void {
	$error   = refresh( $id, array( 'results' ) );
	$results = Store\get( $id )['results'];
	if ( null !== $error || 'ready' !== ( $results['state'] ?? '' ) || ! empty( $results['stale'] ) ) {
		wp_schedule_single_event( time() + INTERVAL, FIGURES, array( $id ) );
	}
}

/**
 * Cron: the figures of one that has ended, once more. What is new is said in its log, whose last entry told the old.
 *
 * @param int $id Experiment.
 */
function late_figures( $id ): void {
	$before = Store\get( (int) $id );
	if ( null === $before || null !== ask( $before, 'results' ) ) {
		return;
	}
	$words = Jobs\figures_in_words( Store\get( $before['id'] ) );
	if ( '' !== $words && Jobs\figures_in_words( $before ) !== $words ) {
		/* translators: %s: the figures of each headline. */
		Store\note( $before['id'], 'figures', sprintf( __( 'Its last figures have come: %s', 'two-heads' ), $words ), '' );
	}
}

/**
 * Asks about everything now, for somebody who waits. At most once in fifteen seconds.
 *
 * @param int          $id   Experiment.
 * @param list<string> $what status, results.
 */
function refresh( int $id, array $what = array( 'status', 'results' ) ): ?WP_Error {
	foreach ( $what as $about ) {
		$record = Store\get( $id );
		if ( null === $record || array() === $record['remote'] || abs( time() - ( $record['polled'][ $about ] ?? 0 ) ) < 15 ) {
			continue;
		}
		$error = ask( $record, $about );
		if ( null !== $error ) {
			return $error;
		}
	}
	return null;
}

<?php
/**
 * Starting and stopping at a time that an editor chose, by WP-Cron.
 *
 * WP-Cron runs with visits: on a site without any, nobody is there to see a headline either.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Schedule;

use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Setup;
use TwoHeads\Experiments\Store;

/** Cron events: argument is the experiment's id. */
const START = 'two_heads_start';
const STOP  = 'two_heads_stop';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( START, __NAMESPACE__ . '\\start_now' );
	add_action( STOP, __NAMESPACE__ . '\\stop_now' );
}

/**
 * Has a draft start by itself at its time, or not any more when it has none ahead. Only within Store\locked().
 *
 * @param array<string, mixed> $record Record.
 */
function start_later( array $record ): void {
	wp_clear_scheduled_hook( START, array( $record['id'] ) );
	$at    = Setup\moment( $record['setup']['start_at'] );
	$ahead = null !== $at && $at > time();
	Store\write( $record['id'], array( 'scheduled' => $ahead ) );
	if ( $ahead ) {
		// What kept it from starting at an earlier time is over.
		Store\write( $record['id'], array( 'attention' => null ) );
		wp_schedule_single_event( $at, START, array( $record['id'] ) );
		/* translators: %s: date and time. */
		Store\note( $record['id'], 'scheduled', sprintf( __( 'Will start on %s.', 'two-heads' ), wp_date( get_option( 'date_format' ) . ', ' . get_option( 'time_format' ), $at ) ) );
	}
	Poll\ensure();
}

/**
 * Has a running experiment pause at its time, or not any more.
 *
 * @param array<string, mixed> $setup Schema experiment-setup.
 * @param int                  $id    Experiment.
 */
function stop_later( array $setup, int $id ): void {
	wp_clear_scheduled_hook( STOP, array( $id ) );
	$at = Setup\moment( $setup['stop_at'] );
	if ( null !== $at ) {
		wp_schedule_single_event( $at, STOP, array( $id ) );
	}
}

/**
 * Cron: the time to start has come.
 *
 * @param int $id Experiment.
 */
function start_now( $id ): void {
	$record = Store\get( (int) $id );
	if ( null === $record || 'draft' !== $record['status'] || ! $record['scheduled'] ) {
		return;
	}
	$refused = Lifecycle\request( $record['id'], 'start' );
	if ( null === $refused ) {
		if ( null !== ( Store\get( $record['id'] )['job'] ?? null ) ) {
			Jobs\continue_alone( $record['id'] );
		}
		return;
	}
	if ( 'two_heads_conflict' === $refused->get_error_code() ) {
		// Somebody is saving it just now.
		wp_schedule_single_event( time() + MINUTE_IN_SECONDS, START, array( $record['id'] ) );
		return;
	}
	Store\write(
		$record['id'],
		array(
			'scheduled' => false,
			'attention' => array(
				'code'    => 'not_started',
				/* translators: %s: why. */
				'message' => sprintf( __( 'It should have started by itself but could not: %s', 'two-heads' ), $refused->get_error_message() ),
			),
		)
	);
}

/**
 * Drafts that are to start by themselves.
 *
 * @return list<array<string, mixed>> Records.
 */
function waiting(): array {
	return Store\query(
		array(
			'statuses'       => array( 'draft' ),
			'posts_per_page' => -1,
			'meta_key'       => Store\PREFIX . 'scheduled', // phpcs:ignore WordPress.DB.SlowDBQuery
			'meta_value'     => 'true', // phpcs:ignore WordPress.DB.SlowDBQuery
		)
	);
}

/**
 * Sets the events of starts and stops anew that were lost. See Jobs\watch().
 *
 * @param list<array<string, mixed>> $under_way Records.
 */
function watch( array $under_way ): void {
	foreach ( $under_way as $record ) {
		$at = 'running' === $record['status'] ? Setup\moment( $record['setup']['stop_at'] ) : null;
		if ( null !== $at && ! wp_next_scheduled( STOP, array( $record['id'] ) ) ) {
			wp_schedule_single_event( max( time() + 1, $at ), STOP, array( $record['id'] ) );
		}
	}
	foreach ( waiting() as $record ) {
		if ( ! wp_next_scheduled( START, array( $record['id'] ) ) ) {
			$at = Setup\moment( $record['setup']['start_at'] ) ?? 0;
			wp_schedule_single_event( max( time() + 1, $at ), START, array( $record['id'] ) );
		}
	}
}

/**
 * Cron: the time to stop has come.
 *
 * @param int $id Experiment.
 */
function stop_now( $id ): void {
	$record = Store\get( (int) $id );
	if ( null === $record || 'running' !== $record['status'] ) {
		return;
	}
	if ( Engines\of( $record )->is_here() ) {
		// It has something to say at the end; what keeps it from that now, the tick comes back for.
		Engines\of( $record )->look_after( $record );
		return;
	}
	if ( null === Lifecycle\request( $record['id'], 'pause' ) ) {
		say_over( $record['id'] );
		Jobs\continue_alone( $record['id'] );
	} else {
		// Something else is under way: after it.
		wp_schedule_single_event( time() + MINUTE_IN_SECONDS, STOP, array( $record['id'] ) );
	}
}

/**
 * Says that the time of an experiment is over, whoever paused it: this site or its engine, which knows the time too.
 *
 * @param int $id Experiment.
 */
function say_over( int $id ): void {
	Drift\attention( $id, 'schedule_over', __( 'Its time is over, so it is paused. Look at the result, then end it.', 'two-heads' ) );
}

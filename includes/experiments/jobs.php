<?php
/**
 * An action under way at an engine: a plan of steps, of which each call does the next.
 *
 * Nothing is kept in memory between calls. A browser calls as long as somebody watches; a single cron event, set anew
 * with each step, goes on when nobody does. Both hold the experiment's lock while they work, so a step is done once.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Jobs;

use TwoHeads\Core\Site;
use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Setup;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use WP_Error;

/** Cron event: argument is the experiment's id. */
const HOOK = 'two_heads_continue';

/** Seconds after which the background takes over from a browser that went away. */
const PATIENCE = 45;

/** Longest pause between two attempts of the background, and of those that somebody waits for: readers see headlines. */
const LONGEST = HOUR_IN_SECONDS;
const SOON    = 5 * MINUTE_IN_SECONDS;

/** Errors that time does not mend. */
const FOR_PEOPLE = array( 'two_heads_not_connected', 'two_heads_copied_site', 'two_heads_unauthorized', 'two_heads_drafted_changes', 'two_heads_refused', 'two_heads_forbidden', 'two_heads_not_published', 'two_heads_no_project', 'two_heads_no_table', 'two_heads_not_found' );

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( HOOK, __NAMESPACE__ . '\\continue_alone' );
}

/**
 * Puts a job in place. Only within Store\locked().
 *
 * @param int         $id     Experiment.
 * @param string      $action start, pause, resume, update or end.
 * @param string|null $by     Name; null: whoever is logged in.
 * @param string|null $then   Action that follows it.
 */
function set( int $id, string $action, ?string $by = null, ?string $then = null ): void {
	$record = Store\get( $id );
	if ( 'start' === $action ) {
		$post = get_post( $record['post'] );
		Store\write(
			$id,
			array(
				'setup'    => array( 'mode' => 'auto' === $record['setup']['mode'] && $post ? Setup\mode_for( $post ) : $record['setup']['mode'] ) + $record['setup'],
				'original' => $post ? Titles\of_post( $post ) : '',
				'seen'     => $post ? Drift\seen( $post, $record['engine'] ) : array(),
			)
		);
	}
	$job = array(
		'action'  => $action,
		'by'      => $by ?? Store\whoever(),
		'at'      => Site\now(),
		'done'    => array(),
		'tries'   => 0,
		'problem' => null,
	);
	if ( 'start' === $action && 'auto' === $record['setup']['mode'] ) {
		// Should it be given up, the draft is as it was.
		$job['auto'] = true;
	}
	Store\write( $id, array( 'job' => null === $then ? $job : $job + array( 'then' => $then ) ) );
	wake( $id, PATIENCE );
	Poll\ensure();
}

/**
 * Carries out the next step of an experiment's job.
 *
 * @param int   $id       Experiment.
 * @param float $patience Seconds to wait for whoever else is at it.
 * @return WP_Error|null Null when the step is done or there was none; what went wrong is in the record too.
 */
function advance( int $id, float $patience = 3.0 ): ?WP_Error {
	$done = Store\locked( $id, static fn ( array $record ): ?WP_Error => null === $record['job'] ? null : next_step( $record ), $patience );
	return is_wp_error( $done ) ? $done : null;
}

/**
 * @param array<string, mixed> $record Record with a job, locked.
 */
function next_step( array $record ): ?WP_Error {
	$id   = $record['id'];
	$job  = $record['job'];
	$left = array_diff( array_keys( plan( $record ) ), $job['done'] );
	if ( $left ) {
		$step  = reset( $left );
		$error = carry_out( $step, $record );
		if ( null !== $error && 'two_heads_conflict' === $error->get_error_code() ) {
			// Whoever has the lock now says how it went.
			return $error;
		}
		if ( null !== $error ) {
			return failed( $id, $job, $error );
		}
		$job['done'][]  = $step;
		$job['tries']   = 0;
		$job['problem'] = null;
		Store\write( $id, array( 'job' => $job ) );
		wake( $id, PATIENCE );
	}
	if ( count( $left ) <= 1 ) {
		finish( Store\get( $id ) );
	}
	return null;
}

/**
 * The steps of a record's job: those of the engine, and before one that has run is archived, what it counted last.
 *
 * @param array<string, mixed> $record Record with a job.
 * @return array<string, string> See Engine\plan().
 */
function plan( array $record ): array {
	$action = $record['job']['action'];
	$first  = 'end' === $action && null !== $record['started_at'] ? array( 'figures' => __( 'Fetching the last figures', 'two-heads' ) ) : array();
	return $first + Engines\of( $record )->plan( $action, $record );
}

/**
 * @param array<string, mixed> $record Record with a job.
 */
function carry_out( string $step, array $record ): ?WP_Error {
	if ( 'figures' === $step ) {
		Poll\last_figures( $record['id'] );
		return null;
	}
	return Engines\of( $record )->step( $step, $record );
}

/**
 * Notes why a step failed, and when the background tries again.
 *
 * @param int                  $id    Experiment.
 * @param array<string, mixed> $job   Job.
 * @param WP_Error             $error What the engine said.
 */
function failed( int $id, array $job, WP_Error $error ): WP_Error {
	$data           = (array) $error->get_error_data();
	$person         = in_array( $error->get_error_code(), FOR_PEOPLE, true );
	$job['tries']   = min( 10, $job['tries'] + 1 );
	$most           = in_array( $job['action'], array( 'pause', 'end' ), true ) ? SOON : LONGEST;
	$job['problem'] = array(
		'code'         => (string) $error->get_error_code(),
		'message'      => $error->get_error_message(),
		'retry_after'  => isset( $data['retry_after'] ) ? (int) $data['retry_after'] : null,
		'needs_person' => $person,
	);
	Store\write( $id, array( 'job' => $job ) );
	// Also what needs a person is tried again in a while: the person may have mended it elsewhere.
	wake( $id, max( (int) ( $data['retry_after'] ?? 0 ), $person ? LONGEST : min( $most, PATIENCE * 2 ** $job['tries'] ) ) );
	return $error;
}

/**
 * A job is done: the experiment's status follows.
 *
 * @param array<string, mixed> $record Record.
 */
function finish( array $record ): void {
	$id     = $record['id'];
	$action = $record['job']['action'];
	$by     = $record['job']['by'];
	Store\write( $id, array( 'job' => null ) );
	wp_clear_scheduled_hook( HOOK, array( $id ) );
	switch ( $action ) {
		case 'start':
			Store\write( $id, array( 'started_at' => Site\now() ) );
			Store\change_status( $id, array( 'draft' ), 'running' );
			Store\note( $id, 'started', started_in_words( $record ), $by );
			Schedule\stop_later( $record['setup'], $id );
			break;
		case 'pause':
			Store\change_status( $id, array( 'running' ), 'paused' );
			Store\note( $id, 'paused', __( 'Paused.', 'two-heads' ), $by );
			break;
		case 'resume':
			Store\change_status( $id, array( 'paused' ), 'running' );
			Store\note( $id, 'resumed', __( 'Resumed.', 'two-heads' ), $by );
			break;
		case 'end':
			if ( 'draft' === $record['status'] ) {
				Store\delete( $id );
				break;
			}
			Store\write( $id, array( 'attention' => null ) );
			Store\change_status( $id, array( 'concluded', 'running', 'paused' ), 'archived' );
			Store\note( $id, 'ended', ended_in_words( $record ), $by );
			break;
	}
	if ( isset( $record['job']['then'] ) ) {
		set( $id, $record['job']['then'], $by );
	}
	Poll\ensure();
}

/**
 * Has a job that stopped before what somebody drafted at the engine go over it. The person was asked.
 *
 * @param int $id Experiment.
 */
function force( int $id ): ?WP_Error {
	$done = Store\locked(
		$id,
		static function ( array $record ) use ( $id ): ?WP_Error {
			if ( 'two_heads_drafted_changes' !== ( $record['job']['problem']['code'] ?? '' ) ) {
				return null;
			}
			Store\write( $id, array( 'job' => array( 'force' => true ) + $record['job'] ) );
			return null;
		}
	);
	return is_wp_error( $done ) ? $done : null;
}

/**
 * Stops trying what only a person can mend: a start goes back to its draft, an ending is taken for done here and what
 * stands at the engine is left there.
 *
 * @param int $id Experiment.
 */
function stop_trying( int $id ): ?WP_Error {
	$done = Store\locked(
		$id,
		static function ( array $record ) use ( $id ): ?WP_Error {
			$job   = $record['job'];
			$stuck = ! empty( $job['problem']['needs_person'] );
			if ( ! $stuck || ! in_array( $job['action'], array( 'start', 'end' ), true ) ) {
				return Lifecycle\conflict( $record );
			}
			if ( 'end' === $job['action'] ) {
				Store\note( $id, 'attention', __( 'What stands at the engine was left there.', 'two-heads' ) );
				finish( $record );
				return null;
			}
			$mode = empty( $job['auto'] ) ? array() : array( 'mode' => 'auto' );
			Store\write(
				$id,
				array(
					'job'   => null,
					'setup' => $mode + $record['setup'],
				)
			);
			wp_clear_scheduled_hook( HOOK, array( $id ) );
			Store\note( $id, 'attention', __( 'Stopped starting it, to change it first.', 'two-heads' ) );
			return null;
		}
	);
	return is_wp_error( $done ) ? $done : null;
}

/**
 * Has the background go on in a while.
 *
 * @param int $id      Experiment.
 * @param int $seconds From now.
 */
function wake( int $id, int $seconds ): void {
	wp_clear_scheduled_hook( HOOK, array( $id ) );
	wp_schedule_single_event( time() + $seconds, HOOK, array( $id ) );
}

/**
 * The background's turn: as many steps as fit into half a minute.
 *
 * @param int $id Experiment.
 */
function continue_alone( $id ): void {
	$until = time() + 30;
	// WP-Cron has forgotten the event already: should this process die within a step, there has to be another.
	wake( (int) $id, 2 * PATIENCE );
	do {
		$record = Store\get( (int) $id );
		if ( null === $record || null === $record['job'] ) {
			wp_clear_scheduled_hook( HOOK, array( (int) $id ) );
			return;
		}
		$error = advance( (int) $id, 0.0 );
	} while ( null === $error && time() < $until );
	if ( null !== $error && 'two_heads_conflict' === $error->get_error_code() ) {
		wake( (int) $id, PATIENCE );
	}
}

/**
 * Sets the events of jobs anew that have none. WP-Cron keeps all events in one option, which two processes at once can
 * overwrite for each other.
 */
function watch(): void {
	foreach ( Store\query( array( 'meta_key' => Store\PREFIX . 'job', 'posts_per_page' => -1 ) ) as $record ) { // phpcs:ignore WordPress.DB.SlowDBQuery
		if ( null !== $record['job'] && ! wp_next_scheduled( HOOK, array( $record['id'] ) ) ) {
			wake( $record['id'], 1 );
		}
	}
}

/**
 * The job as the panel shows it.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed>|null Schema experiment, job.
 */
function describe( array $record ): ?array {
	$job = $record['job'];
	if ( null === $job ) {
		return null;
	}
	$plan = plan( $record );
	$left = array_diff_key( $plan, array_flip( $job['done'] ) );
	return array(
		'action'  => $job['action'],
		'done'    => count( $plan ) - count( $left ),
		'total'   => count( $plan ),
		'label'   => (string) reset( $left ),
		'by'      => $job['by'],
		'at'      => $job['at'],
		'problem' => $job['problem'],
	);
}

/**
 * @param array<string, mixed> $record Record.
 */
function started_in_words( array $record ): string {
	$titles = array_merge( array( $record['original'] ), $record['setup']['titles'] );
	/* translators: %s: list of headlines, each in quotation marks. */
	return sprintf( __( 'Started with %s.', 'two-heads' ), '“' . implode( '”, “', $titles ) . '”' );
}

/**
 * The figures with which an experiment ended, kept whatever the engine forgets later.
 *
 * @param array<string, mixed> $record Record.
 */
function ended_in_words( array $record ): string {
	return trim( __( 'Ended.', 'two-heads' ) . ' ' . figures_in_words( $record ) );
}

/**
 * The deciding figures, for the record; empty while there are none.
 *
 * @param array<string, mixed> $record Record.
 */
function figures_in_words( array $record ): string {
	$counts = array();
	$metric = $record['results']['metrics'][0] ?? array();
	foreach ( $metric['variations'] ?? array() as $variation ) {
		$counts[] = sprintf(
			/* translators: 1: "Original", "Variation 1" or the like, 2: such as "15 clicks", 3: such as "200 visitors". */
			__( '%1$s: %2$s of %3$s', 'two-heads' ),
			Titles\name( $variation['index'] ),
			conversions_in_words( $variation['conversions'], $metric['id'] ?? 'click' ),
			visitors_in_words( $variation['visitors'], $record['results'] )
		);
	}
	return $counts ? implode( '; ', $counts ) . '.' : '';
}

/**
 * How often a metric was counted.
 */
function conversions_in_words( int $number, string $metric ): string {
	$words = match ( $metric ) {
		/* translators: %s: a number. */
		'read'  => _n( '%s engaged read', '%s engaged reads', $number, 'two-heads' ),
		/* translators: %s: a number. How often a post was opened. */
		'open'  => _n( '%s opening', '%s openings', $number, 'two-heads' ),
		/* translators: %s: a number. */
		default => _n( '%s click', '%s clicks', $number, 'two-heads' ),
	};
	return sprintf( $words, number_format_i18n( $number ) );
}

/**
 * Of how many, and what they are: page views, where nobody is remembered.
 *
 * @param array<string, mixed> $results Schema results.
 */
function visitors_in_words( int $number, array $results ): string {
	$views = $results['page_views'] ?? 0;
	$words = match ( true ) {
		/* translators: %s: a number. */
		0 === $views                    => _n( '%s visitor', '%s visitors', $number, 'two-heads' ),
		/* translators: %s: a number. */
		$views >= $results['visitors'] => _n( '%s page view', '%s page views', $number, 'two-heads' ),
		/* translators: %s: a number. */
		default                        => __( '%s visitors and page views', 'two-heads' ),
	};
	return sprintf( $words, number_format_i18n( $number ) );
}

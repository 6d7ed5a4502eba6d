<?php
/**
 * What follows from what was counted: other weights, an end.
 *
 * Everything is decided within the experiment's lock from what is stored at that moment, and an end is only asked for
 * afterwards: Lifecycle\end() takes the lock anew, and does nothing to what was ended, paused or changed since.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Judging;

use TwoHeads\Core\Site;
use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Engines\BuiltIn\Figures;
use TwoHeads\Engines\BuiltIn\Steps;
use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Setup;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;

/** Seconds between two looks at an experiment. More often would say nothing sooner. */
const INTERVAL = 5 * MINUTE_IN_SECONDS;

/** Part of page views from which next to nobody is remembered, so that next to no reads can be counted. */
const NEARLY_ALL = 0.9;

/** In logs and outcomes: nobody, it happened by itself. */
const BY = '';

/**
 * See Engine\look_after().
 *
 * @param array<string, mixed> $record Record of a running experiment.
 */
function look_after( array $record ): void {
	if ( ! is_due( $record ) ) {
		return;
	}
	$found = Store\locked(
		$record['id'],
		static fn ( array $record ): ?array => 'running' === $record['status'] && null === $record['job'] ? judge( $record ) : null,
		0.0
	);
	if ( is_array( $found ) ) {
		act( $found );
	}
}

/**
 * Whether an experiment is to be looked at: at its time to stop, and every few minutes, by whatever clock.
 *
 * @param array<string, mixed> $record Record.
 */
function is_due( array $record ): bool {
	return Figures\is_over( $record, 0 ) || abs( time() - ( $record['polled']['results'] ?? 0 ) ) >= INTERVAL;
}

/**
 * The figures for somebody who waits, or with which an experiment ends. What the next look has to know of this one is
 * kept, unless somebody else is at the experiment.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed> Schema `results` without fetched_at.
 */
function results( array $record ): array {
	$kept = Store\locked(
		$record['id'],
		static function ( array $record ): array {
			$found = Figures\look( $record );
			Store\remember( $record['id'], array( 'before' => $found['judged']['before'] ) );
			return $found['results'];
		},
		0.0
	);
	return is_wp_error( $kept ) ? Figures\look( $record )['results'] : $kept;
}

/**
 * Looks at a running experiment, writes down what there is to see, and gives new visitors to what does better. Within the
 * lock.
 *
 * @param array<string, mixed> $record Record.
 * @return array{record: array<string, mixed>, judged: array<string, mixed>, over: bool, cause: string, unread: bool}
 */
function judge( array $record ): array {
	$found  = Figures\look( $record );
	$judged = $found['judged'];
	$kept   = array( 'before' => $judged['before'] );
	$cause  = $found['results']['sample_ratio']['cause'] ?? '';
	if ( '' !== $cause && empty( $record['remote']['warned'] ) ) {
		// Once: who has read it and goes on all the same is left in peace.
		$kept['warned'] = true;
		/* translators: %s: a sentence about the likely cause. */
		Drift\attention( $record['id'], 'sample_ratio', sprintf( __( 'The headlines were not shown as often as they should have been, so its figures cannot be trusted. %s', 'two-heads' ), $cause ) );
	}
	if ( null !== $judged['weights'] && ! $found['over'] && '' === $cause ) {
		$kept['epochs'] = array( ...$record['remote']['epochs'], Steps\epoch( $judged['weights'] ) );
	}
	Store\write(
		$record['id'],
		array(
			'results' => $found['results'] + array( 'fetched_at' => Site\now() ),
			'polled'  => array( 'results' => time() ) + $record['polled'],
		)
	);
	Store\remember( $record['id'], $kept );
	if ( isset( $kept['epochs'] ) ) {
		Compile\rebuild();
	}
	return array(
		'record' => $record,
		'judged' => $judged,
		'over'   => $found['over'],
		'cause'  => $cause,
		'unread' => 'read' === $record['setup']['goal'] && ! $judged['open'] && is_unread( $found['results'] ),
	);
}

/**
 * Whether reads cannot decide: they are counted on the page that follows, of those who are remembered until then.
 *
 * @param array<string, mixed> $results Schema `results`.
 */
function is_unread( array $results ): bool {
	return $results['visitors'] > 0 && ( $results['page_views'] ?? 0 ) >= NEARLY_ALL * $results['visitors'];
}

/**
 * Ends what is decided, if that is wanted; pauses what is over, and says how it went.
 *
 * @param array<string, mixed> $found Of judge().
 */
function act( array $found ): void {
	list( 'record' => $record, 'judged' => $judged, 'over' => $over, 'cause' => $cause, 'unread' => $unread ) = $found;

	$known = Setup\revision( $record['setup'] );
	$apply = '' === $cause && ! $unread && $record['setup']['auto_apply'] && is_as_tested( $record ) ? $judged['apply'] : null;
	$error = null === $apply ? null : Lifecycle\end( $record['id'], $apply, null, BY, $known );
	if ( null !== $error && 'two_heads_conflict' !== $error->get_error_code() ) {
		/* translators: %s: why. */
		Drift\attention( $record['id'], 'not_applied', sprintf( __( 'It should have ended by itself but could not: %s', 'two-heads' ), $error->get_error_message() ) );
	}
	if ( null !== $apply && null === $error ) {
		Jobs\continue_alone( $record['id'] );
	} elseif ( $over && null === Lifecycle\request( $record['id'], 'pause', null, BY, $known ) ) {
		Drift\attention( $record['id'], 'decided', in_words( $record, $judged, $cause, $unread ) );
		Jobs\continue_alone( $record['id'] );
	}
}

/**
 * Whether the post still has the title that was tested: nothing is written over what somebody has written since.
 *
 * @param array<string, mixed> $record Record.
 */
function is_as_tested( array $record ): bool {
	// Another process may have written it.
	clean_post_cache( $record['post'] );
	$post = get_post( $record['post'] );
	return $post && 'publish' === $post->post_status && Titles\of_post( $post ) === $record['original'];
}

/**
 * How an experiment ended, with the way on.
 *
 * @param array<string, mixed> $record Record.
 * @param array<string, mixed> $judged Of Judge\judge().
 * @param string               $cause  What spoiled it; empty when nothing did.
 * @param bool                 $unread Whether reads cannot decide it.
 */
function in_words( array $record, array $judged, string $cause, bool $unread ): string {
	$leader = $judged['leader'];
	$title  = $leader > 0 ? $record['setup']['titles'][ $leader - 1 ] : $record['original'];
	return match ( true ) {
		/* translators: %s: a sentence about the likely cause. */
		'' !== $cause                     => sprintf( __( 'It is over, but the headlines were not shown as often as they should have been, so nothing follows from it: keep the original. %s', 'two-heads' ), $cause ),
		'waiting' === $judged['verdict']  => __( 'It is over, and nobody was counted: keep the original, or resume it.', 'two-heads' ),
		$unread                           => __( 'It is over, and nothing follows from it: engaged reads decide it, but next to nobody who saw it is remembered from page to page, and reads are only counted of those who are. Keep the original, and let clicks decide the next one.', 'two-heads' ),
		/* translators: %s: a headline. */
		'clicks_not_read' === $judged['warning'] && $leader > 0 => sprintf( __( 'It is over. “%s” is clicked more, but read less by those who click: keep the original, or apply it all the same.', 'two-heads' ), $title ),
		/* translators: %s: a headline. */
		'winner' === $judged['verdict']   => sprintf( __( 'It is over. “%s” is better than the original: apply it.', 'two-heads' ), $title ),
		/* translators: %s: a headline. */
		'likely' === $judged['verdict']   => sprintf( __( 'It is over. “%s” is likely better than the original, which is not proven: apply it, or keep the original.', 'two-heads' ), $title ),
		'original' === $judged['verdict'] => __( 'It is over. Keep the original: no other headline does better.', 'two-heads' ),
		'no_difference' === $judged['verdict'] => __( 'It is over. Keep the original: there is no difference worth having.', 'two-heads' ),
		default                           => __( 'It is over. Keep the original: no other headline was shown to be better.', 'two-heads' ),
	};
}

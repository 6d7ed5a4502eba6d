<?php
/**
 * What each action takes on this site, and what is kept of it.
 *
 * In a record's `remote`: `page`, what visitors' pages get of the experiment; `epochs`, the sets of weights that were or are
 * in force, with the second since when, the first of them epoch 1; `asked`, the weights an editor chose last; `ran`, seconds
 * it ran before `since`, from when it runs now; `paused`, when it was paused; `before`, what Judge\judge() wants to know
 * again; `warned`, whether a spoiled sample was said; `words`, the headlines that are counted, see words(); `anew`, where those
 * were changed while it ran, the first epoch that is judged and the seconds it had run before.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Steps;

use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Doors;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use WP_Error;
use WP_Post;

/** Cron event: what an ended experiment counted, put together by days. Argument is its id. */
const COMPACT = 'two_heads_compact';

/** Seconds after its end. Until then its hours are looked at. */
const COMPACT_AFTER = 14 * DAY_IN_SECONDS;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( COMPACT, __NAMESPACE__ . '\\compact' );
	add_action( 'deleted_post', __NAMESPACE__ . '\\forget', 10, 2 );
}

/**
 * The steps of an action. See Engine\plan().
 *
 * @return array<string, string>
 */
function plan( string $action ): array {
	return match ( $action ) {
		'start'  => array(
			'table' => __( 'Preparing what is counted', 'two-heads' ),
			'door'  => __( 'Looking how visitors’ pages reach this site', 'two-heads' ),
			'begin' => __( 'Starting it', 'two-heads' ),
		),
		'pause'  => array( 'pause' => __( 'Pausing the experiment', 'two-heads' ) ),
		'resume' => array( 'resume' => __( 'Resuming the experiment', 'two-heads' ) ),
		'update' => array( 'update' => __( 'Changing the headlines', 'two-heads' ) ),
		'end'    => array( 'end' => __( 'Ending the experiment', 'two-heads' ) ),
	};
}

/**
 * Carries out a step. See Engine\step().
 *
 * @param array<string, mixed> $record Record.
 */
function carry_out( string $step, array $record ): ?WP_Error {
	$kept = match ( $step ) {
		'table'  => prepare_table() ? array() : no_table(),
		'door'   => find_door(),
		'begin'  => begun( $record ),
		'pause'  => stopped( $record ) + array( 'paused' => time() ),
		'resume' => array( 'since' => $record['remote']['since'] ?? time() ) + anew( $record ),
		'update' => updated( $record ),
		'end'    => stopped( $record ),
	};
	if ( is_wp_error( $kept ) ) {
		return $kept;
	}
	if ( $kept ) {
		Store\remember( $record['id'], $kept );
	}
	if ( 'update' === $step ) {
		Compile\rebuild();
	} elseif ( 'end' === $step && null !== $record['started_at'] ) {
		wp_clear_scheduled_hook( COMPACT, array( $record['id'] ) );
		wp_schedule_single_event( time() + COMPACT_AFTER, COMPACT, array( $record['id'] ) );
	}
	return null;
}

/**
 * Makes the table if it is not there, and says whether it is. Costs nothing when it is.
 */
function prepare_table(): bool {
	Counters\install();
	return Counters\VERSION === (int) get_option( Counters\VERSION_OPTION, 0 );
}

/**
 * Without the table nothing is counted.
 */
function no_table(): WP_Error {
	return new WP_Error( 'two_heads_no_table', __( 'The table for the counts is missing, and could not be made: the database’s user may not create tables. Ask your host, then load this page again.', 'two-heads' ), array( 'status' => 409 ) );
}

/**
 * Has a site that was never looked at, or in vain, looked at now: what is checked daily need not be waited for. No door that
 * is seen to count is no error: the site may only not reach itself.
 *
 * @return array<string, mixed> Nothing to keep.
 */
function find_door(): array {
	$state = get_option( Doors\OPTION, array() );
	if ( ! isset( $state['at'] ) || '' !== ( $state['problem'] ?? '' ) ) {
		Doors\check();
	}
	return array();
}

/**
 * What is kept of one that starts.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed>
 */
function begun( array $record ): array {
	return array(
		'page'   => page( $record ),
		'words'  => words( $record ),
		'epochs' => array( epoch( $record['setup']['weights'] ) ),
		'asked'  => $record['setup']['weights'],
		'ran'    => 0,
		'since'  => time(),
		'before' => null,
	);
}

/**
 * What is kept of one that was changed. Other weights begin another epoch: who was assigned by the old ones is read by
 * the old ones. Other words begin all anew; where it is paused, only when it goes on: until then its figures are those that
 * somebody decides by.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed>
 */
function updated( array $record ): array {
	$kept    = array( 'page' => page( $record ) ) + ( 'running' === $record['status'] ? anew( $record ) : array() );
	$weights = $record['setup']['weights'];
	if ( $weights !== $record['remote']['asked'] ) {
		$kept['asked']   = $weights;
		$kept['epochs'] ??= array( ...$record['remote']['epochs'], epoch( $weights ) );
	}
	return $kept;
}

/**
 * The headlines that are counted: the original as it is tested and as it is stored, then the others. As rendered a title may
 * differ from process to process.
 *
 * @param array<string, mixed> $record Record.
 * @return array{original: string, stored: string, titles: list<string>}
 */
function words( array $record ): array {
	return array(
		'original' => $record['original'],
		'stored'   => $record['seen']['title'] ?? '',
		'titles'   => $record['setup']['titles'],
	);
}

/**
 * What is kept of one whose words were changed: nobody has seen those yet, so nothing that was counted says anything about
 * them. What was counted stays in the table, by its epochs.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed> Empty when the words are those that are counted.
 */
function anew( array $record ): array {
	$now     = words( $record );
	$then    = $record['remote']['words'] ?? $now;
	$renamed = $now['original'] !== $then['original'] && $now['stored'] !== $then['stored'];
	if ( ! $renamed && $now['titles'] === $then['titles'] ) {
		return array( 'words' => $now );
	}
	say_anew( $record, $renamed );
	$epochs = array( ...$record['remote']['epochs'], epoch( $record['setup']['weights'] ) );
	return array(
		'words'  => $now,
		'epochs' => $epochs,
		'anew'   => array(
			'epoch' => count( $epochs ),
			'ran'   => ran( $record ),
		),
		'before' => null,
		'warned' => null,
	);
}

/**
 * Says that counting begins anew, with what was counted until then. A title that somebody has written is not replaced by
 * itself any more.
 *
 * @param array<string, mixed> $record  Record.
 * @param bool                 $renamed Whether the post has another title.
 */
function say_anew( array $record, bool $renamed ): void {
	$by    = $record['job']['by'] ?? '';
	$words = __( 'The words changed, so counting begins anew.', 'two-heads' );
	$until = Jobs\figures_in_words( $record );
	/* translators: %s: the figures of each headline. */
	Store\note( $record['id'], 'updated', '' === $until ? $words : $words . ' ' . sprintf( __( 'Until then: %s', 'two-heads' ), $until ), $by );
	$changes = array(
		'results' => null,
		'polled'  => array(),
	);
	if ( $renamed && $record['setup']['auto_apply'] ) {
		$changes['setup'] = array( 'auto_apply' => false ) + $record['setup'];
		Store\note( $record['id'], 'updated', __( 'Somebody has written another title, so no headline is applied by itself any more. Switch that on again if you want it.', 'two-heads' ), '' );
	}
	Store\write( $record['id'], $changes );
}

/**
 * The first epoch that is judged.
 *
 * @param array<string, mixed> $record Record.
 */
function first_judged( array $record ): int {
	return $record['remote']['anew']['epoch'] ?? 1;
}

/**
 * A set of weights in force from now on.
 *
 * @param list<int> $weights Hundredths of a percent.
 * @return array{weights: list<int>, since: int}
 */
function epoch( array $weights ): array {
	return array(
		'weights' => $weights,
		'since'   => time(),
	);
}

/**
 * What is kept of one that no longer runs.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed>
 */
function stopped( array $record ): array {
	return array(
		'ran'   => ran( $record ),
		'since' => null,
	);
}

/**
 * Seconds that an experiment has run, without its pauses. A clock that was set back does not take any away that are over.
 *
 * @param array<string, mixed> $record Record.
 */
function ran( array $record ): int {
	$since = $record['remote']['since'] ?? null;
	return ( $record['remote']['ran'] ?? 0 ) + ( null === $since ? 0 : max( 0, time() - $since ) );
}

/**
 * What visitors' pages get of an experiment, as far as WordPress has to be asked: headlines as it will show them, the post's
 * address and its age. Done once a change and not each time the experiments are compiled.
 *
 * @param array<string, mixed> $record Record.
 * @return array{path: string, titles: list<string>, published: int}
 */
function page( array $record ): array {
	$post = get_post( $record['post'] );
	return array(
		'path'      => $post instanceof WP_Post ? path( (string) get_permalink( $post ) ) : '',
		'titles'    => array_map( static fn ( string $title ): string => Titles\as_rendered( $title, $record['post'] ), $record['setup']['titles'] ),
		'published' => $post instanceof WP_Post ? (int) strtotime( $post->post_date_gmt . ' UTC' ) : 0,
	);
}

/**
 * An address without what it has in common with the front page's, see Compile\home(); whole when that is nothing. The scheme
 * may be another where WordPress does not know by which one it is reached.
 */
function path( string $address ): string {
	$bare = static fn ( string $url ): string => (string) preg_replace( '#^https?:#', '', $url );
	$home = $bare( untrailingslashit( (string) get_option( 'home' ) ) );
	$rest = str_starts_with( $bare( $address ), $home ) ? substr( $bare( $address ), strlen( $home ) ) : '';
	return in_array( $rest[0] ?? '', array( '/', '?' ), true ) ? $rest : $address;
}

/**
 * Cron: an ended experiment needs its hours no longer.
 *
 * @param int $id Experiment.
 */
function compact( $id ): void {
	$record = Store\get( (int) $id );
	if ( null !== $record && 'archived' === $record['status'] ) {
		Counters\compact( $record['id'] );
	}
}

/**
 * What was counted goes with its experiment's record.
 *
 * @param int     $id   Post.
 * @param WP_Post $post The post.
 */
function forget( $id, $post ): void {
	if ( Store\TYPE === $post->post_type && prepare_table() ) {
		wp_clear_scheduled_hook( COMPACT, array( (int) $id ) );
		Counters\delete( (int) $id );
	}
}

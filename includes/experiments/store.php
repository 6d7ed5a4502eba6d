<?php
/**
 * Experiments as records: private posts of a type of their own, children of the post they test.
 *
 * What an experiment holds is post meta as ASCII JSON, so that every character survives every database charset, and
 * slashes nothing. Whoever changes more than one word does it in locked(), which reads afresh.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Store;

use TwoHeads\Core\Lock;
use TwoHeads\Core\Site;
use TwoHeads\Experiments\Setup;
use WP_Error;
use WP_Post;

const TYPE = 'two_heads_experiment';

/** Statuses, and what they are as post statuses. */
const STATUSES = array(
	'draft'     => 'draft',
	'running'   => 'two-heads-running',
	'paused'    => 'two-heads-paused',
	'concluded' => 'two-heads-concluded',
	'archived'  => 'two-heads-archived',
);

/** Fields of a record that are meta, with what they are until written. */
const FIELDS = array(
	'key'        => '',
	'engine'     => '',
	'setup'      => array(),
	'original'   => '',
	'seen'       => array(),
	'remote'     => array(),
	'job'        => null,
	'attention'  => null,
	'results'    => null,
	'outcome'    => null,
	'started_at' => null,
	'ended_at'   => null,
	'scheduled'  => false,
	'polled'     => array(),
);

/** Seconds after which the lock of a process that died is free. */
const LOCKED = 90;

const PREFIX = '_two_heads_';
const LOG    = '_two_heads_log';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'init', __NAMESPACE__ . '\\register' );
}

/**
 * Registers the type and its statuses. Nothing of it is public, in REST or in any list of WordPress's own: the routes
 * of rest.php are the only door.
 */
function register(): void {
	register_post_type(
		TYPE,
		array(
			'label'           => __( 'Headline experiments', 'two-heads' ),
			'public'          => false,
			'show_in_rest'    => false,
			'can_export'      => false,
			'rewrite'         => false,
			'query_var'       => false,
			'supports'        => array( 'author' ),
			'capability_type' => 'two_heads_experiment',
			// The experiments of somebody who left go on.
			'delete_with_user' => false,
			'capabilities'    => array_fill_keys( array( 'edit_posts', 'edit_others_posts', 'delete_posts', 'publish_posts', 'read_private_posts', 'create_posts' ), 'do_not_allow' ),
		)
	);
	foreach ( array_diff( STATUSES, array( 'draft' ) ) as $status ) {
		register_post_status( $status, array( 'internal' => true ) );
	}
}

/**
 * One experiment.
 *
 * @return array<string, mixed>|null See record().
 */
function get( int $id ): ?array {
	$post = get_post( $id );
	return $post instanceof WP_Post && TYPE === $post->post_type ? record( $post ) : null;
}

/**
 * A record.
 *
 * @return array{id: int, post: int, status: string, author: int, created_at: string, key: string, engine: string,
 *     setup: array<string, mixed>, original: string, seen: array<string, string>, remote: array<string, mixed>, job: ?array<string, mixed>,
 *     attention: ?array{code: string, message: string}, results: ?array<string, mixed>,
 *     outcome: ?array<string, mixed>, started_at: ?string, ended_at: ?string, scheduled: bool,
 *     polled: array<string, int>} `status` one of STATUSES; `setup` schema experiment-setup; `seen` what of the
 *     post it rests on, see Drift\seen(); `remote` what the engine keeps; `polled` what was asked for last when, epoch seconds.
 */
function record( WP_Post $post ): array {
	$record = array(
		'id'         => $post->ID,
		'post'       => (int) $post->post_parent,
		'status'     => (string) array_search( $post->post_status, STATUSES, true ),
		'author'     => (int) $post->post_author,
		'created_at' => str_replace( ' ', 'T', $post->post_date_gmt ) . 'Z',
	);
	foreach ( FIELDS as $field => $initial ) {
		$stored           = get_post_meta( $post->ID, PREFIX . $field, true );
		$value            = is_string( $stored ) && '' !== $stored ? json_decode( $stored, true ) : null;
		$record[ $field ] = $value ?? $initial;
	}
	// Of a record from before there were these.
	$record['setup'] += Setup\DEFAULTS;
	$record['setup']['engine'] = $record['setup']['engine'] ?: $record['engine'];
	return $record;
}

/**
 * A post's experiments, latest first.
 *
 * @return list<array<string, mixed>>
 */
function of_post( int $post ): array {
	return $post > 0 ? query( array( 'post_parent' => $post ) ) : array();
}

/**
 * Whether a post has experiments, be it gone or not.
 */
function is_tested( int $post ): bool {
	global $wpdb;
	$found = $wpdb->get_var( $wpdb->prepare( "SELECT ID FROM $wpdb->posts WHERE post_parent = %d AND post_type = %s LIMIT 1", $post, TYPE ) );
	return null !== $found;
}

/**
 * The experiment of a post that has not ended, or whose ending is under way.
 *
 * @return array<string, mixed>|null
 */
function current( int $post ): ?array {
	foreach ( of_post( $post ) as $record ) {
		if ( is_open( $record ) ) {
			return $record;
		}
	}
	return null;
}

/**
 * Whether an experiment still has something ahead of it.
 *
 * @param array<string, mixed> $record Record.
 */
function is_open( array $record ): bool {
	return in_array( $record['status'], array( 'draft', 'running', 'paused' ), true ) || null !== $record['job'];
}

/**
 * Whether nothing of an experiment stands at its engine. Where it would have been begun is nothing.
 *
 * @param array<string, mixed> $record Record.
 */
function is_unbegun( array $record ): bool {
	return array() === array_diff_key( $record['remote'], array( 'project' => true ) );
}

/**
 * Records by any query, latest first.
 *
 * @param array<string, mixed> $query Of get_posts(); `statuses` in our words.
 * @return list<array<string, mixed>>
 */
function query( array $query ): array {
	$statuses = array_intersect_key( STATUSES, array_flip( $query['statuses'] ?? array_keys( STATUSES ) ) );
	unset( $query['statuses'] );
	$ids = get_posts(
		$query + array(
			'post_type'        => TYPE,
			'post_status'      => array_values( $statuses ),
			'posts_per_page'   => 100,
			'orderby'          => 'ID',
			'order'            => 'DESC',
			'fields'           => 'ids',
			// Whoever asks within a lock has to see what another process did before it: that bumps nothing in the caches
			// of this one.
			'cache_results'    => false,
			// Translation plugins would hide those of other languages.
			'suppress_filters' => true,
		)
	);
	return records( $ids );
}

/**
 * Records by their ids, in that order.
 *
 * @param list<int> $ids Experiments.
 * @return list<array<string, mixed>>
 */
function records( array $ids ): array {
	_prime_post_caches( $ids, false );
	return array_values( array_filter( array_map( __NAMESPACE__ . '\\get', $ids ) ) );
}

/**
 * Creates a draft.
 *
 * @param int                  $post   The post it tests.
 * @param string               $engine Engine's id.
 * @param array<string, mixed> $setup  Schema experiment-setup.
 * @return array<string, mixed>|WP_Error Record.
 */
function create( int $post, string $engine, array $setup ): array|WP_Error {
	$id = wp_insert_post(
		array(
			'post_type'   => TYPE,
			'post_status' => 'draft',
			'post_parent' => $post,
			'post_title'  => "Headline test of post $post",
			'post_author' => get_current_user_id(),
			// Drafts have no date of their own otherwise.
			'post_date'   => current_time( 'mysql' ),
			'post_date_gmt' => current_time( 'mysql', true ),
		),
		true
	);
	if ( is_wp_error( $id ) ) {
		return $id;
	}
	write(
		$id,
		array(
			'key'    => key_of( $id ),
			'engine' => $engine,
			'setup'  => $setup,
		)
	);
	return get( $id );
}

/**
 * Deletes a draft and all that was recorded of it.
 */
function delete( int $id ): void {
	unschedule( $id );
	wp_delete_post( $id, true );
}

/**
 * Has nothing happen to an experiment by itself any more.
 */
function unschedule( int $id ): void {
	foreach ( array( 'two_heads_continue', 'two_heads_start', 'two_heads_stop' ) as $hook ) {
		wp_clear_scheduled_hook( $hook, array( $id ) );
	}
}

/**
 * Our name for an experiment at engines that several sites share: the first part tells the site.
 */
function key_of( int $id ): string {
	return Site\key() . '-' . $id;
}

/**
 * Writes fields of a record.
 *
 * @param int                  $id      Experiment.
 * @param array<string, mixed> $changes Fields of FIELDS.
 */
function write( int $id, array $changes ): void {
	foreach ( array_intersect_key( $changes, FIELDS ) as $field => $value ) {
		if ( null === $value ) {
			delete_post_meta( $id, PREFIX . $field );
		} else {
			update_post_meta( $id, PREFIX . $field, wp_slash( (string) wp_json_encode( $value ) ) );
		}
	}
}

/**
 * Adds to what an engine keeps of an experiment.
 *
 * @param int                  $id     Experiment.
 * @param array<string, mixed> $remote Keys to add or replace; null removes one.
 */
function remember( int $id, array $remote ): void {
	$record = get( $id );
	if ( null !== $record ) {
		$all = array_filter( $remote + $record['remote'], static fn ( $value ): bool => null !== $value );
		write( $id, array( 'remote' => $all ) );
	}
}

/**
 * Changes the status if it is still what the caller believes, and says whether it was. Two people pressing Start at
 * once both come here; one of them changes the row.
 *
 * @param int          $id   Experiment.
 * @param list<string> $from Statuses it may have.
 * @param string       $to   New status.
 */
function change_status( int $id, array $from, string $to ): bool {
	global $wpdb;
	$changed = false;
	foreach ( $from as $status ) {
		$changed = $changed || $wpdb->update(
			$wpdb->posts,
			array( 'post_status' => STATUSES[ $to ] ),
			array(
				'ID'          => $id,
				'post_type'   => TYPE,
				'post_status' => STATUSES[ $status ],
			)
		);
	}
	clean_post_cache( $id );
	if ( $changed ) {
		/**
		 * Fires when an experiment has changed its status.
		 *
		 * @param int    $id Experiment.
		 * @param string $to draft, running, paused, concluded or archived.
		 */
		do_action( 'two_heads_experiment_status', $id, $to );
	}
	return $changed;
}

/**
 * Does something with an experiment while no other process does.
 *
 * @template T
 * @param int                                            $id      Experiment.
 * @param callable(array<string, mixed>): (T|WP_Error)   $work    Gets the record as it is stored now.
 * @param float                                          $patience Seconds to wait for another process.
 * @return T|WP_Error `two_heads_conflict` when another process does not let go, `two_heads_not_found`.
 */
function locked( int $id, callable $work, float $patience = 3.0 ): mixed {
	// What saving a post sets off in this very process must not wait for what saves it.
	$until = microtime( true ) + ( null === held( $id ) ? $patience : 0 );
	do {
		$lock = Lock\acquire( "experiment_$id", LOCKED );
		if ( null === $lock ) {
			usleep( 50_000 );
		}
	} while ( null === $lock && microtime( true ) < $until );
	if ( null === $lock ) {
		return busy();
	}
	held( $id, $lock );
	try {
		clean_post_cache( $id );
		wp_cache_delete( $id, 'post_meta' );
		$record = get( $id );
		if ( null === $record ) {
			return new WP_Error( 'two_heads_not_found', __( 'This experiment does not exist any more.', 'two-heads' ), array( 'status' => 404 ) );
		}
		// Nor may its post be as this process read it long ago. Not clean_post_cache(): nothing has changed.
		wp_cache_delete( $record['post'], 'posts' );
		return $work( $record );
	} finally {
		Lock\release( "experiment_$id", (string) held( $id ) );
		held( $id, '' );
	}
}

/**
 * The lock that this process holds on an experiment.
 *
 * @param int         $id   Experiment.
 * @param string|null $lock To note; empty: none any more.
 */
function held( int $id, ?string $lock = null ): ?string {
	static $locks = array();
	$name = get_current_blog_id() . ":$id";
	if ( null !== $lock ) {
		$locks[ $name ] = $lock;
	}
	return ( $locks[ $name ] ?? '' ) ?: null;
}

/**
 * Within locked(), before what must not be done twice: a service that answers slowly can take longer than a lock lasts.
 *
 * @param int $id Experiment.
 * @return WP_Error|null Null when the lock is ours, and lasts anew; `two_heads_conflict` when another process has it.
 */
function still_locked( int $id ): ?WP_Error {
	$lock = held( $id );
	if ( null === $lock ) {
		return null;
	}
	$again = Lock\renew( "experiment_$id", $lock, LOCKED );
	if ( null === $again ) {
		return busy();
	}
	held( $id, $again );
	return null;
}

/**
 * Another process does not let go of an experiment.
 */
function busy(): WP_Error {
	return new WP_Error( 'two_heads_conflict', __( 'This experiment is being changed at this very moment. Look at it again in a few seconds.', 'two-heads' ), array( 'status' => 409 ) );
}

/**
 * Records a change of state.
 *
 * @param int         $id    Experiment.
 * @param string      $event See schema experiment, log.
 * @param string      $text  A sentence.
 * @param string|null $by    Name; null: whoever is logged in.
 */
function note( int $id, string $event, string $text, ?string $by = null ): void {
	$entry = array(
		'at'    => Site\now(),
		'by'    => $by ?? whoever(),
		'event' => $event,
		'text'  => $text,
	);
	add_post_meta( $id, LOG, wp_slash( (string) wp_json_encode( $entry ) ) );
}

/**
 * The name of whoever is logged in; empty for nobody, as in cron, of whom WordPress says false.
 */
function whoever(): string {
	return (string) wp_get_current_user()->display_name;
}

/**
 * What note() recorded, oldest first.
 *
 * @return list<array{at: string, by: string, event: string, text: string}>
 */
function log( int $id ): array {
	$entries = array_map( static fn ( $stored ) => json_decode( (string) $stored, true ), get_post_meta( $id, LOG ) );
	return array_values( array_filter( $entries, 'is_array' ) );
}

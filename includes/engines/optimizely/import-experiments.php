<?php
/**
 * Experiments that the official plugin began and nobody has ended.
 *
 * They become records here, so that their end can be decided here. Their remote objects stay what they are: they
 * measure what that plugin had them measure.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\ImportExperiments;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Core\Capabilities;
use TwoHeads\Core\Lock;
use TwoHeads\Core\Site;
use TwoHeads\Engines\Optimizely\Import;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Setup;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use WP_Error;
use WP_Post;

/** Among what was taken over: before an experiment's id. */
const PREFIX = 'experiment:';

/** Each takes a request. */
const AT_ONCE = 25;

/** What its records of ended experiments say. */
const ENDED = array( 'archived', 'launched', 'concluded', 'deleted' );

/**
 * Those that are not taken over yet.
 *
 * @return array<int, string> Post to Optimizely's experiment id.
 */
function left(): array {
	global $wpdb;
	$rows = $wpdb->get_results(
		"SELECT id.post_id, id.meta_value AS experiment, state.meta_value AS state FROM $wpdb->postmeta id
		JOIN $wpdb->posts posts ON posts.ID = id.post_id AND posts.post_status NOT IN ( 'trash', 'auto-draft', 'inherit' )
		LEFT JOIN $wpdb->postmeta state ON state.post_id = id.post_id AND state.meta_key = 'optimizely_experiment_status'
		WHERE id.meta_key = 'optimizely_experiment_id' ORDER BY id.post_id"
	);
	$left = array();
	foreach ( $rows as $row ) {
		$id    = trim( (string) $row->experiment );
		$taken = in_array( $row->state, ENDED, true ) || in_array( PREFIX . $id, Import\taken(), true );
		if ( ! $taken && 1 === preg_match( '/\A[1-9][0-9]{0,19}\z/', $id ) ) {
			$left[ (int) $row->post_id ] = $id;
		}
	}
	return $left;
}

/**
 * Takes all of them over.
 *
 * @return list<string|WP_Error> A sentence each, either way.
 */
function run(): array {
	$left = left();
	if ( array() === $left ) {
		return array();
	}
	$theirs = Import\their( 'project_id' );
	$ours   = Connection\record()['project']['id'] ?? '';
	if ( '' === $ours || ( '' !== $theirs && $theirs !== $ours ) ) {
		return array( Import\refused( __( 'Its experiments were left alone: they belong to a project that is not the one connected here.', 'two-heads' ) ) );
	}
	$lock = Lock\acquire( 'optimizely_import', 5 * MINUTE_IN_SECONDS );
	if ( null === $lock ) {
		return array( Import\refused( __( 'Its experiments are being taken over at this very moment. Look again in a minute.', 'two-heads' ) ) );
	}
	$done = array();
	try {
		foreach ( array_slice( left(), 0, AT_ONCE, true ) as $post => $experiment ) {
			$done[] = take( $post, $experiment );
		}
	} finally {
		Lock\release( 'optimizely_import', $lock );
	}
	if ( count( $left ) > AT_ONCE ) {
		/* translators: %d: number of experiments. */
		$done[] = Import\refused( sprintf( __( 'At most %d experiments are taken over at once. Press again for more.', 'two-heads' ), AT_ONCE ) );
	}
	Poll\ensure();
	return $done;
}

/**
 * Takes one over.
 *
 * @param int    $id         Post.
 * @param string $experiment Optimizely's id.
 * @return string|WP_Error A sentence.
 */
function take( int $id, string $experiment ): string|WP_Error {
	$post   = get_post( $id );
	$titles = $post instanceof WP_Post ? titles( $id ) : array();
	$title  = $post instanceof WP_Post ? Titles\of_post( $post ) : "#$id";
	/* translators: 1: title of a post, 2: reason. */
	$refuse = static fn ( string $why ): WP_Error => Import\refused( sprintf( __( '“%1$s” was left alone: %2$s', 'two-heads' ), $title, $why ) );
	if ( array() === $titles || count( $titles ) > 9 ) {
		return $refuse( __( 'its headlines are not recorded, or are more than nine.', 'two-heads' ) );
	}
	if ( ! current_user_can( Capabilities\RUN, $id ) ) {
		return $refuse( __( 'its post type is not among those whose headlines may be tested, or you may not run its test.', 'two-heads' ) );
	}
	if ( in_array( PREFIX . $experiment, Import\taken(), true ) ) {
		return $refuse( __( 'another post has the same test: one of the two is a copy.', 'two-heads' ) );
	}
	if ( null !== Store\current( $id ) ) {
		return $refuse( __( 'it has another headline test here.', 'two-heads' ) );
	}
	$row = Client\get( "/experiments/$experiment" );
	if ( is_wp_error( $row ) ) {
		return $refuse( $row->get_error_message() );
	}
	if ( ! is_theirs( $row, $id ) ) {
		return $refuse( __( 'what is recorded with it is the number of an experiment that the official plugin did not make for it, or not in the connected project.', 'two-heads' ) );
	}
	$status     = is_string( $row['status'] ?? null ) ? $row['status'] : '';
	$id_of      = static fn ( $variation ): string => (string) ( $variation['variation_id'] ?? '' );
	$variations = array_map( $id_of, (array) ( $row['variations'] ?? array() ) );
	if ( ! in_array( $status, array( 'running', 'paused', 'not_started' ), true ) ) {
		return $refuse( __( 'it has ended at Optimizely.', 'two-heads' ) );
	}
	if ( count( $variations ) !== count( $titles ) + 1 ) {
		return $refuse( __( 'its variations at Optimizely are others than the headlines that are recorded.', 'two-heads' ) );
	}
	$record = Store\create( $id, 'optimizely', setup( $titles ) );
	if ( is_wp_error( $record ) ) {
		return $record;
	}
	Store\write(
		$record['id'],
		array(
			'original'   => $title,
			'started_at' => started_at( $row ),
			'remote'     => array(
				'experiment' => $experiment,
				'project'    => Connection\record()['project']['id'],
				'variations' => array_values( $variations ),
				// The only one it has.
				'metrics'    => array( 'open' ),
				// Of another make: our pages and events are not in it.
				'imported'   => true,
			),
		)
	);
	// Before its status, with which it becomes visible: a break in between must not take it twice.
	update_option( Import\TAKEN, array( ...Import\taken(), PREFIX . $experiment ), false );
	$running = 'running' === $status;
	Store\change_status( $record['id'], array( 'draft' ), $running ? 'running' : 'paused' );
	Store\note( $record['id'], 'started', __( 'Taken over from the official Optimizely plugin.', 'two-heads' ) );
	return $running
		/* translators: %s: title of a post. */
		? sprintf( __( 'The running test of “%s” was taken over.', 'two-heads' ), $title )
		/* translators: %s: title of a post. */
		: sprintf( __( 'The paused test of “%s” was taken over.', 'two-heads' ), $title );
}

/**
 * Whether an experiment is one that the official plugin made for a post, by the name it gives. What is recorded with a
 * post can be written by whoever may edit it, and an experiment taken over can be ended by editors.
 *
 * @param array<string, mixed> $row  Experiment of REST v2.
 * @param int                  $post Post.
 */
function is_theirs( array $row, int $post ): bool {
	return (string) ( $row['project_id'] ?? '' ) === Connection\record()['project']['id']
		&& str_starts_with( (string) ( $row['name'] ?? '' ), "WordPress [$post]: " );
}

/**
 * When it was started first; now, if Optimizely does not say.
 *
 * @param array<string, mixed> $row Experiment of REST v2.
 */
function started_at( array $row ): string {
	$at = is_string( $row['earliest'] ?? null ) ? strtotime( $row['earliest'] ) : false;
	return false === $at ? Site\now() : gmdate( 'Y-m-d\TH:i:s\Z', $at );
}

/**
 * The headlines it recorded for a post, in order.
 *
 * @return list<string>
 */
function titles( int $post ): array {
	$titles = array();
	foreach ( get_post_meta( $post ) as $key => $values ) {
		if ( 1 === preg_match( '/\Aoptimizely_variations_(\d{1,3})\z/', (string) $key, $found ) ) {
			$titles[ (int) $found[1] ] = Titles\tidy( (string) $values[0] );
		}
	}
	ksort( $titles );
	return array_values( array_filter( $titles, static fn ( string $title ): bool => '' !== $title ) );
}

/**
 * @param list<string> $titles Headlines.
 * @return array<string, mixed> Schema experiment-setup.
 */
function setup( array $titles ): array {
	return array(
		'titles'         => $titles,
		'weights'        => Setup\shares( array_fill( 0, count( $titles ) + 1, 1 ) ),
		'traffic'        => 100,
		'goal'           => 'click',
		'hypothesis'     => '',
		'start_at'       => '',
		'stop_at'        => '',
		'audiences'      => array(),
		'audience_match' => 'any',
	);
}

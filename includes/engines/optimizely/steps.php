<?php
/**
 * What each action takes at Optimizely, a call or two a step.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Steps;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Core\Http\Response;
use TwoHeads\Engines\Optimizely\Creation;
use TwoHeads\Engines\Optimizely\Events;
use TwoHeads\Engines\Optimizely\Objects;
use TwoHeads\Engines\Optimizely\Project;
use TwoHeads\Experiments\Store;
use WP_Error;

/**
 * The steps of an action. See Engine\plan().
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, string>
 */
function plan( string $action, array $record ): array {
	if ( 'update' === $action && ! empty( $record['remote']['imported'] ) ) {
		// Another plugin made it, of pages and code that are not ours to change.
		return array();
	}
	return match ( $action ) {
		'start'  => array(
			'event.exposure' => __( 'Preparing what is counted: headline seen', 'two-heads' ),
			'event.click'    => __( 'Preparing what is counted: headline clicked', 'two-heads' ),
			'event.read'     => __( 'Preparing what is counted: article read', 'two-heads' ),
			'page'           => __( 'Telling Optimizely where the headline stands', 'two-heads' ),
			'post_page'      => __( 'Telling Optimizely which post it is', 'two-heads' ),
			'experiment'     => __( 'Creating the experiment', 'two-heads' ),
			'start'          => __( 'Starting it', 'two-heads' ),
		),
		'pause'  => array( 'pause' => __( 'Pausing the experiment', 'two-heads' ) ),
		'resume' => array( 'resume' => __( 'Resuming the experiment', 'two-heads' ) ),
		'update' => array(
			'update.page'       => __( 'Changing where the headline stands', 'two-heads' ),
			'update.post_page'  => __( 'Changing which post it is', 'two-heads' ),
			'update.experiment' => __( 'Changing the headlines', 'two-heads' ),
		),
		'end'    => array_merge(
			empty( $record['remote']['pending'] ) && ! in_array( 'find', $record['job']['done'] ?? array(), true ) ? array() : array( 'find' => __( 'Looking for what was begun', 'two-heads' ) ),
			array(
				'end.experiment' => __( 'Archiving the experiment', 'two-heads' ),
				'end.page'       => __( 'Tidying up', 'two-heads' ),
				'end.post_page'  => __( 'Tidying up', 'two-heads' ),
			)
		),
	};
}

/**
 * Carries out a step. See Engine\step().
 *
 * @param array<string, mixed> $record Record.
 */
function carry_out( string $step, array $record ): ?WP_Error {
	$other = Project\hold( $record );
	if ( is_wp_error( $other ) ) {
		return $other;
	}
	$record = Store\get( $record['id'] );
	list( $name, $what ) = explode( '.', $step . '.' );
	return match ( $name ) {
		// What is there is asked once a start; again only when an answer may have been lost.
		'event'      => Events\ensure( $record['remote']['project'], $what, 'exposure' === $what || $record['job']['tries'] > 0 ),
		'page',
		'post_page'  => create_page( $record, $name ),
		'experiment' => create_experiment( $record ),
		'start'      => act( $record, 'start' ),
		'pause'      => act( $record, 'pause' ),
		// One that another plugin made may never have been started.
		'resume'     => act( $record, empty( $record['remote']['imported'] ) ? 'resume' : 'start' ),
		'update'     => update( $record, $what ),
		'find'       => find( $record ),
		'end'        => end( $record, $what ),
	};
}

/**
 * Creates one of the two pages, or brings one that an earlier start created to what the experiment says now.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $what   page or post_page.
 */
function create_page( array $record, string $what ): ?WP_Error {
	$begun = Creation\is_begun( $record, $what );
	$row   = Creation\once(
		$record,
		$what,
		'/pages',
		static fn (): array => array( 'project_id' => (int) $record['remote']['project'] )
			+ ( 'page' === $what ? Objects\page( $record ) : Objects\post_page( $record ) ),
		static fn () => Creation\find_page( $record, 'page' === $what ? 'page' : 'post' )
	);
	if ( is_wp_error( $row ) || ! $begun ) {
		return is_wp_error( $row ) ? $row : null;
	}
	$record = Store\get( $record['id'] );
	// Its key stays taken while it is archived, so it is taken back.
	$error = update( $record, $what, array( 'archived' => false ) );
	if ( null === $error || 'two_heads_not_found' !== $error->get_error_code() ) {
		return $error;
	}
	return Project\unseen( $record, $error ) ?? create_page( forget( $record, array( $what ) ), $what );
}

/**
 * Creates the experiment, or brings one that an earlier start created to what its draft says now.
 *
 * @param array<string, mixed> $record Record.
 */
function create_experiment( array $record ): ?WP_Error {
	$project = $record['remote']['project'];
	foreach ( Objects\EVENTS as $name ) {
		$error = Events\ensure( $project, $name, false );
		if ( null !== $error ) {
			return $error;
		}
	}
	$begun = Creation\is_begun( $record, 'experiment' );
	$row   = Creation\once(
		$record,
		'experiment',
		'/experiments',
		static fn (): array => Objects\experiment( $record, Events\known( $project ) ),
		static fn () => Creation\find_experiment( $record )
	);
	if ( is_wp_error( $row ) ) {
		if ( 'two_heads_refused' === $row->get_error_code() ) {
			// It may be an event that somebody has deleted there.
			Events\forget( $project );
		}
		return $row;
	}
	if ( null !== $row ) {
		remember_experiment( $record, $row );
	}
	return $begun ? bring_up_to_date( Store\get( $record['id'] ) ) : null;
}

/**
 * Brings an experiment that an earlier start created to what its draft says now. Not published: the start does that.
 *
 * @param array<string, mixed> $record Record.
 */
function bring_up_to_date( array $record ): ?WP_Error {
	$there = Client\get( '/experiments/' . $record['remote']['experiment'] );
	if ( is_wp_error( $there ) && 'two_heads_not_found' !== $there->get_error_code() ) {
		return $there;
	}
	if ( is_wp_error( $there ) || 'archived' === ( $there['status'] ?? '' ) ) {
		return ( is_wp_error( $there ) ? Project\unseen( $record, $there ) : null )
			?? create_experiment( forget( $record, array( 'experiment', 'variations', 'campaign' ) ) );
	}
	$events = Events\known( $record['remote']['project'] );
	$body   = Objects\changeable( $record ) + array(
		'page_ids' => Objects\page_ids( $record ),
		'metrics'  => Objects\metrics( $record, $events ),
	);
	$row    = patch( $record, '', $body );
	if ( is_wp_error( $row ) ) {
		return $row;
	}
	remember_experiment( $record, $row );
	return null;
}

/**
 * Forgets what somebody has removed at Optimizely since, so that it is created anew.
 *
 * @param array<string, mixed> $record Record.
 * @param list<string>         $what   Keys of its remote.
 * @return array<string, mixed> Record.
 */
function forget( array $record, array $what ): array {
	Store\remember( $record['id'], array_fill_keys( $what, null ) );
	return Store\get( $record['id'] );
}

/**
 * Keeps the ids that Optimizely gave to the experiment's parts.
 *
 * @param array<string, mixed> $record Record.
 * @param array<string, mixed> $row    Experiment of REST v2.
 */
function remember_experiment( array $record, array $row ): void {
	$variations = array_column( is_array( $row['variations'] ?? null ) ? $row['variations'] : array(), 'variation_id' );
	Store\remember(
		$record['id'],
		array(
			'variations' => array_map( 'strval', $variations ),
			'campaign'   => isset( $row['campaign_id'] ) ? (string) $row['campaign_id'] : null,
			'events'     => Events\known( $record['remote']['project'] ),
			'metrics'    => Objects\metric_order( $record ),
			'stop'       => '' === $record['setup']['stop_at'] ? null : true,
		)
	);
}

/**
 * Starts, pauses or resumes. One that is paused already pauses again, which is no error.
 *
 * @param array<string, mixed> $record Record.
 */
function act( array $record, string $action ): ?WP_Error {
	$answer = patch( $record, $action, array() );
	return is_wp_error( $answer ) ? $answer : null;
}

/**
 * Changes the experiment.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $action Of REST v2; empty for none.
 * @param array<string, mixed> $body   ExperimentUpdate.
 * @return array<string, mixed>|WP_Error Experiment.
 */
function patch( array $record, string $action, array $body ): array|WP_Error {
	$send   = static fn ( array $query, array $more ): Response|WP_Error => Client\send(
		'PATCH',
		'/experiments/' . $record['remote']['experiment'],
		array(
			'query' => array_filter( array( 'action' => $action ) ) + $query,
			'json'  => (object) ( $body + $more ),
		)
	);
	$answer = empty( $record['job']['force'] ) ? $send( array(), array() ) : $send( array( 'override_changes' => 'true' ), array() );
	if ( ! empty( $record['job']['force'] ) && is_wp_error( $answer ) && 'two_heads_refused' === $answer->get_error_code() ) {
		// Optimizely says that there is such a parameter, not where.
		$answer = $send( array(), array( 'override_changes' => true ) );
	}
	if ( ! is_wp_error( $answer ) ) {
		return $answer->json() ?? Errors\bad_answer();
	}
	return Project\unseen( $record, $answer ) ?? match ( true ) {
		409 === ( $answer->get_error_data()['remote_status'] ?? 0 ) => new WP_Error(
			'two_heads_drafted_changes',
			__( 'Somebody has changed this experiment in Optimizely and not published it yet. Publish or discard that there, then try again; or publish this over it.', 'two-heads' ),
			array( 'status' => 409 )
		),
		'two_heads_not_found' === $answer->get_error_code() => new WP_Error(
			'two_heads_refused',
			__( 'Optimizely does not have this experiment any more: it was deleted or archived there. End it here.', 'two-heads' ),
			array( 'status' => 409 )
		),
		default => $answer,
	};
}

/**
 * Brings an object to what the experiment says now. What is unchanged is not sent.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $what   page, post_page or experiment.
 * @param array<string, mixed> $more   To change of a page besides.
 */
function update( array $record, string $what, array $more = array() ): ?WP_Error {
	$body = match ( $what ) {
		'page'       => Objects\page( $record ),
		'post_page'  => Objects\post_page( $record ),
		'experiment' => Objects\changeable( $record ),
	};
	if ( 'experiment' === $what ) {
		$answer = patch( $record, 'publish', $body );
		if ( ! is_wp_error( $answer ) ) {
			Store\remember( $record['id'], array( 'stop' => '' === $record['setup']['stop_at'] ? null : true ) );
		}
		return is_wp_error( $answer ) ? $answer : null;
	}
	$answer = Client\send( 'PATCH', '/pages/' . $record['remote'][ $what ], array( 'json' => $body + $more ) );
	return read( $answer );
}

/**
 * Whether an answer says that something was done: whatever stands between this site and Optimizely may answer with a
 * page of its own.
 *
 * @return WP_Error|null Null when it does.
 */
function read( Response|WP_Error $answer ): ?WP_Error {
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	return 204 === $answer->status || null !== $answer->json() ? null : Errors\bad_answer();
}

/**
 * Looks for the object whose creation was cut off, so that it can be archived.
 *
 * @param array<string, mixed> $record Record.
 */
function find( array $record ): ?WP_Error {
	$what = $record['remote']['pending'] ?? null;
	$row  = match ( $what ) {
		'page'       => Creation\find_page( $record, 'page' ),
		'post_page'  => Creation\find_page( $record, 'post' ),
		'experiment' => Creation\find_experiment( $record ),
		default      => null,
	};
	if ( is_wp_error( $row ) ) {
		$unseen = Project\unseen( $record, $row );
		$error  = null === $unseen ? $row : Project\leave( $record, $unseen, __( 'one whose creation was cut off', 'two-heads' ) );
		if ( null !== $error ) {
			return $error;
		}
		$row = null;
	}
	$found = null === $row ? array() : array( $what => (string) $row['id'] );
	Store\remember( $record['id'], array( 'pending' => null ) + $found );
	return null;
}

/**
 * Archives an object. One that is archived or gone already is what was wanted; one of an account that is no longer
 * connected can only be named.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $what   page, post_page or experiment.
 */
function end( array $record, string $what ): ?WP_Error {
	$id = $record['remote'][ $what ] ?? null;
	if ( null === $id ) {
		return null;
	}
	$error = read( Client\send( 'DELETE', ( 'experiment' === $what ? '/experiments/' : '/pages/' ) . $id ) );
	if ( null === $error ) {
		return null;
	}
	$unseen = Project\unseen( $record, $error );
	return match ( true ) {
		null !== $unseen                                   => Project\leave( $record, $unseen, $id ),
		'two_heads_not_found' === $error->get_error_code() => null,
		default                                            => $error,
	};
}

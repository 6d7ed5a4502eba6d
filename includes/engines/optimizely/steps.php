<?php
/**
 * What each action takes at Optimizely, a call or two a step.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Steps;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Core\Http\Response;
use TwoHeads\Engines\Optimizely\Creation;
use TwoHeads\Engines\Optimizely\Events;
use TwoHeads\Engines\Optimizely\Objects;
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
	$other = project( $record );
	if ( is_wp_error( $other ) ) {
		return $other;
	}
	$record = Store\get( $record['id'] );
	list( $name, $what ) = explode( '.', $step . '.' );
	return match ( $name ) {
		'event'      => Events\ensure( $record['remote']['project'], $what ),
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
 * Notes the project an experiment belongs to, and refuses to go on in another: its objects would be left behind. To
 * pause and to end need only its id.
 *
 * @param array<string, mixed> $record Record.
 */
function project( array $record ): ?WP_Error {
	$chosen = Connection\record()['project'];
	$mine   = $record['remote']['project'] ?? null;
	if ( null === $mine && null !== $chosen ) {
		Store\remember( $record['id'], array( 'project' => $chosen['id'] ) );
		return null;
	}
	if ( null === $chosen || ( $mine !== $chosen['id'] && ! in_array( $record['job']['action'], array( 'pause', 'end' ), true ) ) ) {
		return new WP_Error(
			'two_heads_no_project',
			null === $chosen
				? __( 'No Optimizely project is chosen. Choose one under Two Heads → Connections.', 'two-heads' )
				/* translators: 1: id of a project, 2: name of a project. */
				: sprintf( __( 'This experiment was begun in project %1$s, and the site now uses “%2$s”. End it, or have an administrator choose its project again.', 'two-heads' ), $mine, $chosen['name'] ),
			array( 'status' => 409 )
		);
	}
	return null;
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
	if ( is_wp_error( $row ) ) {
		return $row;
	}
	return $begun ? update( Store\get( $record['id'] ), $what ) : null;
}

/**
 * @param array<string, mixed> $record Record.
 */
function create_experiment( array $record ): ?WP_Error {
	$project = $record['remote']['project'];
	foreach ( Objects\EVENTS as $name ) {
		$error = Events\ensure( $project, $name );
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
	$events = Events\known( $record['remote']['project'] );
	$body   = Objects\changeable( $record ) + array( 'metrics' => Objects\metrics( $record, $events ) );
	$answer = Client\send( 'PATCH', '/experiments/' . $record['remote']['experiment'], array( 'json' => $body ) );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$row = $answer->json();
	if ( null === $row ) {
		return Errors\bad_answer();
	}
	remember_experiment( $record, $row );
	return null;
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
	return patch( $record, $action, array() );
}

/**
 * Changes the experiment, publishing the change.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $action Of REST v2.
 * @param array<string, mixed> $body   ExperimentUpdate.
 */
function patch( array $record, string $action, array $body ): ?WP_Error {
	$send   = static fn ( array $query, array $more ): Response|WP_Error => Client\send(
		'PATCH',
		'/experiments/' . $record['remote']['experiment'],
		array(
			'query' => array( 'action' => $action ) + $query,
			'json'  => (object) ( $body + $more ),
		)
	);
	$answer = empty( $record['job']['force'] ) ? $send( array(), array() ) : $send( array( 'override_changes' => 'true' ), array() );
	if ( ! empty( $record['job']['force'] ) && is_wp_error( $answer ) && 'two_heads_refused' === $answer->get_error_code() ) {
		// Optimizely says that there is such a parameter, not where.
		$answer = $send( array(), array( 'override_changes' => true ) );
	}
	if ( ! is_wp_error( $answer ) ) {
		return null;
	}
	return match ( true ) {
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
 */
function update( array $record, string $what ): ?WP_Error {
	$body = match ( $what ) {
		'page'       => Objects\page( $record ),
		'post_page'  => Objects\post_page( $record ),
		'experiment' => Objects\changeable( $record ),
	};
	if ( 'experiment' === $what ) {
		$error = patch( $record, 'publish', $body );
		if ( null === $error ) {
			Store\remember( $record['id'], array( 'stop' => '' === $record['setup']['stop_at'] ? null : true ) );
		}
		return $error;
	}
	$answer = Client\send( 'PATCH', '/pages/' . $record['remote'][ $what ], array( 'json' => $body ) );
	return is_wp_error( $answer ) ? $answer : null;
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
		return $row;
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
	$answer = Client\send( 'DELETE', ( 'experiment' === $what ? '/experiments/' : '/pages/' ) . $id );
	// Not 401, after which nothing is connected.
	$forbidden = is_wp_error( $answer ) && 'two_heads_unauthorized' === $answer->get_error_code() && 'connected' === Connection\status();
	if ( $forbidden && Connection\record()['project']['id'] !== $record['remote']['project'] ) {
		/* translators: 1: id of a project, 2: id of an object in it. */
		$left = __( 'Left behind in Optimizely’s project %1$s, which the connected account may not change: object %2$s.', 'two-heads' );
		Store\note( $record['id'], 'attention', sprintf( $left, $record['remote']['project'], $id ), '' );
		return null;
	}
	return is_wp_error( $answer ) && 'two_heads_not_found' !== $answer->get_error_code() ? $answer : null;
}

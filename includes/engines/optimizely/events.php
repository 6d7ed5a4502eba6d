<?php
/**
 * The three custom events of a project, made once and used by all its headline experiments.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Events;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Engines\Optimizely\Creation;
use TwoHeads\Engines\Optimizely\Objects;
use WP_Error;

/** Project to event name to id. Not autoloaded. */
const OPTION = 'two_heads_optimizely_events';

/**
 * The events that are known of a project.
 *
 * @param string $project Optimizely's id.
 * @return array<string, string> Event name to id.
 */
function known( string $project ): array {
	$all = get_option( OPTION, array() );
	return is_array( $all[ $project ] ?? null ) ? $all[ $project ] : array();
}

/**
 * Sees to it that one event is there.
 *
 * @param string $project Optimizely's id.
 * @param string $name    Of Objects\EVENTS.
 * @param bool   $look    Whether to look first what is there: another site may share the project, somebody have archived
 *                        the event, or an earlier attempt have been cut off.
 */
function ensure( string $project, string $name, bool $look ): ?WP_Error {
	$error = $look || array() === known( $project ) ? look( $project ) : null;
	if ( null !== $error ) {
		return $error;
	}
	if ( isset( known( $project )[ $name ] ) ) {
		return null;
	}
	$answer = Client\send( 'POST', "/projects/$project/custom_events", array( 'json' => Objects\event( $name ) ) );
	$row    = is_wp_error( $answer ) ? $answer : ( $answer->json() ?? Errors\bad_answer() );
	if ( is_wp_error( $row ) && 'two_heads_refused' === $row->get_error_code() && null === look( $project ) && isset( known( $project )[ $name ] ) ) {
		// Another start has made it since the list was read.
		return null;
	}
	if ( is_wp_error( $row ) ) {
		return $row;
	}
	if ( ! Creation\is_id( $row['id'] ?? null ) ) {
		return Errors\bad_answer();
	}
	note( $project, array( $name => (string) $row['id'] ) );
	return null;
}

/**
 * Looks which of the events a project has, and takes archived ones back.
 *
 * @param string $project Optimizely's id.
 */
function look( string $project ): ?WP_Error {
	$rows = Client\get_all( '/events', array( 'project_id' => $project ) );
	if ( is_wp_error( $rows ) ) {
		return $rows;
	}
	$ids = array();
	foreach ( $rows as $row ) {
		$name = array_search( $row['key'] ?? null, array_map( static fn ( string $one ): string => "two_heads_$one", Objects\EVENTS ), true );
		if ( false === $name || ! Creation\is_id( $row['id'] ?? null ) ) {
			continue;
		}
		if ( ! empty( $row['archived'] ) ) {
			$back = Client\send( 'PATCH', "/projects/$project/custom_events/{$row['id']}", array( 'json' => array( 'archived' => false ) ) );
			if ( is_wp_error( $back ) ) {
				return $back;
			}
		}
		$ids[ Objects\EVENTS[ $name ] ] = (string) $row['id'];
	}
	forget( $project );
	note( $project, $ids );
	return null;
}

/**
 * Notes ids of events.
 *
 * @param string                $project Optimizely's id.
 * @param array<string, string> $ids     Event name to id.
 */
function note( string $project, array $ids ): void {
	wp_cache_delete( OPTION, 'options' );
	$all = get_option( OPTION, array() );
	$all = is_array( $all ) ? $all : array();
	$all[ $project ] = $ids + known( $project );
	update_option( OPTION, $all, false );
}

/**
 * Forgets what is known of a project, so that it is looked up anew.
 *
 * @param string $project Optimizely's id.
 */
function forget( string $project ): void {
	$all = get_option( OPTION, array() );
	unset( $all[ $project ] );
	update_option( OPTION, $all, false );
}

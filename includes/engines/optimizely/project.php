<?php
/**
 * The project an experiment belongs to, which need not be the one that is chosen now, nor one that the connected account
 * sees.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Project;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Experiments\Store;
use WP_Error;

/**
 * Notes the project an experiment belongs to, and refuses to go on in another: its objects would be left behind. To
 * pause and to end need only its id.
 *
 * @param array<string, mixed> $record Record.
 */
function hold( array $record ): ?WP_Error {
	$chosen = Connection\record()['project'];
	$mine   = $record['remote']['project'] ?? null;
	if ( null === $mine && null !== $chosen ) {
		Store\remember( $record['id'], array( 'project' => $chosen['id'] ) );
		return null;
	}
	if ( null === $chosen || ( $mine !== $chosen['id'] && ! in_array( $record['job']['action'], array( 'pause', 'end' ), true ) ) ) {
		return refusal( $record );
	}
	return null;
}

/**
 * What it means that Optimizely does not know an object of an experiment, or does not let the account at it: nothing
 * about the object, while the account does not see its project either.
 *
 * @param array<string, mixed> $record Record.
 * @param WP_Error             $error  What Optimizely said about the object.
 * @return WP_Error|null `two_heads_no_project`, or why that could not be found out; null: the error means what it says.
 */
function unseen( array $record, WP_Error $error ): ?WP_Error {
	if ( ! is_denied( $error ) ) {
		return null;
	}
	$row = Client\get( '/projects/' . $record['remote']['project'] );
	if ( ! is_wp_error( $row ) ) {
		return null;
	}
	return is_denied( $row ) ? refusal( $record ) : $row;
}

/**
 * Whether an error is about one object. After a 401 nothing is connected.
 */
function is_denied( WP_Error $error ): bool {
	$code = $error->get_error_code();
	return 'two_heads_not_found' === $code || ( 'two_heads_unauthorized' === $code && 'connected' === Connection\status() );
}

/**
 * What cannot be archived since it is in a project of an account that is no longer connected is named, and that is all.
 * The project that is chosen is another matter: whoever connected has to see it.
 *
 * @param array<string, mixed> $record Record.
 * @param WP_Error             $error  Of unseen().
 * @param string               $object What is left.
 * @return WP_Error|null Null when it is named.
 */
function leave( array $record, WP_Error $error, string $object ): ?WP_Error {
	$mine = $record['remote']['project'];
	if ( 'two_heads_no_project' !== $error->get_error_code() || $mine === Connection\record()['project']['id'] ) {
		return $error;
	}
	/* translators: 1: id of a project, 2: id of an object in it. */
	$left = __( 'Left behind in Optimizely’s project %1$s, which the connected account may not change: object %2$s.', 'two-heads' );
	Store\note( $record['id'], 'attention', sprintf( $left, $mine, $object ), '' );
	return null;
}

/**
 * @param array<string, mixed> $record Record.
 */
function refusal( array $record ): WP_Error {
	$chosen = Connection\record()['project'];
	$mine   = $record['remote']['project'] ?? null;
	return new WP_Error(
		'two_heads_no_project',
		match ( true ) {
			null === $chosen => __( 'No Optimizely project is chosen. Choose one under Two Heads → Connections.', 'two-heads' ),
			/* translators: %s: id of a project. */
			$mine === $chosen['id'] => sprintf( __( 'The connected account does not see project %s, in which this experiment was begun. Ask an administrator of the Optimizely account for access, or connect another account.', 'two-heads' ), $mine ),
			/* translators: 1: id of a project, 2: name of a project. */
			default => sprintf( __( 'This experiment was begun in project %1$s, and the site now uses “%2$s”. End it, or have an administrator choose its project again.', 'two-heads' ), $mine, $chosen['name'] ),
		},
		array( 'status' => 409 )
	);
}

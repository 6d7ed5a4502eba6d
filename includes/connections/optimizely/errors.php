<?php
/**
 * Errors of the Optimizely connection, each a sentence with the way on.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\Errors;

use TwoHeads\Core\Http\Response;
use WP_Error;
use const TwoHeads\Core\Http\MAX_BYTES;

/**
 * Nothing is connected.
 */
function not_connected(): WP_Error {
	return new WP_Error( 'two_heads_not_connected', __( 'Optimizely is not connected. Connect it under Two Heads → Connections.', 'two-heads' ), array( 'status' => 409 ) );
}

/**
 * The database came from another site.
 */
function copied_site(): WP_Error {
	return new WP_Error( 'two_heads_copied_site', __( 'This site looks like a copy of another, so nothing is sent to Optimizely. Confirm under Two Heads → Connections that this is the live site.', 'two-heads' ), array( 'status' => 409 ) );
}

/**
 * Another process is renewing the authorisation and has not finished.
 */
function busy(): WP_Error {
	return new WP_Error(
		'two_heads_busy',
		__( 'The authorisation is being renewed. Try again in a few seconds.', 'two-heads' ),
		array(
			'status'      => 503,
			'retry_after' => 5,
		)
	);
}

/**
 * Somebody disconnected or connected anew while the request was on its way.
 */
function changed_meanwhile(): WP_Error {
	return new WP_Error( 'two_heads_busy', __( 'The connection was changed by somebody else in the meantime. Look at it as it is now, then try again.', 'two-heads' ), array( 'status' => 409 ) );
}

/**
 * Optimizely refuses the token that was typed or stored.
 */
function unauthorized( string $message ): WP_Error {
	return new WP_Error( 'two_heads_unauthorized', $message, array( 'status' => 409 ) );
}

/**
 * An answer that is not what its own description says.
 */
function bad_answer(): WP_Error {
	return new WP_Error( 'two_heads_bad_answer', __( 'Optimizely sent an answer that could not be read. Nothing was changed: try again in a moment.', 'two-heads' ), array( 'status' => 502 ) );
}

/**
 * An answer longer than is read.
 */
function too_long(): WP_Error {
	return new WP_Error(
		'two_heads_too_long',
		/* translators: %s: size, such as "8 MB". */
		sprintf( __( 'Optimizely sent more than %s at once, which this site does not read. Archive experiments with much code in Optimizely, or ask there what makes them so long.', 'two-heads' ), size_format( MAX_BYTES ) ),
		array( 'status' => 502 )
	);
}

/**
 * A status that is not success.
 */
function from_response( Response $response ): WP_Error {
	$body    = $response->json() ?? array();
	$message = is_string( $body['message'] ?? null ) ? wp_strip_all_tags( $body['message'] ) : '';
	if ( 403 === $response->status ) {
		return unauthorized( __( 'Optimizely does not let this account do that. Ask an administrator of the Optimizely account for access to its projects, or connect another account.', 'two-heads' ) );
	}
	if ( 404 === $response->status || 410 === $response->status ) {
		return new WP_Error( 'two_heads_not_found', __( 'Optimizely does not know this object, or it was archived there.', 'two-heads' ), array( 'status' => 404 ) );
	}
	// 408 and 425 leave as open as a 5xx whether anything was done.
	if ( $response->status >= 500 || in_array( $response->status, array( 408, 425 ), true ) ) {
		/* translators: %d: HTTP status. */
		return new WP_Error( 'two_heads_service_error', sprintf( __( 'Optimizely has a problem of its own just now (status %d). Nothing was changed: try again in a moment.', 'two-heads' ), $response->status ), array( 'status' => 502 ) );
	}
	return new WP_Error(
		'two_heads_refused',
		/* translators: 1: HTTP status, 2: Optimizely's own message. */
		sprintf( __( 'Optimizely refused the request (status %1$d). %2$s', 'two-heads' ), $response->status, mb_substr( $message, 0, 300 ) ),
		array(
			'status'        => 502,
			'remote_status' => $response->status,
		)
	);
}

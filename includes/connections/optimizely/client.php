<?php
/**
 * Optimizely's REST API v2 with the site's own authorisation.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\Client;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Connections\Optimizely\Tokens;
use TwoHeads\Core\Http;
use TwoHeads\Core\Http\Response;
use WP_Error;
use function TwoHeads\Connections\Optimizely\api;

/** Optimizely's highest. */
const PER_PAGE = 100;

/** Fewer of what carries code with it, and is therefore long. Numbers that halve well. */
const PER_PAGE_OF = array( '/experiments' => 40 );

/** Far more than any account has; a server that never ends its list must not keep a request for ever. */
const MAX_PAGES = 250;

/**
 * Sends a request with the stored authorisation. A refused OAuth token is renewed and tried once more; one that stays
 * refused turns the connection to "reconnect".
 *
 * @param string               $method  HTTP method.
 * @param string               $path    Below /v2, with leading slash.
 * @param array<string, mixed> $options Of Http\request().
 * @return Response|WP_Error A 2xx response, or an error of errors.php or core/http.php.
 */
function send( string $method, string $path, array $options = array() ): Response|WP_Error {
	$status = Connection\status();
	if ( 'disconnected' === $status || 'copied' === $status ) {
		return 'copied' === $status ? Errors\copied_site() : Errors\not_connected();
	}
	$id     = Connection\record()['id'];
	$token  = Tokens\access_token();
	$answer = is_wp_error( $token ) ? $token : send_with( $token, $method, $path, $options );
	if ( $answer instanceof Response && perhaps_ended( $answer ) ) {
		$token  = Tokens\access_token( $token );
		$answer = is_wp_error( $token ) ? $token : send_with( $token, $method, $path, $options );
	}
	if ( $answer instanceof Response && 401 === $answer->status ) {
		$answer = refused();
	}
	if ( is_wp_error( $answer ) ) {
		if ( 'two_heads_unauthorized' === $answer->get_error_code() ) {
			Connection\needs_reconnecting( $answer->get_error_message(), $id );
		}
		return $answer;
	}
	if ( $answer->ok() ) {
		Connection\works( $id );
	}
	if ( $answer->cut() ) {
		return Errors\too_long();
	}
	return $answer->ok() ? $answer : Errors\from_response( $answer );
}

/**
 * Whether an answer may mean that the token has ended: 401 says so, 403 can, so that is worth one renewal in a while.
 */
function perhaps_ended( Response $answer ): bool {
	return 401 === $answer->status || ( 403 === $answer->status && Tokens\older_than( 10 * MINUTE_IN_SECONDS ) );
}

/**
 * Sends a request with a given token, for trying one that is not stored yet.
 *
 * @param array<string, mixed> $options Of Http\request().
 */
function send_with( string $token, string $method, string $path, array $options = array() ): Response|WP_Error {
	$options['headers'] = array( 'Authorization' => "Bearer $token" ) + ( $options['headers'] ?? array() );
	return Http\request( api(), $method, $path, $options );
}

/**
 * One object.
 *
 * @param array<string, mixed> $query Query parameters; Optimizely refuses any it does not know.
 * @return array<string, mixed>|WP_Error
 */
function get( string $path, array $query = array() ): array|WP_Error {
	$answer = send( 'GET', $path, array( 'query' => $query ) );
	return is_wp_error( $answer ) ? $answer : ( $answer->json() ?? Errors\bad_answer() );
}

/**
 * A whole list, however many pages it has. A page has fewer objects, if it is longer than an answer may be.
 *
 * @param array<string, mixed> $query Without page and per_page.
 * @return list<array<string, mixed>>|WP_Error
 */
function get_all( string $path, array $query = array() ): array|WP_Error {
	$all  = array();
	$size = PER_PAGE_OF[ $path ] ?? PER_PAGE;
	for ( $page = 1; $page <= MAX_PAGES; $page++ ) {
		$answer = send(
			'GET',
			$path,
			array(
				'query' => $query + array(
					'page'     => $page,
					'per_page' => $size,
				),
			)
		);
		if ( is_wp_error( $answer ) && 'two_heads_too_long' === $answer->get_error_code() && 0 === $size % 2 ) {
			// The same objects again, the first half of them.
			$size /= 2;
			$page  = 2 * ( $page - 1 );
			continue;
		}
		$rows = is_wp_error( $answer ) ? $answer : $answer->json();
		if ( null === $rows || ( is_array( $rows ) && ! array_is_list( $rows ) ) ) {
			$rows = Errors\bad_answer();
		}
		if ( is_wp_error( $rows ) ) {
			return $rows;
		}
		array_push( $all, ...array_filter( $rows, 'is_array' ) );
		// The header is how Optimizely says it; without one a short page is the last.
		$link = $answer->header( 'link' );
		$more = '' === $link ? count( $rows ) >= $size : 1 === preg_match( '/;\s*rel="?next"?/i', $link );
		if ( ! $more || ! $rows ) {
			break;
		}
	}
	return $all;
}

/**
 * The error of a token that Optimizely refuses.
 */
function refused(): WP_Error {
	return Errors\unauthorized( __( 'Optimizely refuses the token. It may have been revoked, or not been copied whole: make a new one at Optimizely and connect with it.', 'two-heads' ) );
}

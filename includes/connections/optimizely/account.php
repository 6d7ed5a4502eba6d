<?php
/**
 * Who is connected.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\Account;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Core\Http\Response;
use TwoHeads\Core\Vault;
use WP_Error;

/**
 * The account and the user behind a token, as far as Optimizely tells: /me is alpha, so nothing depends on it.
 *
 * @return array{name: string, user: string}|null
 */
function fetch( string $token ): ?array {
	$answer = Client\send_with( $token, 'GET', '/me', array( 'deadline' => 6 ) );
	$me     = $answer instanceof Response && $answer->ok() ? $answer->json() : null;
	if ( null === $me ) {
		return null;
	}
	$profile = (array) ( $me['profile'] ?? array() );
	$person  = trim( text( $profile['first_name'] ?? '' ) . ' ' . text( $profile['last_name'] ?? '' ) );
	$current = $me['current_account']['id'] ?? null;
	$name    = '';
	foreach ( array_filter( (array) ( $me['accounts'] ?? array() ), 'is_array' ) as $account ) {
		if ( '' === $name || ( $account['id'] ?? '' ) === $current ) {
			$name = text( $account['name'] ?? '' );
		}
	}
	return '' === $name . $person ? null : array(
		'name' => $name,
		'user' => $person,
	);
}

/**
 * Connects with a personal access token, once Optimizely has accepted it.
 *
 * @return WP_Error|null Null when connected; `two_heads_invalid_field` with `params` when Optimizely refuses the token.
 */
function connect_with_token( string $token ): ?WP_Error {
	$answer = Client\send_with( $token, 'GET', '/projects', array( 'query' => array( 'per_page' => 1 ) ) );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	if ( 401 === $answer->status ) {
		$mend = __( 'Optimizely refuses this token. Copy it whole, or make a new one at Optimizely: it is shown only once.', 'two-heads' );
		return new WP_Error(
			'two_heads_invalid_field',
			$mend,
			array(
				'status' => 400,
				'params' => array( 'token' => $mend ),
			)
		);
	}
	if ( ! $answer->ok() ) {
		return Errors\from_response( $answer );
	}
	if ( null === $answer->json() ) {
		return Errors\bad_answer();
	}
	Connection\established(
		'token',
		array(
			'access_token'  => $token,
			'refresh_token' => null,
			'expires_at'    => null,
			'client_id'     => null,
			'client_secret' => null,
		),
		array(
			'token_hint' => Vault\hint( $token ),
			'account'    => fetch( $token ),
		)
	);
	return null;
}

/**
 * A field of an answer as plain text.
 */
function text( mixed $value ): string {
	return is_string( $value ) ? trim( wp_strip_all_tags( $value ) ) : '';
}

<?php
/**
 * The authorisation: a personal access token, or OAuth tokens that renew themselves.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\Tokens;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Core\Http;
use TwoHeads\Core\Http\Response;
use TwoHeads\Core\Lock;
use TwoHeads\Core\Vault;
use WP_Error;
use function TwoHeads\Connections\Optimizely\app;

/** Vault entry: JSON of the array that stored() returns. */
const SECRET = 'optimizely_tokens';
const LOCK   = 'optimizely_refresh';

/** Longer than a refresh can take, so that only a dead process loses its lock. */
const LOCK_SECONDS = 45;

/** How long a process waits for the one that renews. */
const WAIT_SECONDS = 15;

/** Transient that spares a token endpoint which has just failed, while the token still holds. */
const LATER = 'two_heads_optimizely_renew_later';

/** Seconds before its end in which a token counts as used up, so that none ends on its way. */
const EARLY = 300;

/**
 * A token to send now, renewed first when it is about to end.
 *
 * @param string|null $refused A token that Optimizely has just refused, so that it is renewed whatever its end says.
 * @return string|WP_Error `two_heads_not_connected`, `two_heads_sealed`, `two_heads_unauthorized`, `two_heads_busy`,
 *                         or why the renewal failed.
 */
function access_token( ?string $refused = null ): string|WP_Error {
	// Whoever was refused looks at what is stored now: somebody may just have connected with another token.
	$tokens = stored( null !== $refused );
	if ( is_wp_error( $tokens ) && 'two_heads_sealed' === $tokens->get_error_code() ) {
		Connection\needs_reconnecting( $tokens->get_error_message() );
	}
	if ( is_wp_error( $tokens ) || usable( $tokens, $refused ) ) {
		return is_wp_error( $tokens ) ? $tokens : $tokens['access_token'];
	}
	if ( null === $tokens['refresh_token'] ) {
		return Errors\unauthorized( __( 'Optimizely no longer accepts this personal access token. It may have been revoked: make a new one at Optimizely and connect again.', 'two-heads' ) );
	}
	// An early renewal that finds nobody does not matter while the token still holds.
	$holds = holds( $tokens, $refused );
	if ( $holds && get_transient( LATER ) ) {
		return $tokens['access_token'];
	}
	$renewed = under_lock( $refused );
	if ( $holds && is_wp_error( $renewed ) && 'two_heads_unauthorized' !== $renewed->get_error_code() ) {
		set_transient( LATER, 1, MINUTE_IN_SECONDS );
		return $tokens['access_token'];
	}
	return $renewed;
}

/**
 * Whether an authorisation that renews itself was renewed more than some seconds ago.
 */
function older_than( int $seconds ): bool {
	$tokens = stored();
	return is_array( $tokens ) && null !== $tokens['refresh_token'] && ( $tokens['renewed_at'] ?? 0 ) < time() - $seconds;
}

/**
 * Keeps tokens as they came.
 *
 * @param array<string, mixed> $tokens See stored().
 */
function store( array $tokens ): void {
	Vault\store( SECRET, (string) wp_json_encode( $tokens ) );
}

/**
 * The stored tokens.
 *
 * @param bool $fresh Past this request's cache.
 * @return array{access_token: string, refresh_token: ?string, expires_at: ?int, renewed_at?: int, client_id: ?string,
 *     client_secret: ?string}|WP_Error Times in epoch seconds; null where it does not end. `two_heads_sealed`,
 *     `two_heads_not_connected`.
 */
function stored( bool $fresh = false ): array|WP_Error {
	$sealed = Vault\read( SECRET, $fresh );
	if ( is_wp_error( $sealed ) ) {
		return $sealed;
	}
	$tokens = null === $sealed ? null : json_decode( $sealed, true );
	return is_array( $tokens ) ? $tokens : Errors\not_connected();
}

/**
 * Whether the token can be sent.
 *
 * @param array<string, mixed> $tokens See stored().
 */
function usable( array $tokens, ?string $refused ): bool {
	$ends = $tokens['expires_at'];
	return $tokens['access_token'] !== $refused && ( null === $ends || $ends > time() + EARLY );
}

/**
 * Whether the token, about to end, can be sent once more.
 *
 * @param array<string, mixed> $tokens See stored().
 */
function holds( array $tokens, ?string $refused ): bool {
	return $tokens['access_token'] !== $refused && $tokens['expires_at'] > time() + 5;
}

/**
 * Renews, or waits for the process that is renewing.
 */
function under_lock( ?string $refused ): string|WP_Error {
	$until = time() + WAIT_SECONDS;
	do {
		$lock = Lock\acquire( LOCK, LOCK_SECONDS );
		// Looked at again in any case: another process may have renewed between the first look and the lock.
		$tokens = stored( true );
		if ( is_wp_error( $tokens ) || usable( $tokens, $refused ) ) {
			if ( null !== $lock ) {
				Lock\release( LOCK, $lock );
			}
			return is_wp_error( $tokens ) ? $tokens : $tokens['access_token'];
		}
		if ( null !== $lock ) {
			try {
				return renew( $tokens );
			} finally {
				Lock\release( LOCK, $lock );
			}
		}
		if ( holds( $tokens, $refused ) ) {
			return $tokens['access_token'];
		}
		usleep( wp_rand( 100, 300 ) * 1000 );
	} while ( time() < $until );
	return Errors\busy();
}

/**
 * One renewal. Only to be called under the lock.
 *
 * @param array<string, mixed> $tokens See stored().
 */
function renew( array $tokens ): string|WP_Error {
	$answer = grant(
		array(
			'grant_type'    => 'refresh_token',
			'refresh_token' => $tokens['refresh_token'],
			'client_id'     => $tokens['client_id'],
			'client_secret' => $tokens['client_secret'],
		)
	);
	return Connection\change(
		static function ( array $record ) use ( $tokens, $answer ): string|WP_Error {
			$now = stored( true );
			if ( is_wp_error( $now ) || $now['access_token'] !== $tokens['access_token'] || $now['refresh_token'] !== $tokens['refresh_token'] ) {
				// Disconnected, or connected anew, while the answer was on its way: it belongs to nobody.
				return is_wp_error( $now ) ? $now : $now['access_token'];
			}
			$problem = is_wp_error( $answer ) && 'two_heads_unauthorized' === $answer->get_error_code()
				? $answer->get_error_message()
				: null;
			if ( is_array( $answer ) ) {
				// Optimizely keeps the refresh token, but a service may hand out a new one.
				store( $answer + $tokens );
			}
			if ( $record['problem'] !== $problem && ( is_array( $answer ) || null !== $problem ) ) {
				Connection\write( array( 'problem' => $problem ) + $record );
			}
			return is_wp_error( $answer ) ? $answer : $answer['access_token'];
		}
	);
}

/**
 * Asks the token endpoint.
 *
 * @param array<string, string> $parameters Of the grant.
 * @return array<string, mixed>|WP_Error `access_token`, `expires_at`, `renewed_at`, and `refresh_token` if there was one.
 *         `two_heads_unauthorized` when the grant is refused: 400 in today's documents, 403 in older ones.
 */
function grant( array $parameters ): array|WP_Error {
	$answer = Http\request( app(), 'POST', '/oauth2/token', array( 'form' => $parameters ) );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	if ( in_array( $answer->status, array( 400, 401, 403 ), true ) ) {
		return refusal( $answer );
	}
	$body = $answer->json();
	if ( ! $answer->ok() ) {
		return Errors\from_response( $answer );
	}
	if ( ! is_string( $body['access_token'] ?? null ) || '' === $body['access_token'] ) {
		return Errors\bad_answer();
	}
	$lasts  = is_numeric( $body['expires_in'] ?? null ) ? (int) $body['expires_in'] : 7200;
	$tokens = array(
		'access_token' => $body['access_token'],
		'expires_at'   => time() + max( 60, $lasts ),
		'renewed_at'   => time(),
	);
	if ( is_string( $body['refresh_token'] ?? null ) && '' !== $body['refresh_token'] ) {
		$tokens['refresh_token'] = $body['refresh_token'];
	}
	return $tokens;
}

/**
 * The error of a refused grant, with the OAuth error code as its `oauth` data where the answer names one.
 */
function refusal( Response $answer ): WP_Error {
	$body  = $answer->json();
	$oauth = is_string( $body['error'] ?? null ) ? $body['error'] : '';
	$error = Errors\unauthorized(
		'invalid_client' === $oauth
			? __( 'Optimizely does not know this client id, or the client secret does not belong to it. Copy both once more from the registered app.', 'two-heads' )
			: __( 'Optimizely no longer accepts the authorisation: it was revoked or has ended. Connect again; nothing else was changed.', 'two-heads' )
	);
	$error->add_data( array( 'oauth' => $oauth ) + $error->get_error_data() );
	return $error;
}

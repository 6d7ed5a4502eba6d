<?php
/**
 * OAuth 2.0 code grant: the way to Optimizely and back.
 *
 * The way back ends at wp-admin/admin-post.php without a query: an address to register that no server has to append
 * to. Whose answer it is, the state tells.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\OAuth;

use TwoHeads\Admin\ConnectionsPage;
use TwoHeads\Connections\Optimizely\Account;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Connections\Optimizely\Tokens;
use TwoHeads\Core\Vault;
use WP_Error;
use function TwoHeads\Connections\Optimizely\app;

/** Marks a state as ours among whatever else may come back to admin-post.php. */
const STATE_PREFIX = 'two-heads-optimizely-';

/** How long the way to Optimizely and back may take: as long as a code of theirs is valid. */
const STATE_SECONDS = 600;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'admin_post', __NAMESPACE__ . '\\handle_return' );
	add_action( 'admin_post_nopriv', __NAMESPACE__ . '\\handle_return_signed_out' );
}

/**
 * The address to register with the app at Optimizely.
 */
function redirect_uri(): string {
	// By the site's address and not by this request's: behind a proxy PHP may not know that it is https.
	$https = 'https' === wp_parse_url( (string) get_option( 'siteurl' ), PHP_URL_SCHEME );
	return admin_url( 'admin-post.php', $https ? 'https' : 'admin' );
}

/**
 * Whether Optimizely would accept the redirect URI: it rejects http. A stand-in on the developer's machine does not.
 */
function available(): bool {
	return 'https' === wp_parse_url( redirect_uri(), PHP_URL_SCHEME ) || app()->overridden();
}

/**
 * Keeps the app and makes the address that asks an Optimizely user for consent.
 *
 * @param string $client_id     As Optimizely shows it.
 * @param string $client_secret Empty for the secret stored with the same client id.
 * @return string|WP_Error URL; `two_heads_insecure_redirect`, or `two_heads_invalid_field` with `params`.
 */
function start( string $client_id, string $client_secret ): string|WP_Error {
	if ( ! available() ) {
		return new WP_Error( 'two_heads_insecure_redirect', __( 'Optimizely accepts only https addresses to come back to, and this site uses http. Connect with a personal access token, or move the site to https first.', 'two-heads' ), array( 'status' => 409 ) );
	}
	if ( '' === $client_secret ) {
		$client_secret = typed_app( $client_id )['client_secret'] ?? '';
	}
	if ( '' === $client_secret ) {
		$mend = __( 'Enter the client secret that Optimizely shows beside this client id.', 'two-heads' );
		return new WP_Error(
			'two_heads_invalid_field',
			$mend,
			array(
				'status' => 400,
				'params' => array( 'client_secret' => $mend ),
			)
		);
	}
	// Kept before the journey, so that a refusal there does not cost the admin what was typed here.
	Vault\store( Connection\APP_SECRET, (string) wp_json_encode( compact( 'client_id', 'client_secret' ) ) );
	Connection\update(
		array(
			'typed' => array(
				'client_id'          => $client_id,
				'client_secret_hint' => Vault\hint( $client_secret ),
			),
		)
	);
	$verifier   = sodium_bin2base64( random_bytes( 32 ), SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING );
	$parameters = array(
		'response_type'         => 'code',
		'client_id'             => $client_id,
		'redirect_uri'          => redirect_uri(),
		'state'                 => remember( compact( 'client_id', 'client_secret', 'verifier' ) ),
		// Optimizely documents `scopes`, its working clients send the standard `scope`.
		'scopes'                => 'all',
		'scope'                 => 'all',
		'code_challenge'        => sodium_bin2base64( hash( 'sha256', $verifier, true ), SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING ),
		'code_challenge_method' => 'S256',
	);

	/**
	 * Filters what is sent to Optimizely's authorize page, e.g. to add `account_id`, or to leave out PKCE.
	 *
	 * @param array<string, string> $parameters Query of the address.
	 */
	$parameters = apply_filters( 'two_heads_optimizely_authorize_parameters', $parameters );
	return app()->url() . '/oauth2/authorize?' . http_build_query( $parameters, '', '&', PHP_QUERY_RFC3986 );
}

/**
 * Answers the browser that comes back from Optimizely. Does nothing when the state is not one of ours: other plugins
 * use the same address.
 */
function handle_return(): void {
	$query = returned();
	if ( null === $query ) {
		return;
	}
	nocache_headers();
	header( 'Referrer-Policy: no-referrer' );
	$outcome = current_user_can( 'manage_options' ) ? finish( $query ) : 'state';
	wp_safe_redirect( ConnectionsPage\url( array( 'two-heads-optimizely' => $outcome ) ) );
	exit;
}

/**
 * The session ended on the way: the state is lost with it, so sign in and start again.
 */
function handle_return_signed_out(): void {
	if ( null === returned() ) {
		return;
	}
	nocache_headers();
	header( 'Referrer-Policy: no-referrer' );
	wp_safe_redirect( wp_login_url( ConnectionsPage\url( array( 'two-heads-optimizely' => 'state' ) ) ) );
	exit;
}

/**
 * What came back, if it is for us.
 *
 * @return array{state: string, code: string, error: string}|null
 */
function returned(): ?array {
	$query = array();
	foreach ( array( 'state', 'code', 'error' ) as $name ) {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- The state is the nonce.
		$value          = $_GET[ $name ] ?? '';
		$query[ $name ] = is_string( $value ) ? wp_unslash( $value ) : '';
	}
	return str_starts_with( $query['state'], STATE_PREFIX ) ? $query : null;
}

/**
 * Turns what came back into a connection.
 *
 * @param array{state: string, code: string, error: string} $query See returned().
 * @return string How it ended, for the screen's sentence: connected, denied, state, code, client, unreachable,
 *                limited or answer.
 */
function finish( array $query ): string {
	$kept = recall( $query['state'] );
	if ( null === $kept ) {
		return 'state';
	}
	// The app this journey was begun with: another tab may have typed another one since.
	$app = array(
		'client_id'     => $kept['client_id'],
		'client_secret' => $kept['client_secret'],
	);
	if ( '' !== $query['error'] || '' === $query['code'] ) {
		return 'access_denied' === $query['error'] ? 'denied' : 'answer';
	}
	$tokens = Tokens\grant(
		array(
			'grant_type'    => 'authorization_code',
			'code'          => $query['code'],
			'redirect_uri'  => redirect_uri(),
			'code_verifier' => $kept['verifier'],
		) + $app
	);
	if ( is_wp_error( $tokens ) ) {
		return outcome( $tokens );
	}
	if ( ! isset( $tokens['refresh_token'] ) ) {
		// Without one the connection would end in two hours with nobody told why.
		return 'answer';
	}
	Connection\established(
		'oauth',
		$tokens + $app,
		array(
			'typed'              => null,
			'client_id'          => $app['client_id'],
			'client_secret_hint' => Vault\hint( $app['client_secret'] ),
			'account'            => Account\fetch( $tokens['access_token'] ),
		)
	);
	return 'connected';
}

/**
 * The outcome code of a grant that failed.
 */
function outcome( WP_Error $error ): string {
	return match ( $error->get_error_code() ) {
		'two_heads_unauthorized' => 'invalid_client' === ( $error->get_error_data()['oauth'] ?? '' ) ? 'client' : 'code',
		'two_heads_rate_limited' => 'limited',
		'two_heads_bad_answer'   => 'answer',
		default                  => 'unreachable',
	};
}

/**
 * The app an admin typed last.
 *
 * @param string|null $client_id Only if it is this one.
 * @return array{client_id: string, client_secret: string}|null
 */
function typed_app( ?string $client_id = null ): ?array {
	$sealed = Vault\read( Connection\APP_SECRET );
	$app    = is_string( $sealed ) ? json_decode( $sealed, true ) : null;
	return is_array( $app ) && ( null === $client_id || $app['client_id'] === $client_id ) ? $app : null;
}

/**
 * Makes a state: random, for one use, for this user in this session, for ten minutes. Only its hash is kept.
 *
 * @param array{client_id: string, client_secret: string, verifier: string} $journey What to come back with: the app
 *                                                                                   and the PKCE code verifier.
 */
function remember( array $journey ): string {
	$state = STATE_PREFIX . bin2hex( random_bytes( 32 ) );
	set_transient(
		transient( $state ),
		array(
			'bearer'  => bearer(),
			'ends'    => time() + STATE_SECONDS,
			'journey' => Vault\seal( 'optimizely_journey', (string) wp_json_encode( $journey ) ),
		),
		STATE_SECONDS
	);
	return $state;
}

/**
 * What was kept with a state that may be used now; the state is used up by it.
 *
 * @return array{client_id: string, client_secret: string, verifier: string}|null
 */
function recall( string $state ): ?array {
	$kept = get_transient( transient( $state ) );
	// Deleted before it is compared, and by one process only: a state never works twice.
	if ( ! is_array( $kept ) || ! delete_transient( transient( $state ) ) ) {
		return null;
	}
	if ( $kept['ends'] < time() || ! hash_equals( $kept['bearer'], bearer() ) ) {
		return null;
	}
	$journey = Vault\open( 'optimizely_journey', $kept['journey'] );
	return is_string( $journey ) ? json_decode( $journey, true ) : null;
}

/**
 * Name of the transient that keeps a state.
 */
function transient( string $state ): string {
	return 'two_heads_oauth_' . substr( hash( 'sha256', $state ), 0, 40 );
}

/**
 * The user, session and site a state is bound to.
 */
function bearer(): string {
	return wp_hash( get_current_user_id() . '|' . wp_get_session_token() . '|' . get_current_blog_id() );
}

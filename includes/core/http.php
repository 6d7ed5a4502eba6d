<?php
/**
 * The one way out of the plugin: time and size limits, repeats where repeating is safe, rate limits obeyed, a
 * breaker per service, a log without secrets.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Http;

use TwoHeads\Core\Breaker;
use TwoHeads\Core\RequestLog;
use WP_Error;
use const TwoHeads\VERSION;

const MAX_BYTES = 8 * MB_IN_BYTES;

/**
 * Sends one request, repeating it when that is safe and time allows.
 *
 * Options: `query` array · `json` array or `form` array (the body) · `headers` array · `timeout` seconds for one
 * try (10) · `deadline` seconds for all tries (20) · `repeatable` whether sending it twice does no harm (GET only) ·
 * `background` whether nobody waits for it, so that an open breaker refuses it, and what is left of a rate limit is
 * other people's (in WP-Cron).
 *
 * @param Service              $service Where to.
 * @param string               $method  HTTP method.
 * @param string               $path    Below the service's address, with leading slash.
 * @param array<string, mixed> $options See above.
 * @return Response|WP_Error A response of any status, or `two_heads_unreachable`, `two_heads_rate_limited` with
 *                           `retry_after`.
 */
function request( Service $service, string $method, string $path, array $options = array() ): Response|WP_Error {
	$repeatable = $options['repeatable'] ?? 'GET' === $method;
	$deadline   = microtime( true ) + ( $options['deadline'] ?? 20 );
	$most       = $repeatable ? 3 : 1;

	if ( $options['background'] ?? wp_doing_cron() ) {
		$open  = Breaker\open_for( $service->name );
		$spent = Breaker\spent_for( $service->name );
		if ( $open > 0 || $spent > 0 ) {
			return $open > 0 ? unreachable( $service, $open ) : rate_limited( $service, $spent );
		}
	}
	for ( $try = 1; ; $try++ ) {
		$paused = Breaker\paused_for( $service->name );
		if ( $paused > 0 && ! waited( $paused, $deadline ) ) {
			return rate_limited( $service, $paused );
		}
		$answer = send( $service, $method, $path, $options, $deadline );
		$failed = is_wp_error( $answer ) || $answer->status >= 500;
		if ( $failed ) {
			Breaker\failed( $service->name );
		} else {
			Breaker\answered( $service->name );
		}
		if ( ! is_wp_error( $answer ) ) {
			Breaker\spent( $service->name, $answer->spent_for() );
		}
		$limited = ! is_wp_error( $answer ) && 429 === $answer->status;
		// A 503 may name a time as a 429 does.
		$asked = $failed && is_wp_error( $answer ) ? null : $answer->retry_after();
		if ( $limited || ( $failed && null !== $asked ) ) {
			Breaker\pause( $service->name, $asked ?? 60 );
		}
		if ( ! $failed && ! $limited ) {
			return $answer;
		}
		$wait = $limited ? Breaker\paused_for( $service->name ) : backoff( $answer, $try );
		if ( $try >= $most || ! waited( $wait, $deadline ) ) {
			return $limited ? rate_limited( $service, (int) $wait ) : $answer;
		}
	}
}

/**
 * One try.
 *
 * @param array<string, mixed> $options As given to request().
 */
function send( Service $service, string $method, string $path, array $options, float $deadline ): Response|WP_Error {
	$args = array(
		'method'              => $method,
		'timeout'             => max( 1, min( $options['timeout'] ?? 10, $deadline - microtime( true ) ) ),
		'redirection'         => 0,
		'limit_response_size' => MAX_BYTES,
		'user-agent'          => 'TwoHeads/' . VERSION . ' (WordPress)',
		'headers'             => array( 'Accept' => 'application/json' ) + ( $options['headers'] ?? array() ),
		// The address is a constant of ours; only one of the developer's own may be on this machine.
		'reject_unsafe_urls'  => ! $service->overridden(),
	);
	if ( isset( $options['json'] ) ) {
		$args['headers']['Content-Type'] = 'application/json';
		$args['body']                    = wp_json_encode( $options['json'] );
	} elseif ( isset( $options['form'] ) ) {
		$args['body'] = $options['form'];
	}
	$url     = $service->url() . $path;
	$url    .= empty( $options['query'] ) ? '' : '?' . http_build_query( $options['query'], '', '&', PHP_QUERY_RFC3986 );
	$started = microtime( true );
	$answer  = wp_remote_request( $url, $args );
	$seconds = microtime( true ) - $started;

	if ( is_wp_error( $answer ) ) {
		RequestLog\record( $service->name, $method, $path, $answer->get_error_code(), $seconds );
		return unreachable( $service );
	}
	$headers = array();
	foreach ( wp_remote_retrieve_headers( $answer ) as $name => $value ) {
		$headers[ strtolower( $name ) ] = is_array( $value ) ? (string) end( $value ) : (string) $value;
	}
	$response = new Response( (int) wp_remote_retrieve_response_code( $answer ), $headers, wp_remote_retrieve_body( $answer ) );
	RequestLog\record( $service->name, $method, $path, $response->status, $seconds );
	return $response;
}

/**
 * Seconds before the next try: what the service asked for, else exponential with full jitter.
 */
function backoff( Response|WP_Error $answer, int $attempt ): float {
	$asked = is_wp_error( $answer ) ? null : $answer->retry_after();
	return $asked ?? wp_rand( 100, 400 * 2 ** $attempt ) / 1000;
}

/**
 * Sleeps, unless that would leave no time for another try: people wait for the answer.
 *
 * @return bool Whether it slept.
 */
function waited( float $seconds, float $deadline ): bool {
	if ( $seconds > 5 || microtime( true ) + $seconds + 1 > $deadline ) {
		return false;
	}
	usleep( (int) ( $seconds * 1e6 ) );
	return true;
}

/**
 * The error of a service that gave no answer.
 *
 * @param int $again Seconds until it will be asked again, where that is known.
 */
function unreachable( Service $service, int $again = 0 ): WP_Error {
	$host = wp_parse_url( $service->url(), PHP_URL_HOST );
	return new WP_Error(
		'two_heads_unreachable',
		/* translators: %s: host name. */
		sprintf( __( '%s did not answer. Nothing was lost: try again in a moment. If it stays so, ask your host whether this site may connect to it.', 'two-heads' ), $host ),
		array( 'status' => 503 ) + ( $again ? array( 'retry_after' => $again ) : array() )
	);
}

/**
 * The error of a service that wants fewer requests.
 *
 * @param int $seconds Until it may be asked again.
 */
function rate_limited( Service $service, int $seconds ): WP_Error {
	$host = wp_parse_url( $service->url(), PHP_URL_HOST );
	return new WP_Error(
		'two_heads_rate_limited',
		sprintf(
			/* translators: 1: host name, 2: number of seconds. */
			_n( '%1$s asks to wait %2$d second before the next request. Nothing was lost: try again then.', '%1$s asks to wait %2$d seconds before the next request. Nothing was lost: try again then.', $seconds, 'two-heads' ),
			$host,
			$seconds
		),
		array(
			'status'      => 429,
			'retry_after' => $seconds,
		)
	);
}

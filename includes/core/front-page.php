<?php
/**
 * The front page as a visitor gets it, fetched by the site itself.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\FrontPage;

use WP_Error;

/**
 * Fetches the front page without cookies. The only address ever asked is the site's own.
 *
 * @return array{url: string, status: int, content_security_policy: list<string>, html: string}|WP_Error Schema
 *         `front-page`; `two_heads_unreachable` when the site cannot reach itself.
 */
function fetch(): array|WP_Error {
	$url    = home_url( '/' );
	$answer = wp_remote_get(
		$url,
		array(
			'timeout'             => 10,
			'redirection'         => 3,
			'limit_response_size' => MB_IN_BYTES,
			'headers'             => array( 'Cache-Control' => 'no-cache' ),
			// As core's own loopback requests do: a local certificate is the host's business.
			'sslverify'           => apply_filters( 'https_local_ssl_verify', false ),
		)
	);
	if ( is_wp_error( $answer ) ) {
		return new WP_Error(
			'two_heads_unreachable',
			/* translators: %s: technical reason. */
			sprintf( __( 'The site could not open its own front page (%s). Tools → Site Health says more about such loopback requests.', 'two-heads' ), $answer->get_error_message() ),
			array( 'status' => 503 )
		);
	}
	return array(
		'url'                     => $url,
		'status'                  => (int) wp_remote_retrieve_response_code( $answer ),
		'content_security_policy' => array_values( array_filter( (array) wp_remote_retrieve_header( $answer, 'content-security-policy' ) ) ),
		'html'                    => wp_check_invalid_utf8( wp_remote_retrieve_body( $answer ), true ),
	);
}

<?php
/**
 * The last requests to outside services, for Site Health and for support: what was asked, how it ended, how long it
 * took. No query, no header, no body: nothing secret and nothing personal gets in, so nothing has to be taken out.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\RequestLog;

const OPTION = 'two_heads_request_log';
const KEPT   = 50;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_filter( 'debug_information', __NAMESPACE__ . '\\add_to_site_health' );
	add_action( 'shutdown', __NAMESPACE__ . '\\flush' );
}

/**
 * Notes one request. Kept in memory until the request ends, so that a run of many writes once.
 *
 * @param string     $service Service name.
 * @param string     $method  HTTP method.
 * @param string     $path    Path below the service's address.
 * @param int|string $outcome HTTP status, or an error code.
 * @param float      $seconds How long it took.
 */
function record( string $service, string $method, string $path, int|string $outcome, float $seconds ): void {
	$pending   = &pending();
	$pending[] = array(
		'at'      => time(),
		'service' => $service,
		'request' => $method . ' ' . redact( $path ),
		'outcome' => $outcome,
		'ms'      => (int) round( $seconds * 1000 ),
	);
}

/**
 * What this process has noted and not yet written.
 *
 * @return list<array<string, mixed>>
 */
function &pending(): array {
	static $pending = array();
	return $pending;
}

/**
 * Writes what was noted.
 */
function flush(): void {
	$pending = &pending();
	if ( $pending ) {
		update_option( OPTION, array_slice( array_merge( entries(), $pending ), -KEPT ), false );
		$pending = array();
	}
}

/**
 * The log, oldest first.
 *
 * @return list<array{at: int, service: string, request: string, outcome: int|string, ms: int}>
 */
function entries(): array {
	$entries = get_option( OPTION, array() );
	return is_array( $entries ) ? $entries : array();
}

/**
 * A path without its query and without e-mail addresses, which some services have as path segments.
 */
function redact( string $path ): string {
	return (string) preg_replace( '#[^/]*(?:@|%40)[^/]*#i', '…', strtok( $path, '?' ) ?: '' );
}

/**
 * Site Health → Info → Two Heads requests.
 *
 * @param array<string, mixed> $info Sections of the page.
 * @return array<string, mixed>
 */
function add_to_site_health( $info ) {
	$fields = array();
	foreach ( array_reverse( entries() ) as $number => $entry ) {
		$fields[ "request_$number" ] = array(
			'label' => gmdate( 'Y-m-d H:i:s', $entry['at'] ) . ' UTC',
			'value' => sprintf( '%s %s → %s, %d ms', $entry['service'], $entry['request'], $entry['outcome'], $entry['ms'] ),
		);
	}
	if ( $fields ) {
		$info['two-heads-requests'] = array(
			'label'       => __( 'Two Heads: requests to outside services', 'two-heads' ),
			'description' => __( 'The most recent first. Addresses, tokens and contents are not kept.', 'two-heads' ),
			'fields'      => $fields,
		);
	}
	return $info;
}

<?php
/**
 * Which site this is: tells a live site from a copy of its database.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Site;

/**
 * The site's address reduced to what stays when it moves between http and https, with and without www, or to
 * another port. A copy of the database on another host gives another answer.
 *
 * @return string Host and path, lower case, no trailing slash.
 */
function address(): string {
	$home = wp_parse_url( (string) get_option( 'home' ) );
	$host = strtolower( $home['host'] ?? '' );
	if ( str_starts_with( $host, 'www.' ) ) {
		$host = substr( $host, 4 );
	}
	$address = untrailingslashit( $host . strtolower( $home['path'] ?? '' ) );

	/**
	 * Filters the address by which a site tells itself from its copies. A site that answers under several hosts
	 * returns one fixed text here.
	 *
	 * @param string $address Host and path, lower case, no trailing slash.
	 */
	return (string) apply_filters( 'two_heads_site_address', $address );
}

/**
 * Scheme, host and port of the front end: what a path on "this site's own host" is appended to.
 */
function origin(): string {
	$home = wp_parse_url( home_url() );
	return ( $home['scheme'] ?? 'https' ) . '://' . ( $home['host'] ?? '' )
		. ( isset( $home['port'] ) ? ':' . $home['port'] : '' );
}

/**
 * The present second as the schemas' date-time.
 *
 * @return string RFC 3339, UTC.
 */
function now(): string {
	return gmdate( 'Y-m-d\TH:i:s\Z' );
}

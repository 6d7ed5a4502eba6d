<?php
/**
 * Which site this is: tells a live site from a copy of its database.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Site;

/** Neither is autoloaded; both outlive a connection. */
const KEY = 'two_heads_site_key';

/** The address the key belongs to. */
const KEY_ADDRESS = 'two_heads_site_key_address';

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
 * What tells this site's objects from those of others at a service that several sites share: eight characters, made
 * once and kept, so that they stay when the site moves. Another site of a network has others.
 */
function key(): string {
	$key = get_option( KEY );
	if ( ! is_string( $key ) || 1 !== preg_match( '/^[0-9a-f]{8}$/D', $key ) ) {
		$key = bin2hex( random_bytes( 4 ) );
		// Two processes at once: the second takes the first one's.
		if ( ! add_option( KEY, $key, '', false ) ) {
			wp_cache_delete( KEY, 'options' );
			$key = (string) get_option( KEY, $key );
		}
		keep_key();
	}
	return $key;
}

/**
 * Notes that this is the site the key was made for, wherever it is by now.
 */
function keep_key(): void {
	update_option( KEY_ADDRESS, address(), false );
}

/**
 * Before an account is connected: a copy of another site's database becomes a site of its own. What the key names at
 * services stays the other site's, which goes on.
 */
function settle(): void {
	if ( ! in_array( get_option( KEY_ADDRESS, address() ), array( '', address() ), true ) ) {
		update_option( KEY, bin2hex( random_bytes( 4 ) ), false );
		/**
		 * Fires when a copy of another site has got a key of its own.
		 */
		do_action( 'two_heads_site_is_new' );
	}
	// Last, so that what is cut off before is done by the next attempt.
	keep_key();
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

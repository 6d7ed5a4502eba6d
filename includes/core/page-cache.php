<?php
/**
 * Tells page caches that visitors' pages have changed.
 *
 * A page made before the change would be served for hours, and whoever looks at it believes that the change did not
 * work.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\PageCache;

/** Fired when cached pages are out of date, for caches that are not known here. */
const HOOK = 'two_heads_purge_page_caches';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( HOOK, __NAMESPACE__ . '\\purge_known' );
	// Cloudflare's plugin asks, while it starts, at which actions it is to purge.
	add_filter(
		'cloudflare_purge_everything_actions',
		static fn ( $actions ) => is_array( $actions ) ? array( ...$actions, HOOK ) : $actions
	);
}

/**
 * Has all page caches purged once, when this request is done: however many changes it makes.
 */
function purge_later(): void {
	if ( ! has_action( 'shutdown', __NAMESPACE__ . '\\purge' ) ) {
		add_action( 'shutdown', __NAMESPACE__ . '\\purge' );
	}
}

/**
 * Purges now.
 */
function purge(): void {
	remove_action( 'shutdown', __NAMESPACE__ . '\\purge' );
	/**
	 * Fires when the pages that visitors see have changed as a whole.
	 */
	do_action( HOOK );
}

/** Functions by which caches offer to be purged. */
const FUNCTIONS = array(
	'rocket_clean_domain',           // WP Rocket.
	'w3tc_flush_all',                // W3 Total Cache.
	'wp_cache_clear_cache',          // WP Super Cache.
	'sg_cachepress_purge_everything', // SiteGround Speed Optimizer.
	'wpfc_clear_all_cache',          // WP Fastest Cache.
	'wpo_cache_flush',               // WP-Optimize.
	'pantheon_wp_clear_edge_all',    // Pantheon.
);

/** Actions by which caches do. */
const ACTIONS = array(
	'litespeed_purge_all',              // LiteSpeed Cache.
	'cache_enabler_clear_complete_cache', // Cache Enabler.
	'breeze_clear_all_cache',           // Breeze.
	'wphb_clear_page_cache',            // Hummingbird.
	'rt_nginx_helper_purge_all',        // Nginx Helper.
);

/**
 * The caches that are known. Each is called by the name it offers for this; those that are not there are passed over.
 */
function purge_known(): void {
	foreach ( array_filter( FUNCTIONS, 'function_exists' ) as $function ) {
		$function();
	}
	foreach ( ACTIONS as $action ) {
		do_action( $action );
	}
	if ( is_callable( array( 'WpeCommon', 'purge_varnish_cache' ) ) ) {
		\WpeCommon::purge_varnish_cache(); // WP Engine.
	}
	if ( isset( $GLOBALS['batcache']->group ) ) {
		purge_batcache( $GLOBALS['batcache']->group );
	}
}

/**
 * Batcache keeps pages in a group of the object cache, for minutes. Where groups can be flushed, that one is; on a network
 * it is all sites', so there only the front page is made anew, and the others run out by themselves.
 *
 * @param string $group Name.
 */
function purge_batcache( string $group ): void {
	if ( ! is_multisite() && wp_cache_supports( 'flush_group' ) ) {
		wp_cache_flush_group( $group );
	} else {
		renew_front_page( $group );
	}
}

/**
 * Gives the front page a new version, as Batcache's own plugin does when a post changes.
 *
 * @param string $group Name.
 */
function renew_front_page( string $group ): void {
	foreach ( array( untrailingslashit( home_url() ), home_url( '/' ) ) as $url ) {
		// Its name for an address.
		$key = hash( 'md5', $url ) . '_version';
		wp_cache_add( $key, 0, $group );
		wp_cache_incr( $key, 1, $group );
	}
}

/**
 * Whether something here keeps pages, as far as that shows.
 */
function present(): bool {
	return ( defined( 'WP_CACHE' ) && WP_CACHE ) || array() !== array_filter( FUNCTIONS, 'function_exists' ) || array() !== array_filter( ACTIONS, 'has_action' );
}

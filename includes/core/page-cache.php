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

/**
 * The caches that are known. Each is called by the name it offers for this; those that are not there are passed over.
 */
function purge_known(): void {
	$functions = array(
		'rocket_clean_domain',           // WP Rocket.
		'w3tc_flush_all',                // W3 Total Cache.
		'wp_cache_clear_cache',          // WP Super Cache.
		'sg_cachepress_purge_everything', // SiteGround Speed Optimizer.
		'wpfc_clear_all_cache',          // WP Fastest Cache.
		'wpo_cache_flush',               // WP-Optimize.
		'pantheon_wp_clear_edge_all',    // Pantheon.
	);
	foreach ( array_filter( $functions, 'function_exists' ) as $function ) {
		$function();
	}
	$actions = array(
		'litespeed_purge_all',              // LiteSpeed Cache.
		'cache_enabler_clear_complete_cache', // Cache Enabler.
		'breeze_clear_all_cache',           // Breeze.
		'wphb_clear_page_cache',            // Hummingbird.
		'rt_nginx_helper_purge_all',        // Nginx Helper.
	);
	foreach ( $actions as $action ) {
		do_action( $action );
	}
	if ( is_callable( array( 'WpeCommon', 'purge_varnish_cache' ) ) ) {
		\WpeCommon::purge_varnish_cache(); // WP Engine.
	}
}

<?php
/**
 * Removes everything the plugin stored, on every site of a network.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Removes this site's experiments and what they counted, cron events, options and transients. Titles that were applied are
 * the posts' own and stay; what runs at Optimizely is not touched.
 */
function uninstall_site(): void {
	global $wpdb;
	// With their meta. Not by get_posts(): the type's statuses are not registered here.
	do {
		$experiments = $wpdb->get_col( "SELECT ID FROM $wpdb->posts WHERE post_type = 'two_heads_experiment' LIMIT 200" );
		$deleted     = array_filter( array_map( static fn ( $id ) => wp_delete_post( (int) $id, true ), $experiments ) );
	} while ( $deleted );
	$wpdb->query( "DROP TABLE IF EXISTS {$wpdb->prefix}two_heads_counts" );
	$hooks = array_keys( array_merge( array(), ...array_values( array_filter( (array) _get_cron_array(), 'is_array' ) ) ) );
	array_map( 'wp_unschedule_hook', preg_grep( '/^two_heads_/', array_unique( $hooks ) ) );
	$names = $wpdb->get_col(
		$wpdb->prepare(
			"SELECT option_name FROM $wpdb->options WHERE option_name LIKE %s OR option_name LIKE %s OR option_name LIKE %s",
			$wpdb->esc_like( 'two_heads_' ) . '%',
			$wpdb->esc_like( '_transient_two_heads_' ) . '%',
			$wpdb->esc_like( '_transient_timeout_two_heads_' ) . '%'
		)
	);
	// One by one and by name, so that object caches forget them too.
	array_map( 'delete_option', $names );
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $two_heads_site ) {
		switch_to_blog( $two_heads_site );
		uninstall_site();
		restore_current_blog();
	}
} else {
	uninstall_site();
}

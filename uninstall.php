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
 * Removes this site's options and transients.
 */
function uninstall_site(): void {
	global $wpdb;
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

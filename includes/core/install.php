<?php
/**
 * Keeps the options that every page reads among WordPress's autoloaded ones.
 *
 * An option that does not exist costs a query on each page, one that does costs none. So those that visitors' pages
 * ask for exist from activation on, empty; a site on which activation never ran (a new site of a network, say) gets
 * them when its admin is next opened.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Install;

use const TwoHeads\FILE;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	register_activation_hook( FILE, __NAMESPACE__ . '\\create_options' );
	add_action( 'admin_init', __NAMESPACE__ . '\\create_options' );
}

/**
 * Declares an option that visitors' pages read, or lists those declared.
 *
 * @param string|null $option  Name; null to only list.
 * @param mixed       $initial Its value until something is stored.
 * @return array<string, mixed> Name to initial value.
 */
function loaded_options( ?string $option = null, mixed $initial = null ): array {
	static $options = array();
	if ( null !== $option ) {
		$options[ $option ] = $initial;
	}
	return $options;
}

/**
 * Creates the declared options that do not exist, and has them autoloaded again where something changed that.
 */
function create_options(): void {
	$missing = array_diff_key( loaded_options(), wp_load_alloptions() );
	foreach ( $missing as $option => $initial ) {
		if ( ! add_option( $option, $initial, '', true ) ) {
			wp_set_option_autoload( $option, true );
		}
	}
}

/**
 * Writes a declared option, if that changes what is stored now: another process may have written since this one read it.
 * Only its row is asked for: all options would have to be read again, by the next visitor's page too where an object cache
 * keeps them.
 *
 * @param string               $option Name.
 * @param array<string, mixed> $value  What it is to be.
 * @return array<string, mixed>|null What it was; null when it was that already.
 */
function replace( string $option, array $value ): ?array {
	global $wpdb;
	$stored = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM $wpdb->options WHERE option_name = %s", $option ) );
	if ( maybe_serialize( $value ) === $stored && get_option( $option ) === $value ) {
		return null;
	}
	wp_cache_delete( 'alloptions', 'options' );
	$before = get_option( $option );
	if ( $before === $value ) {
		return null;
	}
	update_option( $option, $value, true );
	return is_array( $before ) ? $before : array();
}

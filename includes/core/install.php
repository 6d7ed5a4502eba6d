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

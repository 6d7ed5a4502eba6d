<?php
/**
 * Finds the WordPress that a file of the plugin belongs to, before anything of WordPress is there.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn;

/**
 * Looks for wp-load.php above the folder of plugins, and on each level in the folders beside the path (wp-content, wp and
 * whatever else they are called). That it is this site's is what the doors' check proves.
 *
 * @param string ...$files This file, by the name it was asked for and by its real one: the plugin's folder may be a link.
 * @return string|null Path of wp-load.php.
 */
function find_wordpress( string ...$files ): ?string {
	foreach ( $files as $file ) {
		// As nearly everywhere.
		$usual = dirname( $file, 4 ) . '/wp-load.php';
		if ( @is_file( $usual ) ) {
			return $usual;
		}
		// From the folder of the plugins' folder on: what lies in there are plugins.
		$folder = dirname( $file, 3 );
		for ( $level = 0; $level < 6; $level++ ) {
			// Outside of what the host lets PHP see, looking is a warning.
			$found = @is_file( "$folder/wp-load.php" ) ? array( "$folder/wp-load.php" ) : @glob( "$folder/*/wp-load.php", GLOB_NOSORT );
			if ( $found ) {
				return $found[0];
			}
			if ( dirname( $folder ) === $folder ) {
				break;
			}
			$folder = dirname( $folder );
		}
	}
	return null;
}

<?php
/**
 * Built scripts and styles.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Assets;

use const TwoHeads\DIR;
use const TwoHeads\FILE;
use const TwoHeads\VERSION;

/** Scripts of webpack.config.cjs: those of screens, and those printed inside visitors' pages. */
const SCRIPTS = array( 'connections', 'settings', 'experiments', 'editor', 'editor-panel', 'classic-editor', 'consent', 'headlines', 'site', 'site-editor' );

/**
 * Whether the scripts are there: they are not in a fresh checkout.
 */
function built(): bool {
	foreach ( SCRIPTS as $name ) {
		if ( ! is_readable( DIR . "/build/$name.js" ) ) {
			return false;
		}
	}
	return true;
}

/**
 * Enqueues build/NAME.js, its style if there is one, and its translations.
 *
 * @param string               $name Entry of webpack.config.cjs.
 * @param string               $handle Script handle.
 * @param array<string, mixed> $boot What the script finds as window[ $global ].
 * @param string               $global Name of that variable.
 */
function enqueue( string $name, string $handle, string $global, array $boot ): void {
	$asset = require DIR . "/build/$name.asset.php";
	wp_enqueue_script( $handle, plugins_url( "build/$name.js", FILE ), $asset['dependencies'], $asset['version'], array( 'in_footer' => true ) );
	wp_set_script_translations( $handle, 'two-heads' );
	wp_add_inline_script( $handle, "window.$global = " . wp_json_encode( $boot, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES ) . ';', 'before' );
	if ( is_file( DIR . "/build/$name.css" ) ) {
		wp_enqueue_style( $handle, plugins_url( "build/$name.css", FILE ), array( 'wp-components' ), $asset['version'] ?? VERSION );
		wp_style_add_data( $handle, 'rtl', 'replace' );
	}
}

/**
 * Sends along the translations of a part that a script loads later: WordPress knows only those of scripts it prints.
 *
 * @param string $name   Name of the part: build/NAME.js.
 * @param string $handle Script that loads it.
 */
function translate_chunk( string $name, string $handle ): void {
	wp_register_script( "two-heads-$name", plugins_url( "build/$name.js", FILE ), array( 'wp-i18n' ), VERSION, true );
	wp_set_script_translations( "two-heads-$name", 'two-heads' );
	$translations = wp_scripts()->print_translations( "two-heads-$name", false );
	if ( is_string( $translations ) && '' !== $translations ) {
		wp_add_inline_script( $handle, $translations, 'before' );
	}
}

/**
 * A built script to print inside the page.
 *
 * @return string JavaScript.
 */
function inline_source( string $name ): string {
	return (string) file_get_contents( DIR . "/build/$name.js" );
}

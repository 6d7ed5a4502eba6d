<?php
/**
 * The setting two_heads_optimizely_snippet: how the snippet is printed.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\SnippetSettings;

use TwoHeads\Core\Install;
use TwoHeads\Core\Schema;

const OPTION   = 'two_heads_optimizely_snippet';
const DEFAULTS = array(
	'address'          => '',
	'consent'          => 'always',
	'consent_category' => 'statistics',
	'respect_gpc'      => false,
	'skip_editors'     => false,
);

/**
 * Hooks of this file. Like core's own settings, registered only where settings are read or written through it.
 */
function bootstrap(): void {
	Install\loaded_options( OPTION, DEFAULTS );
	add_action( 'rest_api_init', __NAMESPACE__ . '\\register' );
	add_action( 'admin_init', __NAMESPACE__ . '\\register' );
}

/**
 * Registers the setting with its schema.
 */
function register(): void {
	register_setting(
		'two-heads',
		OPTION,
		array(
			'type'              => 'object',
			'label'             => __( 'Optimizely snippet', 'two-heads' ),
			'default'           => DEFAULTS,
			'sanitize_callback' => __NAMESPACE__ . '\\clean',
			'show_in_rest'      => array( 'schema' => Schema\load( 'optimizely-snippet-settings' ) ),
		)
	);
}

/**
 * The settings in force.
 *
 * @return array{address: string, consent: string, consent_category: string, respect_gpc: bool, skip_editors: bool}
 */
function current_settings(): array {
	return clean( get_option( OPTION, DEFAULTS ) );
}

/**
 * Whatever is stored, made whole: each field that is missing or not allowed has its default. Checked when it is
 * used as well as when it is stored, since an option can be written past the setting.
 *
 * @return array{address: string, consent: string, consent_category: string, respect_gpc: bool, skip_editors: bool}
 */
function clean( mixed $stored ): array {
	$stored   = is_array( $stored ) ? $stored : array();
	$one_of   = static fn ( string $field, array $allowed ): string =>
		in_array( $stored[ $field ] ?? null, $allowed, true ) ? $stored[ $field ] : DEFAULTS[ $field ];
	$settings = array(
		'address'          => is_string( $stored['address'] ?? null ) && is_address( $stored['address'] ) ? $stored['address'] : '',
		'consent'          => $one_of( 'consent', array( 'always', 'opt_out', 'blocked' ) ),
		'consent_category' => $one_of( 'consent_category', array( 'statistics', 'statistics-anonymous', 'preferences', 'marketing' ) ),
		'respect_gpc'      => true === ( $stored['respect_gpc'] ?? false ),
		'skip_editors'     => true === ( $stored['skip_editors'] ?? false ),
	);
	return $settings;
}

/**
 * Whether an address is one of the documented forms. The same rule as the schema's pattern, which pages do not read.
 */
function is_address( string $address ): bool {
	return strlen( $address ) <= 500 && 1 === preg_match(
		'#\A(?:|https://(?:cdn|cdn-pci)\.optimizely\.com/(?:js/[0-9]{1,20}|public/[0-9]{1,20}/s/[A-Za-z0-9_-]{1,200})\.js|(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+\.js)\z#D',
		$address
	);
}

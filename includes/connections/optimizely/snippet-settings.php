<?php
/**
 * The setting two_heads_optimizely_snippet: how the snippet is printed.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\SnippetSettings;

use TwoHeads\Core\Capabilities;
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
 * Whether a guard was ever printed: visitors may carry an opt-out of ours, which only the guard takes back.
 */
const GUARDED = 'two_heads_optimizely_guarded';

/**
 * Hooks of this file. Like core's own settings, registered only where settings are read or written through it.
 */
function bootstrap(): void {
	Install\loaded_options( OPTION, DEFAULTS );
	Install\loaded_options( GUARDED, '' );
	add_action( 'rest_api_init', __NAMESPACE__ . '\\register' );
	add_action( 'admin_init', __NAMESPACE__ . '\\register' );
	// Whoever writes the option: the screen, WP-CLI, another plugin.
	add_filter( 'sanitize_option_' . OPTION, __NAMESPACE__ . '\\accept' );
	// Core "adds" an option that had its default value, though it is there.
	add_action( 'add_option_' . OPTION, __NAMESPACE__ . '\\remember_guard', 10, 0 );
	add_action( 'update_option_' . OPTION, __NAMESPACE__ . '\\remember_guard', 10, 0 );
	add_filter( 'rest_pre_get_setting', __NAMESPACE__ . '\\show_whole', 10, 2 );
}

/**
 * Registers the setting with its schema.
 */
function register(): void {
	register_setting(
		'two-heads',
		OPTION,
		array(
			'type'         => 'object',
			'label'        => __( 'Optimizely snippet', 'two-heads' ),
			'default'      => DEFAULTS,
			'show_in_rest' => array( 'schema' => Schema\load( 'optimizely-snippet-settings' ) ),
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
 * Whether visitors can refuse.
 *
 * @param array<string, mixed> $settings See current_settings().
 */
function ask_for_consent( array $settings ): bool {
	return 'always' !== $settings['consent'] || $settings['respect_gpc'];
}

/**
 * Whether the snippet needs the guard before it: to ask, or to take back what it did while it asked.
 *
 * @param array<string, mixed> $settings See current_settings().
 */
function need_guard( array $settings ): bool {
	return ask_for_consent( $settings ) || '1' === get_option( GUARDED );
}

/**
 * What is stored of a new value: fields it does not name stay as they are, and the address stays too when the person
 * may not say which scripts visitors load.
 *
 * @return array<string, mixed> See current_settings().
 */
function accept( mixed $value ): array {
	$now    = current_settings();
	$wanted = clean( is_array( $value ) ? $value + $now : $value );
	if ( is_user_logged_in() && ! current_user_can( Capabilities\CHOOSE_SCRIPTS ) ) {
		$wanted['address'] = $now['address'];
	}
	return $wanted;
}

/**
 * Whatever is stored, made whole, field by field. Checked when it is used as well as when it is stored, since an
 * option can be written past the setting. What asks for privacy in words that are not understood gets it.
 *
 * @return array{address: string, consent: string, consent_category: string, respect_gpc: bool, skip_editors: bool}
 */
function clean( mixed $stored ): array {
	$stored   = is_array( $stored ) ? $stored : array( 'consent' => 'not understood' );
	$modes    = array( 'always', 'opt_out', 'blocked' );
	$category = $stored['consent_category'] ?? null;
	$consent  = $stored['consent'] ?? DEFAULTS['consent'];
	$is_on    = static fn ( string $field ): bool =>
		is_scalar( $stored[ $field ] ?? null ) && rest_sanitize_boolean( $stored[ $field ] );
	return array(
		'address'          => is_string( $stored['address'] ?? null ) && is_address( $stored['address'] ) ? $stored['address'] : '',
		'consent'          => in_array( $consent, $modes, true ) ? $consent : 'blocked',
		'consent_category' => in_array( $category, array( 'statistics', 'statistics-anonymous', 'preferences', 'marketing' ), true )
			? $category
			: DEFAULTS['consent_category'],
		'respect_gpc'      => $is_on( 'respect_gpc' ),
		'skip_editors'     => $is_on( 'skip_editors' ),
	);
}

/**
 * Remembers that a guard is printed from now on.
 */
function remember_guard(): void {
	if ( need_guard( current_settings() ) ) {
		update_option( GUARDED, '1', true );
	}
}

/**
 * The setting as core's route shows it: as it is in force, so that a form can mend a value stored past it.
 *
 * @param mixed  $value Null to let core read it.
 * @param string $name  Setting.
 * @return mixed
 */
function show_whole( $value, $name ) {
	return OPTION === $name ? current_settings() : $value;
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

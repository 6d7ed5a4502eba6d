<?php
/**
 * The setting two_heads_headlines: rules for all headline experiments.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Settings;

use TwoHeads\Core\JavaScriptRegex;
use TwoHeads\Core\Schema;
use WP_Error;
use WP_REST_Request;

const OPTION   = 'two_heads_headlines';
const DEFAULTS = array(
	'post_types'      => array( 'post' ),
	'engine'          => 'builtin',
	'remember'        => 'consent',
	'without_consent' => 'page_views',
	'max_variations' => 4,
	'traffic'        => 100,
	'own_page'       => false,
	'run'            => 'edit_others_posts',
	'propose'        => 'own',
	'targeting'      => array(
		'match' => 'any',
		'rules' => array(
			array(
				'type'   => 'substring',
				'value'  => '',
				'negate' => false,
			),
		),
	),
);

const CAPABILITIES = array( 'edit_others_posts', 'publish_posts', 'manage_options' );
const MATCH_TYPES  = array( 'simple', 'exact', 'substring', 'regex' );

/**
 * Hooks of this file. Like core's own settings, registered only where settings are read or written through it.
 */
function bootstrap(): void {
	add_action( 'rest_api_init', __NAMESPACE__ . '\\register' );
	add_action( 'admin_init', __NAMESPACE__ . '\\register' );
	// Whoever writes the option: the screen, WP-CLI, another plugin.
	add_filter( 'sanitize_option_' . OPTION, __NAMESPACE__ . '\\accept' );
	add_filter( 'rest_pre_get_setting', __NAMESPACE__ . '\\show_whole', 10, 2 );
	add_filter( 'rest_request_before_callbacks', __NAMESPACE__ . '\\refuse_faults', 10, 3 );
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
			'label'        => __( 'Headline experiments', 'two-heads' ),
			'default'      => DEFAULTS,
			'show_in_rest' => array( 'schema' => Schema\load( 'headline-settings' ) ),
		)
	);
}

/**
 * The settings in force.
 *
 * @return array{post_types: list<string>, engine: string, remember: string, without_consent: string, max_variations: int, traffic: int, own_page: bool, run: string,
 *     propose: string, targeting: array{match: string, rules: list<array{type: string, value: string, negate: bool}>}}
 */
function current_settings(): array {
	return clean( get_option( OPTION, DEFAULTS ) );
}

/**
 * Whether headlines of a post type may be tested: chosen in the settings, public, and with a title.
 */
function is_testable( string $post_type ): bool {
	return in_array( $post_type, current_settings()['post_types'], true ) && is_choosable( $post_type );
}

/**
 * Whether a post type can be chosen in the settings: visitors meet its posts by their titles.
 */
function is_choosable( string $post_type ): bool {
	$type = get_post_type_object( $post_type );
	return null !== $type && $type->public && 'attachment' !== $post_type && post_type_supports( $post_type, 'title' );
}

/**
 * What is stored of a new value: fields it does not name, and targeting with a fault, stay as they are.
 *
 * @return array<string, mixed> See current_settings().
 */
function accept( mixed $value ): array {
	$now = current_settings();
	if ( ! is_array( $value ) ) {
		return $now;
	}
	if ( array() !== faults( $value['targeting'] ?? array() ) ) {
		unset( $value['targeting'] );
	}
	return clean( $value + $now );
}

/**
 * Whatever is stored, made whole, field by field. Checked when it is used as well as when it is stored, since an
 * option can be written past the setting.
 *
 * @return array<string, mixed> See current_settings().
 */
function clean( mixed $stored ): array {
	$stored = is_array( $stored ) ? $stored : array();
	$number = static function ( string $field, int $most ) use ( $stored ): int {
		$value = $stored[ $field ] ?? null;
		return is_numeric( $value ) && (int) $value >= 1 && (int) $value <= $most ? (int) $value : DEFAULTS[ $field ];
	};
	$one_of = static fn ( string $field, array $allowed ): string =>
		in_array( $stored[ $field ] ?? null, $allowed, true ) ? $stored[ $field ] : DEFAULTS[ $field ];
	$types  = $stored['post_types'] ?? DEFAULTS['post_types'];
	$own    = $stored['own_page'] ?? false;
	return array(
		'post_types'     => is_array( $types ) ? array_values( array_unique( array_filter( $types, __NAMESPACE__ . '\\is_type_name' ) ) ) : DEFAULTS['post_types'],
		'engine'         => $one_of( 'engine', array( 'builtin', 'optimizely' ) ),
		'remember'       => $one_of( 'remember', array( 'consent', 'always' ) ),
		'without_consent' => $one_of( 'without_consent', array( 'page_views', 'original' ) ),
		'max_variations' => $number( 'max_variations', 9 ),
		'traffic'        => $number( 'traffic', 100 ),
		'own_page'       => is_scalar( $own ) && rest_sanitize_boolean( $own ),
		'run'            => $one_of( 'run', CAPABILITIES ),
		'propose'        => $one_of( 'propose', array( 'own', 'run' ) ),
		'targeting'      => clean_targeting( $stored['targeting'] ?? null ),
	);
}

/**
 * Targeting, whole; that of the whole site where any rule is not understood: half of the rules say something else
 * than all of them.
 *
 * @return array{match: string, rules: list<array{type: string, value: string, negate: bool}>}
 */
function clean_targeting( mixed $stored ): array {
	$rules = is_array( $stored ) ? ( $stored['rules'] ?? null ) : null;
	if ( ! is_array( $rules ) || array() === $rules || count( $rules ) > 20 || array() !== faults( $stored ) ) {
		return DEFAULTS['targeting'];
	}
	$whole = array();
	foreach ( $rules as $rule ) {
		$negate  = $rule['negate'] ?? false;
		$whole[] = array(
			'type'   => $rule['type'],
			'value'  => $rule['value'],
			'negate' => is_scalar( $negate ) && rest_sanitize_boolean( $negate ),
		);
	}
	return array(
		'match' => 'all' === ( $stored['match'] ?? 'any' ) ? 'all' : 'any',
		'rules' => $whole,
	);
}

/**
 * What is wrong with the rules of a targeting.
 *
 * @param mixed $targeting As in the schema.
 * @return array<string, string> Field, e.g. `targeting.rules.0.value`, to sentence.
 */
function faults( mixed $targeting ): array {
	$faults = array();
	$rules  = is_array( $targeting ) ? ( $targeting['rules'] ?? array() ) : array();
	foreach ( is_array( $rules ) ? array_values( $rules ) : array() as $index => $rule ) {
		$type  = is_array( $rule ) ? ( $rule['type'] ?? null ) : null;
		$value = is_array( $rule ) ? ( $rule['value'] ?? null ) : null;
		$fault = match ( true ) {
			! in_array( $type, MATCH_TYPES, true ), ! is_string( $value ), strlen( $value ) > 8000
				=> __( 'This rule is not understood. Choose how it matches and write what it matches.', 'two-heads' ),
			'' === trim( $value ) && 'substring' !== $type
				=> __( 'Write what the address has to match. Only “contains” may stay empty: it then means the whole site.', 'two-heads' ),
			'regex' === $type => JavaScriptRegex\fault( $value ),
			default           => null,
		};
		if ( null !== $fault ) {
			$faults[ "targeting.rules.$index.value" ] = $fault;
		}
	}
	return $faults;
}

/**
 * Refuses a change of the setting that core's schema lets through but that cannot be right, before anything is
 * stored: core's own way of refusing knows only the whole setting's name, not the field.
 *
 * @param mixed           $response Null, or what another filter answers.
 * @param mixed           $handler  Unused.
 * @param WP_REST_Request $request  Of any route.
 * @return mixed
 */
function refuse_faults( $response, $handler, $request ) {
	$value = '/wp/v2/settings' === $request->get_route() && 'GET' !== $request->get_method() ? $request[ OPTION ] : null;
	if ( null !== $response || ! is_array( $value ) || ! current_user_can( 'manage_options' ) ) {
		return $response;
	}
	$faults = faults( $value['targeting'] ?? array() );
	return array() === $faults ? $response : new WP_Error(
		'two_heads_invalid_field',
		__( 'A rule cannot work as it is. Nothing was saved.', 'two-heads' ),
		array(
			'status' => 400,
			'params' => $faults,
		)
	);
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
 * Whether something is written like a post type's name. The same rule as the schema's pattern.
 */
function is_type_name( mixed $name ): bool {
	return is_string( $name ) && 1 === preg_match( '/\A[a-z0-9_-]{1,20}\z/', $name );
}

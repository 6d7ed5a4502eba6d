<?php
/**
 * Reads schemas/*.json: the one contract that REST arguments, answers and TypeScript types come from.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Schema;

use WP_Error;
use const TwoHeads\DIR;

/**
 * A schema by its file name without ending.
 *
 * @return array<string, mixed> JSON Schema (draft 4, the part WordPress knows).
 */
function load( string $name ): array {
	static $loaded = array();
	if ( ! isset( $loaded[ $name ] ) ) {
		$file            = DIR . "/schemas/$name.json";
		$loaded[ $name ] = resolve( wp_json_file_decode( $file, array( 'associative' => true ) ) );
	}
	return $loaded[ $name ];
}

/**
 * Puts other schemas in the place of references to them, which WordPress does not know.
 *
 * @param array<string, mixed> $schema A schema or a part of one.
 * @return array<string, mixed>
 */
function resolve( array $schema ): array {
	if ( isset( $schema['$ref'] ) ) {
		return load( basename( $schema['$ref'], '.json' ) );
	}
	return array_map( static fn ( $part ) => is_array( $part ) ? resolve( $part ) : $part, $schema );
}

/**
 * The `args` of a REST route whose body is the named object schema.
 *
 * WordPress's own message for a wrong field names the rule ("does not match pattern"), not the mend, so each field
 * that a person types comes with a sentence.
 *
 * @param string                $name  Schema of an object.
 * @param array<string, string> $mends Field to sentence shown when its value is refused.
 * @return array<string, array<string, mixed>>
 */
function rest_args( string $name, array $mends = array() ): array {
	$schema = load( $name );
	$args   = array();
	foreach ( $schema['properties'] as $field => $rule ) {
		$rule['required']          = in_array( $field, $schema['required'] ?? array(), true );
		$rule['validate_callback'] = static function ( $value, $request, $param ) use ( $rule, $mends ) {
			$valid = rest_validate_value_from_schema( $value, $rule, $param );
			return is_wp_error( $valid ) && isset( $mends[ $param ] )
				? new WP_Error( 'rest_invalid_param', $mends[ $param ] )
				: $valid;
		};
		$args[ $field ]            = $rule;
	}
	return $args;
}

<?php
/**
 * Which pages a headline experiment runs on, in Optimizely's words.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Targeting;

/**
 * The conditions of an Optimizely page.
 *
 * @param array{match: string, rules: list<array{type: string, value: string, negate: bool}>} $targeting See
 *        Experiments\Settings\current_settings().
 * @return string JSON, as Optimizely keeps it: a list whose first item is how the others are joined.
 */
function conditions( array $targeting ): string {
	$rules = array();
	foreach ( $targeting['rules'] as $rule ) {
		// An empty text is part of every address; what is meant is this site.
		$condition = url_matches( $rule['type'], '' === trim( $rule['value'] ) ? home_url( '/' ) : $rule['value'] );
		$rules[]   = $rule['negate'] ? array( 'not', $condition ) : $condition;
	}
	return encode( array( 'and', array( 'all' === $targeting['match'] ? 'and' : 'or', ...$rules ) ) );
}

/**
 * The conditions of the page that means "this post was opened".
 *
 * With plain permalinks (?p=12) the query is what names the post, and `simple` passes over it; a part of the address
 * would take ?p=123 for ?p=12.
 *
 * @param string $permalink Of a published post.
 */
function post_conditions( string $permalink ): string {
	$query = (string) wp_parse_url( $permalink, PHP_URL_QUERY );
	if ( '' === $query ) {
		return encode( array( 'and', array( 'or', url_matches( 'simple', $permalink ) ) ) );
	}
	$before  = preg_replace( '#^[a-z]+:#i', '', strtok( $permalink, '?' ) );
	$pattern = quote( $before ) . '\?([^#]*&)?' . quote( $query ) . '([&#]|$)';
	return encode( array( 'and', array( 'or', url_matches( 'regex', $pattern ) ) ) );
}

/**
 * The address at which Optimizely's editor opens a page.
 */
function edit_url(): string {
	return home_url( '/' );
}

/**
 * One condition.
 *
 * @param string $type  `simple`, `exact`, `substring` or `regex`.
 * @param string $value What is matched.
 * @return array{type: string, match_type: string, value: string}
 */
function url_matches( string $type, string $value ): array {
	return array(
		'type'       => 'url',
		'match_type' => $type,
		'value'      => $value,
	);
}

/**
 * A text as part of a regular expression of JavaScript.
 */
function quote( string $text ): string {
	return (string) preg_replace( '#[.*+?^${}()|[\]\\\\]#', '\\\\$0', $text );
}

/**
 * @param list<mixed> $conditions Conditions.
 */
function encode( array $conditions ): string {
	return (string) wp_json_encode( $conditions, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
}

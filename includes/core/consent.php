<?php
/**
 * What the site knows of visitors' consent, for scripts to decide with in the browser.
 *
 * Pages are cached for everybody, so PHP never decides for one visitor: it tells the script where consent stands
 * written (the WP Consent API's cookie) and what holds where nothing is written.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Consent;

use const TwoHeads\FILE;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	// How the WP Consent API learns that a plugin asks before it acts.
	add_filter( 'wp_consent_api_registered_' . plugin_basename( FILE ), '__return_true' );
}

/**
 * Whether a plugin that speaks the WP Consent API is there.
 */
function has_api(): bool {
	return function_exists( 'wp_has_consent' );
}

/**
 * Where the browser finds a category's consent.
 *
 * @param string $category Category of the WP Consent API.
 * @return array{category: string, cookie: string, type: string} Cookie name (its value is `allow` or `deny`), and
 *         `optin`, `optout` or an empty string where the type is not known yet.
 */
function sources( string $category ): array {
	/** This filter is the WP Consent API's own. */
	$prefix = apply_filters( 'wp_consent_cookie_prefix', 'wp_consent' );
	$type   = function_exists( 'wp_get_consent_type' ) ? wp_get_consent_type() : '';

	/**
	 * Filters where scripts look for a visitor's consent.
	 *
	 * For consent tools that do not speak the WP Consent API but keep a cookie with the values `allow` and `deny`.
	 *
	 * @param array{category: string, cookie: string, type: string} $sources See sources().
	 */
	return apply_filters(
		'two_heads_consent_sources',
		array(
			'category' => $category,
			'cookie'   => $prefix . '_' . $category,
			'type'     => is_string( $type ) ? $type : '',
		)
	);
}

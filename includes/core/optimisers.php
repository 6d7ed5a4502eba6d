<?php
/**
 * Keeps optimiser plugins from delaying, deferring, combining or rewriting what has to run first.
 *
 * A delayed experiment script flickers or never counts. Each optimiser has an attribute, a filter or both; they are
 * listed here once, for every script of ours.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Optimisers;

/**
 * Attributes for each script tag of ours. Cloudflare's Rocket Loader only sees data-cfasync when it stands before src,
 * as it does in this order and in that of the alphabet, in which WordPress 7 prints attributes.
 *
 * @return array<string, string>
 */
function attributes(): array {
	return array(
		'data-cfasync'            => 'false', // Cloudflare Rocket Loader.
		'data-no-optimize'        => '1',     // LiteSpeed Cache.
		'data-no-defer'           => '1',     // LiteSpeed Cache.
		'data-noptimize'          => '1',     // Autoptimize.
		'data-no-minify'          => '1',     // WP Rocket.
		'data-jetpack-boost'      => 'ignore',
		'data-pagespeed-no-defer' => '1',
		'nitro-exclude'           => '1',     // NitroPack.
	);
}

/**
 * Tells every optimiser to leave alone the script tags that contain one of these texts. Jetpack Boost, NitroPack and
 * Cloudflare are told by the attributes alone: Boost's filter of a like name holds the tags it is about to move.
 *
 * @param list<string> $markers Parts of ids or addresses, e.g. `two-heads-` or `cdn.optimizely.com`.
 */
function leave_alone( array $markers ): void {
	$append = static function ( $list ) use ( $markers ) {
		// Only a flat list of texts is an exclusion list. What else a plugin may pass under such a name is its own.
		$flat = is_array( $list ) && array_filter( $list, 'is_string' ) === $list;
		return $flat ? array_values( array_unique( array( ...array_values( $list ), ...$markers ) ) ) : $list;
	};
	$lists  = array(
		// WP Rocket.
		'rocket_delay_js_exclusions',
		'rocket_exclude_defer_js',
		'rocket_exclude_js',
		'rocket_minify_excluded_external_js',
		'rocket_excluded_inline_js_content',
		// LiteSpeed Cache: optimising, deferring, guest mode.
		'litespeed_optimize_js_excludes',
		'litespeed_optm_js_defer_exc',
		'litespeed_optm_gm_js_exc',
		// SiteGround Speed Optimizer.
		'sgo_js_minify_exclude',
		'sgo_js_async_exclude',
		'sgo_javascript_combine_exclude',
		'sgo_javascript_combine_excluded_external_paths',
		'sgo_javascript_combine_excluded_inline_content',
		// Perfmatters.
		'perfmatters_delay_js_exclusions',
		'perfmatters_defer_js_exclusions',
		// Autoptimize: what may not be moved.
		'autoptimize_filter_js_dontmove',
	);
	foreach ( $lists as $hook ) {
		add_filter( $hook, $append );
	}
	// Autoptimize's other list is one text, separated by commas.
	add_filter(
		'autoptimize_filter_js_exclude',
		static fn ( $text ) => is_string( $text ) ? ltrim( $text . ', ' . implode( ', ', $markers ), ', ' ) : $text
	);
}

/**
 * Whether an optimiser is here that could move scripts all the same. It names the likely one when something went wrong, so
 * those that most sites have are enough.
 */
function present(): bool {
	$constants = array( 'WP_ROCKET_VERSION', 'LSCWP_V', 'AUTOPTIMIZE_PLUGIN_VERSION', 'PERFMATTERS_VERSION', 'NITROPACK_VERSION', 'FLYING_PRESS_VERSION', 'JETPACK_BOOST_VERSION' );
	return array() !== array_filter( $constants, 'defined' ) || class_exists( 'SiteGround_Optimizer\Options\Options', false );
}

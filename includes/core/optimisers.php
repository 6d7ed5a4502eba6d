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
 * Attributes for each script tag of ours, in the order they must be printed: Cloudflare's Rocket Loader only sees
 * data-cfasync when it stands before src.
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
 * Tells every optimiser to leave alone the script tags that contain one of these texts.
 *
 * @param list<string> $markers Parts of ids or addresses, e.g. `two-heads-` or `cdn.optimizely.com`.
 */
function leave_alone( array $markers ): void {
	$append = static function ( $list ) use ( $markers ) {
		return is_array( $list ) ? array_values( array_unique( array( ...$list, ...$markers ) ) ) : $list;
	};
	$lists  = array(
		// WP Rocket.
		'rocket_delay_js_exclusions',
		'rocket_exclude_defer_js',
		'rocket_defer_inline_exclusions',
		'rocket_exclude_js',
		'rocket_minify_excluded_external_js',
		'rocket_excluded_inline_js_content',
		// LiteSpeed Cache: optimising, deferring, guest mode.
		'litespeed_optimize_js_excludes',
		'litespeed_optm_js_defer_exc',
		'litespeed_optm_gm_js_exc',
		// Jetpack Boost.
		'jetpack_boost_render_blocking_js_exclude_handles',
		'jetpack_boost_render_blocking_js_exclude_scripts',
		'jetpack_boost_ds_minify_js_excludes',
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

<?php
/**
 * Tells the site's own editors which headlines they see, in the admin bar, and lets them look at the others. Nothing of
 * theirs is counted.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Badge;

use TwoHeads\Core\Assets;
use WP_Admin_Bar;

/** Node in the admin bar. */
const NODE = 'two-heads-badge';

/**
 * Unseen until the browser has found a headline. On small screens an icon, like WordPress's own entries.
 */
const STYLE = '#wpadminbar #wp-admin-bar-two-heads-badge{display:none}'
	. '#wpadminbar #wp-admin-bar-two-heads-badge.found{display:block}'
	. '#wpadminbar #wp-admin-bar-two-heads-badge .ab-icon:before{content:"\f177";top:2px}'
	. '#wpadminbar #wp-admin-bar-two-heads-badge .ab-sub-wrapper{max-height:80vh;overflow-y:auto}'
	. '#wpadminbar #wp-admin-bar-two-heads-badge .ab-submenu .ab-item{height:auto;min-width:16em;max-width:min(36em,80vw);white-space:normal;line-height:1.5;padding-block:4px}'
	. '#wpadminbar #wp-admin-bar-two-heads-badge strong.ab-item{display:block;box-sizing:border-box;padding-inline:10px;font-weight:600}'
	. '#wpadminbar #wp-admin-bar-two-heads-badge [role=menuitemradio]:before{content:"\2713";display:inline-block;position:static;float:none;width:1.5em;margin:0;padding:0;font:inherit;color:inherit;visibility:hidden}'
	. '#wpadminbar #wp-admin-bar-two-heads-badge [aria-checked=true]:before{visibility:visible}'
	. '@media(max-width:782px){#wpadminbar #wp-admin-bar-two-heads-badge{position:static}#wpadminbar #wp-admin-bar-two-heads-badge .ab-sub-wrapper{inset-inline:0}}';

/**
 * Prepares the badge, and says what the script is.
 *
 * @return string JavaScript that shows headlines to an editor and fills in the badge.
 */
function script(): string {
	add_action( 'admin_bar_menu', __NAMESPACE__ . '\\add_node', 100 );
	wp_add_inline_style( 'admin-bar', STYLE );
	$words = array(
		'node'     => 'wp-admin-bar-' . NODE,
		/* translators: %s: letter of a variation: B, C and so on. In the admin bar, of the headline on this page. */
		'see'      => __( 'You see %s', 'two-heads' ),
		'original' => __( 'You see the original', 'two-heads' ),
		/* translators: %s: number of headlines on this page that are under test. */
		'several'  => __( 'Headline tests here: %s', 'two-heads' ),
		/* translators: %s: a headline. */
		'first'    => __( 'Original: %s', 'two-heads' ),
		/* translators: 1: letter of a variation: B, C and so on, 2: its headline. */
		'other'    => __( '%1$s: %2$s', 'two-heads' ),
	);
	return 'window.twoHeadsBadge=' . wp_json_encode( $words, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES ) . ";\n" . trim( Assets\inline_source( 'site-editor' ) );
}

/**
 * Adds the badge to the admin bar. The script adds the headlines, when it has found them.
 *
 * @param mixed $bar The admin bar.
 */
function add_node( $bar ): void {
	if ( ! $bar instanceof WP_Admin_Bar ) {
		return;
	}
	$bar->add_node(
		array(
			'id'    => NODE,
			'title' => '<span class="ab-icon" aria-hidden="true"></span><span class="ab-label"></span>',
			// It leads nowhere, but opens what is below it.
			'meta'  => array( 'tabindex' => 0 ),
		)
	);
	$bar->add_node(
		array(
			'parent' => NODE,
			'id'     => NODE . '-note',
			'title'  => esc_html__( 'Nothing is counted.', 'two-heads' ),
		)
	);
}

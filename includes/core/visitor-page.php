<?php
/**
 * Which pages are pages a visitor sees: the only ones that carry anything of ours.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\VisitorPage;

/**
 * Query variable with which a logged-in admin gets the page as a visitor does, for checking the installation. It
 * gives away nothing: what it shows is what everybody sees.
 */
const AS_VISITOR = 'two-heads-visitor';

/**
 * Query variable with the id of a post whose headline is marked on the page although nothing runs, for the check
 * before a start. It gives away nothing either.
 */
const CHECK = 'two-heads-check';

/**
 * Whether the page being printed is one for visitors: no admin, feed, embed, REST answer, preview, customizer,
 * editor frame or AMP page. Ask while the page is printed (wp_head or later).
 */
function is_it(): bool {
	if ( is_admin() || wp_doing_ajax() || wp_is_serving_rest_request() ) {
		return false;
	}
	if ( is_feed() || is_embed() || is_preview() || is_customize_preview() ) {
		return false;
	}
	if ( defined( 'IFRAME_REQUEST' ) && IFRAME_REQUEST ) {
		return false;
	}
	// A network's sign-up pages wear the theme but show passwords.
	if ( in_array( $GLOBALS['pagenow'] ?? '', array( 'wp-activate.php', 'wp-signup.php' ), true ) ) {
		return false;
	}
	// The AMP plugin's own question, under its present and its former name.
	$amp = function_exists( 'amp_is_request' ) ? 'amp_is_request' : 'is_amp_endpoint';
	return ! function_exists( $amp ) || ! $amp();
}

/**
 * Whether the person looking is one of the site's own editors, and did not ask to see what visitors see.
 */
function seen_by_editor(): bool {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Changes nothing, shows what is public.
	return is_user_logged_in() && current_user_can( 'edit_posts' ) && ! isset( $_GET[ AS_VISITOR ] );
}

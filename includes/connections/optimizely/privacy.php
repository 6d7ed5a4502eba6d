<?php
/**
 * Text that core suggests for the site's privacy policy.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\Privacy;

use TwoHeads\Connections\Optimizely\Connection;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'admin_init', __NAMESPACE__ . '\\suggest_policy' );
}

/**
 * Offers the text while Optimizely is connected: only then does it hold.
 */
function suggest_policy(): void {
	if ( 'disconnected' === Connection\status() ) {
		return;
	}
	wp_add_privacy_policy_content(
		__( 'Two Heads: Optimizely', 'two-heads' ),
		'<p class="privacy-policy-tutorial">' . esc_html__( 'Your site loads Optimizely Web Experimentation on its pages. Check that this text fits how you use it, and what your consent tool says.', 'two-heads' ) . '</p>'
		. '<p>' . esc_html__( 'We test which wording of our pages readers find more useful, with the service Optimizely. For this your browser loads a script from Optimizely, which keeps a random visitor number in a cookie (optimizelyEndUserId, 180 days) and in your browser’s storage, and sends Optimizely which version of a page you saw and whether you followed a link. Optimizely processes this on our behalf. If you refuse this, the script does nothing or is not loaded, depending on your choice.', 'two-heads' ) . '</p>'
		. '<p>' . esc_html__( 'When you follow a tested headline, your browser’s storage keeps which headline it was, so that we see whether the article was read. This is removed when you have read the article, or on your next visit after half an hour.', 'two-heads' ) . '</p>'
	);
}

<?php
/**
 * Text that core suggests for the site's privacy policy.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Privacy;

use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Experiments\Settings;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'admin_init', __NAMESPACE__ . '\\suggest_policy' );
}

/**
 * Offers the text where tests run on this site, or would: only then does it hold.
 */
function suggest_policy(): void {
	$settings = Settings\current_settings();
	if ( 'builtin' !== $settings['engine'] && ! Compile\page() ) {
		return;
	}
	$kept = 'always' === $settings['remember']
		? __( 'So that you keep seeing the same wording, your browser’s storage keeps a random number and which wording was drawn for you. Neither says who you are, and the number is never sent to us.', 'two-heads' )
		: __( 'If you consent to statistics, your browser’s storage keeps a random number and which wording was drawn for you, so that you keep seeing the same. Neither says who you are, and the number is never sent to us. Without your consent nothing is kept in your browser.', 'two-heads' );
	wp_add_privacy_policy_content(
		__( 'Two Heads: headline tests on this site', 'two-heads' ),
		'<p class="privacy-policy-tutorial">' . esc_html__( 'Your site tests headlines by itself, without any other service. Check that this text fits what your consent tool says.', 'two-heads' ) . '</p>'
		. '<p>' . esc_html__( 'We test which wording of our headlines readers find more useful. Your browser chooses a wording by chance and tells this site that it was shown, whether you followed it and whether the article was read. From this we only keep sums by hour: not who you are, not your address, and no row of your own. So that nobody floods us, visits from the same part of the internet are counted together for a minute, under a number from which no address can be read.', 'two-heads' ) . '</p>'
		. '<p>' . esc_html( $kept ) . '</p>'
	);
}

<?php
/**
 * What the AMP plugin tells others, in its place.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

/**
 * Whether the page is served as AMP: when a test says so.
 */
function amp_is_request(): bool {
	return ! empty( $GLOBALS['two_heads_test_amp'] );
}

<?php
/**
 * What it would take to test a headline here.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Forecast;

use TwoHeads\Engines\BuiltIn\Figures;
use TwoHeads\Engines\BuiltIn\Prior;
use TwoHeads\Engines\BuiltIn\Statistics;
use TwoHeads\Experiments\Setup;
use WP_Post;

/** The change that is to be seen: a fifth. */
const CHANGE = 0.2;

/**
 * See Engine\forecast(). Costs a query at most, which every panel can bear.
 *
 * @return array{needed: int, each: int, a_day: ?int, mode: string}
 */
function of( WP_Post $post ): array {
	$rate = Prior\rate() ?? Statistics\PRIOR_CONVERSIONS / Statistics\PRIOR_VIEWS;
	$each = Statistics\views_needed( $rate, CHANGE, 2, 1 - Figures\CONFIDENCE );
	return array(
		'needed' => 2 * $each,
		'each'   => $each,
		'a_day'  => Prior\a_day( $post->post_type ),
		'mode'   => Setup\mode_for( $post ),
	);
}

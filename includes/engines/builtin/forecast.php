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
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Setup;
use WP_Post;

/** The change that is to be seen: a fifth. */
const CHANGE = 0.2;

/**
 * See Engine\forecast(). Costs a query at most, which every panel can bear.
 *
 * @return array{needed: non-empty-list<int>, a_day: ?int, mode: string}
 */
function of( WP_Post $post ): array {
	$rate = Prior\rate() ?? Statistics\PRIOR_CONVERSIONS / Statistics\PRIOR_VIEWS;
	$needed = array();
	$most   = Settings\current_settings()['max_variations'] + 1;
	for ( $arms = 2; $arms <= $most; $arms++ ) {
		$each     = Statistics\views_needed( $rate, CHANGE, $arms, 1 - Figures\CONFIDENCE );
		$needed[] = (int) min( PHP_INT_MAX / 2, $arms * $each );
	}
	return array(
		'needed' => $needed,
		'a_day'  => Prior\a_day( $post->post_type ),
		'mode'   => Setup\mode_for( $post ),
	);
}

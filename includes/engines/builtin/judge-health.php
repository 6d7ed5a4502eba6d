<?php
/**
 * Whether visitors were divided as planned. Where they were not, something stands between the site and its visitors (a page
 * cache that keeps what a script has changed, an optimiser, a bot), and no other figure can be trusted.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\JudgeHealth;

use TwoHeads\Engines\BuiltIn\Epochs;
use TwoHeads\Engines\BuiltIn\Statistics;

/** The p-value below which it is said. */
const UNLIKELY = 0.01;

/**
 * The sequential sample-ratio test.
 *
 * Evidence of strata multiplies: each is a fair bet against its own shares. Once unlikely, it stays so.
 *
 * @param list<array{shares: list<float>, views: list<int>}> $strata With visitors to whom a headline was rendered as `views`:
 *                                                                   no headline can influence who they are.
 * @param mixed                                              $before The least p-value so far.
 * @return array{p: float, ok: bool, expected: list<float>, counted: list<int>}
 */
function sample_ratio( array $strata, $before ): array {
	$evidence = 0.0;
	$expected = array();
	foreach ( $strata as $stratum ) {
		// Who has no share gets nobody; those who remember it from before are no fault.
		$shares    = array_filter( $stratum['shares'] );
		$counted   = array_intersect_key( $stratum['views'], $shares );
		$evidence += Statistics\log_sample_ratio( $counted, $shares );
		$visitors  = array_sum( $stratum['views'] );
		foreach ( $stratum['shares'] as $arm => $share ) {
			$expected[ $arm ] = ( $expected[ $arm ] ?? 0.0 ) + $share * $visitors;
		}
	}
	$counted = array_map( 'intval', Epochs\columns( array_column( $strata, 'views' ) ) );
	$all     = array_sum( $counted );
	$p       = min( 1.0, exp( -$evidence ), is_numeric( $before ) ? max( 0.0, (float) $before ) : 1.0 );
	return array(
		'p'        => $p,
		'ok'       => $p >= UNLIKELY,
		'expected' => $all > 0 ? array_map( static fn ( float $visitors ): float => $visitors / $all, $expected ) : $strata[ count( $strata ) - 1 ]['shares'],
		'counted'  => $counted,
	);
}

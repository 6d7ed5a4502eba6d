<?php
/**
 * Experiments in which all headlines are equally good: whatever is said to be better is an error.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Simulate;

use TwoHeads\Engines\BuiltIn\Judge;
use TwoHeads\Engines\BuiltIn\JudgeFigures;
use TwoHeads\Engines\BuiltIn\Statistics;

/** Views of each headline between two looks. */
const BETWEEN_LOOKS = 50;

/** Of the runs one in so many is judged in full, at one look in ten. */
const JUDGED_ONE_IN = 10;
const JUDGED_EACH   = 10;

/**
 * Runs of equal headlines, looked at all the time.
 *
 * @param float $rate  Click rate of all.
 * @param int   $arms  Headlines.
 * @param int   $from  First run, and
 * @param int   $to    the one after the last; each has a seed of its own.
 * @param int   $looks How often each is looked at.
 * @return array<string, int> Runs, and in how many it was ever said: significant, by the test at each look; judged, and in
 *                            those winner (significant), likely (loss 1 %) and earning (loss 2 %), by Judge\judge().
 */
function alike( float $rate, int $arms, int $from, int $to, int $looks, int $seed ): array {
	$found = array_fill_keys( array( 'runs', 'significant', 'judged', 'winner', 'likely', 'earning' ), 0 );
	for ( $run = $from; $run < $to; $run++ ) {
		mt_srand( crc32( "$seed $rate $arms $run" ) );
		foreach ( alike_once( $rate, $arms, $looks, 0 === $run % JUDGED_ONE_IN ) as $what => $is ) {
			$found[ $what ] += $is ? 1 : 0;
		}
	}
	return $found;
}

/**
 * One run.
 *
 * @return array<string, bool>
 */
function alike_once( float $rate, int $arms, int $looks, bool $judged ): array {
	$clicks = array_fill( 0, $arms, 0 );
	$said   = array(
		'runs'   => true,
		'judged' => $judged,
	);
	$held   = array();
	$before = array();
	for ( $look = 1; $look <= $looks; $look++ ) {
		for ( $arm = 0; $arm < $arms; $arm++ ) {
			$clicks[ $arm ] += binomial( BETWEEN_LOOKS, $rate );
		}
		$views = array_fill( 0, $arms, $look * BETWEEN_LOOKS );
		if ( empty( $said['significant'] ) ) {
			$stratum             = array(
				'shares'      => array_fill( 0, $arms, 1 / $arms ),
				'views'       => $views,
				'conversions' => $clicks,
			);
			$tests               = JudgeFigures\looks( array( $stratum ), $held );
			$held                = array_map( static fn ( array $test ): array => $test['enough'] ? $test : array(), $tests );
			$said['significant'] = any_significant( $tests );
		}
		if ( $judged && 0 === $look % JUDGED_EACH ) {
			$answer          = Judge\judge( input( 'learn', array( epoch( $views, $clicks, array_fill( 0, $arms, 1 ) ) ), false, $before ) );
			$before          = $answer['before'];
			$lost            = $answer['open'] && $answer['leader'] > 0 ? $answer['metrics']['click'][ $answer['leader'] ]['loss'] : INF;
			$said['winner']  = ! empty( $said['winner'] ) || in_array( true, array_column( $answer['metrics']['click'], 'significant' ), true );
			$said['likely']  = ! empty( $said['likely'] ) || $lost <= Judge\GOOD_ENOUGH['learn'];
			$said['earning'] = ! empty( $said['earning'] ) || $lost <= Judge\GOOD_ENOUGH['earn'];
		}
	}
	return $said;
}

/**
 * @param list<array<string, mixed>> $tests As of JudgeFigures\looks().
 */
function any_significant( array $tests ): bool {
	$adjusted = Statistics\holm( array_column( $tests, 'p', 'index' ) );
	foreach ( $tests as $test ) {
		if ( JudgeFigures\is_significant( $test, $adjusted[ $test['index'] ] ) ) {
			return true;
		}
	}
	return false;
}

<?php
/**
 * What the counts of an experiment mean, and what may be done about it now. PHP decides; the screen shows.
 *
 * Pure: the caller reads the counters and carries out what is allowed. docs/statistics.md says it in words.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Judge;

use TwoHeads\Engines\BuiltIn\BestArm;
use TwoHeads\Engines\BuiltIn\Epochs;
use TwoHeads\Engines\BuiltIn\JudgeFigures;
use TwoHeads\Engines\BuiltIn\JudgeHealth;
use TwoHeads\Engines\BuiltIn\JudgeWeights;
use TwoHeads\Experiments\Verdict;

/** Hours before anything is decided: the first readers are not like the others. */
const ENOUGH_HOURS = 1.0;

/** Expected loss at which the leader is good enough; Prove takes no such leader. */
const GOOD_ENOUGH = array(
	'learn' => 0.01,
	'earn'  => 0.02,
);

/** At a fixed end the original goes only if it loses so much, and the leader is better with such a chance. */
const LOSING = 0.01;
const BETTER = 0.9;

/** Chance that the leader is read less from which it is said. */
const READ_LESS = 0.95;

/**
 * Judges an experiment.
 *
 * @param array<string, mixed> $input
 *   mode: learn, earn or prove. goal: click or read. hours: running time. over: whether the fixed end is reached.
 *   epochs: list of { weights, rendered, viewed, click, read }, each a list by index. kappa: the site's own or null.
 *   before: what the last call gave as `before`, or empty.
 * @return array<string, mixed>
 *   early: too soon to decide anything. metrics: rows by metric, click and read. sample_ratio: { p, ok, expected (shares), counted }. open: whether enough is
 *   known to decide. verdict, leader, warning: as in schema `results`. apply: index of the headline that automatic
 *   application may take now, 0 to keep the original, null for nothing yet. weights: the next ones, of 10000; null to stay.
 *   before: for the next call.
 */
function judge( array $input ): array {
	$mode    = $input['mode'];
	$goal    = $input['goal'];
	$old     = $input['hours'] >= ENOUGH_HOURS;
	$before  = $input['before'] ?? array();
	$figures = array();
	foreach ( array( 'click', 'read' ) as $metric ) {
		$figures[ $metric ] = JudgeFigures\figures(
			Epochs\strata( $input['epochs'], 'viewed', $metric ),
			// The site's own is of the metric it decides by.
			$metric === $goal ? $input['kappa'] : null,
			'earn' !== $mode,
			$old,
			$before[ $metric ] ?? array()
		);
	}
	$rows    = $figures[ $goal ]['rows'];
	$leader  = leader( $rows );
	$ratio   = JudgeHealth\sample_ratio( Epochs\strata( $input['epochs'], 'rendered', 'rendered' ), $before['ratio'] ?? 1.0 );
	$open    = $old && is_open( $rows, $leader );
	$verdict = verdict( $rows, $leader, $mode, $open, $ratio['ok'], $input['over'], $figures[ $goal ]['posterior'] );
	$warning = $leader > 0 && 'click' === $goal && is_read_less( $figures['read'], $leader ) ? 'clicks_not_read' : null;
	return array(
		'metrics'      => array_map( static fn ( array $one ): array => $one['rows'], $figures ),
		'sample_ratio' => $ratio,
		'early'        => ! $old,
		'open'         => $open,
		'verdict'      => $verdict,
		'leader'       => $leader,
		'warning'      => $warning,
		'apply'        => apply( $verdict, $leader, $warning, $input['over'] ),
		'weights'      => 'earn' === $mode && $open && $ratio['ok'] && ! $warning && ! $input['over']
			? JudgeWeights\next( array_column( $rows, 'chance' ), $input['epochs'][ count( $input['epochs'] ) - 1 ]['weights'] ) : null,
		'before'       => array( 'ratio' => $ratio['p'] ) + array_map( static fn ( array $one ): array => $one['before'], $figures ),
	);
}

/**
 * Index of the headline that loses least; null while nobody has converted or the best are equal.
 *
 * @param list<array<string, mixed>> $rows
 */
function leader( array $rows ): ?int {
	if ( ! array_sum( array_column( $rows, 'conversions' ) ) ) {
		return null;
	}
	$losses = array_column( $rows, 'loss', 'index' );
	asort( $losses );
	$first = array_key_first( $losses );
	list( $least, $next ) = array( ...array_values( $losses ), INF );
	return $next - $least > 1e-9 ? $first : null;
}

/**
 * Whether enough is known to decide anything.
 *
 * @param list<array<string, mixed>> $rows
 */
function is_open( array $rows, ?int $leader ): bool {
	return null !== $leader
		&& min( array_column( $rows, 'visitors' ) ) >= JudgeFigures\ENOUGH_VIEWS
		&& min( $rows[0]['conversions'], $rows[ $leader ]['conversions'] ) >= JudgeFigures\ENOUGH_CONVERSIONS;
}

/**
 * In this order: no figures, no trust in them, what is shown, what is good enough, what is left at the end.
 *
 * @param list<array<string, mixed>>  $rows      Of the deciding metric.
 * @param bool                        $ok        Whether visitors were divided as planned.
 * @param list<array{float, float}>   $posterior Of the deciding metric.
 */
function verdict( array $rows, ?int $leader, string $mode, bool $open, bool $ok, bool $over, array $posterior ): string {
	if ( ! array_sum( array_column( $rows, 'visitors' ) ) ) {
		return 'waiting';
	}
	if ( ! $ok ) {
		return 'unreliable';
	}
	if ( $open ) {
		// In Earn nothing is significant, so that this says "more time" there.
		$shown = Verdict\verdict( $rows, array_slice( $rows, 1 ), $leader );
		if ( 'more_time' !== $shown ) {
			return $shown;
		}
		if ( $rows[ $leader ]['loss'] <= ( GOOD_ENOUGH[ $mode ] ?? -INF ) ) {
			return $leader > 0 ? 'likely' : 'original';
		}
	}
	if ( ! $over ) {
		return 'more_time';
	}
	$better = $open && $leader > 0 && $rows[0]['loss'] > LOSING
		&& BestArm\best( array( $posterior[ $leader ], $posterior[0] ) )['chance'][0] >= BETTER;
	return $better ? 'likely' : 'keep';
}

/**
 * Whether a headline that is clicked more is clearly less read than the original.
 *
 * The chance alone is enough, in every mode, once there are reads enough to speak of one: to be wrong costs an editor a look, to be silent costs the readers' trust.
 *
 * @param array<string, mixed> $read Of JudgeFigures\figures().
 */
function is_read_less( array $read, int $leader ): bool {
	list( 'rows' => $rows, 'posterior' => $posterior ) = $read;
	if ( min( $rows[0]['visitors'], $rows[ $leader ]['visitors'] ) < JudgeFigures\ENOUGH_VIEWS ) {
		return false;
	}
	if ( $rows[ $leader ]['significant'] && $rows[ $leader ]['improvement'] < 0 ) {
		return true;
	}
	// A handful of reads is no habit of readers.
	return $rows[0]['conversions'] + $rows[ $leader ]['conversions'] >= JudgeFigures\ENOUGH_CONVERSIONS
		&& BestArm\best( array( $posterior[0], $posterior[ $leader ] ) )['chance'][0] >= READ_LESS;
}

/**
 * What automatic application may do now: see judge().
 */
function apply( string $verdict, ?int $leader, ?string $warning, bool $over ): ?int {
	if ( 'unreliable' === $verdict ) {
		return null;
	}
	if ( in_array( $verdict, array( 'winner', 'likely' ), true ) && ! $warning ) {
		return $leader;
	}
	return $over || in_array( $verdict, array( 'original', 'no_difference' ), true ) ? 0 : null;
}

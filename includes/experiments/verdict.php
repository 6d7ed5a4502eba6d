<?php
/**
 * What figures mean, in one word, whoever computed them.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Verdict;

/**
 * A difference smaller than this is not worth having: when even the ends of the interval lie within it, there is none.
 */
const NEGLIGIBLE = 0.05;

/** Visitors a variation needs before "no difference" is said. */
const ENOUGH = 1000;

/**
 * Adds verdict, leader and warning to figures.
 *
 * An engine that judges by itself has said them already. Of others, the engine says what is significant; this only reads
 * it. So nothing here peeks: a leader that is ahead by chance is "more time".
 *
 * @param array<string, mixed> $results Schema `results` without these.
 * @return array<string, mixed> Schema `results`.
 */
function judge( array $results ): array {
	if ( isset( $results['verdict'] ) ) {
		return $results;
	}
	$variations = $results['metrics'][0]['variations'] ?? array();
	if ( 'ready' !== $results['state'] || count( $variations ) < 2 ) {
		return array(
			'verdict' => 'waiting',
			'leader'  => null,
			'warning' => null,
		) + $results;
	}
	$leader = leader( $variations );
	$others = array_slice( $variations, 1 );
	return array(
		'verdict' => verdict( $variations, $others, $leader ),
		'leader'  => $leader,
		'warning' => $leader > 0 && is_read_less( $results['metrics'], $leader ) ? 'clicks_not_read' : null,
	) + $results;
}

/**
 * Index of the highest rate; null while nobody has converted or the best are equal.
 *
 * @param list<array<string, mixed>> $variations Of the deciding metric.
 */
function leader( array $variations ): ?int {
	$rates = array_column( $variations, 'rate', 'index' );
	$best  = max( $rates );
	$first = array_keys( $rates, $best, true );
	return $best > 0 && 1 === count( $first ) ? (int) $first[0] : null;
}

/**
 * @param list<array<string, mixed>> $all    Of the deciding metric.
 * @param list<array<string, mixed>> $others Without the original.
 */
function verdict( array $all, array $others, ?int $leader ): string {
	foreach ( $others as $variation ) {
		if ( $variation['index'] === $leader && $variation['significant'] && $variation['improvement'] > 0 ) {
			return 'winner';
		}
	}
	$worse = array_filter( $others, static fn ( $variation ): bool => $variation['significant'] && $variation['improvement'] < 0 );
	if ( $others && count( $worse ) === count( $others ) ) {
		return 'original';
	}
	$alike = static fn ( $variation ): bool => null !== $variation['interval']
		&& $variation['interval'][0] > -NEGLIGIBLE && $variation['interval'][1] < NEGLIGIBLE;
	$seen  = min( array_column( $all, 'visitors' ) ) >= ENOUGH;
	return $seen && count( array_filter( $others, $alike ) ) === count( $others ) ? 'no_difference' : 'more_time';
}

/**
 * Whether a headline that is clicked more is significantly less read.
 *
 * @param list<array<string, mixed>> $metrics Of schema `results`.
 */
function is_read_less( array $metrics, int $leader ): bool {
	foreach ( $metrics as $metric ) {
		foreach ( 'read' === $metric['id'] ? $metric['variations'] : array() as $variation ) {
			if ( $variation['index'] === $leader ) {
				return $variation['significant'] && $variation['improvement'] < 0;
			}
		}
	}
	return false;
}

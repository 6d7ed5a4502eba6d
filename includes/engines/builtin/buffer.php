<?php
/**
 * Keeps counts in a persistent object cache for some seconds, where a site wants that: thousands of beacons then become one
 * write. Off by default, since what such a cache forgets is lost: at most the counts of those seconds.
 *
 * A process that is killed while it empties the buffer loses what it held, and nothing is counted twice.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Buffer;

use TwoHeads\Engines\BuiltIn\Collect;
use TwoHeads\Engines\BuiltIn\Counters;

/** Of the object cache; global, as a door may be another site's of the network. */
const GROUP = 'two-heads-counts';

/** Seconds until a beacon empties it. */
const SECONDS = 20;

/** Seconds after which what nobody has emptied is forgotten, and after which somebody who empties it is taken for dead. */
const KEPT   = 86400;
const LOCKED = 30;

/**
 * Whether this site buffers.
 *
 * @param array<string, mixed> $counting Option Collect\COUNTING.
 */
function is_on( array $counting ): bool {
	return ! empty( $counting['buffer'] ) && wp_using_ext_object_cache();
}

/**
 * Keeps increments.
 *
 * @param list<array{int, int, int, int, int}> $increments As for Counters\add().
 * @param array<string, mixed>                 $counting   Option Collect\COUNTING.
 * @return list<array{int, int, int, int, int}> Those that have to be written now.
 */
function keep( array $increments, array $counting ): array {
	wp_cache_add_global_groups( GROUP );
	$left = array();
	foreach ( $increments as $one ) {
		$n   = $one[4];
		$key = key( array_slice( $one, 0, 4 ) );
		// Weights of long ago are rare, and not looked for when the buffer is emptied.
		$kept = $one[1] >= $counting['e'][ $one[0] ][1] - 1
			&& ( wp_cache_add( $key, $n, GROUP, KEPT ) || is_int( wp_cache_incr( $key, $n, GROUP ) ) );
		if ( ! $kept ) {
			$left[] = $one;
		}
	}
	if ( wp_cache_add( key( array( 'emptied' ) ), 1, GROUP, SECONDS ) ) {
		write( $counting );
	}
	return $left;
}

/**
 * Writes what is kept, before somebody reads the counters or an experiment leaves them.
 */
function flush(): void {
	$counting = wp_using_ext_object_cache() ? json_decode( Collect\option( Collect\COUNTING ), true ) : null;
	if ( is_array( $counting ) && is_on( $counting ) ) {
		write( $counting );
	}
}

/**
 * @param array<string, mixed> $counting Option Collect\COUNTING.
 */
function write( array $counting ): void {
	wp_cache_add_global_groups( GROUP );
	$lock = key( array( 'lock' ) );
	if ( ! wp_cache_add( $lock, 1, GROUP, LOCKED ) ) {
		return;
	}
	$rows   = rows( $counting['e'] );
	$counts = wp_cache_get_multiple( array_map( __NAMESPACE__ . '\\key', $rows ), GROUP, true );
	$taken  = array();
	foreach ( $rows as $row ) {
		$key = key( $row );
		$n   = (int) ( $counts[ $key ] ?? 0 );
		// What came since it was read stays.
		if ( $n > 0 && false !== wp_cache_decr( $key, $n, GROUP ) ) {
			$taken[] = array( ...$row, $n );
		}
	}
	if ( ! Counters\add( $taken ) ) {
		foreach ( $taken as $one ) {
			wp_cache_incr( key( array_slice( $one, 0, 4 ) ), $one[4], GROUP );
		}
	}
	wp_cache_delete( $lock, GROUP );
}

/**
 * What may be kept of the experiments that are counted.
 *
 * @param array<int|string, array{int, int}> $experiments Experiment to the number of its headlines and its epoch.
 * @return list<array{int, int, int, int}> Experiment, epoch, variation, metric.
 */
function rows( array $experiments ): array {
	$rows = array();
	foreach ( $experiments as $experiment => list( $variations, $latest ) ) {
		for ( $epoch = max( 1, $latest - 1 ); $epoch <= $latest; $epoch++ ) {
			for ( $variation = 0; $variation < $variations; $variation++ ) {
				foreach ( range( Counters\RENDERED, Counters\PAGE_VIEWS ) as $metric ) {
					$rows[] = array( (int) $experiment, $epoch, $variation, $metric );
				}
			}
		}
	}
	return $rows;
}

/**
 * Name in the object cache, other for each site of a network.
 *
 * @param list<int|string> $parts
 */
function key( array $parts ): string {
	return $GLOBALS['wpdb']->prefix . implode( '-', $parts );
}

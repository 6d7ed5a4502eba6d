<?php
/**
 * How many beacons a minute are taken: so many from one corner of the internet, so many in all.
 *
 * Whoever sends is known only as one of 4,096 numbers, and as another one tomorrow: a part of a hash of a part of the
 * address, made with the site's secret keys. Several share a number; what is allowed to one is far above what people do.
 *
 * Counted in the object cache or APCu where there is one. Else in rows of the table of counts, whose number does not
 * grow, written with the very statement that counts: that costs a read more, and two at the same moment may both be
 * the last one allowed.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Limits;

use TwoHeads\Engines\BuiltIn\Counters;

/** Until something else is written. */
const PER_ADDRESS = 600;
const IN_ALL      = 60000;

/** Rows that count what comes in all. More than one, so that not everybody waits for the same. */
const SHARDS = 16;

/** The "variation" of Counters\OWN whose rows say how many beacons were not taken in an hour. */
const DROPPED = 1;

/** For how many hours that is known. */
const KEPT = 7 * 24;

/**
 * Whether one more beacon is taken; it counts as one from now on.
 *
 * @param string $address     Whose connection it is. What a header says about that is never asked: anybody can write it.
 * @param int    $per_address Beacons a minute.
 * @param int    $in_all      Beacons a minute.
 * @return list<array{int, int, int, int, int, int}>|null Rows that have to be written with what it counts; null: drop it.
 */
function allow( string $address, int $per_address, int $in_all ): ?array {
	$group  = group( $address );
	$bucket = null === $group ? null : bucket( $group );
	$counts = in_memory( $bucket );
	$rows   = array();
	if ( null === $counts ) {
		$rows   = rows( $bucket );
		$counts = in_table( $bucket );
	}
	return $counts['address'] >= $per_address || $counts['all'] >= $in_all ? null : $rows;
}

/**
 * Notes that a beacon was dropped.
 */
function note_drop(): void {
	Counters\write( array( array( Counters\OWN, 0, DROPPED, 0, Counters\hour(), 1 ) ) );
}

/**
 * How many were dropped in the last day.
 */
function dropped(): int {
	global $wpdb;
	$sql = 'SELECT SUM(n) FROM ' . Counters\table() . ' WHERE experiment = %d AND epoch = 0 AND variation = %d AND hour > %d';
	return (int) $wpdb->get_var( $wpdb->prepare( $sql, Counters\OWN, DROPPED, Counters\hour() - 24 ) );
}

/**
 * Forgets drops of long ago.
 */
function forget(): void {
	global $wpdb;
	$sql = 'DELETE FROM ' . Counters\table() . ' WHERE experiment = %d AND epoch = 0 AND variation = %d AND hour < %d';
	$wpdb->query( $wpdb->prepare( $sql, Counters\OWN, DROPPED, Counters\hour() - KEPT ) );
}

/**
 * The corner of the internet an address lies in: /24 of IPv4, /48 of IPv6. Null when it tells nothing about who sends:
 * a proxy of the site's own stands before it.
 */
function group( string $address ): ?string {
	$bytes = filter_var( $address, FILTER_VALIDATE_IP ) ? (string) inet_pton( $address ) : '';
	if ( str_starts_with( $bytes, str_repeat( "\0", 10 ) . "\xff\xff" ) ) {
		// IPv4 in the clothes of IPv6.
		$bytes = substr( $bytes, 12 );
	}
	$is_v4   = 4 === strlen( $bytes );
	$is_open = '' !== $bytes && filter_var( inet_ntop( $bytes ), FILTER_VALIDATE_IP, FILTER_FLAG_NO_PRIV_RANGE | FILTER_FLAG_NO_RES_RANGE );
	if ( ! $is_open || ( $is_v4 && 100 === ord( $bytes[0] ) && 64 === ( ord( $bytes[1] ) & 192 ) ) ) {
		return null;
	}
	return substr( $bytes, 0, $is_v4 ? 3 : 6 );
}

/**
 * The number a group goes by today.
 */
function bucket( string $group ): int {
	$secret = gmdate( 'Ymd' );
	foreach ( array( 'NONCE_KEY', 'NONCE_SALT', 'DB_PASSWORD' ) as $constant ) {
		$secret .= defined( $constant ) ? constant( $constant ) : '';
	}
	return (int) hexdec( substr( hash_hmac( 'sha256', $group, $secret ), 0, 3 ) );
}

/**
 * The present minute.
 */
function minute(): int {
	return intdiv( time(), 60 );
}

/**
 * Rows that count one beacon.
 *
 * @param int|null $bucket Of its sender.
 * @return list<array{int, int, int, int, int, int}>
 */
function rows( ?int $bucket ): array {
	$slots = array( random_int( 0, SHARDS - 1 ), ...( null === $bucket ? array() : array( SHARDS + $bucket ) ) );
	$one   = ( minute() << Counters\SHIFT ) + 1;
	return array_map( static fn ( int $slot ): array => array( Counters\OWN, $slot, Counters\LIMITED, 0, 0, $one ), $slots );
}

/**
 * How many came this minute, by the table.
 *
 * @param int|null $bucket Of the sender.
 * @return array{address: int, all: int}
 */
function in_table( ?int $bucket ): array {
	global $wpdb;
	$slot   = SHARDS + ( $bucket ?? 0 );
	$counts = array(
		'address' => 0,
		'all'     => 0,
	);
	// Not prepare(), which takes longer than the database.
	$sql    = 'SELECT epoch, n FROM ' . Counters\table() . ' WHERE experiment = %d AND variation = %d AND ( epoch < %d OR epoch = %d )';
	foreach ( $wpdb->get_results( sprintf( $sql, Counters\OWN, Counters\LIMITED, SHARDS, $slot ) ) as $row ) {
		$n = minute() === (int) $row->n >> Counters\SHIFT ? (int) $row->n & ( 1 << Counters\SHIFT ) - 1 : 0;
		if ( $row->epoch < SHARDS ) {
			$counts['all'] += $n;
		} elseif ( null !== $bucket ) {
			$counts['address'] = $n;
		}
	}
	return $counts;
}

/**
 * How many came this minute before this one, by a memory that outlives the request, which counts it too; null where
 * there is none.
 *
 * @param int|null $bucket Of the sender.
 * @return array{address: int, all: int}|null
 */
function in_memory( ?int $bucket ): ?array {
	$all = one_more( 'all' );
	if ( null === $all ) {
		return null;
	}
	return array(
		'address' => ( null === $bucket ? 1 : one_more( (string) $bucket ) ?? 1 ) - 1,
		'all'     => $all - 1,
	);
}

/**
 * Counts in memory.
 *
 * @param string $what Of this minute.
 * @return int|null How many; null where there is no memory.
 */
function one_more( string $what ): ?int {
	global $wpdb;
	$key = $wpdb->prefix . minute() . '-' . $what;
	if ( wp_using_ext_object_cache() ) {
		wp_cache_add( $key, 0, 'two-heads', 120 );
		$count = wp_cache_incr( $key, 1, 'two-heads' );
	} elseif ( function_exists( 'apcu_enabled' ) && apcu_enabled() ) {
		// Several sites may share this memory.
		$count = apcu_inc( 'two-heads-' . DB_NAME . $key, 1, $success, 120 );
	}
	return is_int( $count ?? null ) ? $count : null;
}

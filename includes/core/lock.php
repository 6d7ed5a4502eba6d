<?php
/**
 * Locks between processes, kept in the options table.
 *
 * Not add_option(): that is INSERT … ON DUPLICATE KEY UPDATE, so two processes can both be told that they won. Nor
 * transients, for the same reason. INSERT IGNORE has one winner; an expired lock is taken over by comparing and
 * swapping its value, so that has one winner too.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Lock;

const PREFIX = 'two_heads_lock_';

/** How often a statement is tried. */
const TRIES = 5;

/**
 * Takes a lock unless another process holds it.
 *
 * @param string $name    Lower case letters and underscores.
 * @param int    $seconds After which a lock left behind by a dead process may be taken over.
 * @return string|null What release() needs, or null when the lock is held.
 */
function acquire( string $name, int $seconds ): ?string {
	global $wpdb;
	$option = PREFIX . $name;
	$mine   = sprintf( '%d|%s', time() + $seconds, bin2hex( random_bytes( 8 ) ) );
	$won    = stubbornly(
		static fn () => $wpdb->query(
			$wpdb->prepare(
				"INSERT IGNORE INTO $wpdb->options (option_name, option_value, autoload) VALUES (%s, %s, 'off') /* LOCK */",
				$option,
				$mine
			)
		)
	);
	if ( $won ) {
		return $mine;
	}
	$held = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM $wpdb->options WHERE option_name = %s", $option ) );
	if ( null === $held || (int) $held >= time() ) {
		return null;
	}
	return swap( $option, $held, $mine ) ? $mine : null;
}

/**
 * Has a lock last longer, if it is still ours.
 *
 * @param string $name    As given to acquire().
 * @param string $mine    What acquire() gave.
 * @param int    $seconds From now.
 * @return string|null What release() needs now; null when the lock expired and another process has it.
 */
function renew( string $name, string $mine, int $seconds ): ?string {
	$again = sprintf( '%d|%s', time() + $seconds, bin2hex( random_bytes( 8 ) ) );
	return swap( PREFIX . $name, $mine, $again ) ? $again : null;
}

/**
 * Does something while holding a lock that is only ever held for moments.
 *
 * Waits five seconds at most and then goes on without it: a process that died holding it must not stop the work, and
 * the lock guards against what happens within milliseconds.
 *
 * @template T
 * @param string        $name Lower case letters and underscores.
 * @param callable(): T $work What to do.
 * @return T
 */
function during( string $name, callable $work ): mixed {
	$until = microtime( true ) + 5;
	do {
		$mine = acquire( $name, 10 );
		if ( null === $mine ) {
			usleep( 20_000 );
		}
	} while ( null === $mine && microtime( true ) < $until );
	try {
		return $work();
	} finally {
		if ( null !== $mine ) {
			release( $name, $mine );
		}
	}
}

/**
 * Gives a lock back. One that expired and was taken over by another process stays theirs.
 */
function release( string $name, string $mine ): void {
	global $wpdb;
	stubbornly(
		static fn () => $wpdb->delete(
			$wpdb->options,
			array(
				'option_name'  => PREFIX . $name,
				'option_value' => $mine,
			)
		)
	);
}

/**
 * Puts another value in the place of the one that is expected there.
 *
 * @param string $option Name of the option.
 * @return bool Whether that was there.
 */
function swap( string $option, string $expected, string $value ): bool {
	global $wpdb;
	return (bool) stubbornly(
		static fn () => $wpdb->update(
			$wpdb->options,
			array( 'option_value' => $value ),
			array(
				'option_name'  => $option,
				'option_value' => $expected,
			)
		)
	);
}

/**
 * Writes, and writes again what the database has refused in favour of another process (a deadlock): processes that want
 * the same lock at the same moment are just what this file is for. Any other error is logged as always.
 *
 * @param callable(): (int|bool) $write One statement.
 * @return int|bool What it says.
 */
function stubbornly( callable $write ): int|bool {
	global $wpdb;
	for ( $left = TRIES; $left > 0; $left-- ) {
		$suppress = $wpdb->suppress_errors( true );
		$written  = $write();
		$wpdb->suppress_errors( $suppress );
		if ( false !== $written || ! str_contains( $wpdb->last_error, 'Deadlock' ) ) {
			break;
		}
		usleep( random_int( 1_000, 10_000 ) );
	}
	if ( false === $written ) {
		$wpdb->print_error();
	}
	return $written;
}

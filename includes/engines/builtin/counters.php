<?php
/**
 * What visitors did, as counters: one row an hour for each experiment, set of weights, headline and metric, however many
 * visitors there are.
 *
 * Experiment 0 is nobody's: its rows are the doors' own (limits.php, doors.php), so that one statement writes both.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Counters;

use TwoHeads\Core\Install;
use const TwoHeads\FILE;

/** The table's, behind the site's prefix. */
const NAME = 'two_heads_counts';

/** Of the table. */
const VERSION = 1;

/** Autoloaded, so that asking whether the table is up to date costs nothing. */
const VERSION_OPTION = 'two_heads_counts_version';

/** Metrics. PAGE_VIEWS is the part of VIEWED that came from people counted as page views. */
const RENDERED   = 1;
const VIEWED     = 2;
const CLICK      = 3;
const READ       = 4;
const PAGE_VIEWS = 5;

/** The experiment whose rows are the doors' own, and which of its "variations" count up to a limit within a minute. */
const OWN     = 0;
const LIMITED = 0;

/** A row that counts up to a limit holds the minute, shifted by this, plus how many came in it. */
const SHIFT = 20;

/** For how long a refused write is tried again. */
const PATIENCE = 5.0;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	Install\loaded_options( VERSION_OPTION, 0 );
	register_activation_hook( FILE, __NAMESPACE__ . '\\install' );
	add_action( 'admin_init', __NAMESPACE__ . '\\install' );
	add_filter( 'wpmu_drop_tables', __NAMESPACE__ . '\\drop_with_site', 10, 2 );
}

/**
 * A site of a network that is deleted takes its table along.
 *
 * @param array<string, string> $tables Names of tables.
 * @param int                   $site   Site that is deleted; not the one that is asked.
 * @return array<string, string>
 */
function drop_with_site( $tables, $site ) {
	return (array) $tables + array( NAME => $GLOBALS['wpdb']->get_blog_prefix( (int) $site ) . NAME );
}

/**
 * The table's name on this site.
 */
function table(): string {
	return $GLOBALS['wpdb']->prefix . NAME;
}

/**
 * Makes the table unless it is there. Costs nothing when it is.
 */
function install(): void {
	if ( VERSION !== (int) get_option( VERSION_OPTION, 0 ) ) {
		create();
	}
}

/**
 * Makes the table, or mends it.
 */
function create(): void {
	global $wpdb;
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	$table = table();
	// InnoDB also where it is not the default: rows rather than the table are locked, and compact() is whole or not at all.
	dbDelta(
		"CREATE TABLE $table (
			experiment bigint(20) unsigned NOT NULL,
			epoch smallint(5) unsigned NOT NULL,
			variation tinyint(3) unsigned NOT NULL,
			metric tinyint(3) unsigned NOT NULL,
			hour int(10) unsigned NOT NULL,
			n bigint(20) unsigned NOT NULL,
			PRIMARY KEY  (experiment,epoch,variation,metric,hour)
		) ENGINE=InnoDB {$wpdb->get_charset_collate()};"
	);
	update_option( VERSION_OPTION, exists() ? VERSION : 0, true );
}

/**
 * Whether the table is there. Asks the database.
 */
function exists(): bool {
	global $wpdb;
	// Some servers keep names of tables in small letters, whatever was asked for.
	return 0 === strcasecmp( table(), (string) $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( table() ) ) ) );
}

/**
 * Counts.
 *
 * @param list<array{int, int, int, int, int}> $increments Experiment, epoch, variation, metric, how many more.
 * @return bool Whether they are counted: all of them, or none.
 */
function add( array $increments ): bool {
	return write( rows( $increments ) );
}

/**
 * Increments as rows of the present hour.
 *
 * @param list<array{int, int, int, int, int}> $increments As for add().
 * @return list<array{int, int, int, int, int, int}> Experiment, epoch, variation, metric, hour, n.
 */
function rows( array $increments ): array {
	$hour = hour();
	return array_map( static fn ( array $one ): array => array( $one[0], $one[1], $one[2], $one[3], $hour, $one[4] ), $increments );
}

/**
 * Hours since the Unix epoch.
 */
function hour(): int {
	return intdiv( time(), 3600 );
}

/**
 * Adds to rows, in one statement, which is tried again when the database refuses it for another's sake.
 *
 * @param list<array{int, int, int, int, int, int}> $rows As from rows().
 */
function write( array $rows ): bool {
	global $wpdb;
	if ( ! $rows ) {
		return true;
	}
	$sql      = upsert( $rows );
	$until    = microtime( true ) + PATIENCE;
	$pause    = 2_000;
	$suppress = $wpdb->suppress_errors( true );
	do {
		$written = false !== $wpdb->query( $sql );
		$again   = ! $written && is_refused() && microtime( true ) < $until;
		if ( $again ) {
			// Not in step with the other.
			usleep( random_int( 0, $pause ) );
			$pause = min( 2 * $pause, 200_000 );
		}
	} while ( $again );
	$wpdb->suppress_errors( $suppress );
	return $written;
}

/**
 * The statement that adds rows to the table. What has the same key is added up, and all is sorted by key: two that
 * write the same rows take them in the same order, so that neither holds what the other waits for.
 *
 * A row that counts up to a limit is given as the first of its minute. It counts on within that minute and begins anew in
 * any other, also when the clock is set back.
 *
 * @param list<array{int, int, int, int, int, int}> $rows As from rows().
 */
function upsert( array $rows ): string {
	$sums = array();
	foreach ( $rows as $row ) {
		$n   = array_pop( $row );
		$key = implode( ',', $row );

		$sums[ $key ] ??= array( ...$row, 0 );
		$sums[ $key ][5] += $n;
	}
	// By their elements, one after the other.
	sort( $sums );
	$values = implode( '),(', array_map( static fn ( array $row ): string => implode( ',', array_map( 'intval', $row ) ), $sums ) );
	// CASE and not IF(): in WordPress Playground that is a function of PHP's, which knows only 32 bits.
	$n = sprintf(
		'CASE WHEN experiment <> %d OR variation <> %d THEN n + VALUES(n) WHEN n >= VALUES(n) AND n < VALUES(n) + %d THEN n + 1 ELSE VALUES(n) END',
		OWN,
		LIMITED,
		( 1 << SHIFT ) - 1
	);
	return 'INSERT INTO ' . table() . " (experiment, epoch, variation, metric, hour, n) VALUES ($values) ON DUPLICATE KEY UPDATE n = $n";
}

/**
 * Whether the last statement failed only because another was at the same rows: deadlock, waited too long for a lock.
 */
function is_refused(): bool {
	global $wpdb;
	if ( $wpdb->dbh instanceof \mysqli ) {
		return in_array( mysqli_errno( $wpdb->dbh ), array( 1205, 1213 ), true );
	}
	// SQLite, in WordPress Playground.
	return str_contains( $wpdb->last_error, 'database is locked' );
}

/**
 * All that an experiment has counted, by the weights in force.
 *
 * @return array<int, array<int, array<int, int>>> Epoch, variation, metric to number.
 */
function by_epoch( int $experiment ): array {
	global $wpdb;
	$found = array();
	$rows  = $wpdb->get_results(
		$wpdb->prepare(
			'SELECT epoch, variation, metric, SUM(n) AS n FROM ' . table() . ' WHERE experiment = %d GROUP BY epoch, variation, metric ORDER BY epoch, variation, metric',
			$experiment
		)
	);
	foreach ( $rows as $row ) {
		$found[ (int) $row->epoch ][ (int) $row->variation ][ (int) $row->metric ] = (int) $row->n;
	}
	return $found;
}

/**
 * What an experiment has counted, hour by hour; by days where it has been compacted.
 *
 * @return list<array{hour: int, epoch: int, variation: int, metric: int, n: int}> Oldest first; `hour` is its beginning,
 *         in seconds since the Unix epoch.
 */
function by_hour( int $experiment ): array {
	global $wpdb;
	$rows = $wpdb->get_results(
		$wpdb->prepare(
			'SELECT hour * 3600 AS hour, epoch, variation, metric, n FROM ' . table() . ' WHERE experiment = %d ORDER BY hour, epoch, variation, metric',
			$experiment
		),
		ARRAY_A
	);
	return array_map( static fn ( array $row ): array => array_map( 'intval', $row ), $rows );
}

/**
 * Forgets what an experiment has counted.
 */
function delete( int $experiment ): void {
	global $wpdb;
	$wpdb->delete( table(), array( 'experiment' => $experiment ), '%d' );
}

/**
 * Puts the hours of each day into one row, for an experiment that has ended. Only days that are over: nobody writes
 * to them any more, so nothing can come in between. Whatever cuts it off, the sums stay; another call does the rest.
 */
function compact( int $experiment ): void {
	global $wpdb;
	$today = intdiv( hour(), 24 ) * 24;
	$hours = $wpdb->prepare( 'experiment = %d AND hour < %d AND hour %% 24 <> 0', $experiment, $today );
	$wpdb->query( 'START TRANSACTION' );
	$days = $wpdb->get_results(
		'SELECT experiment, epoch, variation, metric, hour - hour % 24 AS day, SUM(n) AS n FROM ' . table()
		. " WHERE $hours GROUP BY experiment, epoch, variation, metric, day FOR UPDATE",
		ARRAY_N
	);
	$done = true;
	foreach ( array_chunk( $days, 500 ) as $some ) {
		$done = $done && false !== $wpdb->query( upsert( $some ) );
	}
	$done = $done && false !== $wpdb->query( 'DELETE FROM ' . table() . " WHERE $hours" );
	$wpdb->query( $done ? 'COMMIT' : 'ROLLBACK' );
}

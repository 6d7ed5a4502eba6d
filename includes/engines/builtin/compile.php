<?php
/**
 * The experiments that run here, made ready: for visitors' pages in one autoloaded option, for the doors that take what the pages
 * send in a row of their own.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Compile;

use TwoHeads\Core\Install;
use TwoHeads\Core\Lock;
use TwoHeads\Core\PageCache;
use TwoHeads\Engines\BuiltIn\Buffer;
use TwoHeads\Engines\BuiltIn\Collect;
use TwoHeads\Engines\BuiltIn\Limits;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;

/** Autoloaded: array{ experiments: array<int, string>, home: string }, post to JSON, see tuple(); empty when nothing runs. */
const OPTION = 'two_heads_builtin';

/** Seconds for which what paused is counted: pages are open, or cached, that know nothing of the pause. */
const LATE = DAY_IN_SECONDS;

/** Settings that are part of visitors' pages. */
const ON_PAGES = array( 'own_page', 'remember', 'without_consent' );

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	Install\loaded_options( OPTION, array() );
	add_action( 'two_heads_experiment_status', __NAMESPACE__ . '\\rebuild', 10, 0 );
	// With the tick, so that it mends itself, and forgets what was paused a day ago.
	add_action( Poll\HOOK, __NAMESPACE__ . '\\rebuild', 5, 0 );
	add_action( 'update_option_' . Settings\OPTION, __NAMESPACE__ . '\\settings_changed', 10, 2 );
	add_action( 'add_option_' . Settings\OPTION, static fn ( $option, $value ) => settings_changed( array(), $value ), 10, 2 );
	// Rules for all experiments that are read with the page, or not at all, need nobody to follow them.
	add_filter( 'two_heads_experiment_rules', static fn ( $rules, $engine = '' ) => 'builtin' === $engine ? array() : $rules, 20, 2 );
}

/**
 * What visitors' pages get.
 *
 * @return array<int, string> Post to JSON, latest published post first. Costs no query.
 */
function page(): array {
	$stored = get_option( OPTION, array() );
	return is_array( $stored ) && is_array( $stored['experiments'] ?? null ) ? $stored['experiments'] : array();
}

/**
 * What the paths of the experiments are to be put behind. Not home_url(): translation plugins make that another one on the
 * pages of each language.
 */
function home(): string {
	$home = (string) ( get_option( OPTION, array() )['home'] ?? get_option( 'home' ) );
	return untrailingslashit( is_ssl() ? set_url_scheme( $home, 'https' ) : $home );
}

/**
 * Writes both options from the experiments.
 */
function rebuild(): void {
	Lock\during( 'builtin', __NAMESPACE__ . '\\rebuild_now' );
}

/**
 * Within the lock: two at once would each miss what the other has just changed.
 */
function rebuild_now(): void {
	$pages    = array();
	$counting = array();
	foreach ( under_way() as $record ) {
		$running = 'running' === $record['status'];
		if ( $running ) {
			$pages[ $record['post'] ] = tuple( $record );
		}
		if ( $running || ( $record['remote']['paused'] ?? 0 ) > time() - LATE ) {
			$counting[ $record['id'] ] = array( count( $record['remote']['page']['titles'] ) + 1, count( $record['remote']['epochs'] ) );
		}
	}
	Buffer\flush();
	store_counting( $counting );
	$option = array(
		'experiments' => $pages,
		'home'        => (string) get_option( 'home' ),
	);
	$before = Install\replace( OPTION, $pages ? $option : array() );
	// Which share of the visitors sees what is in the pages too, but those that were made before count by what was in them.
	if ( null !== $before && shown( $before['experiments'] ?? array() ) !== shown( $pages ) ) {
		PageCache\purge_later();
	}
}

/**
 * The experiments here that run or are paused, as they are stored now and not as this process read them earlier; without
 * what is large in a record.
 *
 * @return list<array{id: int, post: int, status: string, setup: array<string, mixed>, original: string, remote: array<string, mixed>}>
 *         Latest published post first.
 */
function under_way(): array {
	global $wpdb;
	$fields = array( 'engine', 'setup', 'original', 'remote' );
	$rows   = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT p.ID, p.post_parent, p.post_status, m.meta_key, m.meta_value FROM $wpdb->posts p JOIN $wpdb->postmeta m ON m.post_id = p.ID WHERE p.post_type = %s AND p.post_status IN ( %s, %s ) AND m.meta_key IN ( %s, %s, %s, %s )",
			Store\TYPE,
			Store\STATUSES['running'],
			Store\STATUSES['paused'],
			...array_map( static fn ( string $field ): string => Store\PREFIX . $field, $fields )
		)
	);
	$found  = array();
	foreach ( $rows as $row ) {
		$found[ $row->ID ] ??= array(
			'id'       => (int) $row->ID,
			'post'     => (int) $row->post_parent,
			'status'   => (string) array_search( $row->post_status, Store\STATUSES, true ),
			'original' => '',
		);
		$found[ $row->ID ][ substr( $row->meta_key, strlen( Store\PREFIX ) ) ] = json_decode( $row->meta_value, true );
	}
	$is_ours = static fn ( array $record ): bool => 'builtin' === ( $record['engine'] ?? '' ) && isset( $record['remote']['epochs'], $record['remote']['page'] );
	$rank    = static fn ( array $record ): array => array( $record['remote']['page']['published'], $record['id'] );
	$found   = array_filter( $found, $is_ours );
	usort( $found, static fn ( array $one, array $other ): int => $rank( $other ) <=> $rank( $one ) );
	return $found;
}

/**
 * What a page gets of an experiment, safe inside a script: id, post, path, original, the other headlines, where each one's
 * visitors end among 10,000, and the epoch of that.
 *
 * @param array<string, mixed> $record See under_way().
 * @return string JSON.
 */
function tuple( array $record ): string {
	$page    = $record['remote']['page'];
	$epochs  = $record['remote']['epochs'];
	$weights = end( $epochs )['weights'];
	$tuple   = array( $record['id'], $record['post'], $page['path'], $record['original'], $page['titles'], ends( $weights, $record['setup']['traffic'] ), count( $epochs ) );
	return (string) wp_json_encode( $tuple, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | unescaped() );
}

/**
 * Letters as they are take less room, where the database can keep all of them.
 */
function unescaped(): int {
	global $wpdb;
	return 'utf8mb4' === $wpdb->get_col_charset( $wpdb->options, 'option_value' ) ? JSON_UNESCAPED_UNICODE : 0;
}

/**
 * Where each variation's visitors end among 10,000.
 *
 * @param list<int> $weights Hundredths of a percent of those in the experiment.
 * @param int       $traffic Percent of all that are.
 * @return list<int>
 */
function ends( array $weights, int $traffic ): array {
	$sum  = 0;
	$ends = array();
	foreach ( $weights as $weight ) {
		$sum   += $weight;
		$ends[] = intdiv( $sum * $traffic, 100 );
	}
	return $ends;
}

/**
 * What visitors see of what their pages get, however it is ordered.
 *
 * @param array<int, string> $pages See page().
 * @return array<int, mixed>
 */
function shown( array $pages ): array {
	ksort( $pages );
	return array_map( static fn ( string $json ): array => array_slice( (array) json_decode( $json, true ), 0, 5 ), $pages );
}

/**
 * Writes what the doors need to know.
 *
 * @param array<int, array{int, int}> $counting Experiment to the number of its headlines and its epoch.
 */
function store_counting( array $counting ): void {
	ksort( $counting );
	$value = array(
		'e'       => (object) $counting,
		/**
		 * Filters how many beacons a minute are taken from one group of addresses.
		 *
		 * @param int $beacons Beacons a minute.
		 */
		'address' => (int) apply_filters( 'two_heads_beacons_per_address', Limits\PER_ADDRESS ),
		/**
		 * Filters how many beacons a minute are taken in all.
		 *
		 * @param int $beacons Beacons a minute.
		 */
		'all'     => (int) apply_filters( 'two_heads_beacons', Limits\IN_ALL ),
	);
	/**
	 * Filters whether counts are kept in a persistent object cache for some seconds, so that many beacons become one write.
	 *
	 * @param bool $buffer False: what the cache forgets is lost.
	 */
	if ( apply_filters( 'two_heads_buffer_counts', false ) ) {
		$value['buffer'] = 1;
	}
	// As it is stored now: the doors read the row, not what an object cache keeps of it.
	wp_cache_delete( Collect\COUNTING, 'options' );
	if ( $counting || false !== get_option( Collect\COUNTING ) ) {
		update_option( Collect\COUNTING, (string) wp_json_encode( $value ), false );
	}
}

/**
 * Settings that stand in the pages were changed.
 *
 * @param mixed $before As stored.
 * @param mixed $after  As stored.
 */
function settings_changed( $before, $after ): void {
	$of = static fn ( $stored ): array => array_intersect_key( Settings\clean( $stored ), array_flip( ON_PAGES ) );
	if ( page() && $of( $before ) !== $of( $after ) ) {
		PageCache\purge_later();
	}
}

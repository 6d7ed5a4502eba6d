<?php
/**
 * Takes a beacon: what a visitor's page has to tell, as src/frontend/site/ sends it.
 *
 * `[ site, unit, [ [ experiment, epoch, variation, mask ], … ] ]`, all whole numbers; unit 0 is a visitor, 1 a page view;
 * the mask says what happened: 1 rendered, 2 viewed, 4 clicked, 8 read.
 *
 * Anybody can send anything: what does not fit the running experiments leaves no trace, and nobody is told.
 *
 * Loaded with very little of WordPress around it, see tally.php.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Collect;

use TwoHeads\Engines\BuiltIn\Buffer;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Limits;

const MAX_BYTES   = 8192;
const MAX_ENTRIES = 32;

/** What the everywhere door is asked with; plugin.php looks for it. */
const QUERY = 'two-heads-tally';

/** Option with what is counted, as JSON; not autoloaded. */
const COUNTING = 'two_heads_counting';

/** Option with what a beacon of the site's own has to show, see doors.php. */
const TOKEN = 'two_heads_door_token';

/** The "variation" of Counters\OWN whose row says that such a beacon came. */
const PROOF = 2;

/** Bits of the mask and what they count. */
const METRICS = array(
	1 => Counters\RENDERED,
	2 => Counters\VIEWED,
	4 => Counters\CLICK,
	8 => Counters\READ,
);

/**
 * What programs call themselves that open pages without anybody looking: crawlers ("bot", but not the telephones of
 * Cubot), makers of previews, checks of speed and of life, browsers on a string, assistants, and libraries.
 */
const BOTS = '~(?<!cu)bot|crawl|spider|slurp|archiver|mediapartners|externalhit|embedly|preview|whatsapp|[a-z]-user/|'
	. 'lighthouse|pagespeed|gtmetrix|pingdom|uptime|monitor|headless|phantom|puppeteer|playwright|selenium|electron/|'
	. 'curl|wget|python|perl|ruby|java/|okhttp|go-http|http-?client|libwww|axios|node-fetch|undici|guzzle|wordpress/~i';

/**
 * Sees to it that whatever happens, the answer is the same: taken, nothing to say, not to be kept. PHP's own complaints
 * and what others print, redirect to or set as a cookie go nowhere.
 *
 * @param int $status HTTP status.
 */
function answer_with( int $status ): void {
	// Whoever has closed the page has not taken back what they did on it.
	ignore_user_abort( true );
	ob_start( static fn (): string => '' );
	header_register_callback(
		static function () use ( $status ): void {
			header_remove();
			header( 'Cache-Control: no-store' );
			header( 'X-Robots-Tag: noindex' );
			if ( 405 === $status ) {
				header( 'Allow: POST' );
			}
			// The whole line: WordPress sets it where it has to give up.
			header( ( $_SERVER['SERVER_PROTOCOL'] ?? 'HTTP/1.1' ) . ( 405 === $status ? ' 405 Method Not Allowed' : ' 204 No Content' ), true, $status );
		}
	);
}

/**
 * The beacon of this request; null when it is none. No more of it is read than one may have. What is not a POST is told
 * so (405), before anything has been done for it.
 *
 * @return array<string, mixed>|null As from read().
 */
function receive(): ?array {
	$is_post = 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' );
	answer_with( $is_post ? 204 : 405 );
	return $is_post ? read( (string) file_get_contents( 'php://input', false, null, 0, MAX_BYTES + 1 ), $_SERVER ) : null;
}

/**
 * A beacon as it was sent; null when it is none, or comes from no person's browser. Asks nobody.
 *
 * @param string               $body   Of the request.
 * @param array<string, mixed> $server PHP's $_SERVER.
 * @return array{site: int, unit: int, entries: list<array{int, int, int, int}>}|array{site: int, token: string}|null
 */
function read( string $body, array $server ): ?array {
	$said = strlen( $body ) <= MAX_BYTES ? json_decode( $body, true, 4 ) : null;
	if ( ! is_array( $said ) || ! array_is_list( $said ) || ! is_int( $said[0] ?? null ) ) {
		return null;
	}
	if ( 2 === count( $said ) && is_string( $said[1] ) && 1 === preg_match( '/^[0-9a-f]{64}$/D', $said[1] ) ) {
		return array(
			'site'  => $said[0],
			'token' => $said[1],
		);
	}
	if ( 3 !== count( $said ) || ! in_array( $said[1], array( 0, 1 ), true ) || ! are_entries( $said[2] ) || is_bot( $server ) ) {
		return null;
	}
	return array(
		'site'    => $said[0],
		'unit'    => $said[1],
		'entries' => $said[2],
	);
}

/**
 * Whether something has the shape of a beacon's entries.
 */
function are_entries( mixed $entries ): bool {
	if ( ! is_array( $entries ) || ! array_is_list( $entries ) || ! $entries || count( $entries ) > MAX_ENTRIES ) {
		return false;
	}
	foreach ( $entries as $entry ) {
		if ( ! is_array( $entry ) || ! array_is_list( $entry ) || 4 !== count( $entry ) || array_filter( $entry, 'is_int' ) !== $entry ) {
			return false;
		}
		if ( $entry[3] < 1 || $entry[3] > array_sum( array_keys( METRICS ) ) ) {
			return false;
		}
	}
	return true;
}

/**
 * Whether a request comes from no person's browser, or from one that only fetches ahead.
 *
 * @param array<string, mixed> $server PHP's $_SERVER.
 */
function is_bot( array $server ): bool {
	$agent = trim( (string) ( $server['HTTP_USER_AGENT'] ?? '' ) );
	return '' === $agent || 1 === preg_match( BOTS, $agent ) || 1 === preg_match( '/prefetch|prerender/i', (string) ( $server['HTTP_SEC_PURPOSE'] ?? '' ) );
}

/**
 * Counts what a beacon says.
 *
 * @param array<string, mixed> $beacon As from read().
 * @param array<string, mixed> $server PHP's $_SERVER.
 */
function take( array $beacon, array $server ): void {
	global $wpdb;
	if ( get_current_blog_id() !== $beacon['site'] && ! is_site( $beacon['site'] ) ) {
		return;
	}
	$before   = is_multisite() ? $wpdb->set_blog_id( $beacon['site'] ) : null;
	$suppress = $wpdb->suppress_errors( true );
	// A database that goes away may have done what it did not answer: asked again, it would count twice. And nobody waits.
	$retries = $wpdb->reconnect_retries;

	$wpdb->reconnect_retries = 0;
	if ( isset( $beacon['token'] ) ) {
		prove( $beacon['token'] );
	} else {
		count_up( $beacon['unit'], $beacon['entries'], (string) ( $server['REMOTE_ADDR'] ?? '' ) );
	}
	$wpdb->reconnect_retries = $retries;
	$wpdb->suppress_errors( $suppress );
	if ( null !== $before ) {
		$wpdb->set_blog_id( $before );
	}
}

/**
 * Whether a network has a site of that number, which is open.
 */
function is_site( int $site ): bool {
	global $wpdb;
	$sql = "SELECT 1 FROM $wpdb->blogs WHERE blog_id = %d AND archived = '0' AND spam = 0 AND deleted = 0";
	return is_multisite() && $site > 0 && null !== $wpdb->get_var( $wpdb->prepare( $sql, $site ) );
}

/**
 * Counts the entries that fit what runs, within the limits.
 *
 * @param int                             $unit    0: a visitor, 1: a page view.
 * @param list<array{int, int, int, int}> $entries As from read().
 * @param string                          $address Whose connection it is.
 */
function count_up( int $unit, array $entries, string $address ): void {
	$counting = json_decode( option( COUNTING ), true );
	$known    = known( $entries, is_array( $counting['e'] ?? null ) ? $counting['e'] : array() );
	if ( ! $known ) {
		return;
	}
	$rows = Limits\allow( $address, (int) ( $counting['address'] ?? Limits\PER_ADDRESS ), (int) ( $counting['all'] ?? Limits\IN_ALL ) );
	if ( null === $rows ) {
		Limits\note_drop();
		return;
	}
	$increments = increments( $known, $unit );
	if ( Buffer\is_on( $counting ) ) {
		$increments = Buffer\keep( $increments, $counting );
	}
	Counters\write( array( ...$rows, ...Counters\rows( $increments ) ) );
}

/**
 * An option's text, by one query of its row: here the options that every page needs are not wanted.
 *
 * @param string $name Of an option of ours.
 */
function option( string $name ): string {
	global $wpdb;
	return (string) $wpdb->get_var( "SELECT option_value FROM $wpdb->options WHERE option_name = '$name'" );
}

/**
 * The entries that can be: of a running experiment, one of its headlines, weights that are or were in force. A visitor
 * sees one headline of an experiment, and each thing happens once: what an entry repeats is not counted again, what
 * contradicts an earlier one not at all.
 *
 * @param list<array{int, int, int, int}>     $entries As from read().
 * @param array<int|string, array{int, int}> $running Experiment to the number of its headlines and its epoch.
 * @return list<array{int, int, int, int}>
 */
function known( array $entries, array $running ): array {
	$known = array();
	foreach ( $entries as list( $experiment, $epoch, $variation, $mask ) ) {
		list( $variations, $latest ) = $running[ $experiment ] ?? array( 0, 0 );

		$fits  = $variation >= 0 && $variation < $variations && $epoch >= 1 && $epoch <= $latest;
		$first = $known[ $experiment ] ?? array( $experiment, $epoch, $variation, 0 );
		if ( $fits && array( $experiment, $epoch, $variation ) === array_slice( $first, 0, 3 ) ) {
			$first[3] |= $mask;

			$known[ $experiment ] = $first;
		}
	}
	return array_values( $known );
}

/**
 * What entries add to the counters.
 *
 * @param list<array{int, int, int, int}> $entries As from known().
 * @param int                             $unit    0: a visitor, 1: a page view.
 * @return list<array{int, int, int, int, int}> As for Counters\add().
 */
function increments( array $entries, int $unit ): array {
	$increments = array();
	foreach ( $entries as list( $experiment, $epoch, $variation, $mask ) ) {
		foreach ( METRICS as $bit => $metric ) {
			if ( $mask & $bit ) {
				$increments[] = array( $experiment, $epoch, $variation, $metric, 1 );
			}
		}
		if ( 1 === $unit && $mask & 2 ) {
			$increments[] = array( $experiment, $epoch, $variation, Counters\PAGE_VIEWS, 1 );
		}
	}
	return $increments;
}

/**
 * Notes that the site's own beacon came, by the way that all take.
 *
 * @param string $token As sent.
 */
function prove( string $token ): void {
	list( $hash, $until ) = array( ...explode( '|', option( TOKEN ), 2 ), '', '' );
	if ( hash_equals( $hash, hash( 'sha256', $token ) ) && (int) $until > time() ) {
		Counters\write( array( array( Counters\OWN, 0, PROOF, 0, 0, 1 ) ) );
	}
}

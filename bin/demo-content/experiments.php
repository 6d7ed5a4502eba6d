<?php
/**
 * Connects the demo to the Optimizely stand-in and sets up headline experiments in every state, on the site's own engine
 * and on Optimizely. Run with WordPress loaded and the stand-in up; does nothing where it has run before.
 *
 * Prints, as JSON, what is left to do: the experiments by their record, the visitors of those on Optimizely, and what
 * becomes of each.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Demo\Experiments;

use RuntimeException;
use TwoHeads\Connections\Optimizely\Account;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Projects;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Store;

const DONE = 'two_heads_demo_experiments_done';

/** Since when what runs has run, in hours, where its post is as old as that. */
const HOURS = 30;

/** Of ten who had a headline on their page, so many saw it; of ten who followed it, so many stayed and read. */
const SEEN = 7;
const READ = 6;

/**
 * The experiments: slug of the post, headlines, who proposes, engine and how it decides, what becomes of it, and its
 * visitors with the click rates of the original and each headline.
 */
const EXPERIMENTS = array(
	array( 'night-trains-return', array( 'Sleepers are back: 212 passengers and one dog in a hat', 'The night train is back. So is the breakfast' ), 'ines', 'builtin', 'learn', 'running', 16000, array( .046, .068, .049 ) ),
	array( 'bridge-closed', array( 'Eleven minutes longer to school: Mill Bridge stays closed', 'Who forgot Mill Bridge?' ), 'ines', 'builtin', 'earn', 'running', 1400, array( .05, .055, .045 ) ),
	array( 'bees-count', array( 'Odd or even? Bees know' ), 'ines', 'builtin', 'prove', 'paused', 900, array( .03, .031 ) ),
	array( 'library-lends-tools', array( 'You can now borrow a telescope' ), 'priya', 'builtin', 'auto', 'draft', 0, array() ),
	array( 'bakery-novel', array( 'A novel, written while the bread was in the oven' ), 'ines', 'builtin', 'learn', 'applied', 8100, array( .038, .057 ) ),
	array( 'theatre-without-stage', array( 'Twelve seats, one bus: the play everybody wants to see' ), 'ines', 'optimizely', 'auto', 'running', 5200, array( .046, .064 ) ),
);

if ( ! get_option( DONE ) ) {
	wp_set_current_user( 1 );
	connect( (string) getenv( 'TWO_HEADS_DEMO_TOKEN' ) );
	$two_heads_orders = array_values( array_filter( array_map( static fn ( array $row ): ?array => set_up( ...$row ), EXPERIMENTS ) ) );
	update_option( DONE, gmdate( 'c' ) );
	echo wp_json_encode( $two_heads_orders );
}

/**
 * Connects with a personal access token and takes the account's first project.
 */
function connect( string $token ): void {
	if ( 'connected' !== Connection\status() ) {
		succeed( Account\connect_with_token( $token ) );
	}
	if ( null === Connection\record()['project'] ) {
		succeed( Projects\choose( succeed( Projects\all( true ) )['projects'][0]['id'] ) );
	}
}

/**
 * Takes one experiment as far as it can go before the stand-in has counted.
 *
 * @param list<string> $titles Headlines.
 * @param list<float>  $rates  Click rates, the original first.
 * @return array{experiment: ?string, record: int, state: string, visitors: int, clickRates: list<float>}|null
 */
function set_up( string $slug, array $titles, string $author, string $engine, string $mode, string $state, int $visitors, array $rates ): ?array {
	$post = get_page_by_path( $slug, OBJECT, 'post' );
	wp_set_current_user( get_user_by( 'login', $author )->ID );
	succeed(
		Lifecycle\propose(
			$post->ID,
			array(
				'titles'         => $titles,
				'weights'        => array(),
				'traffic'        => 100,
				'goal'           => 'click',
				'engine'         => $engine,
				'mode'           => $mode,
				'max_views'      => 0,
				'auto_apply'     => false,
				'hypothesis'     => '',
				'start_at'       => '',
				'stop_at'        => '',
				'audiences'      => array(),
				'audience_match' => 'any',
			)
		)
	);
	if ( 'draft' === $state ) {
		return null;
	}
	$id = Store\current( $post->ID )['id'];
	carry_through( $id, 'start' );
	if ( 'builtin' === $engine ) {
		count_visitors( $id, $visitors, $rates );
	}
	return array(
		'experiment' => 'optimizely' === $engine ? Store\get( $id )['remote']['experiment'] : null,
		'record'     => $id,
		'state'      => $state,
		'visitors'   => $visitors,
		'clickRates' => $rates,
	);
}

/**
 * Counts visitors of a test on the site's own engine as if they had come over the past hours, more by day than by night.
 *
 * @param list<float> $rates Click rates, the original first.
 */
function count_visitors( int $id, int $visitors, array $rates ): void {
	global $wpdb;
	$now   = intdiv( time(), HOUR_IN_SECONDS );
	$hours = (int) min( HOURS, $now - intdiv( (int) get_post_timestamp( Store\get( $id )['post'] ), HOUR_IN_SECONDS ) );
	mt_srand( $id );
	for ( $left = $hours; $left > 0; $left-- ) {
		$share = ( 1 + sin( ( $now - $left ) * M_PI / 12 ) * .7 ) / $hours / count( $rates );
		foreach ( $rates as $variation => $rate ) {
			$rendered = around( $visitors * $share / SEEN * 10 );
			$seen     = min( $rendered, around( $rendered * SEEN / 10 ) );
			$clicks   = min( $seen, around( $seen * $rate ) );
			$counts   = array( 1 => $rendered, 2 => $seen, 3 => $clicks, 4 => min( $clicks, around( $clicks * READ / 10 ) ), 5 => $seen );
			foreach ( array_filter( $counts ) as $metric => $n ) {
				$wpdb->insert( Counters\table(), array( 'experiment' => $id, 'epoch' => 1, 'variation' => $variation, 'metric' => $metric, 'hour' => $now - $left, 'n' => $n ) );
			}
		}
	}
	$since  = time() - $hours * HOUR_IN_SECONDS;
	$epochs = Store\get( $id )['remote']['epochs'];

	$epochs[0]['since'] = $since;
	Store\remember( $id, array( 'since' => $since, 'epochs' => $epochs ) );
	Store\write( $id, array( 'started_at' => gmdate( 'Y-m-d\TH:i:s\Z', $since ) ) );
}

/**
 * A whole number that is by chance about as large as expected.
 */
function around( float $expected ): int {
	$bell = array_sum( array_map( static fn (): float => mt_rand() / mt_getrandmax() - .5, range( 1, 12 ) ) );
	return max( 0, (int) round( $expected + $bell * sqrt( $expected ) ) );
}

/**
 * Asks for an action and does all its steps.
 */
function carry_through( int $id, string $action ): void {
	succeed( Lifecycle\request( $id, $action ) );
	Jobs\continue_alone( $id );
	$problem = Store\get( $id )['job']['problem']['message'] ?? null;
	if ( null !== $problem ) {
		throw new RuntimeException( $problem );
	}
}

/**
 * @template T
 * @param T|\WP_Error $result Of a call.
 * @return T
 */
function succeed( mixed $result ): mixed {
	if ( is_wp_error( $result ) ) {
		throw new RuntimeException( $result->get_error_message() );
	}
	return $result;
}

<?php
/**
 * Connects the demo to the Optimizely stand-in and sets up headline experiments in every state. Run with WordPress
 * loaded and the stand-in up; does nothing where it has run before.
 *
 * Prints, as JSON, what should happen to the experiments' visitors: the remote id, how many, and their click rates.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Demo\Experiments;

use RuntimeException;
use TwoHeads\Connections\Optimizely\Account;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Projects;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Store;

const DONE = 'two_heads_demo_experiments_done';

/**
 * The experiments: slug of the post, headlines, who proposes, what becomes of it, and its visitors with the click
 * rates of the original and each headline.
 */
const EXPERIMENTS = array(
	array( 'theatre-without-stage', array( 'Twelve seats, one bus: the play everybody wants to see' ), 'ines', 'running', 5200, array( .046, .064 ) ),
	array( 'bridge-closed', array( 'Eleven minutes longer to school: Mill Bridge stays closed', 'Who forgot Mill Bridge?' ), 'ines', 'running', 1400, array( .05, .055, .045 ) ),
	array( 'bees-count', array( 'Odd or even? Bees know' ), 'ines', 'paused', 900, array( .03, .031 ) ),
	array( 'library-lends-tools', array( 'You can now borrow a telescope' ), 'priya', 'draft', 0, array() ),
	array( 'bakery-novel', array( 'A novel, written while the bread was in the oven' ), 'ines', 'applied', 6100, array( .038, .053 ) ),
);

if ( ! get_option( DONE ) ) {
	wp_set_current_user( 1 );
	connect( (string) getenv( 'TWO_HEADS_DEMO_TOKEN' ) );
	$two_heads_visitors = array_values( array_filter( array_map( static fn ( array $row ): ?array => set_up( ...$row ), EXPERIMENTS ) ) );
	update_option( DONE, gmdate( 'c' ) );
	echo wp_json_encode( $two_heads_visitors );
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
 * Takes one experiment as far as it can go before it has visitors.
 *
 * @param list<string> $titles Headlines.
 * @param list<float>  $rates  Click rates, the original first.
 * @return array{experiment: string, record: int, state: string, visitors: int, clickRates: list<float>}|null
 */
function set_up( string $slug, array $titles, string $author, string $state, int $visitors, array $rates ): ?array {
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
	return array(
		'experiment' => Store\get( $id )['remote']['experiment'],
		'record'     => $id,
		'state'      => $state,
		'visitors'   => $visitors,
		'clickRates' => $rates,
	);
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

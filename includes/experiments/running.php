<?php
/**
 * Which posts have a running experiment: what every visitor's page has to know, in one autoloaded option.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Running;

use TwoHeads\Core\Install;
use TwoHeads\Core\Lock;
use TwoHeads\Core\PageCache;
use TwoHeads\Experiments\Store;

const OPTION = 'two_heads_running';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	Install\loaded_options( OPTION, array() );
	add_action( 'two_heads_experiment_status', __NAMESPACE__ . '\\rebuild', 10, 0 );
}

/**
 * Posts with a running experiment.
 *
 * @return array<int, array{id: int, key: string, engine: string}> By post id.
 */
function posts(): array {
	$stored = get_option( OPTION, array() );
	return is_array( $stored ) ? $stored : array();
}

/**
 * Writes the option from the experiments, and has cached pages made anew if that changed it.
 */
function rebuild(): void {
	Lock\during( 'running', __NAMESPACE__ . '\\rebuild_now' );
}

/**
 * Within the lock: two at once would each miss what the other has just changed.
 */
function rebuild_now(): void {
	$running = array();
	foreach ( Store\query( array( 'statuses' => array( 'running' ), 'posts_per_page' => -1 ) ) as $record ) {
		$running[ $record['post'] ] = array(
			'id'     => $record['id'],
			'key'    => $record['key'],
			'engine' => $record['engine'],
		);
	}
	ksort( $running );
	if ( null !== Install\replace( OPTION, $running ) ) {
		PageCache\purge_later();
	}
}

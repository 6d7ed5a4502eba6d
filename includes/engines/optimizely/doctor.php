<?php
/**
 * `wp two-heads optimizely doctor`: what of ours stands in Optimizely without an experiment here.
 *
 * A start that was cut off and never carried on, or a database put back to yesterday, can leave objects behind. They
 * do no harm, but somebody who looks at Optimizely wonders.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Doctor;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Core\Site;
use TwoHeads\Engines\Optimizely\Creation;
use TwoHeads\Experiments\Store;
use WP_CLI;
use WP_Error;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	if ( defined( 'WP_CLI' ) && WP_CLI ) {
		WP_CLI::add_command( 'two-heads optimizely doctor', __NAMESPACE__ . '\\command' );
	}
}

/**
 * Lists what this site left behind in Optimizely, and archives it if asked to.
 *
 * ## OPTIONS
 *
 * [--clean]
 * : Archive what is listed, after a question.
 *
 * [--yes]
 * : Do not ask.
 *
 * [--format=<format>]
 * : How to list: table, csv or json.
 * ---
 * default: table
 * ---
 *
 * ## EXAMPLES
 *
 *     wp two-heads optimizely doctor
 *     wp two-heads optimizely doctor --clean
 *
 * @param list<string>          $args  None.
 * @param array<string, string> $flags See above.
 */
function command( $args, $flags ): void {
	$orphans = orphans();
	if ( is_wp_error( $orphans ) ) {
		WP_CLI::error( $orphans->get_error_message() );
	}
	if ( ! $orphans ) {
		WP_CLI::success( __( 'Nothing is left behind in Optimizely.', 'two-heads' ) );
		return;
	}
	WP_CLI\Utils\format_items( $flags['format'] ?? 'table', $orphans, array( 'kind', 'id', 'name', 'experiment' ) );
	if ( ! isset( $flags['clean'] ) ) {
		WP_CLI::log( __( 'To archive them: wp two-heads optimizely doctor --clean', 'two-heads' ) );
		return;
	}
	WP_CLI::confirm( __( 'Archive these in Optimizely?', 'two-heads' ), $flags );
	$failed = clean( $orphans );
	if ( is_wp_error( $failed ) ) {
		WP_CLI::error( $failed->get_error_message() );
	}
	/* translators: %d: number of objects. */
	WP_CLI::success( sprintf( _n( 'Archived %d object.', 'Archived %d objects.', count( $orphans ), 'two-heads' ), count( $orphans ) ) );
}

/**
 * Objects of this site in the chosen project that no open experiment has.
 *
 * @return list<array{kind: string, id: string, name: string, experiment: string}>|WP_Error Experiments first; the
 *         last field is our own name of the experiment.
 */
function orphans(): array|WP_Error {
	$project = Connection\record()['project']['id'] ?? null;
	if ( null === $project ) {
		return Errors\not_connected();
	}
	$site  = Site\key();
	$kinds = array(
		'experiment' => array( '/experiments', 'description', "/\[two-heads:($site-[0-9]+)\]/" ),
		'page'       => array( '/pages', 'key', "/^two_heads_({$site}_[0-9]+)_(?:page|post)$/" ),
	);
	$found = array();
	foreach ( $kinds as $kind => list( $path, $field, $pattern ) ) {
		$rows = Client\get_all( $path, array( 'project_id' => $project ) );
		if ( is_wp_error( $rows ) ) {
			return $rows;
		}
		foreach ( $rows as $row ) {
			$gone = ! empty( $row['archived'] ) || 'archived' === ( $row['status'] ?? '' );
			if ( $gone || ! Creation\is_id( $row['id'] ?? null ) || 1 !== preg_match( $pattern, (string) ( $row[ $field ] ?? '' ), $match ) ) {
				continue;
			}
			$key = str_replace( '_', '-', $match[1] );
			if ( ! is_used( $key, (string) $row['id'] ) ) {
				$found[] = array(
					'kind'       => $kind,
					'id'         => (string) $row['id'],
					'name'       => (string) ( $row['name'] ?? '' ),
					'experiment' => $key,
				);
			}
		}
	}
	return $found;
}

/**
 * Whether an open experiment has the object. While its start is under way, whatever bears its name may be its own.
 */
function is_used( string $key, string $id ): bool {
	$record = Store\get( (int) substr( $key, (int) strrpos( $key, '-' ) + 1 ) );
	if ( null === $record || $record['key'] !== $key || ! Store\is_open( $record ) ) {
		return false;
	}
	return null !== $record['job'] || in_array( $id, array_map( 'strval', array_filter( $record['remote'], 'is_scalar' ) ), true );
}

/**
 * Archives objects.
 *
 * @param list<array{kind: string, id: string, name: string, experiment: string}> $orphans See orphans().
 */
function clean( array $orphans ): ?WP_Error {
	foreach ( $orphans as $orphan ) {
		$answer = Client\send( 'DELETE', "/{$orphan['kind']}s/{$orphan['id']}" );
		if ( is_wp_error( $answer ) && 'two_heads_not_found' !== $answer->get_error_code() ) {
			return $answer;
		}
	}
	return null;
}

<?php
/**
 * The audiences of the chosen project, to choose from.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Audiences;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Core\Capabilities;
use TwoHeads\Core\Schema;
use TwoHeads\Engines\Optimizely\Creation;
use WP_Error;
use const TwoHeads\REST_NAMESPACE;

const ROUTE = '/connections/optimizely/audiences';

/** Transient: id of the project to its list. */
const KEPT = 'two_heads_optimizely_audiences';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'rest_api_init', __NAMESPACE__ . '\\register' );
}

/**
 * Registers the route: for those who may run experiments.
 */
function register(): void {
	register_rest_route(
		REST_NAMESPACE,
		ROUTE,
		array(
			array(
				'methods'             => 'GET',
				'permission_callback' => static fn (): bool => current_user_can( Capabilities\RUN_ANY ),
				'callback'            => __NAMESPACE__ . '\\all',
			),
			'schema' => static fn (): array => Schema\load( 'audiences' ),
		)
	);
}

/**
 * The audiences, by name; kept for ten minutes.
 *
 * @return array{audiences: list<array{id: string, name: string, description: string}>}|WP_Error Schema `audiences`.
 */
function all(): array|WP_Error {
	$project = Connection\record()['project']['id'] ?? null;
	if ( null === $project ) {
		return Errors\not_connected();
	}
	$kept = get_transient( KEPT );
	if ( is_array( $kept[ $project ] ?? null ) ) {
		return array( 'audiences' => $kept[ $project ] );
	}
	$rows = Client\get_all( '/audiences', array( 'project_id' => $project ) );
	if ( is_wp_error( $rows ) ) {
		return $rows;
	}
	$audiences = array();
	foreach ( $rows as $row ) {
		if ( Creation\is_id( $row['id'] ?? null ) && empty( $row['archived'] ) ) {
			$audiences[] = array(
				'id'          => (string) $row['id'],
				'name'        => is_string( $row['name'] ?? null ) && '' !== $row['name'] ? $row['name'] : __( '(no name)', 'two-heads' ),
				'description' => is_string( $row['description'] ?? null ) ? $row['description'] : '',
			);
		}
	}
	usort( $audiences, static fn ( array $a, array $b ): int => strnatcasecmp( $a['name'], $b['name'] ) );
	set_transient( KEPT, array( $project => $audiences ), 10 * MINUTE_IN_SECONDS );
	return array( 'audiences' => $audiences );
}

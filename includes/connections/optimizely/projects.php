<?php
/**
 * The projects of the connected account, and the chosen one.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\Projects;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Core\Site;
use WP_Error;

const KEPT = 'two_heads_optimizely_projects';

/**
 * All active web projects.
 *
 * @param bool $refresh Past the list kept for ten minutes.
 * @return array<string, mixed>|WP_Error Schema `optimizely-projects`.
 */
function all( bool $refresh = false ): array|WP_Error {
	$kept = $refresh ? false : get_transient( KEPT );
	if ( is_array( $kept ) ) {
		return $kept;
	}
	$id   = Connection\record()['id'];
	$rows = Client\get_all( '/projects' );
	if ( is_wp_error( $rows ) ) {
		return $rows;
	}
	$projects = array();
	foreach ( array_filter( $rows, __NAMESPACE__ . '\\is_usable' ) as $row ) {
		$projects[] = summary( $row );
	}
	usort( $projects, static fn ( $a, $b ): int => strnatcasecmp( $a['name'], $b['name'] ) ?: strcmp( $a['id'], $b['id'] ) );
	$list = array(
		'projects'   => $projects,
		'fetched_at' => Site\now(),
	);
	if ( Connection\change( static fn ( array $record ): bool => $record['id'] === $id ) ) {
		set_transient( KEPT, $list, 10 * MINUTE_IN_SECONDS );
	}
	return $list;
}

/**
 * Chooses the project whose snippet the site carries, once Optimizely has confirmed that it is there.
 *
 * @param string $id Digits.
 * @return WP_Error|null Null when chosen; `two_heads_invalid_field` with `params` when it cannot be.
 */
function choose( string $id ): ?WP_Error {
	$connection = Connection\record()['id'];
	$row        = Client\get( "/projects/$id" );
	if ( is_wp_error( $row ) && 'two_heads_not_found' !== $row->get_error_code() ) {
		return $row;
	}
	if ( is_wp_error( $row ) || ! is_usable( $row ) ) {
		$mend = __( 'This project is not an active web project of the connected account. Choose another.', 'two-heads' );
		return new WP_Error(
			'two_heads_invalid_field',
			$mend,
			array(
				'status' => 400,
				'params' => array( 'project_id' => $mend ),
			)
		);
	}
	$chosen = Connection\update( array( 'project' => summary( $row ) ), $connection );
	return $chosen ? null : Errors\changed_meanwhile();
}

/**
 * Drops the kept list.
 */
function forget(): void {
	delete_transient( KEPT );
}

/**
 * Whether a project can carry headline experiments: a web project, not archived, not of the retired Classic kind.
 * Missing fields mean their defaults.
 *
 * @param array<string, mixed> $row As Optimizely describes it.
 */
function is_usable( array $row ): bool {
	$id = $row['id'] ?? null;
	return is_scalar( $id ) && 1 === preg_match( '/^[0-9]{1,20}$/D', (string) $id )
		&& 'active' === ( $row['status'] ?? 'active' )
		&& 'web' === ( $row['platform'] ?? 'web' )
		&& empty( $row['is_classic'] );
}

/**
 * @param array<string, mixed> $row As Optimizely describes it.
 * @return array{id: string, name: string}
 */
function summary( array $row ): array {
	$name = is_string( $row['name'] ?? null ) ? trim( $row['name'] ) : '';
	return array(
		'id'   => (string) $row['id'],
		'name' => '' === $name ? __( '(no name)', 'two-heads' ) : $name,
	);
}

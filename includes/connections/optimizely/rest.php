<?php
/**
 * REST routes of the Optimizely connection. Each reads: who may → what is valid → one call → its answer.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\Rest;

use TwoHeads\Connections\Optimizely\Account;
use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\OAuth;
use TwoHeads\Connections\Optimizely\Projects;
use TwoHeads\Core\Capabilities;
use TwoHeads\Core\FrontPage;
use TwoHeads\Core\Schema;
use TwoHeads\Core\Site;
use WP_Error;
use WP_REST_Request;
use const TwoHeads\REST_NAMESPACE;

const BASE = '/connections/optimizely';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'rest_api_init', __NAMESPACE__ . '\\register' );
}

/**
 * Registers the routes.
 */
function register(): void {
	route( '', 'GET', 'optimizely-connection', static fn (): array => Connection\describe() );
	route( '', 'DELETE', 'optimizely-connection', __NAMESPACE__ . '\\disconnect' );
	route(
		'/oauth',
		'POST',
		'optimizely-oauth-redirect',
		__NAMESPACE__ . '\\start_oauth',
		Schema\rest_args(
			'optimizely-oauth-start',
			array(
				'client_id'     => __( 'Enter the client id that Optimizely shows for the registered app, without spaces.', 'two-heads' ),
				'client_secret' => __( 'Enter the client secret that Optimizely shows beside the client id, without spaces.', 'two-heads' ),
			)
		)
	);
	route(
		'/token',
		'POST',
		'optimizely-connection',
		__NAMESPACE__ . '\\connect_with_token',
		Schema\rest_args(
			'optimizely-token',
			array( 'token' => __( 'Paste the whole token as Optimizely showed it: at least 8 characters, no spaces.', 'two-heads' ) )
		)
	);
	route(
		'/projects',
		'GET',
		'optimizely-projects',
		static fn ( WP_REST_Request $request ) => Projects\all( $request['refresh'] ),
		array(
			'refresh' => array(
				'description' => __( 'Ask Optimizely again instead of using the list kept for ten minutes.', 'two-heads' ),
				'type'        => 'boolean',
				'default'     => false,
			),
		)
	);
	route(
		'/project',
		'PUT',
		'optimizely-connection',
		__NAMESPACE__ . '\\choose_project',
		Schema\rest_args(
			'optimizely-project-choice',
			array( 'project_id' => __( 'A project id is up to 20 digits. Choose a project from the list.', 'two-heads' ) )
		)
	);
	route( '/confirm-site', 'POST', 'optimizely-connection', __NAMESPACE__ . '\\confirm_site' );
	route( '/front-page', 'GET', 'front-page', static fn () => FrontPage\fetch() );
}

/**
 * One route for those who manage the site.
 *
 * @param string               $path     Below the connection's own.
 * @param string               $method   HTTP method.
 * @param string               $schema   Name of the answer's schema.
 * @param callable             $callback Gets the request, returns what the schema describes or an error.
 * @param array<string, mixed> $args     Arguments.
 */
function route( string $path, string $method, string $schema, callable $callback, array $args = array() ): void {
	register_rest_route(
		REST_NAMESPACE,
		BASE . $path,
		array(
			array(
				'methods'             => $method,
				'permission_callback' => static fn (): bool => current_user_can( 'manage_options' ),
				'callback'            => static fn ( WP_REST_Request $request ) => $callback( $request ),
				'args'                => $args,
			),
			'schema' => static fn (): array => Schema\load( $schema ),
		)
	);
}

/**
 * DELETE: disconnects.
 *
 * @return array<string, mixed>
 */
function disconnect(): array {
	Connection\disconnect();
	return Connection\describe();
}

/**
 * POST /oauth.
 *
 * @return array{authorize_url: string}|WP_Error
 */
function start_oauth( WP_REST_Request $request ): array|WP_Error {
	$url = OAuth\start( $request['client_id'], $request['client_secret'] );
	return is_wp_error( $url ) ? $url : array( 'authorize_url' => $url );
}

/**
 * POST /token.
 *
 * @return array<string, mixed>|WP_Error
 */
function connect_with_token( WP_REST_Request $request ): array|WP_Error {
	return Account\connect_with_token( $request['token'] ) ?? Connection\describe();
}

/**
 * PUT /project.
 *
 * @return array<string, mixed>|WP_Error
 */
function choose_project( WP_REST_Request $request ): array|WP_Error {
	if ( ! current_user_can( Capabilities\CHOOSE_SCRIPTS ) ) {
		return new WP_Error( 'two_heads_forbidden', __( 'A project brings its own scripts to every visitor, and WordPress does not let you add scripts to this site. Ask somebody who may: on a network that is a super admin.', 'two-heads' ), array( 'status' => 403 ) );
	}
	return Projects\choose( $request['project_id'] ) ?? Connection\describe();
}

/**
 * POST /confirm-site: the admin says that this is the site the connection is meant for.
 *
 * @return array<string, mixed>
 */
function confirm_site(): array {
	if ( 'copied' === Connection\status() ) {
		Site\keep_key();
		Connection\update( array( 'site' => Site\address() ) );
	}
	return Connection\describe();
}

<?php
/**
 * REST routes of headline experiments.
 *
 * Experiments are not WordPress posts of core's own routes: their fields are only valid together, and what may be
 * changed depends on the status. One door each, with one rule.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Rest;

use TwoHeads\Core\Capabilities;
use TwoHeads\Core\Schema;
use TwoHeads\Experiments\Describe;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Listing;
use TwoHeads\Experiments\Poll;
use TwoHeads\Experiments\Store;
use WP_Error;
use WP_Post;
use WP_REST_Request;
use const TwoHeads\REST_NAMESPACE;

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
	$post = '/posts/(?P<post>[0-9]+)/headlines';
	$one  = '/experiments/(?P<id>[0-9]+)';
	register_rest_route(
		REST_NAMESPACE,
		$post,
		array(
			route( 'GET', __NAMESPACE__ . '\\may_see', static fn () => null ),
			route(
				'PUT',
				may_with_post( Capabilities\PROPOSE ),
				static fn ( WP_REST_Request $request ) => Lifecycle\propose( $request['post'], setup( $request ), $request['base'] ),
				Schema\rest_args( 'experiment-setup', mends() ) + array(
					'base' => array(
						'description' => __( 'Revision of the draft that the person has changed, empty for none: another is not overwritten.', 'two-heads' ),
						'type'        => 'string',
					),
				)
			),
			route( 'DELETE', may_with_post( Capabilities\PROPOSE ), static fn ( WP_REST_Request $request ) => Lifecycle\discard( $request['post'] ) ),
			'schema' => static fn (): array => Schema\load( 'headline-panel' ),
		)
	);
	experiment_route(
		"$one/start",
		'POST',
		static fn ( WP_REST_Request $request ) => act( $request['id'], 'start', $request['titles'], $request['revision'] ),
		array(
			'titles'   => array(
				'description' => __( 'The headlines that the person sees: an author may be changing them at this moment.', 'two-heads' ),
				'type'        => 'array',
				'items'       => array( 'type' => 'string' ),
			),
			'revision' => array(
				'description' => __( 'Revision of the draft that the person sees: another is not started.', 'two-heads' ),
				'type'        => 'string',
			),
		)
	);
	$actions = array(
		'pause'          => static fn ( WP_REST_Request $request ) => act( $request['id'], 'pause' ),
		'resume'         => static fn ( WP_REST_Request $request ) => act( $request['id'], 'resume' ),
		'continue'       => static fn ( WP_REST_Request $request ) => carry_on( $request['id'] ),
		'revert'         => static fn ( WP_REST_Request $request ) => Lifecycle\revert( $request['id'] ),
		'refresh'        => static fn ( WP_REST_Request $request ) => Poll\refresh( $request['id'] ),
		'stop-trying'    => static fn ( WP_REST_Request $request ) => Jobs\stop_trying( $request['id'] ),
		'publish-anyway' => static fn ( WP_REST_Request $request ) => publish_anyway( $request['id'] ),
	);
	foreach ( $actions as $action => $callback ) {
		experiment_route( "$one/$action", 'POST', $callback );
	}
	// For those who have only its id: the screen of all experiments.
	experiment_route( $one, 'GET', static fn () => null );
	experiment_route( "$one/setup", 'PUT', __NAMESPACE__ . '\\change', Schema\rest_args( 'experiment-setup', mends() ) );
	experiment_route( "$one/end", 'POST', __NAMESPACE__ . '\\finish', Schema\rest_args( 'experiment-ending' ) );
	register_rest_route(
		REST_NAMESPACE,
		"$one/series",
		array(
			array(
				'methods'             => 'GET',
				'permission_callback' => __NAMESPACE__ . '\\may_run',
				'callback'            => static function ( WP_REST_Request $request ) {
					$record = Store\get( $request['id'] );
					return Engines\of( $record )->series( $record );
				},
				'args'                => id_args( 'id' ),
			),
			'schema' => static fn (): array => Schema\load( 'series' ),
		)
	);
	register_rest_route(
		REST_NAMESPACE,
		'/experiments',
		array(
			array(
				'methods'             => 'GET',
				'permission_callback' => static fn (): bool => current_user_can( Capabilities\RUN_ANY ),
				'callback'            => __NAMESPACE__ . '\\experiments',
				'args'                => list_args(),
			),
			'schema' => static fn (): array => Schema\load( 'experiment-list' ),
		)
	);
}

/**
 * One method of a post's route. Whatever it does, it answers with the panel as it is afterwards.
 *
 * @param string               $method     HTTP method.
 * @param callable             $permission Gets the request.
 * @param callable             $callback   Gets the request; null or an error.
 * @param array<string, mixed> $args       Arguments besides the post.
 * @return array<string, mixed>
 */
function route( string $method, callable $permission, callable $callback, array $args = array() ): array {
	return array(
		'methods'             => $method,
		'permission_callback' => $permission,
		'callback'            => static fn ( WP_REST_Request $request ) => $callback( $request ) ?? Describe\panel( $request['post'] ),
		'args'                => id_args( 'post' ) + $args,
	);
}

/**
 * One route of an experiment, for those who may run it. It answers with the panel of its post, be that gone or not.
 *
 * @param string               $path     Path.
 * @param string               $method   HTTP method.
 * @param callable             $callback Gets the request; null or an error.
 * @param array<string, mixed> $args     Arguments besides the id.
 */
function experiment_route( string $path, string $method, callable $callback, array $args = array() ): void {
	register_rest_route(
		REST_NAMESPACE,
		$path,
		array(
			array(
				'methods'             => $method,
				'permission_callback' => __NAMESPACE__ . '\\may_run',
				'callback'            => static function ( WP_REST_Request $request ) use ( $callback ) {
					// Looked up first: what is done may delete it.
					$post = Store\get( $request['id'] )['post'];
					return $callback( $request ) ?? Describe\panel( $post );
				},
				'args'                => id_args( 'id' ) + $args,
			),
			'schema' => static fn (): array => Schema\load( 'headline-panel' ),
		)
	);
}

/**
 * @return array<string, array<string, mixed>>
 */
function id_args( string $name ): array {
	return array(
		$name => array(
			'type'     => 'integer',
			'minimum'  => 1,
			'required' => true,
		),
	);
}

/**
 * Whoever may edit a post may see what is tested on it.
 */
function may_see( WP_REST_Request $request ): bool {
	return is_post( $request['post'] ) && current_user_can( 'edit_post', (int) $request['post'] );
}

/**
 * A permission callback for a capability about the post.
 */
function may_with_post( string $capability ): callable {
	return static fn ( WP_REST_Request $request ): bool => is_post( $request['post'] )
		&& current_user_can( $capability, (int) $request['post'] );
}

/**
 * Whether the person may run the experiment. One that does not exist is refused alike: ids are not to be guessed.
 */
function may_run( WP_REST_Request $request ): bool {
	$record = Store\get( (int) $request['id'] );
	return null !== $record && current_user_can( Capabilities\RUN, $record['post'] );
}

/**
 * Whether an id is that of something with a headline.
 *
 * @param mixed $id From the path.
 */
function is_post( $id ): bool {
	$post = get_post( (int) $id );
	return $post instanceof WP_Post && Store\TYPE !== $post->post_type && 'revision' !== $post->post_type;
}

/**
 * The setup a request brings.
 *
 * @return array<string, mixed> Schema experiment-setup.
 */
function setup( WP_REST_Request $request ): array {
	$fields = array_keys( Schema\load( 'experiment-setup' )['properties'] );
	return array_combine( $fields, array_map( static fn ( string $field ) => $request[ $field ], $fields ) );
}

/**
 * @return array<string, string> See Schema\rest_args().
 */
function mends(): array {
	return array(
		'titles'    => __( 'Write between one and nine headlines, each shorter than 10,000 characters.', 'two-heads' ),
		'weights'   => __( 'Give each headline a share between 0 and 100 percent.', 'two-heads' ),
		'traffic'   => __( 'Choose between 1 and 100 percent of the visitors.', 'two-heads' ),
		'engine'    => __( 'Choose one of the engines shown.', 'two-heads' ),
		'mode'      => __( 'Choose one of the ways to decide shown.', 'two-heads' ),
		'max_views' => __( 'Choose a whole number of views, or none.', 'two-heads' ),
		'start_at'  => __( 'Choose a date and a time, or leave it empty.', 'two-heads' ),
		'stop_at'   => __( 'Choose a date and a time, or leave it empty.', 'two-heads' ),
		'audiences' => __( 'Choose audiences from the list.', 'two-heads' ),
	);
}

/**
 * Asks for an action and carries out its first step. What goes wrong with the step is part of the answer.
 *
 * @param list<string>|null $titles Of Lifecycle\request(),
 * @param string|null       $known  as the revision.
 */
function act( int $id, string $action, ?array $titles = null, ?string $known = null ): ?WP_Error {
	$refused = Lifecycle\request( $id, $action, $titles, null, $known );
	return null === $refused ? carry_on( $id ) : $refused;
}

/**
 * Carries out the next step. A step that failed is said in the job, with when to try again; only what is not the
 * job's (somebody else is at it) is an error of this request.
 */
function carry_on( int $id ): ?WP_Error {
	$error = Jobs\advance( $id );
	return null !== $error && 'two_heads_conflict' === $error->get_error_code() ? $error : null;
}

/**
 * PUT /experiments/{id}/setup.
 */
function change( WP_REST_Request $request ): ?WP_Error {
	return Lifecycle\change( $request['id'], setup( $request ) ) ?? carry_on( $request['id'] );
}

/**
 * POST /experiments/{id}/end.
 */
function finish( WP_REST_Request $request ): ?WP_Error {
	return Lifecycle\end( $request['id'], $request['variation'], $request['titles'] ) ?? carry_on( $request['id'] );
}

/**
 * POST /experiments/{id}/publish-anyway: over what somebody drafted at the engine.
 */
function publish_anyway( int $id ): ?WP_Error {
	return Jobs\force( $id ) ?? carry_on( $id );
}

/**
 * GET /experiments.
 *
 * @return array{experiments: list<array<string, mixed>>, total: int}
 */
function experiments( WP_REST_Request $request ): array {
	$ids     = Listing\ids( $request['status'] ?: array_keys( Store\STATUSES ), (string) $request['search'] );
	$records = Store\records( array_slice( $ids, ( $request['page'] - 1 ) * $request['per_page'], $request['per_page'] ) );
	_prime_post_caches( array_column( $records, 'post' ) );
	cache_users( array_column( $records, 'author' ) );
	return array(
		'experiments' => array_map( 'TwoHeads\Experiments\Describe\experiment', $records ),
		'total'       => count( $ids ),
	);
}

/**
 * @return array<string, array<string, mixed>>
 */
function list_args(): array {
	return array(
		'status'   => array(
			'description' => __( 'Only those with one of these statuses; all when empty.', 'two-heads' ),
			'type'        => 'array',
			'items'       => array(
				'type' => 'string',
				'enum' => array_keys( Store\STATUSES ),
			),
			'default'     => array(),
		),
		'search'   => array(
			'type'      => 'string',
			'maxLength' => 200,
			'default'   => '',
		),
		'page'     => array(
			'type'    => 'integer',
			'minimum' => 1,
			'maximum' => 1_000_000,
			'default' => 1,
		),
		'per_page' => array(
			'type'    => 'integer',
			'minimum' => 1,
			'maximum' => 100,
			'default' => 20,
		),
	);
}

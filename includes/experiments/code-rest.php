<?php
/**
 * REST routes of the templates that headline experiments are made from.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\CodeRest;

use TwoHeads\Core\Capabilities;
use TwoHeads\Core\Schema;
use TwoHeads\Engines\Optimizely\Templates;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
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
	register_rest_route(
		REST_NAMESPACE,
		'/headline-code',
		array(
			array(
				'methods'             => 'GET',
				'permission_callback' => static fn (): bool => current_user_can( 'manage_options' ),
				'callback'            => static fn (): array => Templates\describe(),
			),
			array(
				'methods'             => 'PUT',
				'permission_callback' => static fn (): bool => current_user_can( Capabilities\CHOOSE_SCRIPTS ),
				'callback'            => __NAMESPACE__ . '\\save',
				'args'                => Schema\rest_args( 'headline-code', mends() ),
			),
			'schema' => static fn (): array => Schema\load( 'headline-code-state' ),
		)
	);
	register_rest_route(
		REST_NAMESPACE,
		'/headline-code/preview',
		array(
			array(
				'methods'             => 'POST',
				'permission_callback' => static fn (): bool => current_user_can( 'manage_options' ),
				'callback'            => __NAMESPACE__ . '\\preview',
				'args'                => Schema\rest_args( 'headline-code', mends() ) + array(
					'post' => array(
						'description' => __( 'Id of the post that the placeholders are filled in from.', 'two-heads' ),
						'type'        => 'integer',
						'minimum'     => 1,
						'required'    => true,
					),
				),
			),
			'schema' => static fn (): array => Schema\load( 'headline-code-preview' ),
		)
	);
}

/**
 * @return array<string, string> Field to sentence for a value the schema refuses.
 */
function mends(): array {
	$mend = __( 'The code is a text of at most 100,000 characters. Empty means the default.', 'two-heads' );
	return array(
		'variation'  => $mend,
		'activation' => $mend,
	);
}

/**
 * PUT /headline-code.
 *
 * @return array<string, mixed>|WP_Error
 */
function save( WP_REST_Request $request ): array|WP_Error {
	return Templates\store( of( $request ) ) ?? Templates\describe();
}

/**
 * POST /headline-code/preview: templates, stored or not, filled in for one post. Stores nothing.
 *
 * @return array{variation: string, activation: string, bytes: int}|WP_Error
 */
function preview( WP_REST_Request $request ): array|WP_Error {
	$post = get_post( $request['post'] );
	if ( null === $post || ! is_post_type_viewable( $post->post_type ) || ! current_user_can( 'edit_post', $post->ID ) ) {
		$mend = __( 'There is no such post, or you may not edit it. Choose another.', 'two-heads' );
		return new WP_Error(
			'two_heads_invalid_field',
			$mend,
			array(
				'status' => 400,
				'params' => array( 'post' => $mend ),
			)
		);
	}
	$code      = Templates\in_force( of( $request ), false );
	$values    = sample( $post );
	$variation = Templates\fill( $code['variation'], $values );
	return array(
		'variation'  => $variation,
		'activation' => Templates\fill( $code['activation'], array( 'title' => $values['original'], 'index' => 0 ) + $values ),
		'bytes'      => strlen( $variation ),
	);
}

/**
 * The templates of a request.
 *
 * @return array{variation: string, activation: string}
 */
function of( WP_REST_Request $request ): array {
	return array(
		'variation'  => $request['variation'],
		'activation' => $request['activation'],
	);
}

/**
 * What the placeholders of a post's first variation stand for: those of its experiment, or of one as it might be.
 *
 * @return array<string, mixed> See Templates\variation().
 */
function sample( WP_Post $post ): array {
	$experiment = Store\current( $post->ID );
	$original   = Titles\of_post( $post );
	$title      = trim( (string) ( $experiment['setup']['titles'][0] ?? '' ) );
	return array(
		'key'      => $experiment['key'] ?? Store\key_of( $post->ID ),
		'post'     => $post->ID,
		'url'      => (string) get_permalink( $post ),
		'original' => $original,
		'title'    => Titles\as_rendered( '' === $title ? __( 'Another headline', 'two-heads' ) : $title, $post->ID ),
		'index'    => 1,
		'own'      => Settings\current_settings()['own_page'],
	);
}

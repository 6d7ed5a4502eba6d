<?php
/**
 * The panel "Headline test" in the block editor.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Admin\EditorPanel;

use TwoHeads\Admin\ExperimentsPage;
use TwoHeads\Core\Assets;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use WP_Post;

const HANDLE = 'two-heads-editor';

/** Where a link to the panel leads inside the editor's page. */
const FRAGMENT = '#two-heads-headlines';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'enqueue_block_editor_assets', __NAMESPACE__ . '\\enqueue' );
	add_filter( 'block_editor_rest_api_preload_paths', __NAMESPACE__ . '\\preload', 10, 2 );
}

/**
 * Whether a post's editor has the panel: its headline may be tested, or has been.
 *
 * @param mixed $post Post of the editor, if it has one.
 */
function is_for( $post ): bool {
	return $post instanceof WP_Post && ( Settings\is_testable( $post->post_type ) || array() !== Store\of_post( $post->ID ) );
}

/**
 * The panel's script, in the editor of posts: not among widgets, nor in the site editor.
 */
function enqueue(): void {
	$screen = get_current_screen();
	$post   = get_post();
	if ( null !== $screen && 'post' === $screen->base && is_for( $post ) && Assets\built() ) {
		Assets\enqueue( 'editor', HANDLE, 'twoHeadsEditor', boot( $post ) );
		Assets\translate_chunk( 'editor-panel', HANDLE );
	}
}

/**
 * What the panel's script starts from.
 *
 * @return array{postTypes: list<string>, resultsUrl: string, postId: null}
 */
function boot( WP_Post $post ): array {
	$types = array_filter( Settings\current_settings()['post_types'], 'TwoHeads\Experiments\Settings\is_testable' );
	return array(
		'postTypes'  => array_values( array_unique( array( ...$types, $post->post_type ) ) ),
		'resultsUrl' => ExperimentsPage\may_see() ? ExperimentsPage\url() . '&experiment=' : '',
		'postId'     => null,
	);
}

/**
 * The route that answers what the panel shows.
 */
function route( WP_Post $post ): string {
	return "/two-heads/v1/posts/{$post->ID}/headlines";
}

/**
 * Has the editor answer the panel's first question before it is asked.
 *
 * @param mixed $paths   Routes.
 * @param mixed $context Of the editor.
 * @return mixed
 */
function preload( $paths, $context ) {
	$post = is_object( $context ) ? ( $context->post ?? null ) : null;
	return is_array( $paths ) && is_for( $post ) && 'auto-draft' !== $post->post_status ? array( ...$paths, route( $post ) ) : $paths;
}

<?php
/**
 * The same form as a meta box, where a post is not edited in blocks.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Admin\ClassicEditor;

use TwoHeads\Admin\EditorPanel;
use TwoHeads\Admin\Screen;
use TwoHeads\Core\Assets;
use WP_Post;

/** Id of the element the panel mounts in. The box around it has another. */
const ROOT = 'two-heads-headlines';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'add_meta_boxes', __NAMESPACE__ . '\\add_box', 10, 2 );
	add_action( 'admin_enqueue_scripts', __NAMESPACE__ . '\\enqueue', 10, 0 );
}

/**
 * Adds the box.
 *
 * @param mixed $post_type Type of the post, or of something else that has such boxes.
 * @param mixed $post      The post, or a comment or link.
 */
function add_box( $post_type, $post ): void {
	if ( EditorPanel\is_for( $post ) ) {
		add_meta_box(
			'two-heads-headline-test',
			__( 'Headline test', 'two-heads' ),
			static fn () => Screen\mount( ROOT ),
			$post_type,
			'normal',
			'high',
			// The block editor has its panel.
			array( '__back_compat_meta_box' => true )
		);
	}
}

/**
 * The panel's script.
 */
function enqueue(): void {
	$screen = get_current_screen();
	$post   = get_post();
	if ( null === $screen || 'post' !== $screen->base || $screen->is_block_editor() || ! EditorPanel\is_for( $post ) || ! Assets\built() ) {
		return;
	}
	Assets\enqueue( 'classic-editor', EditorPanel\HANDLE, 'twoHeadsEditor', array( 'postId' => $post->ID ) + EditorPanel\boot( $post ) );
	Screen\preload( array( EditorPanel\route( $post ) ) );
}

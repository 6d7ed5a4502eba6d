<?php
/**
 * Marks the headlines of posts under test in what blocks print, so that the browser need not guess.
 *
 * Only an attribute on an element that is there anyway: nothing is put into titles, and everybody gets the same page.
 * Where nothing runs, nothing is hooked.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Marks;

use TwoHeads\Core\VisitorPage;
use TwoHeads\Experiments\Previews;
use TwoHeads\Experiments\Running;
use WP_HTML_Tag_Processor;

/** The attribute; its value is the post's id. */
const ATTRIBUTE = 'data-two-heads';

/** Query variable with which a page is marked for a post that is not under test yet, to see whether it would be found. */
const CHECK = 'two-heads-check';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	// Before a block theme prints its template, and once the page's kind is known.
	add_action( 'template_redirect', __NAMESPACE__ . '\\start', 20 );
}

/**
 * Begins to mark, if this page may hold anything to be marked.
 */
function start(): void {
	$posts = posts();
	if ( array() === $posts || ! VisitorPage\is_it() ) {
		return;
	}
	add_filter(
		'render_block_core/post-title',
		static function ( $html, $block, $instance = null ) use ( $posts ) {
			$post = is_object( $instance ) ? (int) ( $instance->context['postId'] ?? 0 ) : 0;
			if ( ! is_string( $html ) || ! in_array( $post, $posts, true ) || is_later_page_of( $post ) ) {
				return $html;
			}
			seen( $post );
			return mark_first( $html, $post );
		},
		10,
		3
	);
	add_filter(
		'render_block_core/latest-posts',
		static fn ( $html ) => is_string( $html ) ? mark_links( $html, $posts ) : $html
	);
}

/**
 * Notes a post whose headline has been marked, or lists those of this page so far. A block theme makes the page before
 * its head is printed, a classic one after it.
 *
 * @param int|null $post Id; null to only list.
 * @return list<int>
 */
function seen( ?int $post = null ): array {
	static $seen = array();
	if ( null !== $post ) {
		$seen[ $post ] = $post;
	}
	return array_values( $seen );
}

/**
 * Posts whose headlines are marked on this page.
 *
 * @return list<int>
 */
function posts(): array {
	$posts = array_keys( Running\posts() );
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Changes nothing, shows what is public.
	$asked   = $_GET[ CHECK ] ?? '';
	$posts[] = is_string( $asked ) && ctype_digit( $asked ) ? (int) $asked : 0;
	$posts[] = Previews\shown()['post'] ?? 0;
	return array_values( array_unique( array_filter( $posts ) ) );
}

/**
 * Whether this is a further page of a post or of its comments: it has an address of its own, by which the browser does
 * not know it as the post's.
 */
function is_later_page_of( int $post ): bool {
	return is_singular() && get_queried_object_id() === $post && ( (int) get_query_var( 'page' ) > 1 || (int) get_query_var( 'cpage' ) > 0 );
}

/**
 * Marks the first element.
 *
 * @param string $html Of the block.
 */
function mark_first( string $html, int $post ): string {
	$tags = new WP_HTML_Tag_Processor( $html );
	if ( ! $tags->next_tag() ) {
		return $html;
	}
	$tags->set_attribute( ATTRIBUTE, (string) $post );
	return $tags->get_updated_html();
}

/**
 * Marks the links of a list of posts that lead to posts under test. The block does not say which post an entry is.
 *
 * @param string    $html  Of the block.
 * @param list<int> $posts Ids.
 */
function mark_links( string $html, array $posts ): string {
	$addresses = array();
	foreach ( $posts as $id ) {
		// The block has just fetched what it lists: a post that is not in the cache is not in the list.
		$post = wp_cache_get( $id, 'posts' ) ? get_post( $id ) : null;
		if ( null !== $post ) {
			$addresses[ (string) get_permalink( $post ) ] = $post->ID;
		}
	}
	$tags = new WP_HTML_Tag_Processor( $html );
	while ( $tags->next_tag( array( 'tag_name' => 'a', 'class_name' => 'wp-block-latest-posts__post-title' ) ) ) {
		$post = $addresses[ (string) $tags->get_attribute( 'href' ) ] ?? null;
		if ( null !== $post ) {
			seen( $post );
			$tags->set_attribute( ATTRIBUTE, (string) $post );
		}
	}
	return $tags->get_updated_html();
}

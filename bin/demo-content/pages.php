<?php
/**
 * The demo's pages and its menu: a front page made of query loops, the list of all posts, and a page with
 * one loop, on Twenty Twenty-Five.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Demo;

/**
 * Makes the pages, sets the front page and writes the menu.
 *
 * @param array<string, int> $categories Term ids by slug.
 */
function seed_pages( array $categories ): void {
	$front = seed_page( 'front', 'Front page', front_page( $categories ), 'page-no-title' );
	$all   = seed_page( 'latest', 'Latest', '', '' );
	$weeks = seed_page( 'weekend', 'Weekend reading', weekend_page( $categories ), '' );
	$about = seed_page(
		'about',
		'About us',
		paragraph( 'The Daily Herd has been printed in Harrowdale since 1908, and is read there by most people and one goat.' )
			. paragraph( 'None of it is true: this is the demo of the Two Heads plugin.' ),
		''
	);
	update_option( 'show_on_front', 'page' );
	update_option( 'page_on_front', $front );
	update_option( 'page_for_posts', $all );

	$links = array( menu_link( 'Latest', get_permalink( $all ), 'page', $all, 'post-type' ) );
	foreach ( array( 'news', 'culture', 'science' ) as $slug ) {
		$term    = get_term( $categories[ $slug ] );
		$links[] = menu_link( $term->name, get_term_link( $term ), 'category', $term->term_id, 'taxonomy' );
	}
	$links[] = menu_link( 'Weekend reading', get_permalink( $weeks ), 'page', $weeks, 'post-type' );
	$links[] = menu_link( 'About us', get_permalink( $about ), 'page', $about, 'post-type' );
	// WordPress makes a menu of all pages by itself as soon as somebody looks.
	foreach ( get_posts( array( 'post_type' => 'wp_navigation', 'numberposts' => -1 ) ) as $menu ) {
		wp_delete_post( $menu->ID, true );
	}
	succeed(
		wp_insert_post(
			wp_slash(
				array(
					'post_type'    => 'wp_navigation',
					'post_status'  => 'publish',
					'post_title'   => 'Sections',
					'post_name'    => 'navigation',
					'post_content' => implode( '', $links ),
				)
			),
			true
		)
	);
}

function seed_page( string $slug, string $title, string $content, string $template ): int {
	return (int) succeed(
		wp_insert_post(
			wp_slash(
				array(
					'post_type'     => 'page',
					'post_status'   => 'publish',
					'post_name'     => $slug,
					'post_title'    => $title,
					'post_content'  => $content,
					'page_template' => $template,
					'post_author'   => 1,
				)
			),
			true
		)
	);
}

/** A menu's link; its address has no host, since the demo's port may change. */
function menu_link( string $label, string $url, string $type, int $id, string $kind ): string {
	$attributes = array(
		'label'          => $label,
		'type'           => $type,
		'id'             => $id,
		'url'            => wp_make_link_relative( $url ),
		'kind'           => $kind,
		'isTopLevelLink' => true,
	);
	return '<!-- wp:navigation-link ' . wp_json_encode( $attributes, JSON_UNESCAPED_SLASHES ) . ' /-->';
}

function paragraph( string $text ): string {
	return "<!-- wp:paragraph -->\n<p>" . esc_html( $text ) . "</p>\n<!-- /wp:paragraph -->\n\n";
}

/**
 * A Query Loop.
 *
 * @param int    $id       Unique on its page.
 * @param array  $query    What differs from "the newest posts": perPage, offset, taxQuery.
 * @param string $card     Blocks of one post.
 * @param string $template Attributes of the Post Template block, such as its grid.
 */
function query_loop( int $id, array $query, string $card, string $template = '' ): string {
	$attributes = array(
		'queryId' => $id,
		'query'   => $query + array(
			'perPage'  => 3,
			'pages'    => 0,
			'offset'   => 0,
			'postType' => 'post',
			'order'    => 'desc',
			'orderBy'  => 'date',
			'author'   => '',
			'search'   => '',
			'exclude'  => array(),
			'sticky'   => '',
			'inherit'  => false,
		),
		'align'   => 'wide',
	);
	$template   = '' === $template ? '' : $template . ' ';
	return '<!-- wp:query ' . wp_json_encode( $attributes ) . " -->\n"
		. '<div class="wp-block-query alignwide"><!-- wp:post-template ' . $template . "-->\n"
		. $card . "\n<!-- /wp:post-template --></div>\n<!-- /wp:query -->\n\n";
}

function heading( string $text ): string {
	return '<!-- wp:heading {"align":"wide","fontSize":"x-large"} -->' . "\n"
		. '<h2 class="wp-block-heading alignwide has-x-large-font-size">' . esc_html( $text ) . "</h2>\n<!-- /wp:heading -->\n\n";
}

const CATEGORY = '<!-- wp:post-terms {"term":"category","style":{"typography":{"textTransform":"uppercase","letterSpacing":"1.4px"}},"fontSize":"small"} /-->';
const GRID     = '{"layout":{"type":"grid","columnCount":3}}';

/** A picture, the section, the headline and two lines. */
function card(): string {
	return '<!-- wp:post-featured-image {"isLink":true,"aspectRatio":"16/9","sizeSlug":"medium_large"} /-->' . "\n"
		. CATEGORY . "\n"
		. '<!-- wp:post-title {"level":3,"isLink":true,"fontSize":"large"} /-->' . "\n"
		. '<!-- wp:post-excerpt {"excerptLength":24,"fontSize":"small"} /-->';
}

/** The first story: its picture beside it. */
function lead(): string {
	return '<!-- wp:columns {"verticalAlignment":"center"} -->' . "\n"
		. '<div class="wp-block-columns are-vertically-aligned-center"><!-- wp:column {"verticalAlignment":"center","width":"60%"} -->' . "\n"
		. '<div class="wp-block-column is-vertically-aligned-center" style="flex-basis:60%"><!-- wp:post-featured-image {"isLink":true,"aspectRatio":"16/9"} /--></div>' . "\n"
		. '<!-- /wp:column -->' . "\n\n"
		. '<!-- wp:column {"verticalAlignment":"center","width":"40%"} -->' . "\n"
		. '<div class="wp-block-column is-vertically-aligned-center" style="flex-basis:40%">' . CATEGORY . "\n\n"
		. '<!-- wp:post-title {"level":2,"isLink":true,"fontSize":"xx-large"} /-->' . "\n\n"
		. '<!-- wp:post-excerpt {"fontSize":"medium"} /-->' . "\n\n"
		. '<!-- wp:post-date {"fontSize":"small"} /--></div>' . "\n"
		. '<!-- /wp:column --></div>' . "\n"
		. '<!-- /wp:columns -->';
}

/** Only the headline and its date, for lists. */
function line(): string {
	return '<!-- wp:post-title {"level":3,"isLink":true,"fontSize":"medium"} /-->' . "\n"
		. '<!-- wp:post-date {"fontSize":"small"} /-->';
}

/** @param array<string, int> $categories Term ids by slug. */
function front_page( array $categories ): string {
	return query_loop( 1, array( 'perPage' => 1 ), lead() )
		. query_loop(
			2,
			array(
				'perPage' => 6,
				'offset'  => 1,
			),
			card(),
			GRID
		)
		. heading( 'Science' )
		. query_loop( 3, array( 'taxQuery' => array( 'category' => array( $categories['science'] ) ) ), card(), GRID )
		. heading( 'Culture' )
		. query_loop( 4, array( 'taxQuery' => array( 'category' => array( $categories['culture'] ) ) ), line(), GRID )
		. heading( 'Just in' )
		. '<!-- wp:latest-posts {"postsToShow":5,"displayPostDate":true,"align":"wide"} /-->';
}

/** @param array<string, int> $categories Term ids by slug. */
function weekend_page( array $categories ): string {
	return paragraph( 'Four long reads for a slow morning.' )
		. query_loop(
			1,
			array(
				'perPage'  => 4,
				'taxQuery' => array( 'category' => array( $categories['culture'], $categories['opinion'] ) ),
			),
			card(),
			'{"layout":{"type":"grid","columnCount":2}}'
		);
}

<?php
/**
 * Fills a site with the demo: a small newspaper with posts, pictures, pages and a menu. Run with
 * WordPress loaded, natively and in Playground; does nothing where it has run before.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Demo;

require_once ABSPATH . 'wp-admin/includes/image.php';
require_once __DIR__ . '/pictures.php';
require_once __DIR__ . '/pages.php';

const DONE = 'two_heads_demo_done';

if ( ! get_option( DONE ) ) {
	seed( json_decode( (string) file_get_contents( __DIR__ . '/posts.json' ), true, 512, JSON_THROW_ON_ERROR ) );
	update_option( DONE, gmdate( 'c' ) );
}

/**
 * Everything, in the order in which one part needs the other.
 *
 * @param array $demo posts.json.
 */
function seed( array $demo ): void {
	wp_set_current_user( 1 );
	update_option( 'blogname', 'The Daily Herd' );
	update_option( 'blogdescription', 'News from Harrowdale, told twice' );
	update_option( 'permalink_structure', '/%year%/%monthnum%/%postname%/' );
	foreach ( array( 'post', 'page' ) as $type ) {
		// What a new WordPress says about itself.
		foreach ( get_posts( array( 'post_type' => $type, 'post_status' => 'any', 'numberposts' => -1 ) ) as $post ) {
			wp_delete_post( $post->ID, true );
		}
	}
	$categories = seed_categories( $demo['categories'] );
	$authors    = seed_authors( $demo['authors'] );
	foreach ( $demo['posts'] as $post ) {
		seed_post( $post, $categories, $authors );
	}
	seed_pages( $categories );
	flush_rewrite_rules( false );
}

/**
 * @param array $categories Categories of posts.json.
 * @return array<string, int> Term ids by slug.
 */
function seed_categories( array $categories ): array {
	$ids = array();
	foreach ( $categories as $category ) {
		$found = get_term_by( 'slug', $category['slug'], 'category' );
		$made  = $found
			? array( 'term_id' => $found->term_id )
			: succeed( wp_insert_term( $category['name'], 'category', $category ) );

		$ids[ $category['slug'] ] = (int) $made['term_id'];
	}
	return $ids;
}

/**
 * @param array $authors Authors of posts.json; their password is "password", as the administrator's.
 * @return array<string, int> User ids by login.
 */
function seed_authors( array $authors ): array {
	$ids = array();
	foreach ( $authors as $author ) {
		$found = get_user_by( 'login', $author['login'] );

		$ids[ $author['login'] ] = $found
			? $found->ID
			: (int) succeed(
				wp_insert_user(
					array(
						'user_login'   => $author['login'],
						'user_pass'    => 'password',
						'user_email'   => $author['login'] . '@example.org',
						'display_name' => $author['name'],
						'role'         => $author['role'],
					)
				)
			);
	}
	return $ids;
}

/**
 * @param array              $post       One of posts.json; `hours` is its age.
 * @param array<string, int> $categories Term ids by slug.
 * @param array<string, int> $authors    User ids by login.
 */
function seed_post( array $post, array $categories, array $authors ): void {
	$paragraphs = array_map(
		static fn( string $text ): string => "<!-- wp:paragraph -->\n<p>" . esc_html( $text ) . "</p>\n<!-- /wp:paragraph -->",
		$post['body']
	);

	$id = (int) succeed(
		wp_insert_post(
			wp_slash(
				array(
					'post_title'    => $post['title'],
					'post_name'     => $post['slug'],
					'post_content'  => implode( "\n\n", $paragraphs ),
					'post_excerpt'  => $post['excerpt'],
					'post_status'   => 'publish',
					'post_author'   => $authors[ $post['author'] ],
					'post_category' => array( $categories[ $post['category'] ] ),
					'post_date_gmt' => gmdate( 'Y-m-d H:i:s', time() - $post['hours'] * HOUR_IN_SECONDS ),
					'post_date'     => wp_date( 'Y-m-d H:i:s', time() - $post['hours'] * HOUR_IN_SECONDS ),
				)
			),
			true
		)
	);
	set_post_thumbnail( $id, seed_picture( $post, $id ) );
}

/**
 * Draws a post's picture and puts it into the media library.
 *
 * @param array $post   One of posts.json.
 * @param int   $parent The post.
 * @return int The attachment.
 */
function seed_picture( array $post, int $parent ): int {
	$place = wp_upload_bits( $post['slug'] . '.jpg', null, draw( $post['picture'], crc32( $post['slug'] ) ) );
	if ( $place['error'] ) {
		throw new \RuntimeException( (string) $place['error'] );
	}
	$id = (int) succeed(
		wp_insert_attachment(
			array(
				'post_title'     => $post['title'],
				'post_mime_type' => 'image/jpeg',
				'post_status'    => 'inherit',
			),
			$place['file'],
			$parent,
			true
		)
	);
	// Two sizes are enough for a demo; in WebAssembly each one takes its time.
	$sizes = static fn( array $all ): array => array_intersect_key( $all, array_flip( array( 'thumbnail', 'medium_large' ) ) );
	add_filter( 'intermediate_image_sizes_advanced', $sizes );
	wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $place['file'] ) );
	remove_filter( 'intermediate_image_sizes_advanced', $sizes );
	update_post_meta( $id, '_wp_attachment_image_alt', 'Illustration: ' . $post['title'] );
	return $id;
}

/**
 * Hands on what WordPress returned, unless it is an error.
 *
 * @param mixed $result What it returned.
 * @return mixed
 * @throws \RuntimeException With the error's message.
 */
function succeed( $result ) {
	if ( is_wp_error( $result ) ) {
		throw new \RuntimeException( $result->get_error_message() );
	}
	return $result;
}

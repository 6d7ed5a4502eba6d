<?php
/**
 * An editor's look at one variation on the real page.
 *
 * A signed link that is good for one person and one day. The page it opens carries no snippet and counts nothing; it
 * is never cached or indexed. To anybody else, and after its day, the link is the plain page.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Previews;

use TwoHeads\Core\Assets;
use TwoHeads\Core\Optimisers;
use TwoHeads\Core\VisitorPage;
use TwoHeads\Experiments\Head;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use WP_Admin_Bar;

/** Query variable of the link. */
const QUERY = 'two-heads-preview';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'template_redirect', __NAMESPACE__ . '\\start', 0 );
}

/**
 * The link at which the current person sees a variation.
 *
 * @param array<string, mixed> $experiment Record.
 * @param int                  $index      0: the original.
 * @param string               $place      `post` or `front`.
 */
function url( array $experiment, int $index, string $place ): string {
	// On the hour, so that the same link is the same text for a while.
	$expires = ( intdiv( time(), HOUR_IN_SECONDS ) + 24 ) * HOUR_IN_SECONDS;
	$user    = get_current_user_id();
	$parts   = array( $experiment['id'], $index, $expires, $user );
	$page    = 'front' === $place ? home_url( '/' ) : (string) get_permalink( $experiment['post'] );
	return add_query_arg( QUERY, implode( '.', array( ...$parts, sign( $parts ) ) ), $page );
}

/**
 * @param list<int> $parts Experiment, index, expiry in epoch seconds, user.
 */
function sign( array $parts ): string {
	$text = implode( '.', array( 'two-heads-preview', get_current_blog_id(), ...$parts ) );
	return substr( hash_hmac( 'sha256', $text, wp_salt( 'nonce' ) ), 0, 32 );
}

/**
 * What a link shows to the current person.
 *
 * @param string $link Value of QUERY.
 * @return array{key: string, post: int, index: int, original: string, title: string}|null Null when it shows nothing:
 *         not ours, altered, expired, somebody else's, or of an experiment or headline that is gone.
 */
function open( string $link ): ?array {
	if ( 1 !== preg_match( '/\A(\d{1,20})\.(\d{1,2})\.(\d{1,20})\.(\d{1,20})\.([0-9a-f]{32})\z/', $link, $found ) ) {
		return null;
	}
	$parts = array_map( 'intval', array_slice( $found, 1, 4 ) );
	list( $id, $index, $expires, $user ) = $parts;
	if ( ! hash_equals( sign( $parts ), $found[5] ) || $expires < time() || 0 === $user || get_current_user_id() !== $user ) {
		return null;
	}
	$record = Store\get( $id );
	$post   = null === $record ? null : get_post( $record['post'] );
	if ( null === $post || ! current_user_can( 'edit_post', $post->ID ) ) {
		return null;
	}
	$original = '' === $record['original'] ? Titles\of_post( $post ) : $record['original'];
	$title    = 0 === $index ? $original : Titles\as_rendered( (string) ( $record['setup']['titles'][ $index - 1 ] ?? '' ), $post->ID );
	return '' === $title ? null : array(
		'key'      => $record['key'],
		'post'     => $post->ID,
		'index'    => $index,
		'original' => $original,
		'title'    => $title,
	);
}

/**
 * What this page is a preview of.
 *
 * @return array{key: string, post: int, index: int, original: string, title: string}|null
 */
function shown(): ?array {
	// phpcs:ignore WordPress.Security -- The link is its own proof, and its form is checked.
	$link = isset( $_GET[ QUERY ] ) && is_string( $_GET[ QUERY ] ) ? wp_unslash( $_GET[ QUERY ] ) : '';
	return '' === $link || ! VisitorPage\is_it() ? null : open( $link );
}

/**
 * Makes the page a preview, if the link is good.
 */
function start(): void {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- See shown().
	if ( ! isset( $_GET[ QUERY ] ) || ! VisitorPage\is_it() ) {
		return;
	}
	nocache_headers();
	if ( ! defined( 'DONOTCACHEPAGE' ) ) {
		define( 'DONOTCACHEPAGE', true );
	}
	add_filter( 'wp_robots', 'wp_robots_no_robots' );
	$shown = shown();
	if ( null === $shown ) {
		if ( is_user_logged_in() && current_user_can( 'edit_posts' ) ) {
			say( __( 'This preview link has expired or is not yours. Open the preview again from the Headline test panel.', 'two-heads' ) );
		}
		return;
	}
	add_filter( 'two_heads_optimizely_print_snippet', '__return_false' );
	if ( ! Assets\built() ) {
		return;
	}
	Optimisers\leave_alone( array( Head\MARKER ) );
	// Where the script is on visitors' pages, so that what an editor sees is what happens there.
	add_action( 'wp_head', static fn () => Head\print_script( 'window.twoHeads.push(' . item( $shown ) . ');' ), -999 );
	say( sentence( $shown ) );
}

/**
 * What the script is given, as JSON safe in a script.
 *
 * @param array{key: string, post: int, index: int, original: string, title: string} $shown See open().
 */
function item( array $shown ): string {
	$item = array(
		'id'      => $shown['key'],
		'post'    => $shown['post'],
		'url'     => (string) get_permalink( $shown['post'] ),
		'from'    => $shown['original'],
		'to'      => $shown['title'],
		'v'       => $shown['index'],
		'preview' => 1,
	);
	return (string) wp_json_encode( $item, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES );
}

/**
 * @param array{key: string, post: int, index: int, original: string, title: string} $shown See open().
 */
function sentence( array $shown ): string {
	$title = mb_strlen( $shown['original'] ) > 60 ? mb_substr( $shown['original'], 0, 59 ) . '…' : $shown['original'];
	return 0 === $shown['index']
		/* translators: %s: title of a post. */
		? sprintf( __( 'You see the original headline of “%s”. Nothing is counted.', 'two-heads' ), $title )
		/* translators: 1: number of a variation, 2: title of a post. */
		: sprintf( __( 'You see variation %1$d of “%2$s”. Nothing is counted.', 'two-heads' ), $shown['index'], $title );
}

/**
 * Tells the editor something on the page: in the admin bar or, where that is hidden or small, in a line at the foot.
 */
function say( string $text ): void {
	// Of this page's own address; escaped where it is printed.
	$plain = remove_query_arg( QUERY );
	add_action(
		'admin_bar_menu',
		static function ( $bar ) use ( $text, $plain ): void {
			if ( $bar instanceof WP_Admin_Bar ) {
				$bar->add_node(
					array(
						'id'    => 'two-heads-preview',
						'title' => esc_html( $text ),
						'href'  => $plain,
						'meta'  => array( 'title' => __( 'Leave the preview', 'two-heads' ) ),
					)
				);
			}
		},
		100
	);
	add_action(
		'wp_footer',
		static function () use ( $text, $plain ): void {
			// On small screens the admin bar shows core's own entries only.
			printf(
				'<style>@media(min-width:783px){.admin-bar #two-heads-preview-note{display:none}}</style>'
				. '<div id="two-heads-preview-note" role="status" style="position:fixed;inset:auto 0 0;z-index:99999;padding:.75em 1em;background:#1d2327;color:#fff;font:14px/1.5 sans-serif;overflow-wrap:anywhere">%s <a style="color:#fff" href="%s">%s</a></div>',
				esc_html( $text ),
				esc_url( $plain ),
				esc_html__( 'Leave the preview', 'two-heads' )
			);
		}
	);
}

<?php
/**
 * Headlines as text: what an editor types, what WordPress stores, what a visitor reads.
 *
 * A variation is text, whatever it looks like: `<b>` in it is four characters. WordPress stores titles as HTML and
 * sets them typographically when it shows them, so the three differ.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Titles;

use WP_HTML_Tag_Processor;
use WP_Post;

/**
 * A post's title as visitors read it.
 *
 * @return string Plain text.
 */
function of_post( WP_Post $post ): string {
	return rendered( $post->post_title, $post->ID );
}

/**
 * A typed headline as visitors will read it once it is the post's title: a test of two headlines must not become one
 * of two kinds of quotation marks.
 *
 * @return string Plain text.
 */
function as_rendered( string $title, int $post ): string {
	return rendered( as_stored( $title ), $post );
}

/**
 * A stored title as visitors read it, whoever asks: in an editor's own language WordPress sets the quotation marks and
 * dashes of that language.
 *
 * @return string Plain text.
 */
function rendered( string $title, int $post ): string {
	// To switch is slow, so only for those with something to set.
	$switched = 1 === preg_match( '/["\'`-]/', $title ) && switch_to_locale( get_locale() );
	if ( $switched ) {
		// It remembers the marks of the first language in which it was called.
		wptexturize( 'x', true );
	}
	try {
		/** This filter is core's own. It is applied without get_the_title(), which adds "Private:" and the like. */
		return plain( (string) apply_filters( 'the_title', $title, $post ) );
	} finally {
		if ( $switched ) {
			restore_previous_locale();
			wptexturize( 'x', true );
		}
	}
}

/**
 * A typed headline as WordPress stores a title.
 *
 * @return string HTML that shows exactly the text.
 */
function as_stored( string $title ): string {
	// An ampersand is left as it is unless it would be read as the beginning of something.
	$title = (string) preg_replace( '/&(?=#?[a-z0-9]{1,31};)/i', '&amp;', $title );
	return str_replace( array( '<', '>' ), array( '&lt;', '&gt;' ), $title );
}

/**
 * The text of some HTML.
 */
function plain( string $html ): string {
	// Not wp_strip_all_tags(): that takes "I <3 cats" for the beginning of a tag, browsers do not.
	$text = '';
	$tags = new WP_HTML_Tag_Processor( $html );
	while ( $tags->next_token() ) {
		$text .= '#text' === $tags->get_token_type() ? $tags->get_modifiable_text() : '';
	}
	return trim( $text );
}

/**
 * A typed headline as it is kept: one line, no space at its ends.
 */
function tidy( string $title ): string {
	return trim( (string) preg_replace( '/[\s\p{Cc}]+/u', ' ', wp_check_invalid_utf8( $title, true ) ) );
}

/**
 * What a headline of an experiment is called.
 *
 * @param int $index 0: the original.
 */
function name( int $index ): string {
	return 0 === $index
		? __( 'Original', 'two-heads' )
		/* translators: %d: number of a variation. */
		: sprintf( __( 'Variation %d', 'two-heads' ), $index );
}

/**
 * What two headlines are compared by: what a reader would take for the same.
 */
function folded( string $title ): string {
	$marks = array(
		"\u{2018}" => "'",
		"\u{2019}" => "'",
		"\u{201C}" => '"',
		"\u{201D}" => '"',
		"\u{2013}" => '-',
		"\u{2014}" => '-',
		"\u{2026}" => '...',
		"\u{A0}"   => ' ',
	);
	return tidy( strtr( $title, $marks ) );
}

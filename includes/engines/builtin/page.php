<?php
/**
 * What visitors' pages carry for the experiments that this site runs itself: behind the code that swaps headlines, in
 * the same script, the experiments and the code that deals visitors out (src/frontend/site/).
 *
 * The same for every visitor of a page, who may come by a cache: who sees what is decided in the browser. No request,
 * no cookie, no query; nothing at all while nothing runs.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Page;

use TwoHeads\Core\Assets;
use TwoHeads\Core\Consent;
use TwoHeads\Core\Install;
use TwoHeads\Core\Optimisers;
use TwoHeads\Core\VisitorPage;
use TwoHeads\Engines\BuiltIn\Badge;
use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Engines\BuiltIn\Doors;
use TwoHeads\Experiments\Head;
use TwoHeads\Experiments\Marks;
use TwoHeads\Experiments\Previews;
use TwoHeads\Experiments\Settings;

/**
 * Bytes of experiments on one page. Headlines take a third of theirs when they are compressed, those of scripts with
 * many letters half: with the code (3 kB) a page carries no more than 8 kB, with the usual headlines 7.
 */
const MOST = 12000;

/** Category of the WP Consent API. */
const CATEGORY = 'statistics';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	// The page asks for the settings.
	Install\loaded_options( Settings\OPTION, array() );
	Head\parts( __NAMESPACE__ . '\\script' );
	add_action( 'init', __NAMESPACE__ . '\\tell_optimisers' );
}

/**
 * Keeps optimiser plugins from the script, while there is one.
 */
function tell_optimisers(): void {
	if ( ! is_admin() && array() !== Compile\page() ) {
		Optimisers\leave_alone( array( Head\MARKER ) );
	}
}

/**
 * What follows the code that swaps headlines on this page.
 *
 * @return string JavaScript; empty where this page needs none.
 */
function script(): string {
	if ( array() === Compile\page() || ! VisitorPage\is_it() || null !== Previews\shown() || ! Assets\built() ) {
		return '';
	}
	$editor = VisitorPage\seen_by_editor();
	if ( $editor && ! is_admin_bar_showing() ) {
		// Nobody could tell them what they see: they see the originals.
		return '';
	}
	return config() . "\n" . ( $editor ? Badge\script() : trim( Assets\inline_source( 'site' ) ) );
}

/**
 * What the code reads, see src/frontend/site/config.ts.
 */
function config(): string {
	$settings = Settings\current_settings();
	$rest     = array(
		Doors\url(),
		get_current_blog_id(),
		Compile\home(),
		(int) $settings['own_page'],
		'always' === $settings['remember'] ? 0 : array_values( Consent\sources( CATEGORY ) ),
		(int) ( 'original' === $settings['without_consent'] ),
	);
	$json     = (string) wp_json_encode( $rest, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES );
	return 'window.twoHeadsSite=[[' . implode( ',', chosen() ) . '],' . substr( $json, 1 ) . ';';
}

/**
 * The experiments that this page carries: all of them while they are few, as they are nearly always. Where they are more
 * than a page should carry, first those whose headlines are here as far as it is known: the posts that were asked for by
 * the page's address and, on block themes, which make the page before its head, all whose titles it shows. Then the posts
 * published last, which sidebars and lists show. The others keep their original on this page, and nothing is counted of
 * them: that slows an experiment down, but makes none of its figures wrong.
 *
 * What is on the page for its address alone decides, never the visitor: caches keep it for all.
 *
 * @return list<string> JSON.
 */
function chosen(): array {
	$all   = Compile\page();
	$bytes = 0;
	if ( array_sum( array_map( 'strlen', $all ) ) > MOST ) {
		$here = array_flip( array_merge( Marks\seen(), array_column( $GLOBALS['wp_query']->posts ?? array(), 'ID' ) ) );
		$all  = array_intersect_key( $all, $here ) + $all;
	}
	return array_values(
		array_filter(
			$all,
			static function ( string $json ) use ( &$bytes ): bool {
				// One that is too long for any page has to be somewhere: where it comes first.
				$fits   = 0 === $bytes || $bytes + strlen( $json ) <= MOST;
				$bytes += $fits ? strlen( $json ) : 0;
				return $fits;
			}
		)
	);
}

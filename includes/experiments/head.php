<?php
/**
 * The code that swaps and counts headlines, in the head of visitors' pages while an experiment runs: once, inline,
 * the same for everybody. Which headline a visitor gets is decided in the browser.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Head;

use TwoHeads\Connections\Optimizely\Snippet;
use TwoHeads\Core\Assets;
use TwoHeads\Core\Optimisers;
use TwoHeads\Experiments\Running;

const SCRIPT_ID = 'two-heads-headlines-js';

/** A part of the script by which optimisers that look at inline code know it. */
const MARKER = 'twoHeads';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	// Directly after Optimizely's snippet: that decides, and this must be there before anything is painted.
	add_action( 'wp_head', __NAMESPACE__ . '\\print_library', -999 );
	add_action( 'init', __NAMESPACE__ . '\\tell_optimisers' );
}

/**
 * Declares a part that follows the script on pages that need it, or lists those declared. An engine that assigns in the
 * page itself has one.
 *
 * @param callable(): string|null $part Gives JavaScript, empty where this page needs none; null to only list.
 * @return list<callable(): string>
 */
function parts( ?callable $part = null ): array {
	static $parts = array();
	if ( null !== $part ) {
		$parts[] = $part;
	}
	return $parts;
}

/**
 * Whether an experiment runs on this site whose visitors Optimizely assigns.
 */
function needed(): bool {
	return in_array( 'optimizely', array_column( Running\posts(), 'engine' ), true ) && null !== Snippet\url() && Assets\built();
}

/**
 * Keeps optimiser plugins from the script, while there is one. They are told of the snippet's tag on their own.
 */
function tell_optimisers(): void {
	if ( ! is_admin() && needed() ) {
		Optimisers\leave_alone( array( MARKER ) );
	}
}

/**
 * Prints the script where the snippet is printed, and where a part needs it: once, whoever needs it.
 */
function print_library(): void {
	$parts = array_filter( array_map( static fn ( callable $part ): string => $part(), parts() ) );
	if ( array() !== $parts || ( needed() && Snippet\wanted() ) ) {
		print_script( implode( "\n", $parts ) );
	}
}

/**
 * Prints the script.
 *
 * @param string $after JavaScript that follows it.
 */
function print_script( string $after = '' ): void {
	wp_print_inline_script_tag(
		trim( Assets\inline_source( 'headlines' ) ) . ( '' === $after ? '' : "\n$after" ),
		array( 'id' => SCRIPT_ID ) + Optimisers\attributes()
	);
}

<?php
/**
 * Optimizely's snippet in the head of visitors' pages: first, synchronous, once.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\Snippet;

use TwoHeads\Connections\Optimizely\Connection;
use TwoHeads\Connections\Optimizely\SnippetSettings;
use TwoHeads\Core\Assets;
use TwoHeads\Core\Consent;
use TwoHeads\Core\Optimisers;
use TwoHeads\Core\PageCache;
use TwoHeads\Core\Site;
use TwoHeads\Core\VisitorPage;
use function TwoHeads\Connections\Optimizely\cdn;
use function TwoHeads\Connections\Optimizely\event_log;

const SCRIPT_ID = 'two-heads-optimizely-js';
const GUARD_ID  = 'two-heads-consent-js';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	// Before everything else in the head: whatever runs earlier delays the experiment or flickers.
	add_action( 'wp_head', __NAMESPACE__ . '\\print_tags', -1000 );
	add_action( 'init', __NAMESPACE__ . '\\tell_optimisers' );
	add_action( 'update_option_' . Connection\OPTION, __NAMESPACE__ . '\\purge_if_changed', 10, 2 );
	add_action( 'add_option_' . SnippetSettings\OPTION, 'TwoHeads\Core\PageCache\purge_later', 10, 0 );
	add_action( 'update_option_' . SnippetSettings\OPTION, 'TwoHeads\Core\PageCache\purge_later', 10, 0 );
}

/**
 * The script's address.
 *
 * @return string|null Null while no snippet is printed: not connected, a copied site, or no project chosen.
 */
function url(): ?string {
	$project = Connection\record()['project'];
	if ( null === $project || ! in_array( Connection\status(), array( 'connected', 'reconnect' ), true ) ) {
		return null;
	}
	$address = SnippetSettings\current_settings()['address'];
	if ( '' === $address ) {
		return cdn()->url() . '/js/' . $project['id'] . '.js';
	}
	if ( str_starts_with( $address, '/' ) ) {
		return Site\origin() . $address;
	}
	return cdn()->overridden() ? cdn()->url() . wp_parse_url( $address, PHP_URL_PATH ) : $address;
}

/**
 * Keeps optimiser plugins from touching the tags, while there are any.
 */
function tell_optimisers(): void {
	$url = url();
	if ( null !== $url && ! is_admin() ) {
		$parts = wp_parse_url( $url );
		Optimisers\leave_alone( array( 'two-heads-', ( $parts['host'] ?? '' ) . ( $parts['path'] ?? '' ) ) );
	}
}

/**
 * Has cached pages made anew when the connection's record changes in what they show.
 *
 * @param mixed $before Record as it was.
 * @param mixed $after  Record as it is.
 */
function purge_if_changed( $before, $after ): void {
	$shown = static fn ( $record ): array => array(
		isset( $record['method'] ),
		$record['project']['id'] ?? null,
		$record['site'] ?? null,
	);
	if ( $shown( $before ) !== $shown( $after ) ) {
		PageCache\purge_later();
	}
}

/**
 * Prints the connection hints, the consent guard if one is needed, and the script.
 */
function print_tags(): void {
	$url = url();
	if ( null === $url || ! wanted() ) {
		return;
	}
	$settings = SnippetSettings\current_settings();
	$guarded  = SnippetSettings\need_guard( $settings );
	if ( $guarded && ! Assets\built() ) {
		// Rather no experiment than one without the consent it was to wait for.
		return;
	}
	$attributes = array( 'id' => SCRIPT_ID ) + Optimisers\attributes() + array( 'src' => $url );

	if ( 'blocked' !== $settings['consent'] ) {
		print_hints( $url, $attributes );
	}
	if ( $guarded ) {
		print_guard( $settings, $attributes );
	}
	if ( 'blocked' !== $settings['consent'] ) {
		wp_print_script_tag( $attributes );
	}
}

/**
 * Whether this page is one to carry the snippet.
 */
function wanted(): bool {
	$wanted = VisitorPage\is_it()
		&& ! ( SnippetSettings\current_settings()['skip_editors'] && VisitorPage\seen_by_editor() );

	/**
	 * Filters whether this page carries Optimizely's snippet. Pages are cached for everybody: decide by the page,
	 * never by the visitor.
	 *
	 * @param bool $wanted Whether it does.
	 */
	return (bool) apply_filters( 'two_heads_optimizely_print_snippet', $wanted );
}

/**
 * Lets the browser connect and load before it reaches the script.
 *
 * @param string                $url        Of the script.
 * @param array<string, string> $attributes Of its tag.
 */
function print_hints( string $url, array $attributes ): void {
	$home = wp_parse_url( Site\origin(), PHP_URL_HOST );
	foreach ( array( $url, event_log()->url() ) as $target ) {
		$parts = wp_parse_url( $target );
		if ( ( $parts['host'] ?? '' ) !== $home ) {
			$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
			printf( "<link rel=\"preconnect\" href=\"%s\">\n", esc_url( $parts['scheme'] . '://' . $parts['host'] . $port ) );
		}
	}
	/** This filter is core's own: what gives the tag a nonce has to give it to the hint, or the browser refuses that. */
	$nonce = apply_filters( 'wp_script_attributes', $attributes )['nonce'] ?? '';
	$nonce = is_string( $nonce ) && '' !== $nonce ? ' nonce="' . esc_attr( $nonce ) . '"' : '';
	// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Escaped above.
	printf( "<link rel=\"preload\" as=\"script\" href=\"%s\"%s>\n", esc_url( $url ), $nonce );
}

/**
 * The script that keeps Optimizely quiet, or away, until the visitor consents.
 *
 * @param array<string, mixed>  $settings   Snippet settings.
 * @param array<string, string> $attributes Of the snippet's tag, for the guard to make it itself.
 */
function print_guard( array $settings, array $attributes ): void {
	$config = array(
		'mode' => $settings['consent'],
		'gpc'  => $settings['respect_gpc'],
	) + Consent\sources( $settings['consent_category'] );
	if ( 'blocked' === $settings['consent'] ) {
		$config['tag'] = $attributes;
	}
	$json = wp_json_encode( $config, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES );
	wp_print_inline_script_tag(
		"window.twoHeadsConsent = $json;\n" . Assets\inline_source( 'consent' ),
		array( 'id' => GUARD_ID ) + Optimisers\attributes()
	);
}

<?php
/**
 * What the screens of Two Heads have in common: the menu, the root a script mounts in, answers sent along.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Admin\Screen;

use TwoHeads\Core\Assets;
use TwoHeads\Core\Capabilities;

/** The menu's first screen, and so its name: that of those who run experiments. */
const MENU = 'two-heads-experiments';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	// Before the screens below it.
	add_action( 'admin_menu', __NAMESPACE__ . '\\add_menu', 9 );
}

/**
 * Adds the menu for those who may see any of its screens. Not all who manage the site run experiments, nor all who
 * run experiments manage the site.
 */
function add_menu(): void {
	$capability = current_user_can( 'manage_options' ) ? 'manage_options' : Capabilities\RUN_ANY;
	add_menu_page( __( 'Headline experiments', 'two-heads' ), __( 'Two Heads', 'two-heads' ), $capability, MENU, '', 'dashicons-randomize' );
}

/**
 * Adds a screen to the menu.
 *
 * @param string   $slug       Also the id of the element its script mounts in.
 * @param string   $title      In the menu and over the screen.
 * @param string   $capability Who may see it.
 * @param callable $enqueue    Enqueues its script; called when the screen is shown.
 */
function add( string $slug, string $title, string $capability, callable $enqueue ): void {
	$hook = add_submenu_page( MENU, $title, $title, $capability, $slug, static fn () => render( $slug, $title ) );
	if ( is_string( $hook ) && Assets\built() ) {
		add_action( "load-$hook", static fn () => add_action( 'admin_enqueue_scripts', $enqueue, 10, 0 ) );
	}
}

/**
 * A screen's address.
 *
 * @param string                $slug  Of the screen.
 * @param array<string, string> $query Further query.
 */
function url( string $slug, array $query = array() ): string {
	return add_query_arg( array( 'page' => $slug ) + $query, admin_url( 'admin.php' ) );
}

/**
 * Answers GET routes before they are asked, so that a screen appears whole.
 *
 * @param list<string|array{string, string}> $routes REST routes, with their method where it is not GET.
 */
function preload( array $routes ): void {
	$answers = array_reduce( $routes, 'rest_preload_api_request', array() );
	wp_add_inline_script(
		'wp-api-fetch',
		'wp.apiFetch.use( wp.apiFetch.createPreloadingMiddleware( ' . wp_json_encode( $answers, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES ) . ' ) );',
		'after'
	);
}

/**
 * A screen's root.
 */
function render( string $slug, string $title ): void {
	// Where core moves the notices of other plugins to: they must not wait for a script, nor stand in its way.
	echo '<div class="wrap"><h1 class="wp-heading-inline">' . esc_html( $title ) . '</h1><hr class="wp-header-end">';
	mount( $slug );
	echo '</div>';
}

/**
 * The element that a script mounts in.
 */
function mount( string $id ): void {
	echo '<div id="' . esc_attr( $id ) . '">';
	if ( Assets\built() ) {
		echo '<noscript>' . esc_html__( 'This screen needs JavaScript.', 'two-heads' ) . '</noscript>';
	} else {
		esc_html_e( 'The scripts of Two Heads are not built yet. In its folder, run: npm ci && npm run build', 'two-heads' );
	}
	echo '</div>';
}

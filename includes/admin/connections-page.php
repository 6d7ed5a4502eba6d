<?php
/**
 * The screen Two Heads → Connections.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Admin\ConnectionsPage;

use TwoHeads\Core\Assets;
use TwoHeads\Core\Capabilities;
use TwoHeads\Core\Consent;
use TwoHeads\Core\Site;
use TwoHeads\Core\VisitorPage;
use function TwoHeads\Connections\Optimizely\cdn;
use function TwoHeads\Connections\Optimizely\event_log;

const SLUG = 'two-heads-connections';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'admin_menu', __NAMESPACE__ . '\\add_page' );
}

/**
 * The screen's address.
 *
 * @param array<string, string> $query Further query.
 */
function url( array $query = array() ): string {
	return add_query_arg( array( 'page' => SLUG ) + $query, admin_url( 'admin.php' ) );
}

/**
 * Adds the menu entries.
 */
function add_page(): void {
	$hook = add_menu_page(
		__( 'Connections', 'two-heads' ),
		__( 'Two Heads', 'two-heads' ),
		'manage_options',
		SLUG,
		__NAMESPACE__ . '\\render',
		'dashicons-randomize'
	);
	add_submenu_page( SLUG, __( 'Connections', 'two-heads' ), __( 'Connections', 'two-heads' ), 'manage_options', SLUG );
	add_action( "load-$hook", __NAMESPACE__ . '\\load' );
}

/**
 * Before the screen is sent: its script, and the answers it would ask for first.
 */
function load(): void {
	if ( ! Assets\built() ) {
		return;
	}
	add_action(
		'admin_enqueue_scripts',
		static function (): void {
			Assets\enqueue( 'connections', SLUG, 'twoHeadsConnections', boot() );
			preload( array( '/two-heads/v1/connections/optimizely', '/wp/v2/settings', array( '/wp/v2/settings', 'OPTIONS' ) ) );
		}
	);
}

/**
 * What the screen's script starts from.
 *
 * @return array<string, mixed>
 */
function boot(): array {
	return array(
		'homeUrl'          => home_url( '/' ),
		'visitorUrl'       => add_query_arg( VisitorPage\AS_VISITOR, '1', home_url( '/' ) ),
		'siteHost'         => preg_replace( '#^[a-z]+://#i', '', Site\origin() ),
		'cdnUrl'           => cdn()->url(),
		'logUrl'           => event_log()->url(),
		'hasConsentApi'    => Consent\has_api(),
		'mayChooseScripts' => current_user_can( Capabilities\CHOOSE_SCRIPTS ),
	);
}

/**
 * Answers GET routes before they are asked, so that the screen appears whole.
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
 * The screen's root.
 */
function render(): void {
	// Where core moves the notices of other plugins to: they must not wait for a script, nor stand in its way.
	echo '<div class="wrap"><h1 class="wp-heading-inline">' . esc_html__( 'Connections', 'two-heads' ) . '</h1><hr class="wp-header-end">';
	echo '<div id="two-heads-connections">';
	if ( Assets\built() ) {
		echo '<noscript>' . esc_html__( 'This screen needs JavaScript.', 'two-heads' ) . '</noscript>';
	} else {
		esc_html_e( 'The scripts of Two Heads are not built yet. In its folder, run: npm ci && npm run build', 'two-heads' );
	}
	echo '</div></div>';
}

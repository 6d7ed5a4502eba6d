<?php
/**
 * The screen Two Heads → Connections.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Admin\ConnectionsPage;

use TwoHeads\Admin\Screen;
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
	add_action( 'admin_menu', __NAMESPACE__ . '\\add_page', 12 );
}

/**
 * The screen's address.
 *
 * @param array<string, string> $query Further query.
 */
function url( array $query = array() ): string {
	return Screen\url( SLUG, $query );
}

/**
 * Adds the menu entry.
 */
function add_page(): void {
	Screen\add( SLUG, __( 'Connections', 'two-heads' ), Capabilities\MANAGE, __NAMESPACE__ . '\\enqueue' );
}

/**
 * The screen's script, and the answers it would ask for first.
 */
function enqueue(): void {
	Assets\enqueue( 'connections', SLUG, 'twoHeadsConnections', boot() );
	Screen\preload( array( '/two-heads/v1/connections/optimizely', '/wp/v2/settings', array( '/wp/v2/settings', 'OPTIONS' ) ) );
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

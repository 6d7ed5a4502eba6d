<?php
/**
 * The screen Two Heads → Settings.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Admin\SettingsPage;

use TwoHeads\Admin\Screen;
use TwoHeads\Core\Assets;
use TwoHeads\Core\Capabilities;
use TwoHeads\Engines\Optimizely\Import;
use TwoHeads\Experiments\Describe;
use TwoHeads\Experiments\Settings;

const SLUG = 'two-heads-settings';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'admin_menu', __NAMESPACE__ . '\\add_page', 11 );
}

/**
 * Adds the menu entry.
 */
function add_page(): void {
	Screen\add( SLUG, __( 'Settings', 'two-heads' ), Capabilities\MANAGE, __NAMESPACE__ . '\\enqueue' );
}

/**
 * The screen's script, and the answers it would ask for first.
 */
function enqueue(): void {
	// False for somebody who has turned highlighting off in their profile.
	$editor = wp_enqueue_code_editor( array( 'type' => 'text/javascript' ) );
	$boot   = boot();
	Assets\enqueue( 'settings', SLUG, 'twoHeadsSettings', array( 'codeEditor' => $editor ?: null ) + $boot );
	$routes = array( '/wp/v2/settings', array( '/wp/v2/settings', 'OPTIONS' ), '/two-heads/v1/headline-code' );
	Screen\preload( $boot['hasImport'] ? array( ...$routes, '/two-heads/v1/import/optimizely' ) : $routes );
}

/**
 * What the screen's script starts from.
 *
 * @return array<string, mixed>
 */
function boot(): array {
	$types = array_filter( get_post_types( array( 'public' => true ) ), 'TwoHeads\Experiments\Settings\is_choosable' );
	return array(
		'homeUrl'          => home_url( '/' ),
		'postTypes'        => array_map(
			static fn ( string $name ): array => array(
				'name'  => $name,
				'label' => (string) get_post_type_object( $name )->labels->name,
			),
			array_values( $types )
		),
		'mayChooseScripts' => current_user_can( Capabilities\CHOOSE_SCRIPTS ),
		'codeEditor'       => null,
		'hasImport'        => Import\found(),
		'engines'          => Describe\engines( null, true ),
	);
}

<?php
/**
 * The screen Two Heads → Headline experiments: the results of all of them.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Admin\ExperimentsPage;

use TwoHeads\Admin\ConnectionsPage;
use TwoHeads\Admin\Screen;
use TwoHeads\Core\Assets;
use TwoHeads\Core\Capabilities;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Settings;

const SLUG = Screen\MENU;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'admin_menu', __NAMESPACE__ . '\\add_page', 10 );
}

/**
 * The screen's address, or that of one experiment's results.
 */
function url( ?int $experiment = null ): string {
	return Screen\url( SLUG, null === $experiment ? array() : array( 'experiment' => (string) $experiment ) );
}

/**
 * Whether the person may see it: whoever runs experiments.
 */
function may_see(): bool {
	return current_user_can( Capabilities\RUN_ANY );
}

/**
 * Adds the menu entry, the first.
 */
function add_page(): void {
	Screen\add( SLUG, __( 'Headline experiments', 'two-heads' ), Capabilities\RUN_ANY, __NAMESPACE__ . '\\enqueue' );
}

/**
 * The screen's script.
 */
function enqueue(): void {
	Assets\enqueue( 'experiments', SLUG, 'twoHeadsExperiments', boot() );
}

/**
 * What the screen's script starts from.
 *
 * @return array<string, mixed>
 */
function boot(): array {
	$types = array_filter( Settings\current_settings()['post_types'], 'TwoHeads\Experiments\Settings\is_testable' );
	$first = reset( $types );
	$asks  = current_user_can( Capabilities\MANAGE ) && null !== ( Engines\all()['optimizely'] ?? null )?->problem();
	return array(
		'pageUrl'    => url(),
		'connectUrl' => $asks ? ConnectionsPage\url() : '',
		'postsUrl'   => admin_url( false === $first || 'post' === $first ? 'edit.php' : "edit.php?post_type=$first" ),
		'siteName'   => wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ),
	);
}

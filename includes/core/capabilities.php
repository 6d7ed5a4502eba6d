<?php
/**
 * Capabilities of our own, made of WordPress's.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Capabilities;

/** To manage connections and settings. */
const MANAGE = 'manage_options';

/**
 * To say which JavaScript reaches visitors: a project's snippet, its address. On a network only super admins have it,
 * since WordPress trusts nobody else there with scripts; where DISALLOW_UNFILTERED_HTML is set, nobody.
 */
const CHOOSE_SCRIPTS = 'two_heads_choose_scripts';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_filter( 'map_meta_cap', __NAMESPACE__ . '\\map', 10, 3 );
}

/**
 * What a capability of ours stands for. A later filter of core's own hook can change it.
 *
 * @param list<string> $caps    Primitive capabilities.
 * @param string       $cap     Capability asked for.
 * @param int          $user_id User.
 * @return list<string>
 */
function map( $caps, $cap, $user_id ) {
	return CHOOSE_SCRIPTS === $cap ? array( MANAGE, ...map_meta_cap( 'unfiltered_html', $user_id ) ) : $caps;
}

<?php
/**
 * Capabilities of our own, made of WordPress's.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Capabilities;

use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use WP_Post;

/** To manage connections and settings. */
const MANAGE = 'manage_options';

/**
 * To say which JavaScript reaches visitors: a project's snippet, its address. On a network only super admins have it,
 * since WordPress trusts nobody else there with scripts; where DISALLOW_UNFILTERED_HTML is set, nobody.
 */
const CHOOSE_SCRIPTS = 'two_heads_choose_scripts';

/** To write the draft of a headline experiment; asked with the id of the post it tests. */
const PROPOSE = 'two_heads_propose';

/** To start, pause, change and end the headline experiments of a post; asked with its id. */
const RUN = 'two_heads_run';

/** To run the headline experiments of some post, whichever: to see the list of them all. */
const RUN_ANY = 'two_heads_run_any';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_filter( 'map_meta_cap', __NAMESPACE__ . '\\map', 10, 4 );
}

/**
 * What a capability of ours stands for. A later filter of core's own hook can change it.
 *
 * @param list<string> $caps    Primitive capabilities.
 * @param string       $cap     Capability asked for.
 * @param int          $user_id User.
 * @param array<mixed> $args    What else was asked with: the post's id.
 * @return list<string>
 */
function map( $caps, $cap, $user_id, $args ) {
	return match ( $cap ) {
		CHOOSE_SCRIPTS => array( MANAGE, ...map_meta_cap( 'unfiltered_html', $user_id ) ),
		PROPOSE, RUN   => of_post( $cap, (int) $user_id, $args[0] ?? null ),
		RUN_ANY        => of_any( (int) $user_id ),
		default        => $caps,
	};
}

/**
 * What RUN_ANY stands for: that of the first post type whose experiments the person could run.
 *
 * @return list<string>
 */
function of_any( int $user_id ): array {
	$settings = Settings\current_settings();
	foreach ( array_filter( $settings['post_types'], 'TwoHeads\Experiments\Settings\is_testable' ) as $name ) {
		$cap = get_post_type_object( $name )->cap->{$settings['run']} ?? $settings['run'];
		if ( user_can( $user_id, $cap ) ) {
			return array( $cap );
		}
	}
	return array( $settings['run'] );
}

/**
 * What a capability about one post's experiments stands for: that of editing the post and, to run them, the one that
 * the settings name, as the post's type has it. Of a type that is no longer tested only what began earlier can be
 * managed, and that of a post that was deleted by those who manage the site.
 *
 * @param string $cap     PROPOSE or RUN.
 * @param int    $user_id User.
 * @param mixed  $post    Id or WP_Post.
 * @return list<string>
 */
function of_post( string $cap, int $user_id, mixed $post ): array {
	// Of nothing get_post() makes the post whose page is shown: nobody asked about that.
	$id   = $post instanceof WP_Post ? $post->ID : ( is_numeric( $post ) ? (int) $post : 0 );
	$post = $id > 0 ? get_post( $id ) : null;
	$type = null === $post ? null : get_post_type_object( $post->post_type );
	if ( null === $post && RUN === $cap && $id > 0 && Store\is_tested( $id ) ) {
		// What a deleted post has left behind.
		return array( MANAGE );
	}
	if ( null === $type ) {
		return array( 'do_not_allow' );
	}
	if ( ! Settings\is_testable( $type->name ) ) {
		$began = PROPOSE === $cap ? null !== Store\current( $post->ID ) : Store\is_tested( $post->ID );
		if ( ! $began ) {
			return array( 'do_not_allow' );
		}
	}
	$settings = Settings\current_settings();
	$caps     = map_meta_cap( 'edit_post', $user_id, $post->ID );
	if ( RUN === $cap || 'run' === $settings['propose'] ) {
		$caps[] = $type->cap->{$settings['run']} ?? $settings['run'];
	}
	return array_values( array_unique( $caps ) );
}

<?php
/**
 * What can be done with a headline test from the list of posts.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Admin\RowActions;

use TwoHeads\Admin\EditorPanel;
use TwoHeads\Admin\ExperimentsPage;
use TwoHeads\Admin\PostsList;
use TwoHeads\Core\Capabilities;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Store;
use WP_Error;
use WP_Post;

/** Of admin-post.php. */
const ACTION = 'two_heads_experiment';

/** Transient, by user: what to say on the next screen. */
const NOTICE = 'two_heads_notice_';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'admin_post_' . ACTION, __NAMESPACE__ . '\\handle' );
	add_action( 'admin_notices', __NAMESPACE__ . '\\print_notice' );
}

/**
 * Adds what this person can do with this post's test.
 *
 * @param mixed $actions Name to link.
 * @param mixed $post    Of the row.
 * @return mixed
 */
function add( $actions, $post ) {
	if ( ! is_array( $actions ) || ! $post instanceof WP_Post || 'trash' === $post->post_status ) {
		return $actions;
	}
	$record  = PostsList\of( $post->ID );
	if ( null === $record && ! Settings\is_testable( $post->post_type ) ) {
		return $actions;
	}
	$propose = current_user_can( Capabilities\PROPOSE, $post->ID );
	$run     = current_user_can( Capabilities\RUN, $post->ID );
	$links   = array();
	if ( $propose || ( $run && null !== $record ) ) {
		$links['two_heads'] = link( get_edit_post_link( $post, 'raw' ) . EditorPanel\FRAGMENT, __( 'Test headlines', 'two-heads' ), $post );
	}
	if ( null !== $record && null !== $record['started_at'] && $run && ExperimentsPage\may_see() ) {
		$links['two_heads_results'] = link( ExperimentsPage\url( $record['id'] ), __( 'Test results', 'two-heads' ), $post );
	}
	if ( null !== $record && null === $record['job'] && $run ) {
		if ( 'running' === $record['status'] ) {
			$links['two_heads_pause'] = link( url( $record['id'], 'pause' ), __( 'Pause test', 'two-heads' ), $post );
		} elseif ( 'paused' === $record['status'] ) {
			$links['two_heads_resume'] = link( url( $record['id'], 'resume' ), __( 'Resume test', 'two-heads' ), $post );
		}
	}
	return $actions + $links;
}

/**
 * A link of a row; a screen reader hears which row.
 */
function link( string $url, string $words, WP_Post $post ): string {
	/* translators: 1: what the link does, 2: title of a post. */
	$label = sprintf( __( '%1$s: “%2$s”', 'two-heads' ), $words, wp_strip_all_tags( get_the_title( $post ) ) );
	return sprintf( '<a href="%s" aria-label="%s">%s</a>', esc_url( $url ), esc_attr( $label ), esc_html( $words ) );
}

/**
 * The address that pauses or resumes an experiment.
 */
function url( int $experiment, string $do ): string {
	$query = array(
		'action'     => ACTION,
		'do'         => $do,
		'experiment' => $experiment,
	);
	return add_query_arg( '_wpnonce', wp_create_nonce( nonce( $experiment, $do ) ), add_query_arg( $query, admin_url( 'admin-post.php' ) ) );
}

/**
 * What a nonce is for.
 */
function nonce( int $experiment, string $do ): string {
	return "two_heads_{$do}_$experiment";
}

/**
 * The action, and back to the list.
 */
function handle(): void {
	$asked = wp_unslash( $_GET );
	$text  = static fn ( string $name ): string => is_string( $asked[ $name ] ?? null ) ? $asked[ $name ] : '';
	$done  = act( (int) $text( 'experiment' ), $text( 'do' ), $text( '_wpnonce' ) );
	if ( is_wp_error( $done ) && 'two_heads_forbidden' === $done->get_error_code() ) {
		wp_die( esc_html( $done->get_error_message() ), '', array( 'response' => 403, 'back_link' => true ) );
	}
	$notice = array(
		'type'    => is_wp_error( $done ) ? 'error' : 'success',
		'message' => is_wp_error( $done ) ? $done->get_error_message() : $done,
	);
	set_transient( NOTICE . get_current_user_id(), $notice, MINUTE_IN_SECONDS );
	wp_safe_redirect( wp_get_referer() ?: admin_url( 'edit.php' ) );
	exit;
}

/**
 * Pauses or resumes an experiment.
 *
 * @param int    $id    Experiment.
 * @param string $do    pause or resume.
 * @param string $nonce As in url().
 * @return string|WP_Error What was done; `two_heads_forbidden` for who may not, or has not asked themselves.
 */
function act( int $id, string $do, string $nonce ): string|WP_Error {
	$record = Store\get( $id );
	$may    = null !== $record && in_array( $do, array( 'pause', 'resume' ), true ) && current_user_can( Capabilities\RUN, $record['post'] );
	if ( ! $may || ! wp_verify_nonce( $nonce, nonce( $id, $do ) ) ) {
		return new WP_Error( 'two_heads_forbidden', __( 'This link has expired, or you may not run this headline test. Go back, load the page anew and try again.', 'two-heads' ) );
	}
	$error = Lifecycle\request( $id, $do ) ?? Jobs\advance( $id );
	if ( null !== $error ) {
		return $error;
	}
	$job = null !== Store\get( $id )['job'];
	if ( 'pause' === $do ) {
		return $job ? __( 'The headline test is being paused. It takes a minute.', 'two-heads' ) : __( 'The headline test is paused.', 'two-heads' );
	}
	return $job ? __( 'The headline test is being resumed. It takes a minute.', 'two-heads' ) : __( 'The headline test runs again.', 'two-heads' );
}

/**
 * Says on the list how it went, once.
 */
function print_notice(): void {
	$screen = get_current_screen();
	$name   = NOTICE . get_current_user_id();
	$notice = null !== $screen && 'edit' === $screen->base ? get_transient( $name ) : false;
	if ( is_array( $notice ) ) {
		delete_transient( $name );
		wp_admin_notice( esc_html( $notice['message'] ), array( 'type' => $notice['type'], 'dismissible' => true ) );
	}
}

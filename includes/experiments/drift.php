<?php
/**
 * When something else changes what an experiment rests on: the post here, or the experiment at its engine.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Drift;

use TwoHeads\Core\Site;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Lifecycle;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Settings;
use TwoHeads\Experiments\Setup;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use WP_Error;
use WP_Post;

/** Codes of attention() for what can only be ended. */
const GONE = array( 'archived_remotely', 'deleted_remotely', 'elsewhere' );

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_action( 'post_updated', __NAMESPACE__ . '\\post_changed', 20, 3 );
	add_action( 'transition_post_status', __NAMESPACE__ . '\\status_changed', 20, 3 );
	add_action( 'before_delete_post', __NAMESPACE__ . '\\post_deleted', 10, 2 );
}

/**
 * A title or an address was edited: the experiment follows.
 *
 * @param int     $id     Post.
 * @param WP_Post $after  As it is.
 * @param WP_Post $before As it was.
 */
function post_changed( $id, $after, $before ): void {
	if ( Store\TYPE === $after->post_type || 'publish' !== $after->post_status ) {
		return;
	}
	if ( get_permalink( $after ) === get_permalink( $before ) && $after->post_title === $before->post_title ) {
		return;
	}
	$record = Store\current( (int) $id );
	if ( null !== $record && is_under_way( $record ) ) {
		follow( $record['id'] );
	}
}

/**
 * @param array<string, mixed> $record Record.
 */
function is_under_way( array $record ): bool {
	return in_array( $record['status'], array( 'running', 'paused' ), true );
}

/**
 * What an experiment rests on, to be compared later.
 *
 * @param string $engine Id of its engine.
 * @return array{title: string, address: string, rules: string} The title as stored: as rendered it may differ from
 *         process to process. The address without its scheme, for the same reason. The site's rules for all
 *         experiments, as a hash.
 */
function seen( WP_Post $post, string $engine ): array {
	$settings = Settings\current_settings();
	/**
	 * Filters what experiments under way are to follow when it changes, besides the post and the settings: an engine
	 * adds what it makes them from, or takes away what it does not.
	 *
	 * @param array<string, mixed> $rules  Anything that can be written as JSON.
	 * @param string               $engine Id of the experiment's engine.
	 */
	$rules = apply_filters( 'two_heads_experiment_rules', array( $settings['targeting'], $settings['own_page'] ), $engine );
	return array(
		'title'   => $post->post_title,
		'address' => (string) preg_replace( '#^https?:#', '', (string) get_permalink( $post ) ),
		'rules'   => hash( 'sha256', (string) wp_json_encode( $rules ) ),
	);
}

/**
 * Brings an experiment after its post's title and address. While another job stands nothing is done: the tick comes
 * back (look_after()).
 *
 * @param int $experiment Its id.
 */
function follow( int $experiment ): void {
	Store\locked(
		$experiment,
		static function ( array $record ): void {
			$post = get_post( $record['post'] );
			// Of one whose end was decided, the title is what it ends with.
			if ( ! $post || 'publish' !== $post->post_status || ! is_under_way( $record ) || null !== $record['outcome'] ) {
				return;
			}
			$seen    = seen( $post, $record['engine'] );
			$title   = Titles\of_post( $post );
			$renamed = $seen['title'] !== ( $record['seen']['title'] ?? null ) && $title !== $record['original'];
			$moved   = $seen['address'] !== ( $record['seen']['address'] ?? null );
			$ruled   = $seen['rules'] !== ( $record['seen']['rules'] ?? null );
			if ( null !== $record['job'] && 'update' !== $record['job']['action'] ) {
				return;
			}
			Store\write( $record['id'], array( 'seen' => $seen ) );
			if ( ! $renamed && ! $moved && ! $ruled ) {
				if ( 'title_taken' === ( $record['attention']['code'] ?? '' ) && $title === $record['original'] ) {
					Store\write( $record['id'], array( 'attention' => null ) );
				}
				return;
			}
			if ( array() === Engines\of( $record )->plan( 'update', $record ) ) {
				if ( ! $renamed && ! $moved ) {
					return;
				}
				attention( $record['id'], 'title_taken', __( 'The post’s title or address was changed, and this experiment cannot follow: it was taken over as it is. End it and start another.', 'two-heads' ) );
				return;
			}
			$same = $renamed ? Setup\not_ready( array( 'stop_at' => '' ) + $record['setup'], $title ) : null;
			if ( null !== $same ) {
				attention( $record['id'], 'title_taken', __( 'The post’s title was changed to one of the headlines under test, or emptied. The experiment still tests the title as it was: change a headline, or end it.', 'two-heads' ) );
				return;
			}
			if ( $renamed ) {
				Store\write( $record['id'], array( 'original' => $title ) );
			}
			Store\note(
				$record['id'],
				'updated',
				match ( true ) {
					/* translators: 1: old title, 2: new title. */
					$renamed => sprintf( __( 'The post’s title was “%1$s” and is now “%2$s”: the experiment follows.', 'two-heads' ), $record['original'], $title ),
					$moved   => __( 'The post’s address was changed: the experiment follows.', 'two-heads' ),
					default  => __( 'The settings for headline experiments were changed: the experiment follows.', 'two-heads' ),
				}
			);
			Jobs\set( $record['id'], 'update' );
			Jobs\wake( $record['id'], 1 );
		}
	);
}

/**
 * Finds out what no hook has told: an edit while another process worked on the experiment, another permalink
 * structure or home address, a title written past WordPress.
 *
 * @param array<string, mixed> $record Record of one under way.
 */
function look_after( array $record ): void {
	$post = get_post( $record['post'] );
	if ( ! $post ) {
		forsaken( $record );
	} elseif ( 'publish' !== $post->post_status || '' !== $post->post_password ) {
		if ( 'running' === $record['status'] && 'pause' !== ( $record['job']['action'] ?? '' ) ) {
			unseen( $record['id'], $post->post_status );
		}
	} elseif ( $record['seen'] && seen( $post, $record['engine'] ) !== $record['seen'] ) {
		follow( $record['id'] );
	}
}

/**
 * A post that visitors no longer see has nothing to test.
 *
 * @param string  $to   New status.
 * @param string  $from Old status.
 * @param WP_Post $post The post.
 */
function status_changed( $to, $from, $post ): void {
	if ( $to === $from || 'publish' !== $from || Store\TYPE === $post->post_type ) {
		return;
	}
	$record = Store\current( (int) $post->ID );
	if ( null === $record || 'running' !== $record['status'] ) {
		return;
	}
	unseen( $record['id'], $to );
}

/**
 * Pauses an experiment whose post visitors no longer see, and says so.
 *
 * @param int    $experiment Its id.
 * @param string $status     Of the post.
 */
function unseen( int $experiment, string $status ): void {
	if ( null === Lifecycle\request( $experiment, 'pause' ) ) {
		Jobs\wake( $experiment, 1 );
	}
	if ( 'trash' === $status ) {
		attention( $experiment, 'trashed', __( 'The post is in the trash, so the experiment pauses. Restore and publish the post, then resume; or end the experiment.', 'two-heads' ) );
	} else {
		attention( $experiment, 'unpublished', __( 'Visitors do not see the post any more, so the experiment pauses. Publish it, then resume; or end the experiment.', 'two-heads' ) );
	}
}

/**
 * A post is deleted for ever: its experiments end.
 *
 * @param int     $id   Post.
 * @param WP_Post $post The post.
 */
function post_deleted( $id, $post ): void {
	if ( Store\TYPE === $post->post_type ) {
		return;
	}
	foreach ( Store\of_post( (int) $id ) as $record ) {
		if ( Store\is_open( $record ) ) {
			forsaken( $record );
		}
	}
}

/**
 * Ends an experiment whose post is no more.
 *
 * @param array<string, mixed> $record Record.
 */
function forsaken( array $record ): void {
	Store\locked(
		$record['id'],
		static function ( array $record ): void {
			if ( 'draft' === $record['status'] && array() === $record['remote'] ) {
				Store\delete( $record['id'] );
				return;
			}
			if ( 'end' === ( $record['job']['action'] ?? '' ) ) {
				return;
			}
			Store\note( $record['id'], 'attention', __( 'The post was deleted, so the experiment ends.', 'two-heads' ) );
			if ( Store\change_status( $record['id'], array( 'running', 'paused' ), 'concluded' ) ) {
				Store\write(
					$record['id'],
					array(
						'attention' => null,
						'ended_at'  => Site\now(),
					)
				);
			}
			Jobs\set( $record['id'], 'end' );
			Jobs\wake( $record['id'], 1 );
		}
	);
}

/**
 * What the engine says about an experiment's status: it may have been changed in the engine's own interface.
 *
 * @param int    $id     Experiment.
 * @param string $status running, paused, archived, missing or elsewhere.
 * @param string $asked  What the experiment was here when that was asked: an answer from before somebody paused or
 *                       resumed it is no news.
 */
function remote_status( int $id, string $status, string $asked ): ?WP_Error {
	$done = Store\locked(
		$id,
		static function ( array $record ) use ( $id, $status, $asked ): void {
			if ( in_array( $status, array( 'running', 'paused' ), true ) && in_array( $record['attention']['code'] ?? '', GONE, true ) ) {
				// It was found again.
				Store\write( $id, array( 'attention' => null ) );
			}
			if ( null !== $record['job'] || $asked !== $record['status'] || $status === $record['status'] ) {
				return;
			}
			$engine = Engines\of( $record )->name();
			if ( 'running' === $status && Store\change_status( $id, array( 'paused' ), 'running' ) ) {
				Store\write( $id, array( 'attention' => null ) );
				/* translators: %s: name of a service. */
				Store\note( $id, 'resumed', sprintf( __( 'Started in %s’s own interface.', 'two-heads' ), $engine ), '' );
			} elseif ( 'paused' === $status && Store\change_status( $id, array( 'running' ), 'paused' ) ) {
				$stop = Setup\moment( $record['setup']['stop_at'] ?? '' );
				if ( null !== $stop && $stop <= time() ) {
					Schedule\say_over( $id );
					return;
				}
				/* translators: %s: name of a service. */
				Store\note( $id, 'paused', sprintf( __( 'Paused in %s’s own interface.', 'two-heads' ), $engine ), '' );
			} elseif ( 'archived' === $status ) {
				// Not ended: which headline stays is for somebody here to say, and what belongs to it is still there.
				Store\change_status( $id, array( 'running' ), 'paused' );
				/* translators: %s: name of a service. */
				attention( $id, 'archived_remotely', sprintf( __( 'It was archived in %s’s own interface. Look at the result, then end it here: choose the headline that stays.', 'two-heads' ), $engine ) );
			} elseif ( 'elsewhere' === $status ) {
				/* translators: %s: name of a service. */
				attention( $id, 'elsewhere', sprintf( __( 'This experiment was begun in another project of %s, which the account that is connected now does not see: nothing is known about it. Have an administrator choose its project again, or end it here.', 'two-heads' ), $engine ) );
			} elseif ( 'missing' === $status ) {
				Store\change_status( $id, array( 'running' ), 'paused' );
				/* translators: %s: name of a service. */
				attention( $id, 'deleted_remotely', sprintf( __( '%s no longer has this experiment. End it here; its figures stay as they were.', 'two-heads' ), $engine ) );
			}
		}
	);
	return is_wp_error( $done ) ? $done : null;
}

/**
 * Asks for somebody's attention.
 *
 * @param int    $id      Experiment.
 * @param string $code    See schema experiment.
 * @param string $message A sentence with the way on.
 */
function attention( int $id, string $code, string $message ): void {
	$now = Store\get( $id )['attention'] ?? null;
	Store\write(
		$id,
		array(
			'attention' => array(
				'code'    => $code,
				'message' => $message,
			),
		)
	);
	if ( $code !== ( $now['code'] ?? '' ) ) {
		Store\note( $id, 'attention', $message, '' );
	}
}

<?php
/**
 * What people do with experiments: who pressed first does it, and whatever takes several calls to an engine becomes a
 * job (jobs.php), which anybody's next click or the background carries on.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Lifecycle;

use TwoHeads\Core\Capabilities;
use TwoHeads\Core\Lock;
use TwoHeads\Core\Site;
use TwoHeads\Experiments\Drift;
use TwoHeads\Experiments\Engines;
use TwoHeads\Experiments\Jobs;
use TwoHeads\Experiments\Schedule;
use TwoHeads\Experiments\Setup;
use TwoHeads\Experiments\Store;
use TwoHeads\Experiments\Titles;
use WP_Error;

/** Action to the statuses it can be asked for in. */
const FROM = array(
	'start'  => array( 'draft' ),
	'pause'  => array( 'running' ),
	'resume' => array( 'paused' ),
	'update' => array( 'running', 'paused' ),
	'end'    => array( 'draft', 'running', 'paused', 'concluded' ),
);

/**
 * Writes a post's draft, creating it if there is none.
 *
 * @param int                  $post  Post.
 * @param array<string, mixed> $setup As sent, valid against schema experiment-setup.
 * @param string|null          $base  Revision that the person has changed, where that is known: empty for no draft. Another
 *                                    is not overwritten.
 */
function propose( int $post, array $setup, ?string $base = null ): ?WP_Error {
	$record = Store\current( $post );
	// Who names no engine leaves it where it is.
	$setup['engine'] = ( $setup['engine'] ?? '' ) ?: ( $record['engine'] ?? '' );

	$setup = Setup\accept( $setup );
	if ( is_wp_error( $setup ) ) {
		return $setup;
	}
	if ( null === $record ) {
		$record = Lock\during( "propose_$post", static fn () => Store\current( $post ) ?? create( $post, $setup ) );
		if ( null === $record || is_wp_error( $record ) ) {
			return $record;
		}
	}
	$done = Store\locked(
		$record['id'],
		static function ( array $record ) use ( $setup, $base ): ?WP_Error {
			if ( 'draft' !== $record['status'] || null !== $record['job'] ) {
				return conflict( $record );
			}
			$refused = not_yours( $record );
			if ( null !== $refused ) {
				return $refused;
			}
			// Whoever sends the same once more has not heard that it arrived.
			$known = array( $base, Setup\revision( $setup ) );
			if ( null !== $base && ! in_array( Setup\revision( $record['setup'] ), $known, true ) ) {
				return changed( __( 'Somebody else has saved this draft in the meantime, so yours was not saved. To save once more replaces theirs.', 'two-heads' ) );
			}
			if ( $setup['engine'] !== $record['engine'] && ! Store\is_unbegun( $record ) ) {
				return Setup\invalid( array( 'engine' => __( 'This experiment has begun where it is. Discard it and write another to run it elsewhere.', 'two-heads' ) ) );
			}
			Store\write(
				$record['id'],
				array(
					'setup'  => $setup,
					'engine' => $setup['engine'],
					'remote' => $setup['engine'] === $record['engine'] ? $record['remote'] : null,
				)
			);
			if ( $record['scheduled'] && $setup['start_at'] !== $record['setup']['start_at'] ) {
				Schedule\start_later( array( 'setup' => $setup ) + $record );
			}
			return null;
		}
	);
	return is_wp_error( $done ) ? $done : null;
}

/**
 * Creates a post's draft. Only within the lock: two at once would make two.
 *
 * @param int                  $post  Post.
 * @param array<string, mixed> $setup Schema experiment-setup.
 */
function create( int $post, array $setup ): ?WP_Error {
	$record = Store\create( $post, $setup['engine'], $setup );
	if ( is_wp_error( $record ) ) {
		return $record;
	}
	Store\note( $record['id'], 'proposed', __( 'Proposed headlines to test.', 'two-heads' ) );
	return null;
}

/**
 * Discards a post's draft. What a start that was broken off has already created at the engine is removed there first.
 */
function discard( int $post ): ?WP_Error {
	$record = Store\current( $post );
	if ( null === $record ) {
		return null;
	}
	$done = Store\locked(
		$record['id'],
		static function ( array $record ): ?WP_Error {
			if ( 'draft' !== $record['status'] ) {
				return conflict( $record );
			}
			$refused = not_yours( $record );
			if ( null !== $refused ) {
				return $refused;
			}
			if ( Store\is_unbegun( $record ) ) {
				Store\delete( $record['id'] );
				return null;
			}
			Jobs\set( $record['id'], 'end' );
			return null;
		}
	);
	return is_wp_error( $done ) ? $done : null;
}

/**
 * Whoever may only propose leaves alone what somebody has already started, or set to start by itself.
 *
 * @param array<string, mixed> $record Record of a draft.
 */
function not_yours( array $record ): ?WP_Error {
	$begun = $record['scheduled'] || null !== $record['job'] || array() !== $record['remote'];
	return $begun && ! current_user_can( Capabilities\RUN, $record['post'] )
		? new WP_Error( 'rest_forbidden', __( 'Somebody has already set this experiment to start. Ask them to change it.', 'two-heads' ), array( 'status' => 403 ) )
		: null;
}

/**
 * Asks for an action. Nothing is sent yet: Jobs\advance() does.
 *
 * @param int               $id     Experiment.
 * @param string            $action start, pause, resume or update.
 * @param list<string>|null $titles Headlines that the person sees, where that is known: others are not started.
 * @param string|null       $by     Name, empty for the site itself; null: whoever is logged in.
 * @param string|null       $known  Revision of the setup that was decided by, where that is known: by another it is not done.
 * @return WP_Error|null Null when the job stands, or did already.
 */
function request( int $id, string $action, ?array $titles = null, ?string $by = null, ?string $known = null ): ?WP_Error {
	$done = Store\locked(
		$id,
		static function ( array $record ) use ( $id, $action, $titles, $by, $known ): ?WP_Error {
			$then = null;
			// Paused here, and perhaps running there: the answer to Resume was lost.
			$maybe_running = 'pause' === $action && is_stuck( $record, array( 'resume' ) );
			if ( $maybe_running || ( 'pause' === $action && is_stuck( $record, array( 'update' ) ) ) ) {
				// To pause is always possible; the change comes afterwards.
				$then = $maybe_running ? $record['job']['then'] ?? null : 'update';
			} elseif ( null !== $record['job'] ) {
				return $action === $record['job']['action'] ? null : conflict( $record );
			}
			if ( ! $maybe_running && ! in_array( $record['status'], FROM[ $action ], true ) ) {
				return conflict( $record );
			}
			if ( null !== $titles && $titles !== $record['setup']['titles'] ) {
				return changed( __( 'Somebody has changed the headlines in the meantime. Look at them as they are now, then press Start again.', 'two-heads' ) );
			}
			if ( null !== $known && Setup\revision( $record['setup'] ) !== $known ) {
				return changed( __( 'Somebody has changed how the experiment runs in the meantime. Look at it as it is now, then try again.', 'two-heads' ) );
			}
			if ( 'resume' === $action ) {
				$setup = without_past_end( $record['setup'], $record );
				// The engine has the time too.
				$then            = $setup === $record['setup'] ? null : 'update';
				$record['setup'] = $setup;
			}
			$refused = 'start' === $action || 'resume' === $action ? cannot_run( $record ) : null;
			if ( null !== $refused ) {
				return $refused;
			}
			if ( 'start' === $action && ( Setup\moment( $record['setup']['start_at'] ) ?? 0 ) > time() ) {
				Schedule\start_later( $record );
				return null;
			}
			Store\write(
				$id,
				array(
					'setup'     => $record['setup'],
					'scheduled' => false,
					'attention' => null,
				)
			);
			Jobs\set( $id, $action, $by, $then );
			return null;
		}
	);
	return is_wp_error( $done ) ? $done : null;
}

/**
 * Whether a job of one of these actions waits for something to be mended.
 *
 * @param array<string, mixed> $record  Record.
 * @param list<string>         $actions Actions.
 */
function is_stuck( array $record, array $actions ): bool {
	return ! empty( $record['job']['problem'] ) && in_array( $record['job']['action'], $actions, true );
}

/**
 * Changes titles, and what else may be changed, of an experiment under way.
 *
 * @param int                  $id    Experiment.
 * @param array<string, mixed> $setup As sent, valid against schema experiment-setup.
 */
function change( int $id, array $setup ): ?WP_Error {
	$setup['engine'] = $setup['engine'] ?: ( Store\get( $id )['engine'] ?? '' );
	// Its number of headlines stays, however many are allowed by now.
	$setup = Setup\accept( $setup, count( $setup['titles'] ) );
	if ( is_wp_error( $setup ) ) {
		return $setup;
	}
	$done = Store\locked(
		$id,
		static function ( array $record ) use ( $id, $setup ): ?WP_Error {
			// What the engine refuses of one change is mended by the next.
			$in_the_way = null !== $record['job'] && ! is_stuck( $record, array( 'update' ) );
			if ( $in_the_way || ! in_array( $record['status'], FROM['update'], true ) ) {
				return conflict( $record );
			}
			if ( array() === Engines\of( $record )->plan( 'update', $record ) ) {
				return new WP_Error( 'two_heads_conflict', __( 'This experiment was taken over as it is and cannot be changed. End it and start another.', 'two-heads' ), array( 'status' => 409 ) );
			}
			if ( count( $setup['titles'] ) !== count( $record['setup']['titles'] ) ) {
				return Setup\invalid( array( 'titles' => __( 'Headlines cannot be added or removed while the experiment runs: visitors have been given the ones it has. End it and start another.', 'two-heads' ) ) );
			}
			if ( $setup['engine'] !== $record['engine'] ) {
				return Setup\invalid( array( 'engine' => __( 'An experiment cannot move to another engine while it runs: its visitors are counted there. End it and start another.', 'two-heads' ) ) );
			}
			if ( ! in_array( $setup['mode'], array( 'auto', $record['setup']['mode'] ), true ) ) {
				return Setup\invalid( array( 'mode' => __( 'How it decides cannot be changed while the experiment runs. End it and start another.', 'two-heads' ) ) );
			}
			$setup['mode'] = $record['setup']['mode'];
			if ( $setup['goal'] !== $record['setup']['goal'] ) {
				return Setup\invalid( array( 'goal' => __( 'What decides cannot be changed while the experiment runs. End it and start another.', 'two-heads' ) ) );
			}
			if ( $setup['traffic'] !== $record['setup']['traffic'] && Engines\of( $record )->is_here() ) {
				// Those who come in addition would not be divided as the others were.
				return Setup\invalid( array( 'traffic' => __( 'How many of the visitors take part cannot be changed while the experiment runs. End it and start another.', 'two-heads' ) ) );
			}
			$post     = get_post( $record['post'] );
			$original = $post ? Titles\of_post( $post ) : $record['original'];
			$ended    = is_at_its_end( $setup, $record );
			$setup    = $ended ? $setup : without_past_end( $setup, $record );
			$fault    = Setup\not_ready( ( $ended ? array( 'stop_at' => '' ) : array() ) + $setup, $original );
			if ( null !== $fault ) {
				return $fault;
			}
			Store\write(
				$id,
				array(
					'setup'     => $setup,
					'original'  => $original,
					'seen'      => $post ? Drift\seen( $post, $record['engine'] ) : array(),
					'attention' => $ended ? $record['attention'] : null,
				)
			);
			Store\note( $id, 'updated', changes_in_words( $record['setup'], $setup ) );
			Schedule\stop_later( $setup, $id );
			Jobs\set( $id, 'update' );
			return null;
		}
	);
	return is_wp_error( $done ) ? $done : null;
}

/**
 * Ends an experiment: writes the chosen title to the post, or keeps the original, and has the engine archive it.
 *
 * @param int               $id        Experiment.
 * @param int               $variation Index; 0 keeps the original.
 * @param list<string>|null $titles    Headlines that the person sees, where that is known: others are not applied.
 * @param string|null       $by        Name, empty for the site itself; null: whoever is logged in.
 * @param string|null       $known     Revision of the setup that the site itself has judged by: what was paused or changed since
 *                                     is not ended.
 */
function end( int $id, int $variation, ?array $titles = null, ?string $by = null, ?string $known = null ): ?WP_Error {
	$by ??= Store\whoever();
	$done = Store\locked(
		$id,
		static function ( array $record ) use ( $id, $variation, $titles, $by, $known ): ?WP_Error {
			// The outcome that stands is the one decided first.
			$in_the_way = null !== $record['job'] && empty( $record['job']['problem'] );
			if ( $in_the_way || ! in_array( $record['status'], array( 'running', 'paused' ), true ) ) {
				return conflict( $record );
			}
			if ( null !== $titles && $titles !== $record['setup']['titles'] ) {
				return changed( __( 'Somebody has changed the headlines in the meantime. Look at them as they are now, then choose again.', 'two-heads' ) );
			}
			if ( null !== $known && ( 'running' !== $record['status'] || Setup\revision( $record['setup'] ) !== $known ) ) {
				return changed( __( 'Somebody has paused or changed the experiment in the meantime. Look at it as it is now, then choose again.', 'two-heads' ) );
			}
			if ( $variation > 0 && ! isset( $record['setup']['titles'][ $variation - 1 ] ) ) {
				return Setup\invalid( array( 'variation' => __( 'This experiment has no such headline. Choose one of those shown.', 'two-heads' ) ) );
			}
			$outcome = apply( $record, outcome( $record, $variation, $by ) );
			if ( is_wp_error( $outcome ) ) {
				Store\write( $id, array( 'outcome' => null ) );
				return $outcome;
			}
			Store\write(
				$id,
				array(
					'outcome'   => $outcome,
					'attention' => null,
					'ended_at'  => Site\now(),
				)
			);
			// Before the status: whatever dies in between, the job is there and goes on.
			Jobs\set( $id, 'end', $by );
			Store\change_status( $id, array( 'running', 'paused' ), 'concluded' );
			return null;
		}
	);
	return is_wp_error( $done ) ? $done : null;
}

/**
 * Finishes an end whose process died after it was decided and before its job stood.
 *
 * @param array<string, mixed> $record Record of one under way.
 */
function go_on_ending( array $record ): void {
	$outcome = $record['outcome'];
	if ( null !== $outcome && null === $record['job'] ) {
		end( $record['id'], $outcome['applied'], null, $outcome['by'] );
	}
}

/**
 * How an experiment ends, before anything is done for it.
 *
 * @param array<string, mixed> $record    Record.
 * @param int                  $variation Index; 0 keeps the original.
 * @param string               $by        Name.
 * @return array<string, mixed> Schema experiment, outcome; `before`, the title as it was stored; and `after`, as it will be.
 */
function outcome( array $record, int $variation, string $by ): array {
	$now   = (string) get_post_field( 'post_title', $record['post'], 'raw' );
	$title = $variation > 0 ? $record['setup']['titles'][ $variation - 1 ] : $record['original'];
	$begun = $record['outcome'];
	return array(
		'applied'  => $variation,
		'title'    => $title,
		'by'       => $by,
		'at'       => Site\now(),
		'reverted' => false,
		// What an end that was cut off has written already was nobody's title before.
		'before'   => null !== $begun && $now === $begun['after'] ? $begun['before'] : $now,
		'after'    => $variation > 0 ? Titles\as_stored( $title ) : $now,
	);
}

/**
 * Writes a headline to the post, as any edit of a title: with a revision.
 *
 * @param array<string, mixed> $record  Record.
 * @param array<string, mixed> $outcome See outcome().
 * @return array<string, mixed>|WP_Error Outcome, with the title as it is stored now.
 */
function apply( array $record, array $outcome ): array|WP_Error {
	$applies = $outcome['applied'] > 0;
	// Whoever comes after this process has died has to know what was decided, and which title was replaced.
	Store\write( $record['id'], array( 'outcome' => $outcome ) );
	if ( $applies && get_post_field( 'post_title', $record['post'], 'raw' ) !== $outcome['after'] ) {
		$written = write_title( $record['post'], $outcome['after'] );
		if ( is_wp_error( $written ) ) {
			return $written;
		}
		$outcome['after'] = (string) get_post_field( 'post_title', $record['post'], 'raw' );
	}
	$event = $applies ? 'applied' : 'kept';
	if ( ! in_array( $event, array_column( Store\log( $record['id'] ), 'event' ), true ) ) {
		$words = $applies
			/* translators: %s: a headline. */
			? sprintf( __( 'Made “%s” the title of the post.', 'two-heads' ), $outcome['title'] )
			: __( 'Kept the original title.', 'two-heads' );
		Store\note( $record['id'], $event, $words, $outcome['by'] );
	}
	return $outcome;
}

/**
 * Puts back the title that an ended experiment replaced, unless somebody has written another since.
 */
function revert( int $id ): ?WP_Error {
	$done = Store\locked(
		$id,
		static function ( array $record ) use ( $id ): ?WP_Error {
			if ( ! is_revertible( $record ) ) {
				return new WP_Error( 'two_heads_conflict', __( 'The post no longer has the title that this experiment gave it. Look at the title as it is now.', 'two-heads' ), array( 'status' => 409 ) );
			}
			$written = write_title( $record['post'], $record['outcome']['before'] );
			if ( is_wp_error( $written ) ) {
				return $written;
			}
			Store\write( $id, array( 'outcome' => array( 'reverted' => true ) + $record['outcome'] ) );
			Store\note( $id, 'reverted', __( 'Put the original title back.', 'two-heads' ) );
			return null;
		}
	);
	return is_wp_error( $done ) ? $done : null;
}

/**
 * Whether the post still has the title that the experiment gave it.
 *
 * @param array<string, mixed> $record Record.
 */
function is_revertible( array $record ): bool {
	$outcome = $record['outcome'];
	return null !== $outcome && ! Drift\is_under_way( $record ) && $outcome['applied'] > 0 && ! $outcome['reverted']
		&& get_post_field( 'post_title', $record['post'], 'raw' ) === $outcome['after'];
}

/**
 * Why an experiment cannot run now.
 *
 * @param array<string, mixed> $record Record.
 */
function cannot_run( array $record ): ?WP_Error {
	$post = get_post( $record['post'] );
	if ( ! $post || 'publish' !== $post->post_status ) {
		return new WP_Error( 'two_heads_not_published', __( 'Visitors do not see this post yet. Publish it, then start the experiment.', 'two-heads' ), array( 'status' => 409 ) );
	}
	if ( '' !== $post->post_password ) {
		return new WP_Error( 'two_heads_not_published', __( 'This post has a password, so its headline is not for everybody. Remove the password, then start the experiment.', 'two-heads' ), array( 'status' => 409 ) );
	}
	$original = 'draft' === $record['status'] ? Titles\of_post( $post ) : $record['original'];
	return Setup\not_ready( $record['setup'], $original ) ?? Engines\of( $record )->problem();
}

/**
 * Whether an experiment paused because it is over, and a change leaves it so: how it went still stands.
 *
 * @param array<string, mixed> $setup  Schema experiment-setup, as it is to be.
 * @param array<string, mixed> $record Record.
 */
function is_at_its_end( array $setup, array $record ): bool {
	return 'paused' === $record['status'] && in_array( $record['attention']['code'] ?? '', array( 'decided', 'schedule_over' ), true )
		&& $setup['stop_at'] === $record['setup']['stop_at'] && $setup['max_views'] === $record['setup']['max_views'];
}

/**
 * Takes away a time to stop, or a number of views, that has done its work: who goes on after it goes on until they end the
 * experiment.
 *
 * @param array<string, mixed> $setup  Schema experiment-setup, as it is to be.
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed>
 */
function without_past_end( array $setup, array $record ): array {
	$at    = Setup\moment( $setup['stop_at'] );
	$past  = null !== $at && $at <= time() && $setup['stop_at'] === $record['setup']['stop_at'];
	$most  = $setup['max_views'];
	$spent = $most > 0 && ( $record['results']['visitors'] ?? 0 ) >= $most && $most === $record['setup']['max_views'];
	return ( $past ? array( 'stop_at' => '' ) : array() ) + ( $spent ? array( 'max_views' => 0 ) : array() ) + $setup;
}

/**
 * Writes a post's title and nothing else.
 *
 * @param int    $post  Post.
 * @param string $title As stored.
 */
function write_title( int $post, string $title ): ?WP_Error {
	// WordPress saves the whole post. What others were allowed to put into it is not this person's to have filtered out,
	// and the title needs no filter: it is text, or was the post's before.
	$filtered = false !== has_filter( 'content_save_pre', 'wp_filter_post_kses' );
	if ( $filtered ) {
		kses_remove_filters();
	}
	$fields = array(
		'ID'         => $post,
		'post_title' => $title,
	);
	try {
		$written = wp_update_post( wp_slash( $fields ), true );
	} finally {
		if ( $filtered ) {
			kses_init_filters();
		}
	}
	return is_wp_error( $written )
		? new WP_Error( 'two_heads_not_saved', __( 'WordPress did not save the title of the post. Nothing was ended: try again, or change the title by hand first.', 'two-heads' ), array( 'status' => 500 ) )
		: null;
}

/**
 * Somebody else has written something else than the person sees.
 *
 * @param string $sentence What, and the way on.
 */
function changed( string $sentence ): WP_Error {
	return new WP_Error( 'two_heads_conflict', $sentence, array( 'status' => 409 ) );
}

/**
 * Somebody else was first.
 *
 * @param array<string, mixed> $record Record as it is now.
 */
function conflict( array $record ): WP_Error {
	$doing = array(
		/* translators: %s: a person's name. */
		'start'  => __( '%s is starting this experiment already.', 'two-heads' ),
		/* translators: %s: a person's name. */
		'pause'  => __( '%s is pausing this experiment already.', 'two-heads' ),
		/* translators: %s: a person's name. */
		'resume' => __( '%s is resuming this experiment already.', 'two-heads' ),
		/* translators: %s: a person's name. */
		'update' => __( '%s is changing this experiment already.', 'two-heads' ),
		/* translators: %s: a person's name. */
		'end'    => __( '%s is ending this experiment already.', 'two-heads' ),
	);
	$is = array(
		'draft'     => __( 'This experiment has not started yet.', 'two-heads' ),
		'running'   => __( 'This experiment is running already.', 'two-heads' ),
		'paused'    => __( 'This experiment is paused already.', 'two-heads' ),
		'concluded' => __( 'This experiment has ended already.', 'two-heads' ),
		'archived'  => __( 'This experiment has ended already.', 'two-heads' ),
	);
	$job = $record['job'];
	return new WP_Error(
		'two_heads_conflict',
		null !== $job ? sprintf( $doing[ $job['action'] ], $job['by'] ?: __( 'The site itself', 'two-heads' ) ) : $is[ $record['status'] ],
		array( 'status' => 409 )
	);
}

/**
 * What changed, for the record.
 *
 * @param array<string, mixed> $before Setup.
 * @param array<string, mixed> $after  Setup.
 */
function changes_in_words( array $before, array $after ): string {
	$words = array();
	foreach ( $after['titles'] as $index => $title ) {
		if ( $before['titles'][ $index ] !== $title ) {
			/* translators: 1: "Variation 1" or the like, 2: old text, 3: new text. */
			$words[] = sprintf( __( '%1$s was “%2$s” and is now “%3$s”.', 'two-heads' ), Titles\name( $index + 1 ), $before['titles'][ $index ], $title );
		}
	}
	return $words ? implode( ' ', $words ) : __( 'Changed how the experiment runs.', 'two-heads' );
}

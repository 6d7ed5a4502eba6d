<?php
/**
 * Creates objects in Optimizely once, however often it is interrupted.
 *
 * Optimizely knows no idempotency key. So before something is created, that is noted; an answer that leaves open
 * whether it was created (none, or 5xx) leaves the note, and the next attempt looks for the object before it creates
 * another.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Creation;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Errors;
use TwoHeads\Engines\Optimizely\Objects;
use TwoHeads\Experiments\Store;
use WP_Error;

/** Errors after which the object may exist all the same. */
const UNCERTAIN = array( 'two_heads_unreachable', 'two_heads_service_error', 'two_heads_bad_answer', 'two_heads_too_long' );

/**
 * Creates an object of an experiment unless it is there.
 *
 * @param array<string, mixed>             $record Record.
 * @param string                           $what   page, post_page or experiment: where its id is kept in remote.
 * @param string                           $path   To POST to.
 * @param callable(): array<string, mixed> $body   What to POST.
 * @param callable(): (array<string, mixed>|WP_Error|null) $find Looks for it; null when it is not there.
 * @return array<string, mixed>|WP_Error|null What was created or found; null when its id was known already.
 */
function once( array $record, string $what, string $path, callable $body, callable $find ): array|WP_Error|null {
	$id = $record['id'];
	if ( ! empty( $record['remote'][ $what ] ) ) {
		return null;
	}
	$row = null;
	if ( ( $record['remote']['pending'] ?? null ) === $what ) {
		$row = $find();
		if ( is_wp_error( $row ) ) {
			return $row;
		}
	}
	if ( null === $row ) {
		$lost = Store\still_locked( $id );
		if ( null !== $lost ) {
			return $lost;
		}
		Store\remember( $id, array( 'pending' => $what ) );
		$answer = Client\send( 'POST', $path, array( 'json' => $body() ) );
		$row    = is_wp_error( $answer ) ? $answer : ( $answer->json() ?? Errors\bad_answer() );
		if ( ! is_wp_error( $row ) && ! is_id( $row['id'] ?? null ) ) {
			$row = Errors\bad_answer();
		}
		if ( is_wp_error( $row ) ) {
			if ( ! in_array( $row->get_error_code(), UNCERTAIN, true ) ) {
				Store\remember( $id, array( 'pending' => null ) );
			}
			return $row;
		}
	}
	Store\remember(
		$id,
		array(
			'pending' => null,
			$what     => (string) $row['id'],
		)
	);
	return $row;
}

/**
 * Whether an object exists already, or may: an earlier attempt sent for it. It may say something else than the
 * experiment does now.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $what   See once().
 */
function is_begun( array $record, string $what ): bool {
	return ! empty( $record['remote'][ $what ] ) || ( $record['remote']['pending'] ?? null ) === $what;
}

/**
 * Looks for a page of an experiment.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $which  page or post.
 * @return array<string, mixed>|WP_Error|null
 */
function find_page( array $record, string $which ): array|WP_Error|null {
	$key = Objects\page_key( $record, $which );
	return first( '/pages', $record, static fn ( array $row ): bool => $key === ( $row['key'] ?? null ) && empty( $row['archived'] ) );
}

/**
 * Looks for the experiment.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed>|WP_Error|null
 */
function find_experiment( array $record ): array|WP_Error|null {
	$mark = Objects\mark( $record );
	return first(
		'/experiments',
		$record,
		static fn ( array $row ): bool => str_contains( (string) ( $row['description'] ?? '' ), $mark ) && 'archived' !== ( $row['status'] ?? '' )
	);
}

/**
 * The first object of a list that fits.
 *
 * @param string                               $path   List of the project.
 * @param array<string, mixed>                 $record Record.
 * @param callable(array<string, mixed>): bool $fits   Whether it is the one.
 * @return array<string, mixed>|WP_Error|null
 */
function first( string $path, array $record, callable $fits ): array|WP_Error|null {
	$rows = Client\get_all( $path, array( 'project_id' => $record['remote']['project'] ) );
	if ( is_wp_error( $rows ) ) {
		return $rows;
	}
	foreach ( $rows as $row ) {
		if ( is_id( $row['id'] ?? null ) && $fits( $row ) ) {
			return $row;
		}
	}
	return null;
}

/**
 * Whether something is an id of Optimizely's.
 *
 * @param mixed $id From an answer.
 */
function is_id( $id ): bool {
	return is_scalar( $id ) && 1 === preg_match( '/^[0-9]{1,20}$/D', (string) $id );
}

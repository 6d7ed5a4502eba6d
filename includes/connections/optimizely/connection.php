<?php
/**
 * The connection's record: everything about it that is not secret.
 *
 * One small autoloaded option, because the snippet on every page needs the project: read without a query.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely\Connection;

use TwoHeads\Connections\Optimizely\OAuth;
use TwoHeads\Connections\Optimizely\Projects;
use TwoHeads\Connections\Optimizely\Snippet;
use TwoHeads\Connections\Optimizely\Tokens;
use TwoHeads\Core\Install;
use TwoHeads\Core\Lock;
use TwoHeads\Core\Site;
use TwoHeads\Core\Vault;

const OPTION = 'two_heads_optimizely';

/** Under which record and tokens change together. */
const LOCK = 'optimizely_connection';

/** Vault entry: the app an admin typed last, `{client_id, client_secret}` as JSON, connected or not. */
const APP_SECRET = 'optimizely_app';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	Install\loaded_options( OPTION, array() );
}

/**
 * The record.
 *
 * @return array{id: ?string, method: ?string, token_hint: ?string, client_id: ?string, client_secret_hint: ?string,
 *     typed: ?array{client_id: string, client_secret_hint: string}, connected_at: ?string,
 *     connected_by: ?array{id: int, name: string}, account: ?array{name: string, user: string},
 *     project: ?array{id: string, name: string}, problem: ?string, site: ?string} `id` is another one each time
 *     somebody connects; `typed` is the app of a journey to Optimizely that has not ended well yet.
 */
function record(): array {
	$fields = 'id method token_hint client_id client_secret_hint typed connected_at connected_by account project problem site';
	$empty  = array_fill_keys( explode( ' ', $fields ), null );
	$stored = get_option( OPTION, array() );
	return array_merge( $empty, is_array( $stored ) ? array_intersect_key( $stored, $empty ) : array() );
}

/**
 * Does something with record and tokens while no other process changes them.
 *
 * A request to Optimizely takes seconds, in which somebody may disconnect or connect another account. Whoever wants to
 * write down what came of it looks again, in here, at what is stored now.
 *
 * @template T
 * @param callable(array<string, mixed>): T $work Gets the record as it is stored now.
 * @return T
 */
function change( callable $work ): mixed {
	return Lock\during(
		LOCK,
		static function () use ( $work ) {
			wp_cache_delete( 'alloptions', 'options' );
			wp_cache_delete( OPTION, 'options' );
			return $work( record() );
		}
	);
}

/**
 * Changes some fields of the record.
 *
 * @param array<string, mixed> $changes Field to new value.
 * @param string|null          $id      Only while this is still the same connection.
 * @return bool Whether it was.
 */
function update( array $changes, ?string $id = null ): bool {
	return change(
		static function ( array $record ) use ( $changes, $id ): bool {
			if ( null !== $id && $record['id'] !== $id ) {
				return false;
			}
			write( $changes + $record );
			return true;
		}
	);
}

/**
 * Writes the record. Only within change().
 *
 * @param array<string, mixed> $record See record().
 */
function write( array $record ): void {
	update_option( OPTION, $record, true );
}

/**
 * One of the four states of the schema.
 */
function status(): string {
	$record = record();
	return match ( true ) {
		null === $record['method']            => 'disconnected',
		Site\address() !== $record['site']    => 'copied',
		null !== $record['problem']           => 'reconnect',
		default                               => 'connected',
	};
}

/**
 * Notes a fresh authorisation. A project chosen before stays chosen: who reconnects does not want to choose again.
 *
 * @param string               $method  `oauth` or `token`.
 * @param array<string, mixed> $tokens  See Tokens\stored().
 * @param array<string, mixed> $changes What else is known.
 */
function established( string $method, array $tokens, array $changes ): void {
	$user    = wp_get_current_user();
	$changes = $changes + array(
		'id'           => bin2hex( random_bytes( 8 ) ),
		'method'       => $method,
		'token_hint'   => null,
		'connected_at' => Site\now(),
		'connected_by' => array(
			'id'   => $user->ID,
			'name' => $user->display_name,
		),
		'problem'      => null,
		'site'         => Site\address(),
	);
	// While nothing can be sent yet.
	Site\settle();
	change(
		static function ( array $record ) use ( $tokens, $changes ): void {
			Tokens\store( $tokens );
			write( $changes + $record );
		}
	);
	Projects\forget();
}

/**
 * Optimizely no longer accepts what is stored: nothing is deleted, the admin is asked to connect again.
 *
 * @param string      $problem Sentence for the admin.
 * @param string|null $id      Only while this is still the same connection.
 */
function needs_reconnecting( string $problem, ?string $id = null ): void {
	if ( record()['problem'] !== $problem ) {
		update( array( 'problem' => $problem ), $id );
	}
}

/**
 * Notes that Optimizely accepts the authorisation (again).
 *
 * @param string|null $id Only while this is still the same connection.
 */
function works( ?string $id ): void {
	if ( null !== record()['problem'] ) {
		update( array( 'problem' => null ), $id );
	}
}

/**
 * Forgets the tokens, the app and the project, and so stops the snippet. How the snippet is to be printed stays.
 * Nothing is sent to Optimizely: it documents no way to revoke, and a copy of a site must never revoke the original's
 * authorisation.
 */
function disconnect(): void {
	change(
		static function (): void {
			write( array() );
			Vault\forget( Tokens\SECRET );
			Vault\forget( APP_SECRET );
		}
	);
	Projects\forget();
}

/**
 * The shape of schema `optimizely-connection`.
 *
 * @return array<string, mixed>
 */
function describe(): array {
	$record = record();
	$status = status();
	if ( 'copied' === $status ) {
		$record['problem'] = sprintf(
			/* translators: 1: address of another site, 2: address of this site. */
			__( 'This connection was made on %1$s, and this site is %2$s. Nothing is sent and no snippet is printed here until you say which of the two is meant.', 'two-heads' ),
			$record['site'],
			Site\address()
		);
	}
	// While the connection holds, its own app is shown; else the one that was typed last, to go on with.
	if ( null !== $record['typed'] && ! ( 'oauth' === $record['method'] && 'connected' === $status ) ) {
		$record = array_merge( $record, $record['typed'] );
	}
	unset( $record['id'], $record['typed'], $record['site'] );
	return array(
		'status'          => $status,
		'redirect_uri'    => OAuth\redirect_uri(),
		'oauth_available' => OAuth\available(),
		'weak_key'        => Vault\key_is_weak(),
		'snippet_url'     => Snippet\url(),
	) + $record;
}

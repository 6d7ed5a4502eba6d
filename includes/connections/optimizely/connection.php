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
use TwoHeads\Core\Site;
use TwoHeads\Core\Vault;

const OPTION = 'two_heads_optimizely';

/** Vault entry: the app an admin typed, `{client_id, client_secret}` as JSON, connected or not. */
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
 * @return array{method: ?string, token_hint: ?string, client_id: ?string, client_secret_hint: ?string,
 *     connected_at: ?string, connected_by: ?array{id: int, name: string}, account: ?array{name: string, user: string},
 *     project: ?array{id: string, name: string}, problem: ?string, site: ?string}
 */
function record(): array {
	$empty  = array_fill_keys(
		array( 'method', 'token_hint', 'client_id', 'client_secret_hint', 'connected_at', 'connected_by', 'account', 'project', 'problem', 'site' ),
		null
	);
	$stored = get_option( OPTION, array() );
	return array_merge( $empty, is_array( $stored ) ? array_intersect_key( $stored, $empty ) : array() );
}

/**
 * Changes some fields of the record.
 *
 * @param array<string, mixed> $changes Field to new value.
 */
function update( array $changes ): void {
	update_option( OPTION, array_merge( record(), $changes ), true );
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
 * @param array<string, mixed> $changes What else is known.
 */
function established( string $method, array $changes ): void {
	$user = wp_get_current_user();
	update(
		$changes + array(
			'method'       => $method,
			'token_hint'   => null,
			'connected_at' => Site\now(),
			'connected_by' => array(
				'id'   => $user->ID,
				'name' => $user->display_name,
			),
			'problem'      => null,
			'site'         => Site\address(),
		)
	);
	Projects\forget();
}

/**
 * Optimizely no longer accepts what is stored: nothing is deleted, the admin is asked to connect again.
 *
 * @param string $problem Sentence for the admin.
 */
function needs_reconnecting( string $problem ): void {
	if ( record()['problem'] !== $problem ) {
		update( array( 'problem' => $problem ) );
	}
}

/**
 * Forgets the tokens, the app and the project, and so stops the snippet. How the snippet is to be printed stays.
 * Nothing is sent to Optimizely: it documents no way to revoke, and a copy of a site must never revoke the original's
 * authorisation.
 */
function disconnect(): void {
	update_option( OPTION, array(), true );
	Vault\forget( Tokens\SECRET );
	Vault\forget( APP_SECRET );
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
	unset( $record['site'] );
	return array(
		'status'          => $status,
		'redirect_uri'    => OAuth\redirect_uri(),
		'oauth_available' => OAuth\available(),
		'weak_key'        => Vault\key_is_weak(),
		'snippet_url'     => Snippet\url(),
	) + $record;
}

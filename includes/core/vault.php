<?php
/**
 * Secrets at rest: sealed with XChaCha20-Poly1305, one option each, never autoloaded.
 *
 * A sealed value is bound to its option's name and its blog, so that rows cannot be swapped, and carries a short
 * fingerprint of the key, so that changed salts are told apart from a damaged value. Nothing here returns a secret
 * to anybody but the code that sends it to its service.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Vault;

use WP_Error;

const PREFIX  = 'two_heads_secret_';
const VERSION = 'v1';

/**
 * Keeps a secret, replacing the one of the same name.
 *
 * @param string $name   Lower case letters and underscores.
 * @param string $secret Any bytes.
 */
function store( string $name, string $secret ): void {
	update_option( PREFIX . $name, seal( $name, $secret ), false );
}

/**
 * A stored secret.
 *
 * @param string $name  As given to store().
 * @param bool   $fresh Past this request's option cache: what another process may have stored meanwhile.
 * @return string|WP_Error|null Null when there is none; `two_heads_sealed` when it cannot be opened.
 */
function read( string $name, bool $fresh = false ): string|WP_Error|null {
	if ( $fresh ) {
		wp_cache_delete( PREFIX . $name, 'options' );
		wp_cache_delete( 'notoptions', 'options' );
	}
	$sealed = get_option( PREFIX . $name, null );
	return is_string( $sealed ) ? open( $name, $sealed ) : null;
}

/**
 * Removes a secret.
 */
function forget( string $name ): void {
	delete_option( PREFIX . $name );
}

/**
 * Whether this site keeps any secret.
 */
function has_any(): bool {
	global $wpdb;
	$found = $wpdb->prepare( "SELECT 1 FROM $wpdb->options WHERE option_name LIKE %s LIMIT 1", $wpdb->esc_like( PREFIX ) . '%' );
	return null !== $wpdb->get_var( $found );
}

/**
 * Seals a value for keeping elsewhere than in its own option (a transient, say).
 *
 * @return string `v1:key fingerprint:base64(nonce and ciphertext)`.
 */
function seal( string $name, string $secret ): string {
	$nonce  = random_bytes( SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_NPUBBYTES );
	$cipher = sodium_crypto_aead_xchacha20poly1305_ietf_encrypt( $secret, binding( $name ), $nonce, key() );
	return implode( ':', array( VERSION, fingerprint(), sodium_bin2base64( $nonce . $cipher, SODIUM_BASE64_VARIANT_ORIGINAL ) ) );
}

/**
 * Opens what seal() made under the same name.
 *
 * @return string|WP_Error `two_heads_sealed`: the keys in wp-config.php changed, or the value was altered.
 */
function open( string $name, string $sealed ): string|WP_Error {
	$parts = explode( ':', $sealed, 3 );
	$error = new WP_Error(
		'two_heads_sealed',
		__( 'The stored authorisation cannot be read: the secret keys in wp-config.php have changed since it was stored, or the value was altered. Connect again.', 'two-heads' ),
		array( 'status' => 409 )
	);
	if ( 3 !== count( $parts ) || VERSION !== $parts[0] || fingerprint() !== $parts[1] ) {
		return $error;
	}
	try {
		$bytes = sodium_base642bin( $parts[2], SODIUM_BASE64_VARIANT_ORIGINAL );
		$plain = sodium_crypto_aead_xchacha20poly1305_ietf_decrypt(
			substr( $bytes, SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_NPUBBYTES ),
			binding( $name ),
			substr( $bytes, 0, SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_NPUBBYTES ),
			key()
		);
	} catch ( \Throwable ) {
		return $error;
	}
	return is_string( $plain ) ? $plain : $error;
}

/**
 * The last four characters of a secret, for telling two apart; nothing of a secret too short for that to be safe.
 */
function hint( string $secret ): string {
	return strlen( $secret ) >= 12 ? substr( $secret, -4 ) : '';
}

/**
 * Whether the key is derived from values kept in the same database as what it protects: true while wp-config.php
 * defines neither TWO_HEADS_KEY nor keys of its own.
 */
function key_is_weak(): bool {
	return null === configured_key();
}

/**
 * What ties a sealed value to its place.
 */
function binding( string $name ): string {
	return PREFIX . $name . '|' . get_current_blog_id();
}

/**
 * The key's own mark: says nothing of the key, but changes with it.
 */
function fingerprint(): string {
	return substr( hash_hmac( 'sha256', 'two-heads fingerprint', key() ), 0, 8 );
}

/**
 * Key of SODIUM_CRYPTO_AEAD_XCHACHA20POLY1305_IETF_KEYBYTES (32) bytes.
 */
function key(): string {
	static $keys = array();
	// wp_salt() falls back to random values that WordPress keeps in the database.
	$material           = configured_key() ?? wp_salt( 'logged_in' );
	$keys[ $material ] ??= hash_hkdf( 'sha256', $material, 32, 'two-heads vault ' . VERSION );
	return $keys[ $material ];
}

/**
 * The key material of wp-config.php, or null where it has none of its own.
 */
function configured_key(): ?string {
	if ( defined( 'TWO_HEADS_KEY' ) && is_string( TWO_HEADS_KEY ) && strlen( TWO_HEADS_KEY ) >= 32 ) {
		return TWO_HEADS_KEY;
	}
	$parts = array();
	foreach ( array( 'LOGGED_IN_KEY', 'LOGGED_IN_SALT' ) as $name ) {
		$value = defined( $name ) ? constant( $name ) : '';
		if ( ! is_string( $value ) || strlen( $value ) < 32 || 'put your unique phrase here' === $value ) {
			return null;
		}
		$parts[] = $value;
	}
	return implode( $parts );
}

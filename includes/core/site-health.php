<?php
/**
 * Puts tests of ours into Tools → Site Health in the shape core expects.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\SiteHealth;

use TwoHeads\Core\Vault;

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	add_filter( 'site_status_tests', __NAMESPACE__ . '\\add_key_test' );
}

/**
 * A test's result.
 *
 * @param string      $test        Unique name.
 * @param string      $status      `good`, `recommended` or `critical`.
 * @param string      $label       One line.
 * @param string      $description What it means and how to mend it; plain text.
 * @param string|null $url         Where to mend it.
 * @return array<string, mixed>
 */
function result( string $test, string $status, string $label, string $description, ?string $url = null ): array {
	return array(
		'test'        => $test,
		'status'      => $status,
		'label'       => $label,
		'badge'       => array(
			'label' => __( 'Two Heads', 'two-heads' ),
			'color' => 'blue',
		),
		'description' => '<p>' . esc_html( $description ) . '</p>',
		'actions'     => $url ? sprintf( '<p><a href="%s">%s</a></p>', esc_url( $url ), esc_html__( 'Open Connections', 'two-heads' ) ) : '',
	);
}

/**
 * Tells of keys that do not protect, once there is something to protect.
 *
 * @param array<string, mixed> $tests Tests of the page.
 * @return array<string, mixed>
 */
function add_key_test( $tests ) {
	if ( Vault\key_is_weak() && Vault\has_any() ) {
		$tests['direct']['two_heads_keys'] = array(
			'label' => __( 'Two Heads encryption key', 'two-heads' ),
			'test'  => static fn (): array => result(
				'two_heads_keys',
				'recommended',
				__( 'The secrets of Two Heads are encrypted with keys kept in the same database', 'two-heads' ),
				__( 'wp-config.php defines no secret keys of its own (LOGGED_IN_KEY and LOGGED_IN_SALT), so whoever can read a copy of the database can read the stored tokens. Add the keys to wp-config.php, then connect again.', 'two-heads' )
			),
		);
	}
	return $tests;
}

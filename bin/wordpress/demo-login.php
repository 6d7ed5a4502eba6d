<?php
/**
 * Plugin Name: Two Heads: the demo's door
 * Description: Whoever is sent to the log-in form of the demo is the administrator. The front page stays a visitor's.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

defined( 'ABSPATH' ) || exit;

add_action(
	'login_init',
	static function (): void {
		$host = (string) preg_replace( '/:\d+$/', '', (string) ( $_SERVER['HTTP_HOST'] ?? '' ) );
		if ( ! in_array( $host, array( '127.0.0.1', 'localhost' ), true )
			|| 'GET' !== ( $_SERVER['REQUEST_METHOD'] ?? '' )
			|| 'login' !== ( $_GET['action'] ?? 'login' )
			// Who has logged out wants the form.
			|| isset( $_GET['loggedout'] )
		) {
			return;
		}
		wp_set_auth_cookie( 1, true );
		wp_safe_redirect( (string) ( $_GET['redirect_to'] ?? admin_url() ) );
		exit;
	}
);

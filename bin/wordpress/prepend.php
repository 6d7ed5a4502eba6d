<?php
/**
 * Goes before a snippet that bin/site.ts runs in PHP: loads WordPress as for a request to the site.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

$_SERVER += array(
	'HTTP_HOST'       => getenv( 'TWO_HEADS_SITE_HOST' ),
	'SERVER_NAME'     => '127.0.0.1',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
	'REQUEST_METHOD'  => 'GET',
	'REQUEST_URI'     => '/',
	'REMOTE_ADDR'     => '127.0.0.1',
);

if ( getenv( 'TWO_HEADS_INSTALLING' ) ) {
	define( 'WP_INSTALLING', true );
}
// A fatal error shall be told to whoever runs the snippet, not drawn as a page.
defined( 'WP_DISABLE_FATAL_ERROR_HANDLER' ) || define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
require getenv( 'TWO_HEADS_SITE_DIR' ) . '/wp-load.php';
ini_set( 'display_errors', 'stderr' );

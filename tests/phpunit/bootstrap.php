<?php
/**
 * Boots a real WordPress, installed into an empty database, with the plugin active.
 *
 * Environment: TWO_HEADS_WP_DIR (a WordPress core), TWO_HEADS_DB_HOST, TWO_HEADS_DB_NAME, TWO_HEADS_DB_USER,
 * TWO_HEADS_DB_PASSWORD. `npm run test:php` sets them.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

// PHPUnit loads this file inside a function, and WordPress inside it expects to be at the top.
global $wpdb, $wp_filter, $table_prefix, $current_site, $current_blog, $wp_rewrite, $shortcode_tags, $wp, $phpmailer;
global $wp_theme_directories, $wp_object_cache;

foreach ( array( 'TWO_HEADS_WP_DIR', 'TWO_HEADS_DB_HOST', 'TWO_HEADS_DB_NAME', 'TWO_HEADS_DB_USER' ) as $name ) {
	if ( ! getenv( $name ) ) {
		fwrite( STDERR, "$name is not set. Run: npm run test:php\n" );
		exit( 1 );
	}
}
define( 'ABSPATH', rtrim( getenv( 'TWO_HEADS_WP_DIR' ), '/' ) . '/' );
define( 'DB_HOST', getenv( 'TWO_HEADS_DB_HOST' ) );
define( 'DB_NAME', getenv( 'TWO_HEADS_DB_NAME' ) );
define( 'DB_USER', getenv( 'TWO_HEADS_DB_USER' ) );
define( 'DB_PASSWORD', (string) getenv( 'TWO_HEADS_DB_PASSWORD' ) );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $key ) {
	define( "{$key}_KEY", str_repeat( strtolower( $key ) . ' key of the tests ', 4 ) );
	define( "{$key}_SALT", str_repeat( strtolower( $key ) . ' salt of the tests ', 4 ) );
}
// An empty folder for plugins: the one under test is loaded from the checkout, as a must-use plugin would be.
$content = sys_get_temp_dir() . '/two-heads-phpunit-' . getmypid();
foreach ( array( '', '/plugins', '/uploads', '/mu-plugins' ) as $folder ) {
	mkdir( $content . $folder );
}
symlink( ABSPATH . 'wp-content/themes', "$content/themes" );
register_shutdown_function(
	static function () use ( $content ): void {
		unlink( "$content/themes" );
		foreach ( array( '/plugins', '/uploads', '/mu-plugins', '' ) as $folder ) {
			@rmdir( $content . $folder );
		}
	}
);
define( 'WP_CONTENT_DIR', $content );
define( 'WP_INSTALLING_TESTS', true );
$table_prefix = 'wptests_';

$_SERVER += array(
	'HTTP_HOST'       => 'example.org',
	'SERVER_NAME'     => 'example.org',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
	'REQUEST_METHOD'  => 'GET',
	'REQUEST_URI'     => '/',
	'REMOTE_ADDR'     => '127.0.0.1',
);
$_SERVER['REQUEST_URI'] = '/';

// Hooks set before WordPress loads are taken over by it.
$wp_filter = array(
	'muplugins_loaded' => array(
		10 => array(
			array(
				'function'      => static function (): void {
					require dirname( __DIR__, 2 ) . '/plugin.php';
				},
				'accepted_args' => 0,
			),
		),
	),
);

$installed = new mysqli( ...two_heads_tests_database() );
if ( ! $installed->query( "SHOW TABLES LIKE '{$table_prefix}options'" )->num_rows ) {
	define( 'WP_INSTALLING', true );
	require ABSPATH . 'wp-settings.php';
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	wp_install( 'Two Heads tests', 'admin', 'admin@example.org', true, '', 'password' );
	update_option( 'home', 'https://example.org' );
	update_option( 'siteurl', 'https://example.org' );
	update_option( 'permalink_structure', '/%year%/%monthnum%/%postname%/' );
	wp_installing( false );
} else {
	require ABSPATH . 'wp-settings.php';
}
$installed->close();
\TwoHeads\Core\Install\create_options();
// Here, as making a table ends the transaction of a test.
\TwoHeads\Engines\BuiltIn\Counters\install();

require __DIR__ . '/amp.php';
require __DIR__ . '/wp-cli.php';
require __DIR__ . '/test-case.php';
require __DIR__ . '/fake-service.php';
require __DIR__ . '/connections/optimizely/connected.php';
require __DIR__ . '/engines/optimizely/fake-optimizely.php';
require __DIR__ . '/experiments/experimenting.php';
require __DIR__ . '/engines/builtin/counting.php';
require __DIR__ . '/engines/troubled-engine.php';

/**
 * Arguments of mysqli for the tests' database.
 *
 * @return array{0: string, 1: string, 2: string, 3: string, 4: int|null, 5: string|null}
 */
function two_heads_tests_database(): array {
	$parts = explode( ':', DB_HOST, 2 );
	$after = $parts[1] ?? '';
	return array( $parts[0], DB_USER, DB_PASSWORD, DB_NAME, ctype_digit( $after ) ? (int) $after : null, ctype_digit( $after ) ? null : $after );
}

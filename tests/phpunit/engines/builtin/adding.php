<?php
/**
 * A process that counts, beside others that count the same: `php adding.php <times> <first experiment>`. Environment as
 * for bootstrap.php. Prints how many of its writes were done.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

use TwoHeads\Engines\BuiltIn\Counters;

define( 'SHORTINIT', true );
define( 'ABSPATH', rtrim( (string) getenv( 'TWO_HEADS_WP_DIR' ), '/' ) . '/' );
foreach ( array( 'HOST', 'NAME', 'USER', 'PASSWORD' ) as $name ) {
	define( "DB_$name", (string) getenv( "TWO_HEADS_DB_$name" ) );
}
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
$table_prefix = 'wptests_';
require ABSPATH . 'wp-settings.php';
require dirname( __DIR__, 4 ) . '/includes/engines/builtin/counters.php';

$done = 0;
for ( $time = 0; $time < (int) $argv[1]; $time++ ) {
	$increments = array();
	foreach ( array( 1, 2, 3, 4, 5 ) as $metric ) {
		foreach ( array( 0, 1, 2, 3 ) as $variation ) {
			$increments[] = array( (int) $argv[2] + $variation % 2, 1, $variation, $metric, 1 );
		}
	}
	// As they come.
	shuffle( $increments );
	$done += (int) Counters\add( $increments );
}
echo $done;

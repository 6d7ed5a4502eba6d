<?php
/**
 * The fast door for beacons (includes/engines/builtin/collect.php): counts with a fraction of WordPress, without plugins
 * and theme. Pages are told of it only where includes/engines/builtin/doors.php has seen it count.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads;

use TwoHeads\Engines\BuiltIn\Collect;

require __DIR__ . '/includes/engines/builtin/counters.php';
require __DIR__ . '/includes/engines/builtin/limits.php';
require __DIR__ . '/includes/engines/builtin/buffer.php';
require __DIR__ . '/includes/engines/builtin/collect.php';
require __DIR__ . '/includes/engines/builtin/find-wordpress.php';

$two_heads_beacon = Collect\receive();
// WordPress is not even looked for when what came is no beacon.
$two_heads_wordpress = null === $two_heads_beacon ? null : Engines\BuiltIn\find_wordpress( (string) $_SERVER['SCRIPT_FILENAME'], __FILE__ );
if ( null !== $two_heads_wordpress ) {
	define( 'SHORTINIT', true );
	// Out here, where what wp-config.php sets is global.
	require $two_heads_wordpress;
	Collect\take( $two_heads_beacon, $_SERVER );
}

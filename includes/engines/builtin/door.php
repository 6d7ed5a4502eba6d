<?php
/**
 * The everywhere door for beacons: loaded by plugin.php instead of the rest of the plugin, and ends the request.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads;

use TwoHeads\Engines\BuiltIn\Collect;

require DIR . '/includes/engines/builtin/counters.php';
require DIR . '/includes/engines/builtin/limits.php';
require DIR . '/includes/engines/builtin/buffer.php';
require DIR . '/includes/engines/builtin/collect.php';

$two_heads_beacon = Collect\receive();
if ( null !== $two_heads_beacon ) {
	Collect\take( $two_heads_beacon, $_SERVER );
}
exit;

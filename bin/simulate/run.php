<?php
/**
 * One piece of the simulation: `php run.php '{"part":"alike","rate":0.0125,…}'` says what it found as JSON.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Simulate;

require __DIR__ . '/load.php';

$piece = json_decode( $argv[1] ?? '', true );
$found = match ( $piece['part'] ?? null ) {
	'archive' => read_archive(),
	'alike'   => alike( $piece['rate'], $piece['arms'], $piece['from'], $piece['to'], $piece['looks'], $piece['seed'] ),
	'play'    => play( $piece['mode'], (float) $piece['horizon'], $piece['from'], $piece['to'], $piece['seed'] ),
};
echo json_encode( $found );

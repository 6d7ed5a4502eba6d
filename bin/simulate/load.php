<?php
/**
 * The engine's pure files, without WordPress, and what the simulation draws from.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Simulate;

$folder = dirname( __DIR__, 2 ) . '/includes';
require_once "$folder/experiments/verdict.php";
foreach (
	array(
		'special-functions', 'best-arm', 'always-valid', 'statistics', 'epochs',
		'judge-health', 'judge-figures', 'judge-weights', 'judge',
	) as $name
) {
	require_once "$folder/engines/builtin/$name.php";
}
require_once __DIR__ . '/random.php';
require_once __DIR__ . '/archive.php';
require_once __DIR__ . '/alike.php';
require_once __DIR__ . '/policies.php';

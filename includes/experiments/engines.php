<?php
/**
 * Which engines there are.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Experiments\Engines;

use TwoHeads\Experiments\Engine;
use TwoHeads\Experiments\Settings;

/**
 * Adds an engine, or lists those added.
 *
 * @return array<string, Engine> By id.
 */
function all( ?Engine $engine = null ): array {
	static $engines = array();
	if ( null !== $engine ) {
		$engines[ $engine->id() ] = $engine;
	}
	return $engines;
}

/**
 * The engine of a record.
 *
 * @param array<string, mixed> $experiment Record.
 */
function of( array $experiment ): Engine {
	return all()[ $experiment['engine'] ] ?? default_engine();
}

/**
 * The engine that experiments get which do not say otherwise: the site's choice.
 */
function default_engine(): Engine {
	return all()[ Settings\current_settings()['engine'] ] ?? current( all() );
}

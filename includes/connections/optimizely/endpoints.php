<?php
/**
 * Optimizely's addresses.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Connections\Optimizely;

use TwoHeads\Core\Http\Service;

/**
 * REST API v2.
 */
function api(): Service {
	return new Service( 'optimizely-api', 'https://api.optimizely.com/v2', 'TWO_HEADS_OPTIMIZELY_API_URL' );
}

/**
 * The application: OAuth and its pages.
 */
function app(): Service {
	return new Service( 'optimizely-app', 'https://app.optimizely.com', 'TWO_HEADS_OPTIMIZELY_APP_URL' );
}

/**
 * Where browsers load snippets from.
 */
function cdn(): Service {
	return new Service( 'optimizely-cdn', 'https://cdn.optimizely.com', 'TWO_HEADS_OPTIMIZELY_CDN_URL' );
}

/**
 * Where browsers send events.
 */
function event_log(): Service {
	return new Service( 'optimizely-log', 'https://logx.optimizely.com/v1', 'TWO_HEADS_OPTIMIZELY_LOG_URL' );
}

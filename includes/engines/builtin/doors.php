<?php
/**
 * Where pages send their beacons: the first of three doors that has been seen to count.
 *
 * - fast: tally.php, a file of the plugin, which loads a fraction of WordPress. Some hosts serve no PHP from there.
 * - everywhere: the front page's own address, answered while the plugin is loaded, before most others and the theme.
 * - rest: a route like any other, for sites on which something keeps both from arriving.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\BuiltIn\Doors;

use TwoHeads\Core\Install;
use TwoHeads\Core\Lock;
use TwoHeads\Core\PageCache;
use TwoHeads\Engines\BuiltIn\Collect;
use TwoHeads\Engines\BuiltIn\Compile;
use TwoHeads\Engines\BuiltIn\Counters;
use TwoHeads\Engines\BuiltIn\Limits;
use WP_REST_Request;
use WP_REST_Response;
use const TwoHeads\FILE;
use const TwoHeads\REST_NAMESPACE;

/** Autoloaded: array{ door: string, at: int, problem: string }; empty before the first check. */
const OPTION = 'two_heads_door';

/** Cron event of the check. */
const HOOK = 'two_heads_check_doors';

/** In the order in which they are tried. */
const FAST       = 'fast';
const EVERYWHERE = 'everywhere';
const REST       = 'rest';

/** Why no door was seen to count: the site does not reach itself; or it does, and the beacon did not arrive. */
const UNREACHABLE = 'unreachable';
const UNCOUNTED   = 'uncounted';

/**
 * Hooks of this file.
 */
function bootstrap(): void {
	Install\loaded_options( OPTION, array() );
	register_activation_hook( FILE, __NAMESPACE__ . '\\schedule' );
	register_deactivation_hook( FILE, __NAMESPACE__ . '\\unschedule' );
	add_action( 'admin_init', __NAMESPACE__ . '\\schedule' );
	add_action( HOOK, __NAMESPACE__ . '\\look_after' );
	add_action( 'rest_api_init', __NAMESPACE__ . '\\register_route' );
}

/**
 * Has the doors checked daily, the first time as soon as cron runs: whoever activates the plugin does not wait for a site
 * that does not reach itself. Asks the database nothing.
 */
function schedule(): void {
	if ( ! wp_next_scheduled( HOOK ) ) {
		wp_schedule_event( time(), 'daily', HOOK );
	}
}

/**
 * Without the plugin there are no doors.
 */
function unschedule(): void {
	wp_clear_scheduled_hook( HOOK );
}

/**
 * Cron.
 */
function look_after(): void {
	check();
	Limits\forget();
}

/**
 * Where pages send their beacons now. Asks nobody.
 *
 * @return string A path where the door is on the site's own host: however somebody came there, by that way it is reached,
 *                which WordPress behind a proxy may not know. Else an address.
 */
function url(): string {
	$address = address( get_option( OPTION, array() )['door'] ?? EVERYWHERE );
	$own     = preg_replace( '#^https?://#', '', home_url() );
	$origin  = strtok( $own, '/' );
	$rest    = preg_replace( '#^https?://#', '', $address );
	return str_starts_with( "$rest/", "$origin/" ) ? substr( $rest, strlen( $origin ) ) : $address;
}

/**
 * The whole address of a door.
 */
function address( string $door ): string {
	return match ( $door ) {
		FAST    => plugins_url( 'tally.php', FILE ),
		REST    => rest_url( REST_NAMESPACE . '/tally' ),
		default => add_query_arg( Collect\QUERY, '', home_url( '/' ) ),
	};
}

/**
 * Knocks at the doors, one after the other, until one is seen to count, and has pages use that one. When none is, pages
 * use the one that needs least of the host.
 *
 * @return string Where pages send their beacons from now on.
 */
function check(): string {
	$mine = Lock\acquire( 'doors', 60 );
	if ( null === $mine ) {
		return url();
	}
	if ( ! Counters\exists() ) {
		Counters\create();
	}
	$problem = UNREACHABLE;
	foreach ( array( FAST, EVERYWHERE, REST ) as $door ) {
		$counts = counts( $door );
		if ( $counts ) {
			break;
		}
		$problem = null === $counts ? $problem : UNCOUNTED;
	}
	$state = array(
		'door'    => $counts ? $door : EVERYWHERE,
		'at'      => time(),
		'problem' => $counts ? '' : $problem,
	);
	$before = get_option( OPTION, array() )['door'] ?? EVERYWHERE;
	update_option( OPTION, $state, true );
	if ( $state['door'] !== $before && Compile\page() ) {
		// Cached pages send to the old one, which may be closed by now.
		PageCache\purge_later();
	}
	Lock\release( 'doors', $mine );
	return url();
}

/**
 * Whether a beacon that comes to a door is counted. It is one of the site's own, which shows a token that is good once
 * and for a minute, so that nobody else can have anything written this way.
 *
 * The one request that does not go through core/http: it is no outside service but this site, as it is for core's cron.
 *
 * @return bool|null Null when the site does not reach itself there.
 */
function counts( string $door ): ?bool {
	global $wpdb;
	$token = bin2hex( random_bytes( 32 ) );
	$row   = array(
		'experiment' => Counters\OWN,
		'epoch'      => 0,
		'variation'  => Collect\PROOF,
	);
	$wpdb->delete( Counters\table(), $row );
	update_option( Collect\TOKEN, hash( 'sha256', $token ) . '|' . ( time() + MINUTE_IN_SECONDS ), false );
	$answer = wp_remote_post(
		address( $door ),
		array(
			'timeout'             => 3,
			'redirection'         => 0,
			'limit_response_size' => KB_IN_BYTES,
			'headers'             => array( 'Content-Type' => 'text/plain;charset=UTF-8' ),
			'body'                => (string) wp_json_encode( array( get_current_blog_id(), $token ) ),
			// As core's own loopback requests do: a local certificate is the host's business.
			'sslverify'           => apply_filters( 'https_local_ssl_verify', false ),
		)
	);
	delete_option( Collect\TOKEN );
	// Taken away again, and so seen: no second query could read it from elsewhere.
	$counted = (bool) $wpdb->delete( Counters\table(), $row );
	if ( is_wp_error( $answer ) ) {
		return null;
	}
	return $counted && 204 === wp_remote_retrieve_response_code( $answer );
}

/**
 * The last door.
 */
function register_route(): void {
	register_rest_route(
		REST_NAMESPACE,
		'/tally',
		array(
			'methods'             => 'POST',
			// A visitor's page sends what anybody may: what comes of it is decided by what runs.
			'permission_callback' => static fn (): bool => true,
			'callback'            => __NAMESPACE__ . '\\take',
			'args'                => array(),
		)
	);
}

/**
 * Counts a beacon that came by REST.
 *
 * @param WP_REST_Request $request Request; its body is no JSON to WordPress, as it does not come as such.
 */
function take( WP_REST_Request $request ): WP_REST_Response {
	$beacon = Collect\read( $request->get_body(), $_SERVER );
	if ( null !== $beacon ) {
		Collect\take( $beacon, $_SERVER );
	}
	$headers = array(
		'Cache-Control' => 'no-store',
		'X-Robots-Tag'  => 'noindex',
	);
	return new WP_REST_Response( null, 204, $headers );
}

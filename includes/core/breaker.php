<?php
/**
 * When not to ask a service: it said so (429), or it has failed again and again.
 *
 * State lives in transients: it is advice, and losing it costs one needless request.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Core\Breaker;

const FAILURES   = 5;
const WINDOW     = 60;
const FIRST_OPEN = 60;
const LONGEST    = 900;

/**
 * Seconds until the service may be asked again because it named a time; 0 when it may be asked now.
 */
function paused_for( string $service ): int {
	return max( 0, (int) get_transient( "two_heads_pause_$service" ) - time() );
}

/**
 * The service asked to be left alone.
 */
function pause( string $service, int $seconds ): void {
	set_transient( "two_heads_pause_$service", time() + $seconds, $seconds );
}

/**
 * Seconds until background work may use the service's rate limit again; 0 when it may now.
 */
function spent_for( string $service ): int {
	return max( 0, (int) get_transient( "two_heads_spent_$service" ) - time() );
}

/**
 * Notes whether anything is left of a service's rate limit.
 *
 * @param int|null $seconds Until there is; null when there is now.
 */
function spent( string $service, ?int $seconds ): void {
	if ( null !== $seconds ) {
		set_transient( "two_heads_spent_$service", time() + $seconds, $seconds );
	} elseif ( false !== get_transient( "two_heads_spent_$service" ) ) {
		delete_transient( "two_heads_spent_$service" );
	}
}

/**
 * Seconds until background work may try a failing service again; 0 when it may now. After that time one more
 * failure opens the breaker for twice as long, one success closes it.
 */
function open_for( string $service ): int {
	return max( 0, state( $service )['until'] - time() );
}

/**
 * Notes that a service failed (no answer, or 5xx).
 */
function failed( string $service ): void {
	$state             = state( $service );
	$recent            = static fn ( int $at ): bool => $at > time() - WINDOW;
	$state['failures'] = array_values( array_filter( array( ...$state['failures'], time() ), $recent ) );
	if ( $state['length'] > 0 || count( $state['failures'] ) >= FAILURES ) {
		$state['length'] = $state['length'] > 0 ? min( LONGEST, 2 * $state['length'] ) : FIRST_OPEN;
		$state['until']  = time() + $state['length'];
	}
	set_transient( "two_heads_breaker_$service", $state, LONGEST * 2 );
}

/**
 * Notes that a service answered.
 */
function answered( string $service ): void {
	if ( false !== get_transient( "two_heads_breaker_$service" ) ) {
		delete_transient( "two_heads_breaker_$service" );
	}
}

/**
 * @return array{failures: list<int>, until: int, length: int} Times of failures, end and length of the open state.
 */
function state( string $service ): array {
	$state = get_transient( "two_heads_breaker_$service" );
	return is_array( $state ) ? $state : array(
		'failures' => array(),
		'until'    => 0,
		'length'   => 0,
	);
}

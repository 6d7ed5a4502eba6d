<?php
/**
 * Optimizely's results in our shape.
 *
 * @package TwoHeads
 */

declare(strict_types=1);

namespace TwoHeads\Engines\Optimizely\Results;

use TwoHeads\Connections\Optimizely\Client;
use TwoHeads\Connections\Optimizely\Errors;
use WP_Error;

/** Optimizely's "not available" of visitors_remaining is the highest 64-bit integer; nothing this high is real. */
const NOT_KNOWN = 9.0e18;

/** The Stats Engine's default. */
const CONFIDENCE = 0.9;

/**
 * The figures of an experiment.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed>|WP_Error Schema `results` without fetched_at, verdict, leader and warning.
 */
function results( array $record ): array|WP_Error {
	$body = ask( $record, 'results' );
	if ( is_wp_error( $body ) || isset( $body['state'] ) ) {
		return $body;
	}
	$absolute = 'absolute' === ( $body['stats_config']['difference_type'] ?? '' );
	$metrics  = array();
	foreach ( metrics_of( $record, $body ) as $id => $metric ) {
		$variations = by_index( $record, $metric, __NAMESPACE__ . '\\variation' );
		$metrics[]  = array(
			'id'         => $id,
			'variations' => $absolute ? relative( $variations ) : $variations,
		);
	}
	$counted = array_sum( array_column( $metrics[0]['variations'] ?? array(), 'visitors' ) );
	$total   = $body['reach']['total_count'] ?? null;
	return array(
		'state'      => $counted > 0 ? 'ready' : 'none',
		'until'      => is_string( $body['end_time'] ?? null ) ? $body['end_time'] : null,
		'stale'      => ! empty( $body['is_stale'] ),
		'confidence' => number( $body['confidence_threshold'] ?? $body['stats_config']['confidence_level'] ?? null ) ?? CONFIDENCE,
		'visitors'   => is_numeric( $total ) ? (int) $total : (int) $counted,
		'metrics'    => $metrics,
	);
}

/**
 * The figures over time.
 *
 * @param array<string, mixed> $record Record.
 * @return array<string, mixed>|WP_Error Schema `series`.
 */
function series( array $record ): array|WP_Error {
	$body = ask( $record, 'timeseries' );
	if ( is_wp_error( $body ) ) {
		return $body;
	}
	$metrics = array();
	foreach ( isset( $body['state'] ) ? array() : metrics_of( $record, $body ) as $id => $metric ) {
		$metrics[] = array(
			'id'         => $id,
			'variations' => by_index( $record, $metric, __NAMESPACE__ . '\\line' ),
		);
	}
	return array(
		'state'   => $body['state'] ?? ( $metrics ? 'ready' : 'none' ),
		'metrics' => $metrics,
	);
}

/**
 * Asks for figures.
 *
 * @param array<string, mixed> $record Record.
 * @param string               $what   results or timeseries.
 * @return array<string, mixed>|WP_Error Optimizely's body; or what there is to say without figures, with `state`.
 */
function ask( array $record, string $what ): array|WP_Error {
	if ( empty( $record['remote']['experiment'] ) ) {
		return nothing( 'none' );
	}
	$answer = Client\send( 'GET', "/experiments/{$record['remote']['experiment']}/$what" );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	if ( 202 === $answer->status || 204 === $answer->status ) {
		return nothing( 202 === $answer->status ? 'preparing' : 'none' );
	}
	return $answer->json() ?? Errors\bad_answer();
}

/**
 * Results without figures.
 *
 * @return array<string, mixed> Schema `results` without fetched_at, verdict, leader and warning.
 */
function nothing( string $state ): array {
	return array(
		'state'      => $state,
		'until'      => null,
		'stale'      => false,
		'confidence' => CONFIDENCE,
		'visitors'   => 0,
		'metrics'    => array(),
	);
}

/**
 * The metrics by our names, in our order. Each is told by its event; where that does not help, by its place.
 *
 * @param array<string, mixed> $record Record.
 * @param array<string, mixed> $body   Of results or timeseries.
 * @return array<string, array<string, mixed>>
 */
function metrics_of( array $record, array $body ): array {
	$sent   = array_values( array_filter( is_array( $body['metrics'] ?? null ) ? $body['metrics'] : array(), 'is_array' ) );
	$remote = $record['remote'];
	$events = ( $remote['events'] ?? array() ) + array( 'open' => $remote['post_page'] ?? null );
	$found  = array();
	foreach ( $remote['metrics'] ?? array( 'click' ) as $place => $id ) {
		$event        = (string) ( $events[ $id ] ?? 'none' );
		$same         = array_filter( $sent, static fn ( array $metric ): bool => (string) ( $metric['event_id'] ?? '' ) === $event );
		$found[ $id ] = $same ? reset( $same ) : ( $sent[ $place ] ?? null );
	}
	return array_filter( $found );
}

/**
 * What a metric says of each variation, in order of their index.
 *
 * @param array<string, mixed>                                             $record Record.
 * @param array<string, mixed>                                             $metric Of results or timeseries.
 * @param callable(int, array<string, mixed>): array<string, mixed>        $shape  Gets index and Optimizely's entry.
 * @return list<array<string, mixed>>
 */
function by_index( array $record, array $metric, callable $shape ): array {
	$entries = is_array( $metric['results'] ?? null ) ? $metric['results'] : array();
	$all     = array();
	foreach ( $record['remote']['variations'] ?? array() as $index => $id ) {
		$all[] = $shape( $index, is_array( $entries[ $id ] ?? null ) ? $entries[ $id ] : array() );
	}
	return $all;
}

/**
 * One variation of one metric.
 *
 * @param array<string, mixed> $entry Optimizely's; empty when nobody was counted in it.
 * @return array<string, mixed> Schema `results`.
 */
function variation( int $index, array $entry ): array {
	$lift      = is_array( $entry['lift'] ?? null ) && 0 !== $index ? $entry['lift'] : array();
	$interval  = array_map( __NAMESPACE__ . '\\number', is_array( $lift['confidence_interval'] ?? null ) ? array_values( $lift['confidence_interval'] ) : array() );
	$remaining = number( $lift['visitors_remaining'] ?? null );
	$visitors  = (int) ( number( $entry['samples'] ?? null ) ?? 0 );
	$value     = number( $entry['value'] ?? null ) ?? 0.0;
	return array(
		'index'        => $index,
		'visitors'     => $visitors,
		'conversions'  => (int) round( $value ),
		'rate'         => number( $entry['rate'] ?? null ) ?? ( $visitors > 0 ? $value / $visitors : 0.0 ),
		'improvement'  => number( $lift['value'] ?? null ),
		'interval'     => 2 === count( $interval ) && ! in_array( null, $interval, true ) ? $interval : null,
		'significance' => number( $lift['significance'] ?? null ),
		'significant'  => ! empty( $lift['is_significant'] ),
		'remaining'    => null === $remaining || $remaining >= NOT_KNOWN || $remaining < 0 ? null : (int) $remaining,
	);
}

/**
 * Differences between rates, which a project may have Optimizely give, as shares of the original's rate.
 *
 * @param list<array<string, mixed>> $variations Of one metric, the original first.
 * @return list<array<string, mixed>>
 */
function relative( array $variations ): array {
	$base  = $variations[0]['rate'] ?? 0.0;
	$share = static fn ( ?float $difference ): ?float => null === $difference || $base <= 0 ? null : $difference / $base;
	foreach ( $variations as &$variation ) {
		$variation['improvement'] = $share( $variation['improvement'] );
		$variation['interval']    = null === $variation['interval'] || $base <= 0 ? null : array_map( $share, $variation['interval'] );
	}
	return $variations;
}

/**
 * One variation of one metric over time.
 *
 * @param array<string, mixed> $entry Optimizely's.
 * @return array<string, mixed> Schema `series`.
 */
function line( int $index, array $entry ): array {
	$points = array();
	foreach ( is_array( $entry['timeseries'] ?? null ) ? $entry['timeseries'] : array() as $point ) {
		if ( is_string( $point['time'] ?? null ) && false !== strtotime( $point['time'] ) ) {
			$points[ $point['time'] ] = array( 'at' => $point['time'] ) + array_intersect_key(
				variation( $index, $point ),
				array_flip( array( 'visitors', 'conversions', 'rate' ) )
			);
		}
	}
	ksort( $points );
	return array(
		'index'  => $index,
		'points' => array_values( $points ),
	);
}

/**
 * A number, or null for whatever is none.
 *
 * @param mixed $value From an answer; numbers too big for PHP come as strings.
 */
function number( $value ): ?float {
	return is_numeric( $value ) && is_finite( (float) $value ) ? (float) $value : null;
}

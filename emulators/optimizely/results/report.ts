/**
 * The bodies of /results and /timeseries.
 */
import { timestamp } from '../projects';
import type { Store } from '../store';
import { rows, type Row, type Study } from './study';

type Window = { readonly from: number; readonly to: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How far apart points of a time series may be. */
const STEPS = [ 5 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR ];
const MOST_POINTS = 48;

function nameOf( store: Store, eventId: number | null | undefined ): string {
	const { custom_events: events, pages } = store.state;
	return (
		[ ...events, ...pages ].find( ( one ) => one.id === eventId )?.name ??
		'Overall revenue'
	);
}

function metricHead( store: Store, studied: Study, index: number ) {
	const { display_title: title, ...metric } = studied.metrics[ index ] ?? {};
	return {
		aggregator: 'unique',
		scope: 'visitor',
		winning_direction: 'increasing',
		...metric,
		name: title ?? nameOf( store, metric.event_id ),
	};
}

function variationHead( studied: Study, row: Row ) {
	return {
		variation_id: row.id,
		experiment_id: studied.record.id,
		name: row.variation.name,
		level: 'variation',
		is_baseline: row.lift === null,
	};
}

const numbers = ( row: Row ) => ( {
	rate: row.rate,
	samples: row.samples,
	// The contract wants a whole number, also for a sum of fractions.
	value: Math.round( row.value ),
	variance: row.variance,
	...( row.lift ? { lift: row.lift } : {} ),
} );

function conclusionOf( found: readonly Row[] ) {
	const id = ( status: string ) =>
		found
			.filter(
				( { lift } ) =>
					lift?.is_significant && lift.lift_status === status
			)
			.sort(
				( a, b ) =>
					Math.abs( b.lift?.value ?? 0 ) -
					Math.abs( a.lift?.value ?? 0 )
			)[ 0 ]?.id;
	const winner = id( 'better' );
	const loser = id( 'worse' );
	return {
		...( winner === undefined ? {} : { winner } ),
		...( loser === undefined ? {} : { loser } ),
	};
}

function reachOf( studied: Study ) {
	const count = ( id: string ) =>
		studied.participants.filter( ( one ) => one.variation === id ).length;
	const total = studied.participants.length;
	const baseline = count( studied.baseline );
	return {
		baseline_count: baseline,
		baseline_reach: baseline / total,
		treatment_count: total - baseline,
		treatment_reach: ( total - baseline ) / total,
		total_count: total,
		variations: Object.fromEntries(
			studied.variations.map( ( one ) => {
				const id = String( one.variation_id );
				return [
					id,
					{
						variation_id: id,
						name: one.name,
						count: count( id ),
						variation_reach: count( id ) / total,
					},
				];
			} )
		),
	};
}

function head( studied: Study, { from, to }: Window, isStale: boolean ) {
	return {
		experiment_id: studied.record.id,
		confidence_threshold: studied.threshold,
		start_time: timestamp( from ),
		end_time: timestamp( to ),
		is_stale: isStale,
		stats_config: {
			confidence_level: studied.threshold,
			difference_type: 'relative',
			epoch_enabled: false,
		},
	};
}

/** The body of /results. */
export function resultsBody(
	store: Store,
	studied: Study,
	window: Window,
	isStale: boolean
) {
	return {
		...head( studied, window, isStale ),
		reach: reachOf( studied ),
		metrics: studied.metrics.map( ( _, index ) => {
			const found = rows( studied, index, window.to );
			return {
				...metricHead( store, studied, index ),
				conclusion: conclusionOf( found ),
				results: Object.fromEntries(
					found.map( ( row ) => [
						row.id,
						{ ...variationHead( studied, row ), ...numbers( row ) },
					] )
				),
			};
		} ),
	};
}

/** The times at which a series has points: evenly apart, the last at the end. */
export function pointsOf( { from, to }: Window ): number[] {
	const span = Math.max( 0, to - from );
	const step =
		STEPS.find( ( one ) => span / one <= MOST_POINTS ) ??
		Math.ceil( span / MOST_POINTS );
	const points: number[] = [];
	for ( let time = from + step; time < to; time += step ) {
		points.push( time );
	}
	return [ ...points, to ];
}

/** The body of /timeseries: every point tells what was known by then. */
export function seriesBody(
	store: Store,
	studied: Study,
	window: Window,
	isStale: boolean
) {
	const points = pointsOf( window );
	return {
		...head( studied, window, isStale ),
		metrics: studied.metrics.map( ( _, index ) => {
			const tables = points.map( ( time ) => ( {
				time,
				found: rows( studied, index, time ),
			} ) );
			const last = tables.at( -1 )?.found ?? [];
			return {
				...metricHead( store, studied, index ),
				results: Object.fromEntries(
					last.map( ( row, place ) => [
						row.id,
						{
							...variationHead( studied, row ),
							timeseries: tables.flatMap( ( { time, found } ) => {
								const then = found[ place ];
								return then
									? [
											{
												time: timestamp( time ),
												...numbers( then ),
											},
										]
									: [];
							} ),
						},
					] )
				),
			};
		} ),
	};
}

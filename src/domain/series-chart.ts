/**
 * Where the lines, ticks and marks of the chart over time stand: numbers only, for whoever
 * draws them. Origin is the upper left corner of the plot, as in SVG; time runs to the
 * right in every language, as people are used to of charts.
 */
import type { Series } from '../contracts/series';

export type SeriesMetric = Series[ 'metrics' ][ number ];

/** Something that happened to the experiment. */
export interface ChartEvent {
	/** ISO time. */
	at: string;
	/** As in an experiment's log: started, paused, resumed, ended … */
	event: string;
}

export interface Chart {
	lines: {
		/** Index of the variation. */
		index: number;
		/** Path data; a single point is a line of no length, which a round cap makes a dot. */
		path: string;
		/** Its end, where a label stands; null without a point. */
		end: { x: number; y: number; rate: number } | null;
	}[];
	/** Times, oldest first. */
	xTicks: { x: number; at: string }[];
	/** Rates, from 0 up. */
	yTicks: { y: number; rate: number }[];
	marks: { x: number; at: string; event: string }[];
	/** Seconds between the first and the last time. */
	span: number;
}

const DAY = 86_400_000;
/** Marks worth a line in the chart. */
const MARKED = [ 'started', 'paused', 'resumed', 'ended' ];

/**
 * @param metric      One metric of the series.
 * @param events      The experiment's log; other events than start, pause, resume and end are passed over.
 * @param size        Of the plot, in SVG units.
 * @param size.width
 * @param size.height
 * @return Null when there is no point to draw.
 */
export function seriesChart(
	metric: SeriesMetric,
	events: readonly ChartEvent[],
	size: { width: number; height: number }
): Chart | null {
	const lines = metric.variations.map( ( { index, points } ) => ( {
		index,
		// Before the first visitor there is no rate to speak of.
		points: points
			.filter( ( { visitors } ) => visitors > 0 )
			.map( ( { at, rate } ) => ( { time: Date.parse( at ), rate } ) )
			.filter( ( { time } ) => Number.isFinite( time ) ),
	} ) );
	const all = lines.flatMap( ( { points } ) => points );
	if ( all.length === 0 ) {
		return null;
	}

	const marks = events
		.filter( ( { event } ) => MARKED.includes( event ) )
		.map( ( { at, event } ) => ( { time: Date.parse( at ), at, event } ) )
		.filter( ( { time } ) => Number.isFinite( time ) );
	const times = [ ...all, ...marks ].map( ( { time } ) => time );
	const first = minOf( times );
	const span = maxOf( times ) - first;
	const rates = rateTicks( maxOf( all.map( ( { rate } ) => rate ) ) );
	const top = rates.at( -1 ) ?? 1;
	const xOf = ( time: number ) =>
		rounded( span ? ( ( time - first ) / span ) * size.width : 0 );
	const yOf = ( rate: number ) =>
		rounded( size.height - ( rate / top ) * size.height );

	return {
		lines: lines.map( ( { index, points } ) => {
			const places = points.map( ( { time, rate } ) => ( {
				x: xOf( time ),
				y: yOf( rate ),
				rate,
			} ) );
			return {
				index,
				path: pathOf( places ),
				end: places.at( -1 ) ?? null,
			};
		} ),
		xTicks: timeTicks( first, span ).map( ( time ) => ( {
			x: xOf( time ),
			at: new Date( time ).toISOString(),
		} ) ),
		yTicks: rates.map( ( rate ) => ( { y: yOf( rate ), rate } ) ),
		marks: marks.map( ( { time, at, event } ) => ( {
			x: xOf( time ),
			at,
			event,
		} ) ),
		span: span / 1000,
	};
}

/** 0 and up to five even steps of 1, 2 or 5 times a power of ten, the last at or above the highest. */
export function rateTicks( highest: number ): number[] {
	if ( ! ( highest > 0 ) ) {
		return [ 0, 0.01 ];
	}
	const power = 10 ** Math.floor( Math.log10( highest / 5 ) );
	const step =
		[ 1, 2, 5, 10 ]
			.map( ( factor ) => factor * power )
			.find( ( one ) => one * 5 >= highest * ( 1 - 1e-9 ) ) ?? highest;
	const count = Math.max( 1, Math.ceil( highest / step - 1e-9 ) );
	return Array.from( { length: count + 1 }, ( _, index ) =>
		// 3 × 0.1 is 0.30000000000000004.
		Number( ( index * step ).toPrecision( 12 ) )
	);
}

/** Two to five times, evenly apart; never two on one day once there are days between them. */
function timeTicks( first: number, span: number ): number[] {
	if ( span === 0 ) {
		return [ first ];
	}
	const days = Math.floor( span / DAY );
	const gaps = days >= 2 ? Math.min( 4, days ) : 3;
	return Array.from(
		{ length: gaps + 1 },
		( _, index ) => first + ( span * index ) / gaps
	);
}

function pathOf( places: readonly { x: number; y: number }[] ): string {
	const [ only ] = places;
	if ( places.length === 1 && only ) {
		return `M${ only.x } ${ only.y }h0`;
	}
	return places
		.map( ( { x, y }, index ) => `${ index ? 'L' : 'M' }${ x } ${ y }` )
		.join( '' );
}

const rounded = ( value: number ) => Math.round( value * 10 ) / 10;
// Math.max( ...list ) fails on long lists.
const minOf = ( list: readonly number[] ) =>
	list.reduce( ( a, b ) => Math.min( a, b ), Infinity );
const maxOf = ( list: readonly number[] ) =>
	list.reduce( ( a, b ) => Math.max( a, b ), -Infinity );

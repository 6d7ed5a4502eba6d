import { rateTicks, seriesChart } from './series-chart';
import type { SeriesMetric } from './series-chart';

const size = { width: 100, height: 50 };
const point = ( at: string, visitors: number, conversions: number ) => ( {
	at,
	visitors,
	conversions,
	rate: visitors ? conversions / visitors : 0,
} );
const metric = (
	...lines: SeriesMetric[ 'variations' ][ number ][ 'points' ][]
): SeriesMetric => ( {
	id: 'click',
	variations: lines.map( ( points, index ) => ( { index, points } ) ),
} );

describe( 'seriesChart', () => {
	it( 'puts time from left to right and 0 at the bottom', () => {
		const chart = seriesChart(
			metric(
				[
					point( '2026-11-01T00:00:00Z', 10, 1 ),
					point( '2026-11-02T00:00:00Z', 100, 20 ),
					point( '2026-11-05T00:00:00Z', 200, 20 ),
				],
				[ point( '2026-11-01T00:00:00Z', 10, 0 ) ]
			),
			[],
			size
		);
		// The top of the axis is 20 %.
		expect( chart?.lines ).toEqual( [
			{
				index: 0,
				path: 'M0 25L25 0L100 25',
				end: { x: 100, y: 25, rate: 0.1 },
			},
			{ index: 1, path: 'M0 50h0', end: { x: 0, y: 50, rate: 0 } },
		] );
		expect( chart?.span ).toBe( 4 * 86400 );
		expect( chart?.xTicks ).toEqual(
			[ 0, 25, 50, 75, 100 ].map( ( x, day ) => ( {
				x,
				at: `2026-11-0${ day + 1 }T00:00:00.000Z`,
			} ) )
		);
		expect( chart?.yTicks ).toEqual( [
			{ y: 50, rate: 0 },
			{ y: 37.5, rate: 0.05 },
			{ y: 25, rate: 0.1 },
			{ y: 12.5, rate: 0.15 },
			{ y: 0, rate: 0.2 },
		] );
	} );

	it( 'marks what was started, paused, resumed and ended, and makes room for it', () => {
		const chart = seriesChart(
			metric( [ point( '2026-11-02T00:00:00Z', 10, 1 ) ] ),
			[
				{ at: '2026-10-31T00:00:00Z', event: 'started' },
				{ at: '2026-11-01T00:00:00Z', event: 'updated' },
				{ at: '2026-11-02T12:00:00Z', event: 'paused' },
				{ at: 'nonsense', event: 'resumed' },
				{ at: '2026-11-04T00:00:00Z', event: 'ended' },
			],
			size
		);
		expect( chart?.marks.map( ( { event, x } ) => [ event, x ] ) ).toEqual(
			[
				[ 'started', 0 ],
				[ 'paused', 62.5 ],
				[ 'ended', 100 ],
			]
		);
		expect( chart?.lines[ 0 ]?.end?.x ).toBe( 50 );
	} );

	it( 'leaves out points without a visitor, and copes with one moment only', () => {
		const chart = seriesChart(
			metric(
				[
					point( '2026-11-01T00:00:00Z', 0, 0 ),
					point( '2026-11-02T00:00:00Z', 4, 1 ),
				],
				[]
			),
			[],
			size
		);
		expect( chart?.lines ).toEqual( [
			{ index: 0, path: 'M0 0h0', end: { x: 0, y: 0, rate: 0.25 } },
			{ index: 1, path: '', end: null },
		] );
		expect( chart?.xTicks ).toHaveLength( 1 );
	} );

	it( 'is nothing without a point', () => {
		expect(
			seriesChart(
				metric( [ point( '2026-11-01T00:00:00Z', 0, 0 ) ] ),
				[ { at: '2026-10-31T00:00:00Z', event: 'started' } ],
				size
			)
		).toBeNull();
	} );

	it( 'draws as many points as there are', () => {
		const points = Array.from( { length: 200_000 }, ( _, index ) =>
			point( new Date( 1.7e12 + index * 1000 ).toISOString(), 10, 1 )
		);
		expect( seriesChart( metric( points ), [], size )?.span ).toBe(
			199_999
		);
	} );
} );

describe( 'rateTicks', () => {
	it.each( [
		[ 0, [ 0, 0.01 ] ],
		[ Number.NaN, [ 0, 0.01 ] ],
		[ 1, [ 0, 0.2, 0.4, 0.6, 0.8, 1 ] ],
		[ 0.3, [ 0, 0.1, 0.2, 0.3 ] ],
		[ 0.051, [ 0, 0.02, 0.04, 0.06 ] ],
		[ 0.007, [ 0, 0.002, 0.004, 0.006, 0.008 ] ],
		[ 0.5, [ 0, 0.1, 0.2, 0.3, 0.4, 0.5 ] ],
	] )( 'up to %p', ( highest, ticks ) => {
		expect( rateTicks( highest ) ).toEqual( ticks );
	} );
} );

/*
 * @jest-environment node
 */
import { compare, logLambda, type Arm } from './msprt';

const arm = ( samples: number, converted: number ): Arm => {
	const rate = converted / samples;
	return { samples, converted, rate, variance: rate * ( 1 - rate ) };
};

it( 'agrees with the closed form for equal arms', () => {
	// sqrt( V / (V + n tau²) ) exp( n² tau² d² / (2 V (V + n tau²)) )
	const n = 5000;
	const [ x, y ] = [ 0.04, 0.05 ];
	const tau2 = ( 0.2 * 0.045 ) ** 2;
	const v = x * ( 1 - x ) + y * ( 1 - y );
	const lambda =
		Math.sqrt( v / ( v + n * tau2 ) ) *
		Math.exp(
			( n * n * tau2 * ( y - x ) ** 2 ) / ( 2 * v * ( v + n * tau2 ) )
		);
	expect( logLambda( y - x, v / n, tau2 ) ).toBeCloseTo(
		Math.log( lambda ),
		10
	);
} );

// Own computation with mpmath at 40 digits: visitors and clicks of both, ln of the ratio, half of the 95 % interval.
it.each( [
	[ [ 100, 49 ], [ 100, 51 ], -0.5226394776673882, 0.23059830066225703 ],
	[ [ 1000, 15 ], [ 1000, 21 ], -0.01957577656917922, 0.028822580113537787 ],
	[ [ 1022, 47 ], [ 1003, 22 ], 1.5844267798587275, 0.03192268158025529 ],
	[ [ 3052, 150 ], [ 3092, 110 ], 1.8948682342182057, 0.016238977596076752 ],
	[
		[ 10000, 120 ],
		[ 10000, 150 ],
		0.5782398429031526,
		0.0051559233288866494,
	],
	[
		[ 14500, 182 ],
		[ 14210, 233 ],
		2.1841639092544756,
		0.004332732792658274,
	],
	[
		[ 50000, 750 ],
		[ 50000, 900 ],
		5.1036435168324354,
		0.0024698893784265235,
	],
	[ [ 250, 1 ], [ 260, 9 ], 0.23894924218280283, 0.09962466234539329 ],
] as const )(
	'agrees with the reference values: %j against %j',
	( control, variant, log, half ) => {
		const found = compare(
			arm( control[ 0 ], control[ 1 ] ),
			arm( variant[ 0 ], variant[ 1 ] ),
			0.95,
			true
		);
		expect( found.significance ).toBeCloseTo(
			1 - Math.min( 1, Math.exp( -log ) ),
			9
		);
		const [ low = NaN, high = NaN ] = found.interval ?? [];
		expect(
			( ( high - low ) / 2 ) * ( control[ 1 ] / control[ 0 ] )
		).toBeCloseTo( half, 9 );
	}
);

it( 'is significant exactly when the interval leaves zero', () => {
	for ( let clicks = 100; clicks <= 200; clicks++ ) {
		const found = compare(
			arm( 2000, 100 ),
			arm( 2000, clicks ),
			0.9,
			true
		);
		expect( found.isSignificant ).toBe(
			( found.interval?.[ 0 ] ?? 0 ) > 0
		);
	}
} );

it( 'declares nothing below 100 visitors or 25 conversions', () => {
	const few = compare( arm( 90, 26 ), arm( 90, 80 ), 0.9, true );
	expect( few.significance ).toBeGreaterThan( 0.99 );
	expect( few.isSignificant ).toBe( false );
	expect( few.remaining ).toBe( 20 );
	expect(
		compare( arm( 500, 24 ), arm( 500, 90 ), 0.9, true ).isSignificant
	).toBe( false );
} );

it( 'tells how many more visitors make the same difference significant', () => {
	const found = compare( arm( 1000, 50 ), arm( 1000, 60 ), 0.9, true );
	const factor = 1 + ( found.remaining ?? 0 ) / 2000;
	const scaled = ( times: number ) =>
		compare(
			arm( 1000 * times, 50 * times ),
			arm( 1000 * times, 60 * times ),
			0.9,
			true
		);
	expect( scaled( factor * 1.001 ).isSignificant ).toBe( true );
	expect( scaled( factor * 0.99 ).isSignificant ).toBe( false );
} );

it( 'says nothing where nothing can be said', () => {
	const nobody = { samples: 0, converted: 0, rate: 0, variance: 0 };
	for ( const [ one, other ] of [
		[ nobody, nobody ],
		[ arm( 10, 0 ), arm( 10, 0 ) ],
		[ arm( 10, 0 ), nobody ],
	] as const ) {
		expect( compare( one, other, 0.9, true ) ).toMatchObject( {
			significance: 0,
			isSignificant: false,
			remaining: null,
			interval: null,
		} );
	}
	expect( compare( arm( 10, 0 ), arm( 10, 5 ), 0.9, true ).lift ).toBeNull();
	expect(
		compare( arm( 100, 5 ), arm( 100, 5 ), 0.9, true ).remaining
	).toBeNull();
} );

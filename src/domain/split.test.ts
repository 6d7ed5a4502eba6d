import {
	equalWeights,
	isEqual,
	percentOf,
	scaled,
	splitProblem,
	weightOf,
	WHOLE,
	withAdded,
	withRemoved,
} from './split';

const sum = ( weights: readonly number[] ) =>
	weights.reduce( ( total, weight ) => total + weight, 0 );

/** The same numbers in every run. */
function* randomNumbers( seed: number ) {
	for ( let state = seed; ; ) {
		state = ( state * 1103515245 + 12345 ) % 2147483648;
		yield state / 2147483648;
	}
}

describe( 'shares', () => {
	it.each( [ 2, 3, 4, 5, 6, 7, 8, 9, 10 ] )(
		'of %d equal headlines sum to exactly 10000 and differ by one at most',
		( count ) => {
			const weights = equalWeights( count );
			expect( weights ).toHaveLength( count );
			expect( sum( weights ) ).toBe( WHOLE );
			expect( isEqual( weights ) ).toBe( true );
		}
	);
	it( 'give what cannot be divided to the first', () => {
		expect( equalWeights( 3 ) ).toEqual( [ 3334, 3333, 3333 ] );
		expect( equalWeights( 7 ) ).toEqual( [
			1429, 1429, 1429, 1429, 1428, 1428, 1428,
		] );
	} );
	it( 'sum to exactly 10000 whatever happens to them', () => {
		const random = randomNumbers( 42 );
		const next = () => random.next().value as number;
		for ( let run = 0; run < 2000; run++ ) {
			const count = 2 + Math.floor( next() * 9 );
			const given = Array.from( { length: count }, () =>
				Math.floor( next() * WHOLE )
			);
			const weights = scaled( given );
			const of = sum( given );
			expect( sum( weights ) ).toBe( WHOLE );
			weights.forEach( ( weight, index ) => {
				const exact = ( ( given[ index ] ?? 0 ) / of ) * WHOLE;
				expect( Math.abs( weight - exact ) ).toBeLessThan( 1 );
			} );
			expect( sum( withAdded( weights ) ) ).toBe( WHOLE );
			const without = withRemoved(
				weights,
				Math.floor( next() * count )
			);
			expect( sum( without ) ).toBe( WHOLE );
			expect( without ).toHaveLength( count - 1 );
			expect( Math.min( ...without ) ).toBeGreaterThanOrEqual( 0 );
		}
	} );
	it( 'keep their proportions when one comes or goes', () => {
		expect( withAdded( [ 8000, 2000 ] ) ).toEqual( [ 5334, 1333, 3333 ] );
		expect( withRemoved( [ 5000, 3000, 2000 ], 0 ) ).toEqual( [
			6000, 4000,
		] );
		expect( withRemoved( [ 10000, 0, 0 ], 0 ) ).toEqual( [ 5000, 5000 ] );
		expect( scaled( [] ) ).toEqual( [] );
	} );
	it( 'are equal only to a rounding', () => {
		expect( isEqual( [] ) ).toBe( true );
		expect( isEqual( [ 3333, 3334, 3333 ] ) ).toBe( true );
		expect( isEqual( [ 3333, 3335, 3332 ] ) ).toBe( false );
	} );
} );

describe( 'a percent field', () => {
	it.each( [
		[ '50', 5000 ],
		[ ' 33.34 ', 3334 ],
		[ '33,3', 3330 ],
		[ '.5', 50 ],
		[ '7.', 700 ],
		[ '100', 10000 ],
		[ '0', 0 ],
		[ '0.29', 29 ],
		[ '', null ],
		[ '100.01', null ],
		[ '33.333', null ],
		[ '-5', null ],
		[ '1e1', null ],
		[ 'half', null ],
	] )( 'understands %p', ( typed, weight ) => {
		expect( weightOf( typed ) ).toBe( weight );
	} );
	it( 'shows every weight so that it is read back the same', () => {
		for ( let weight = 0; weight <= WHOLE; weight++ ) {
			if ( weightOf( percentOf( weight ) ) !== weight ) {
				throw new Error( `${ weight } → ${ percentOf( weight ) }` );
			}
		}
		expect( percentOf( 3334 ) ).toBe( '33.34' );
		expect( percentOf( 5000 ) ).toBe( '50' );
	} );
} );

describe( 'a split', () => {
	it.each( [
		[ [ '50', '50' ], /^$/ ],
		[ [ '33.34', '33.33', '33.33' ], /^$/ ],
		[ [ '50', '40' ], /sum to 90 percent/ ],
		[ [ '33.33', '33.33', '33.33' ], /sum to 99\.99 percent/ ],
		[ [ '60', '60' ], /sum to 120 percent/ ],
		[ [ '100', '0' ], /^Variation 1 needs a share/ ],
		[ [ '', '50', '50' ], /^Original needs a share/ ],
	] )( 'of %p is judged', ( percents, sentence ) => {
		expect( splitProblem( percents ) ).toMatch( sentence );
	} );
} );

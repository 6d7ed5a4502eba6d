/*
 * @jest-environment node
 */
import { allocationsOf } from '../cdn/published';
import type { Variation } from '../objects';
import vectors from './hash-vectors.json';
import { bucket, choose, isHeldBack, murmur3, SEED } from './hash';

it( 'is MurmurHash3', () => {
	for ( const { key, seed, h } of vectors.known ) {
		expect( murmur3( key, seed ) ).toBe( h );
	}
} );

it.each( vectors.cases )( 'puts $id with $entity into $bucket', ( one ) => {
	expect( murmur3( one.id + one.entity, 1 ) ).toBe( one.hash );
	expect( bucket( one.id, one.entity, SEED.bucketing ) ).toBe( one.bucket );
} );

const variation = (
	id: number,
	weight: number,
	status: Variation[ 'status' ] = 'active'
): Variation => ( {
	variation_id: id,
	weight,
	status,
	name: '',
	archived: false,
	actions: [],
} );

const VISITORS = 10_000;
const visitor = ( number: number ) => `oeu1700000000000r0.${ number }`;

function shares( variations: Variation[] ): Record< string, number > {
	const counts: Record< string, number > = {};
	const allocations = allocationsOf( { variations } );
	for ( let number = 0; number < VISITORS; number++ ) {
		const id = String( choose( visitor( number ), '45', allocations ) );
		counts[ id ] = ( counts[ id ] ?? 0 ) + 1 / VISITORS;
	}
	return counts;
}

it.each( [
	[ [ 5000, 5000 ] ],
	[ [ 3334, 3333, 3333 ] ],
	[ [ 9000, 500, 500 ] ],
] )(
	'deals 10,000 visitors out by the weights %j, within 1 %%',
	( weights ) => {
		const found = shares(
			weights.map( ( weight, index ) => variation( index + 1, weight ) )
		);
		weights.forEach( ( weight, index ) =>
			expect(
				Math.abs( ( found[ index + 1 ] ?? 0 ) - weight / 10_000 )
			).toBeLessThan( 0.01 )
		);
	}
);

it( 'leaves the share of a paused variation to nobody', () => {
	const found = shares( [
		variation( 1, 5000 ),
		variation( 2, 5000, 'paused' ),
	] );
	expect( found[ 2 ] ).toBeUndefined();
	expect( Math.abs( ( found.null ?? 0 ) - 0.5 ) ).toBeLessThan( 0.01 );
} );

it( 'holds the given share of visitors back, whatever variation they would get', () => {
	let held = 0;
	let firstHeld = 0;
	const allocations = allocationsOf( {
		variations: [ variation( 1, 5000 ), variation( 2, 5000 ) ],
	} );
	for ( let number = 0; number < VISITORS; number++ ) {
		if ( isHeldBack( visitor( number ), '45', 2000 ) ) {
			held += 1;
			firstHeld +=
				choose( visitor( number ), '45', allocations ) === '1' ? 1 : 0;
		}
	}
	expect( Math.abs( held / VISITORS - 0.2 ) ).toBeLessThan( 0.01 );
	expect( Math.abs( firstHeld / held - 0.5 ) ).toBeLessThan( 0.03 );
} );

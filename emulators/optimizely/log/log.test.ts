/*
 * @jest-environment node
 */
import { ACCOUNTS, startOptimizely, type OptimizelyEmulator } from '../index';
import { normaliseBatch } from './normalise';

let emulator: OptimizelyEmulator;

beforeAll( async () => {
	emulator = await startOptimizely();
} );
afterAll( () => emulator.stop() );
beforeEach( () => emulator.control.reset() );

const long = {
	account_id: String( ACCOUNTS.one ),
	anonymize_ip: true,
	client_name: 'two-heads',
	client_version: '1.0.0',
	enrich_decisions: true,
	visitors: [
		{
			visitor_id: 'oeu1700000000000r0.123',
			session_id: 'AUTO',
			attributes: [
				{ entity_id: '99', key: 'plan', type: 'custom', value: 'gold' },
			],
			snapshots: [
				{
					decisions: [
						{
							campaign_id: '4321',
							experiment_id: '1234',
							variation_id: '5678',
							is_campaign_holdback: false,
						},
					],
					events: [
						{
							entity_id: '777',
							key: 'purchase',
							type: 'other',
							timestamp: 1485989442742,
							uuid: '0255f96d-1',
							revenue: 2342,
							value: 1.2,
							quantity: 1,
							tags: { revenue: 2342 },
							properties: { sku: 'x' },
						},
					],
				},
			],
		},
	],
};

const short = {
	...long,
	visitors: [
		{
			visitor_id: 'oeu1700000000000r0.123',
			session_id: 'AUTO',
			attributes: [ { e: '99', k: 'plan', t: 'custom', v: 'gold' } ],
			snapshots: [
				{
					decisions: [
						{ c: '4321', x: '1234', v: '5678', h: false, m: {} },
					],
					events: [
						{
							e: '777',
							k: 'purchase',
							y: 'other',
							t: 1485989442742,
							u: '0255f96d-1',
							$: 2342,
							v: 1.2,
							q: 1,
							a: { revenue: 2342 },
							p: { sku: 'x' },
						},
					],
				},
			],
		},
	],
};

function send(
	body: unknown,
	headers: Record< string, string > = { 'Content-Type': 'application/json' }
) {
	return fetch( `${ emulator.url }/v1/events`, {
		method: 'POST',
		headers,
		body: typeof body === 'string' ? body : JSON.stringify( body ),
	} );
}

describe( 'both forms', () => {
	it( 'mean the same', () => {
		expect( normaliseBatch( short ) ).toEqual( long );
		expect( normaliseBatch( long ) ).toEqual( long );
	} );

	it.each( [
		[ 'long', long ],
		[ 'short', short ],
	] )( 'are taken: %s', async ( _form, batch ) => {
		expect(
			( await send( batch, { 'X-Optimizely-Strict': 'true' } ) ).status
		).toBe( 204 );
		expect( emulator.control.violations() ).toEqual( [] );
		expect(
			await ( await fetch( `${ emulator.url }/_control/events` ) ).json()
		).toMatchObject( [
			{
				account_id: String( ACCOUNTS.one ),
				client_name: 'two-heads',
				visitor_id: 'oeu1700000000000r0.123',
				attributes: long.visitors[ 0 ]?.attributes,
				decisions: long.visitors[ 0 ]?.snapshots[ 0 ]?.decisions,
				event: long.visitors[ 0 ]?.snapshots[ 0 ]?.events[ 0 ],
			},
		] );
	} );

	it( 'take an event without an entity', async () => {
		const activation = { e: null, y: 'client_activation', t: 1, u: 'a' };
		const batch = {
			...short,
			visitors: [
				{
					visitor_id: 'v',
					snapshots: [
						{ activationTimestamp: 1, events: [ activation ] },
					],
				},
			],
		};
		await send( batch );
		expect( emulator.control.violations() ).toEqual( [] );
		expect( emulator.control.events()[ 0 ]?.event ).toEqual( {
			type: 'client_activation',
			timestamp: 1,
			uuid: 'a',
		} );
	} );
} );

it( 'counts a uuid once', async () => {
	await send( long );
	await send( short );
	expect( emulator.control.events() ).toHaveLength( 1 );
	emulator.control.clearEvents();
	await send( short );
	expect( emulator.control.events() ).toHaveLength( 1 );
} );

describe( 'what does not fit', () => {
	const events = ( ...list: unknown[] ) => ( {
		...long,
		visitors: [ { visitor_id: 'v', snapshots: [ { events: list } ] } ],
	} );
	const event = { timestamp: 1, uuid: 'a' };

	it.each( [
		[
			'no account',
			{ visitors: [] },
			"'account_id' is a required property",
		],
		[
			'an account as a number',
			{ ...long, account_id: ACCOUNTS.one },
			'is not of type',
		],
		[
			'an account that is not there',
			{ ...long, account_id: '5' },
			'There is no account 5',
		],
		[
			'an unknown field',
			{ ...long, acount: '1' },
			"('acount' was unexpected)",
		],
		[
			'an event without uuid',
			events( { timestamp: 1 } ),
			"'uuid' is a required property",
		],
		[
			'a revenue that is not whole',
			events( { ...event, revenue: 1.5 } ),
			'is not of type',
		],
		[
			'a time in text',
			events( { ...event, timestamp: '2026-01-01' } ),
			'is not of type',
		],
		[
			'a mixture of the forms',
			events( { ...event, k: 'purchase' } ),
			"('k' was unexpected)",
		],
		[ 'a list', [], 'is not of type' ],
	] )(
		'%s: dropped without a word, 400 when strict, a violation always',
		async ( _what, batch, message ) => {
			expect( ( await send( batch ) ).status ).toBe( 204 );
			const strict = await send( batch, {
				'X-Optimizely-Strict': 'true',
			} );
			expect( strict.status ).toBe( 400 );
			expect( ( await strict.json() ).message ).toContain( message );
			expect( emulator.control.events() ).toEqual( [] );
			expect(
				emulator.control.violations().map( ( one ) => one.kind )
			).toEqual( [ 'event', 'event' ] );
		}
	);

	it( 'what is not JSON is 400 in any case', async () => {
		expect( ( await send( '{"account_id":' ) ).status ).toBe( 400 );
		expect( emulator.control.violations() ).toHaveLength( 1 );
	} );
} );

describe( 'browsers on other origins', () => {
	it( 'may ask first', async () => {
		const response = await fetch( `${ emulator.url }/v1/events`, {
			method: 'OPTIONS',
			headers: {
				Origin: 'https://site.test',
				'Access-Control-Request-Method': 'POST',
				'Access-Control-Request-Headers': 'content-type',
			},
		} );
		expect( response.status ).toBe( 204 );
		expect( response.headers.get( 'access-control-allow-origin' ) ).toBe(
			'https://site.test'
		);
		expect(
			response.headers
				.get( 'access-control-allow-headers' )
				?.toLowerCase()
		).toContain( 'content-type' );
		expect(
			response.headers.get( 'access-control-allow-methods' )
		).toContain( 'POST' );
	} );

	it( 'may send beacons', async () => {
		const response = await send( JSON.stringify( short ), {
			'Content-Type': 'text/plain;charset=UTF-8',
			Origin: 'https://site.test',
		} );
		expect( response.status ).toBe( 204 );
		expect( response.headers.get( 'access-control-allow-origin' ) ).toBe(
			'https://site.test'
		);
		expect(
			response.headers.get( 'access-control-allow-credentials' )
		).toBe( 'true' );
		expect( emulator.control.events() ).toHaveLength( 1 );
	} );
} );

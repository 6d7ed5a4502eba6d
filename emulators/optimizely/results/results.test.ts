/*
 * Results over REST, from stored events.
 *
 * @jest-environment node
 */
import { startOptimizely, type OptimizelyEmulator } from '../index';
import {
	client,
	headline,
	KEY,
	made,
	refuseViolations,
	type Client,
	type Headline,
} from '../testing';

let emulator: OptimizelyEmulator;
let api: Client;

beforeAll( async () => {
	emulator = await startOptimizely();
	api = client( emulator, 'one' );
} );
afterAll( () => emulator.stop() );
beforeEach( () => emulator.control.reset() );
afterEach( () => refuseViolations( emulator ) );

type Row = {
	variation_id: string;
	name: string;
	is_baseline: boolean;
	samples: number;
	value: number;
	rate: number;
	variance: number;
	lift?: {
		value?: number;
		significance: number;
		is_significant: boolean;
		is_most_conclusive: boolean;
		lift_status: string;
		confidence_interval?: [ number, number ];
		visitors_remaining: number;
	};
};
type Results = {
	start_time: string;
	end_time: string;
	is_stale: boolean;
	metrics: Array< {
		name: string;
		conclusion: { winner?: string; loser?: string };
		results: Record< string, Row >;
	} >;
	reach: Record< string, unknown >;
};

const path = ( test: Headline, of = 'results' ) =>
	`/experiments/${ test.experiment.id }/${ of }`;
const ids = ( test: Headline ) =>
	test.experiment.variations.map( ( one ) => String( one.variation_id ) );

async function results( test: Headline, query = '' ): Promise< Results > {
	const reply = await api( 'GET', path( test ) + query );
	expect( reply.status ).toBe( 200 );
	return reply.body as Results;
}

let sent = 0;

/** Events as a server would send them. */
async function send(
	test: Headline,
	visitor: string,
	events: Array< Record< string, unknown > >,
	variation: number | null = 0,
	attributes: Array< Record< string, unknown > > = []
): Promise< void > {
	const project = emulator.control
		.state()
		.projects.find( ( one ) => one.id === test.project );
	const response = await fetch( `${ emulator.url }/v1/events`, {
		method: 'POST',
		headers: { 'X-Optimizely-Strict': 'true' },
		body: JSON.stringify( {
			account_id: String( project?.account_id ),
			visitors: [
				{
					visitor_id: visitor,
					attributes,
					snapshots: [
						{
							decisions:
								variation === null
									? []
									: [
											{
												campaign_id: String(
													test.experiment.campaign_id
												),
												experiment_id: String(
													test.experiment.id
												),
												variation_id:
													ids( test )[ variation ],
											},
										],
							events: events.map( ( one ) => ( {
								timestamp: Date.now() + ( sent += 1 ),
								uuid: crypto.randomUUID(),
								type: 'other',
								...one,
							} ) ),
						},
					],
				},
			],
		} ),
	} );
	expect( response.status ).toBe( 204 );
}

const clicked = ( test: Headline, experiment = KEY ) => ( {
	entity_id: String( test.click.id ),
	key: test.click.key,
	properties: { experiment },
} );
const decided = ( test: Headline ) => ( {
	type: 'campaign_activated',
	entity_id: String( test.experiment.campaign_id ),
} );

describe( 'results', () => {
	it( 'are 204 without data, 202 as often as ordered, and stale as often as ordered', async () => {
		const test = await headline( emulator, api );
		expect( ( await api( 'GET', path( test ) ) ).status ).toBe( 204 );
		await send( test, 'one', [ decided( test ) ] );
		emulator.control.orderResults( { processing: 2, stale: 1 } );
		const statuses = [];
		for ( let call = 0; call < 3; call++ ) {
			statuses.push( await api( 'GET', path( test ) ) );
		}
		expect(
			statuses.map( ( one ) => [ one.status, one.text === '' ] )
		).toEqual( [
			[ 202, true ],
			[ 202, true ],
			[ 200, false ],
		] );
		expect( statuses[ 2 ]?.body.is_stale ).toBe( true );
		expect( ( await results( test ) ).is_stale ).toBe( false );
	} );

	it( 'count visitors once, their own experiment’s clicks, and only what came after the decision', async () => {
		const test = await headline( emulator, api );
		const [ a, b ] = ids( test ) as [ string, string ];
		await send( test, 'early', [ clicked( test ) ], null );
		await send( test, 'early', [ decided( test ) ], 0 );
		await send( test, 'twice', [
			decided( test ),
			decided( test ),
			clicked( test ),
			clicked( test ),
		] );
		await send( test, 'other', [
			decided( test ),
			clicked( test, 'x-1' ),
		] );
		await send( test, 'later', [ decided( test ) ], 1 );
		// On a later page, from a server that knows the visitor only.
		await send( test, 'later', [ clicked( test ) ], null );
		await send( test, 'later', [
			{ type: 'view_activated', entity_id: String( test.post.id ) },
		] );
		await send( test, 'stranger', [ clicked( test ) ], null );
		// Given A first: what a later event says does not move them.
		await send( test, 'twice', [ decided( test ) ], 1 );

		const { metrics, reach } = await results( test );
		expect( metrics.map( ( one ) => one.name ) ).toEqual( [
			'two_heads_click',
			'two_heads_read',
			'The post',
		] );
		expect( metrics[ 0 ]?.results ).toMatchObject( {
			[ a ]: {
				samples: 3,
				value: 1,
				is_baseline: true,
				level: 'variation',
			},
			[ b ]: { samples: 1, value: 1, rate: 1, is_baseline: false },
		} );
		expect( metrics[ 0 ]?.results[ a ] ).not.toHaveProperty( 'lift' );
		expect( metrics[ 0 ]?.results[ a ]?.rate ).toBeCloseTo( 1 / 3 );
		expect( metrics[ 2 ]?.results[ b ]?.value ).toBe( 1 );
		expect( reach ).toMatchObject( {
			total_count: 4,
			baseline_count: 3,
			treatment_count: 1,
			variations: { [ b ]: { count: 1, variation_reach: 0.25 } },
		} );
	} );

	it( 'count nothing that happened while it did not run', async () => {
		const test = await headline( emulator, api );
		await send( test, 'one', [ decided( test ) ] );
		emulator.control.actOnExperiment( test.experiment.id, 'pause' );
		emulator.control.advanceClock( 5 );
		await send( test, 'one', [ clicked( test ) ] );
		await send( test, 'two', [ decided( test ) ] );
		emulator.control.advanceClock( 5 );
		emulator.control.actOnExperiment( test.experiment.id, 'resume' );
		const first = ids( test )[ 0 ] ?? '';
		expect(
			( await results( test ) ).metrics[ 0 ]?.results[ first ]
		).toMatchObject( { samples: 1, value: 0 } );
	} );

	it( 'sum and count by visitor', async () => {
		const test = await headline( emulator, api );
		await api(
			'PATCH',
			`/experiments/${ test.experiment.id }?action=publish`,
			{
				metrics: [
					{ event_id: test.click.id, aggregator: 'count' },
					{ event_id: null, aggregator: 'sum', field: 'revenue' },
				],
			}
		);
		const buy = ( revenue: number ) => ( { ...clicked( test ), revenue } );
		await send( test, 'one', [ decided( test ), buy( 100 ), buy( 50 ) ] );
		await send( test, 'two', [ decided( test ) ] );
		const first = ids( test )[ 0 ] ?? '';
		const { metrics } = await results( test );
		expect( metrics[ 0 ]?.results[ first ] ).toMatchObject( {
			samples: 2,
			value: 2,
			rate: 1,
			variance: 2,
		} );
		expect( metrics[ 1 ] ).toMatchObject( { name: 'Overall revenue' } );
		expect( metrics[ 1 ]?.results[ first ] ).toMatchObject( {
			value: 150,
			rate: 75,
		} );
	} );

	it( 'send the unknown number of visitors with exactly its digits', async () => {
		const test = await headline( emulator, api );
		await send( test, 'one', [ decided( test ) ], 0 );
		await send( test, 'two', [ decided( test ) ], 1 );
		const { text } = await api( 'GET', path( test ) );
		expect( text ).toContain( '"visitors_remaining":9223372036854775807,' );
		expect( text ).not.toContain( '9223372036854776000' );
	} );

	it( 'know the segments of an attribute', async () => {
		const test = await headline( emulator, api );
		const attribute = await made< { id: number } >( api, '/attributes', {
			project_id: test.project,
			key: 'plan',
		} );
		await send( test, 'one', [ decided( test ) ] );
		await send( test, 'two', [ decided( test ) ], 0, [
			{ key: 'plan', type: 'custom', value: 'gold' },
		] );
		const segment = ( value: string ) =>
			`?attribute_id=${ attribute.id }&attribute_value=${ value }`;
		expect(
			( await results( test, segment( 'gold' ) ) ).reach.total_count
		).toBe( 1 );
		expect(
			( await api( 'GET', path( test ) + segment( 'iron' ) ) ).status
		).toBe( 204 );
	} );

	it( 'know which variation is the baseline', async () => {
		const test = await headline( emulator, api );
		const [ , b ] = ids( test );
		emulator.control.traffic( {
			experiment: test.experiment.id,
			visitors: 100,
			clickRates: [ 0.1, 0.2 ],
		} );
		const turned = await results( test, `?baseline_variation_id=${ b }` );
		expect( turned.metrics[ 0 ]?.results[ b ?? '' ] ).toMatchObject( {
			is_baseline: true,
		} );
		expect(
			( await api( 'GET', `${ path( test ) }?baseline_variation_id=7` ) )
				.status
		).toBe( 400 );
	} );
} );

describe( 'traffic', () => {
	it( 'makes a result of a clear difference, over the hours asked for', async () => {
		const test = await headline( emulator, api );
		const [ a, b ] = ids( test ) as [ string, string ];
		const sentTraffic = emulator.control.traffic( {
			experiment: test.experiment.id,
			visitors: 4000,
			clickRates: [ 0.05, 0.1 ],
			readRates: [ 0.5, 0.5 ],
			hours: 48,
		} );
		const {
			metrics,
			start_time: start,
			end_time: end,
		} = await results( test );
		const clicks = metrics[ 0 ]?.results ?? {};
		expect( clicks[ a ]?.samples ).toBe( sentTraffic.visitors[ a ] );
		expect( clicks[ a ]?.value ).toBe( sentTraffic.clicks[ a ] );
		expect( clicks[ a ]?.rate ).toBeCloseTo( 0.05, 2 );
		expect( clicks[ b ]?.rate ).toBeCloseTo( 0.1, 2 );
		const { lift } = clicks[ b ] ?? {};
		expect( lift ).toMatchObject( {
			is_significant: true,
			is_most_conclusive: true,
			lift_status: 'better',
			visitors_remaining: 0,
		} );
		expect( lift?.value ).toBeCloseTo( 1, 0 );
		expect( lift?.significance ).toBeGreaterThan( 0.99 );
		const [ low, high ] = lift?.confidence_interval ?? [ 0, 0 ];
		expect( low ).toBeGreaterThan( 0 );
		expect( high ).toBeGreaterThan( lift?.value ?? 9 );
		expect( metrics[ 0 ]?.conclusion ).toEqual( { winner: b } );
		expect( metrics[ 2 ]?.results[ a ]?.value ).toBe( clicks[ a ]?.value );
		expect( metrics[ 1 ]?.results[ b ]?.rate ).toBeCloseTo( 0.05, 2 );
		expect( Date.parse( end ) - Date.parse( start ) ).toBeGreaterThan(
			47.9 * 3_600_000
		);
		const half = await results(
			test,
			`?end_time=${ new Date( Date.now() - 24 * 3_600_000 ).toISOString() }`
		);
		expect( half.reach.total_count ).toBeGreaterThan( 1900 );
		expect( half.reach.total_count ).toBeLessThan( 2100 );
	} );

	it( 'without a difference leaves it open, and tells how many more are needed', async () => {
		const test = await headline( emulator, api );
		const b = ids( test )[ 1 ] ?? '';
		emulator.control.traffic( {
			experiment: test.experiment.id,
			visitors: 2000,
			clickRates: [ 0.05, 0.055 ],
		} );
		const { lift } =
			( await results( test ) ).metrics[ 0 ]?.results[ b ] ?? {};
		expect( lift?.is_significant ).toBe( false );
		expect( lift?.visitors_remaining ).toBeGreaterThan( 1000 );
		expect( lift?.confidence_interval?.[ 0 ] ).toBeLessThan( 0 );
	} );

	it( 'is drawn over time', async () => {
		const test = await headline( emulator, api );
		const a = ids( test )[ 0 ] ?? '';
		expect(
			( await api( 'GET', path( test, 'timeseries' ) ) ).status
		).toBe( 204 );
		emulator.control.traffic( {
			experiment: test.experiment.id,
			visitors: 500,
			clickRates: [ 0.1, 0.1 ],
			hours: 10,
		} );
		const reply = await api( 'GET', path( test, 'timeseries' ) );
		const { metrics } = reply.body as {
			metrics: Array< {
				results: Record<
					string,
					{ timeseries: Array< { time: string; samples: number } > }
				>;
			} >;
		};
		const points = metrics[ 0 ]?.results[ a ]?.timeseries ?? [];
		expect( points.length ).toBeGreaterThanOrEqual( 10 );
		expect( points.length ).toBeLessThanOrEqual( 48 );
		const samples = points.map( ( one ) => one.samples );
		expect( samples ).toEqual( [ ...samples ].sort( ( x, y ) => x - y ) );
		expect( samples[ 0 ] ).toBeLessThan( ( samples.at( -1 ) ?? 0 ) / 5 );
		expect( samples.at( -1 ) ).toBe(
			( await results( test ) ).metrics[ 0 ]?.results[ a ]?.samples
		);
	} );

	it( 'needs an experiment that was started', async () => {
		const test = await headline( emulator, api, { action: null } );
		expect( () =>
			emulator.control.traffic( {
				experiment: test.experiment.id,
				visitors: 1,
				clickRates: [ 0, 0 ],
			} )
		).toThrow( 'never started' );
	} );
} );

describe( 'the control over HTTP', () => {
	const post = ( order: string, body: unknown ) =>
		fetch( `${ emulator.url }/_control/${ order }`, {
			method: 'POST',
			body: JSON.stringify( body ),
		} );

	it( 'acts on experiments, drafts, sends traffic and orders results', async () => {
		const test = await headline( emulator, api, { action: null } );
		const { id } = test.experiment;
		expect(
			(
				await post( 'experiments/act', {
					experiment: id,
					action: 'pause',
				} )
			).status
		).toBe( 409 );
		await post( 'experiments/act', { experiment: id, action: 'start' } );
		expect(
			( await post( 'experiments/draft', { experiment: id } ) ).status
		).toBe( 200 );
		const traffic = await post( 'traffic', {
			experiment: id,
			visitors: 20,
			clickRates: [ 0, 0 ],
		} );
		expect( await traffic.json() ).toMatchObject( { clicks: {} } );
		await post( 'results', { processing: 1 } );
		expect( ( await api( 'GET', path( test ) ) ).status ).toBe( 202 );
		const list = await fetch( `${ emulator.url }/_control/experiments` );
		expect( await list.json() ).toMatchObject( [
			{ id, status: 'running', running: true, drafted: 'ui' },
		] );
		const index = await ( await fetch( emulator.url ) ).text();
		expect( index ).toContain( test.experiment.name );
		expect( index ).toContain( 'drafted changes' );
		await post( 'experiments/act', { experiment: id, action: 'archive' } );
		expect(
			( await api( 'GET', `/experiments/${ id }` ) ).body.status
		).toBe( 'archived' );
		expect(
			(
				await post( 'experiments/act', {
					experiment: 1,
					action: 'pause',
				} )
			).status
		).toBe( 404 );
	} );
} );

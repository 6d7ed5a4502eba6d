/*
 * Pages, events, audiences and experiments over REST.
 *
 * @jest-environment node
 */
import { startOptimizely, type OptimizelyEmulator } from '../index';
import type { Experiment } from '../objects';
import {
	client,
	code,
	headline,
	made,
	refuseViolations,
	SITE,
	type Client,
} from '../testing';

let emulator: OptimizelyEmulator;
let api: Client;

beforeAll( async () => {
	emulator = await startOptimizely();
	api = client( emulator, 'one' );
} );
afterAll( () => emulator.stop() );
beforeEach( () => emulator.control.reset() );

const revision = ( project: number ) =>
	emulator.control.state().projects.find( ( one ) => one.id === project )
		?.web_snippet.code_revision ?? 0;
afterEach( () => refuseViolations( emulator, [ 'response', 'event' ] ) );

describe( 'pages', () => {
	it( 'are made, listed, changed and archived', async () => {
		const { project, page } = await headline( emulator, api );
		expect( page ).toMatchObject( {
			key: `${ project }_headline`,
			category: 'other',
			archived: false,
			single_use: false,
		} );
		const changed = await api( 'PATCH', `/pages/${ page.id }`, {
			name: 'New',
		} );
		expect( changed.body ).toMatchObject( { id: page.id, name: 'New' } );
		expect( ( await api( 'DELETE', `/pages/${ page.id }` ) ).status ).toBe(
			204
		);
		expect( ( await api( 'DELETE', `/pages/${ page.id }` ) ).status ).toBe(
			410
		);
		const list = ( await api( 'GET', `/pages?project_id=${ project }` ) )
			.body as unknown as Array< { id: number; archived: boolean } >;
		expect( list.map( ( one ) => one.archived ) ).toEqual( [
			true,
			false,
		] );
	} );

	it.each( [
		[ 'conditions', { conditions: '["and",{"type":"url"' } ],
		[ 'conditions', { conditions: '["xor"]' } ],
		[
			'regular expression',
			{
				conditions:
					'["and",{"type":"url","match_type":"regex","value":"("}]',
			},
		],
		[ 'activation_code', { activation_type: 'callback' } ],
		[
			'SyntaxError',
			{ activation_type: 'polling', activation_code: 'if (' },
		],
	] )( 'are refused: %s', async ( word, fields ) => {
		const { project } = await headline( emulator, api, { action: null } );
		const reply = await api( 'POST', '/pages', {
			project_id: project,
			name: 'Bad',
			edit_url: SITE,
			...fields,
		} );
		expect( reply.status ).toBe( 400 );
		expect( reply.text ).toContain( word );
	} );

	it( 'of another account are forbidden', async () => {
		const { page, project } = await headline( emulator, api );
		const other = client( emulator, 'three' );
		expect( ( await other( 'GET', `/pages/${ page.id }` ) ).status ).toBe(
			403
		);
		expect(
			( await other( 'GET', `/pages?project_id=${ project }` ) ).status
		).toBe( 403 );
	} );
} );

describe( 'custom events', () => {
	it( 'have keys of their own', async () => {
		const { project, click } = await headline( emulator, api );
		const path = `/projects/${ project }/custom_events`;
		const twin = await api( 'POST', path, { key: 'two_heads_click' } );
		expect( twin.status ).toBe( 409 );
		expect( twin.text ).toContain( String( click.id ) );
		const list = ( await api( 'GET', `/events?project_id=${ project }` ) )
			.body as unknown as Array< { key: string } >;
		expect( list.map( ( one ) => one.key ) ).toEqual( [
			'two_heads_exposure',
			'two_heads_click',
			'two_heads_read',
		] );
		expect(
			( await api( 'GET', `/events/${ click.id }` ) ).body
		).toMatchObject( {
			event_properties: [ { name: 'experiment', data_type: 'string' } ],
		} );
		expect(
			(
				await api( 'PATCH', `${ path }/${ click.id }`, {
					name: 'Click',
				} )
			).body
		).toMatchObject( { name: 'Click', key: 'two_heads_click' } );
		expect(
			( await api( 'DELETE', `${ path }/${ click.id }` ) ).status
		).toBe( 204 );
	} );
} );

describe( 'audiences and attributes', () => {
	it( 'are made, listed and archived by PATCH', async () => {
		const { project } = await headline( emulator, api, { action: null } );
		const attribute = await api( 'POST', '/attributes', {
			project_id: project,
			key: 'plan',
		} );
		expect( attribute.status ).toBe( 201 );
		const audience = await made< { id: number } >( api, '/audiences', {
			project_id: project,
			name: 'Gold',
			conditions: JSON.stringify( [
				'and',
				{ type: 'custom_attribute', name: 'plan', value: 'gold' },
			] ),
		} );
		expect(
			(
				await api( 'PATCH', `/audiences/${ audience.id }`, {
					archived: true,
				} )
			).body
		).toMatchObject( { archived: true, experiment_count: 0 } );
		const names = async ( query: string ) =>
			(
				(
					await api(
						'GET',
						`/audiences?project_id=${ project }${ query }`
					)
				).body as unknown as Array< { name: string } >
			 ).map( ( one ) => one.name );
		expect( await names( '&archived=true' ) ).toEqual( [ 'Gold' ] );
		expect( await names( '&archived=false' ) ).not.toContain( 'Gold' );
	} );
} );

describe( 'experiments', () => {
	it( 'without an action are drafts; start publishes and runs them', async () => {
		const { experiment, project } = await headline( emulator, api, {
			action: null,
		} );
		expect( experiment ).toMatchObject( {
			status: 'not_started',
			type: 'a/b',
			audience_conditions: 'everyone',
			campaign_id: expect.any( Number ),
			variations: [
				{ variation_id: expect.any( Number ), weight: 5000 },
				{ variation_id: expect.any( Number ), weight: 5000 },
			],
		} );
		expect( experiment ).not.toHaveProperty( 'earliest' );
		const before = revision( project );
		const path = `/experiments/${ experiment.id }`;
		const started = await api( 'PATCH', `${ path }?action=start`, {} );
		expect( started.body ).toMatchObject( {
			status: 'running',
			earliest: expect.any( String ),
		} );
		expect( revision( project ) ).toBe( before + 1 );
		const paused = await api( 'PATCH', `${ path }?action=pause`, {} );
		expect( paused.body ).toMatchObject( {
			status: 'paused',
			latest: expect.any( String ),
		} );
		expect(
			( await api( 'PATCH', `${ path }?action=resume`, {} ) ).body.status
		).toBe( 'running' );
	} );

	it( 'are archived once, and come back paused', async () => {
		const { experiment } = await headline( emulator, api );
		const path = `/experiments/${ experiment.id }`;
		expect( ( await api( 'DELETE', path ) ).status ).toBe( 204 );
		expect( ( await api( 'DELETE', path ) ).status ).toBe( 410 );
		expect( ( await api( 'GET', path ) ).body.status ).toBe( 'archived' );
		expect(
			( await api( 'PATCH', `${ path }?action=start`, {} ) ).status
		).toBe( 400 );
		expect(
			( await api( 'PATCH', `${ path }?action=unarchive`, {} ) ).body
				.status
		).toBe( 'paused' );
	} );

	it( 'refuse status, weights that do not add up, and code that does not parse', async () => {
		const { experiment, page } = await headline( emulator, api );
		const path = `/experiments/${ experiment.id }`;
		const variation = ( weight: number, value = 'one();' ) => ( {
			weight,
			actions: [ { page_id: page.id, changes: [ code( value ) ] } ],
		} );
		for ( const [ body, word ] of [
			[ { status: 'running' }, 'status' ],
			[
				{ variations: [ variation( 5000 ), variation( 4999 ) ] },
				'9999',
			],
			[ { variations: [ variation( 10_000, 'if (' ) ] }, 'SyntaxError' ],
			[ { variations: [ { weight: 10_000 } ] }, "'actions' must be" ],
			[ { key: 'no spaces please' }, 'key' ],
			[ { page_ids: [ 12 ] }, 'page 12' ],
			[
				{ audience_conditions: '["and",{"audience_id":1}]' },
				'audience 1',
			],
			[
				{ metrics: [ { event_id: 1, aggregator: 'unique' } ] },
				'event 1',
			],
		] as const ) {
			const reply = await api( 'PATCH', path, body );
			expect( [ reply.status, reply.text ] ).toEqual( [
				400,
				expect.stringContaining( word ),
			] );
		}
		expect( ( await api( 'GET', path ) ).body ).toEqual( experiment );
		for ( const lacking of [ 'name', 'metrics', 'page_ids' ] ) {
			const { [ lacking ]: _without, ...body } = {
				project_id: experiment.project_id,
				name: 'Other',
				metrics: experiment.metrics,
				page_ids: [ page.id ],
				variations: [ variation( 10_000 ) ],
			} as Record< string, unknown >;
			const reply = await api( 'POST', '/experiments', body );
			expect( [ reply.status, reply.text ] ).toEqual( [
				400,
				expect.stringContaining( lacking ),
			] );
		}
	} );

	it( 'keep the variations that are named, replace the list, and start with the baseline', async () => {
		const { experiment, page } = await headline( emulator, api );
		const [ original ] = experiment.variations;
		const reply = await api(
			'PATCH',
			`/experiments/${ experiment.id }?action=publish`,
			{
				variations: [
					{ variation_id: original?.variation_id, weight: 2000 },
					{
						weight: 8000,
						name: 'New',
						actions: [ { page_id: page.id, changes: [] } ],
					},
				],
			}
		);
		const { variations } = reply.body as unknown as Experiment;
		expect( variations ).toMatchObject( [
			{ ...original, weight: 2000 },
			{ name: 'New', weight: 8000 },
		] );
		expect( variations[ 1 ]?.variation_id ).not.toBe(
			experiment.variations[ 1 ]?.variation_id
		);
	} );

	it( 'make a page of their own from url_targeting, which no list shows', async () => {
		const { project, click } = await headline( emulator, api );
		const own = await made< Experiment >( api, '/experiments', {
			project_id: project,
			name: 'Inline',
			url_targeting: { edit_url: SITE },
			metrics: [ { event_id: click.id, aggregator: 'unique' } ],
			variations: [],
		} );
		const id = own.url_targeting?.page_id;
		expect( ( await api( 'GET', `/pages/${ id }` ) ).body ).toMatchObject( {
			single_use: true,
			edit_url: SITE,
		} );
		expect(
			(
				( await api( 'GET', `/pages?project_id=${ project }` ) )
					.body as unknown as unknown[]
			 ).length
		).toBe( 2 );
		const begun = await api(
			'PATCH',
			`/experiments/${ own.id }?action=start`,
			{}
		);
		expect( [ begun.status, begun.text ] ).toEqual( [
			400,
			expect.stringContaining( 'variations' ),
		] );
	} );

	it( 'are listed page by page, by project and campaign', async () => {
		const { experiment, project, page } = await headline( emulator, api );
		for ( let number = 1; number < 5; number++ ) {
			const { id: _id, ...rest } = experiment;
			await made( api, '/experiments', {
				project_id: project,
				name: `Copy ${ number }`,
				page_ids: [ page.id ],
				metrics: rest.metrics,
				variations: [
					{ weight: 10_000, actions: [ { page_id: page.id } ] },
				],
			} );
		}
		const first = await api(
			'GET',
			`/experiments?project_id=${ project }&per_page=2`
		);
		expect( first.body ).toHaveLength( 2 );
		expect( first.headers.get( 'link' ) ).toMatch(
			/page=2[^,]*>; rel=next, .*page=3[^,]*>; rel=last/
		);
		const one = await api(
			'GET',
			`/experiments?campaign_id=${ experiment.campaign_id }`
		);
		expect( one.body ).toMatchObject( [ { id: experiment.id } ] );
		expect(
			( await api( 'GET', `/campaigns/${ experiment.campaign_id }` ) )
				.status
		).toBe( 404 );
	} );
} );

describe( 'drafted changes', () => {
	const MESSAGE =
		'there are changes currently drafted on the Experiment. Provide "override_changes" parameter to force an update.';

	it( 'of a person in Optimizely are in the way of a PATCH until it overrides them', async () => {
		const { experiment } = await headline( emulator, api );
		const path = `/experiments/${ experiment.id }`;
		emulator.control.draftChange( experiment.id, { holdback: 500 } );
		for ( const action of [ '', '?action=publish', '?action=start' ] ) {
			const reply = await api( 'PATCH', path + action, { name: 'Mine' } );
			expect( reply.status ).toBe( 409 );
			expect( reply.body.message ).toBe( MESSAGE );
		}
		for ( const action of [ 'pause', 'resume' ] ) {
			expect(
				( await api( 'PATCH', `${ path }?action=${ action }`, {} ) )
					.status
			).toBe( 200 );
		}
		const forced = await api(
			'PATCH',
			`${ path }?action=publish&override_changes=true`,
			{ name: 'Mine' }
		);
		expect( forced.body ).toMatchObject( {
			name: 'Mine',
			holdback: 0,
			status: 'running',
		} );
		emulator.control.draftChange( experiment.id );
		const inBody = await api( 'PATCH', `${ path }?action=publish`, {
			name: 'Body',
			override_changes: true,
		} );
		expect( [ inBody.status, inBody.body.name ] ).toEqual( [
			200,
			'Body',
		] );
		expect(
			(
				await api( 'PATCH', `${ path }?action=publish`, {
					name: 'Free',
				} )
			).status
		).toBe( 200 );
		expect( emulator.control.violations() ).toEqual( [] );
	} );

	it( 'over REST are published by an empty body, and in the way of another change', async () => {
		const { experiment } = await headline( emulator, api );
		const path = `/experiments/${ experiment.id }`;
		await api( 'PATCH', path, { name: 'Drafted' } );
		const live = () => emulator.control.experiments()[ 0 ]?.live?.name;
		expect( live() ).toBe( experiment.name );
		expect( ( await api( 'PATCH', path, { name: 'Again' } ) ).status ).toBe(
			409
		);
		await api( 'PATCH', `${ path }?action=publish`, {} );
		expect( live() ).toBe( 'Drafted' );
	} );

	it( 'are not in the way of what was never published', async () => {
		const { experiment } = await headline( emulator, api, {
			action: null,
		} );
		const reply = await api(
			'PATCH',
			`/experiments/${ experiment.id }?action=start`,
			{ name: 'New' }
		);
		expect( [ reply.status, reply.body.name ] ).toEqual( [ 200, 'New' ] );
	} );
} );

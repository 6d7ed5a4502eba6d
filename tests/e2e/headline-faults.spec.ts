/**
 * Every way in which Optimizely can fail, at every step of a start: the next click carries on, nothing is created twice,
 * nothing is left behind.
 */
import type { Fault } from '../../emulators/optimizely';
import { connectWithProject } from './support/connected';
import { expect, forgetEverything, test } from './support/fixtures';
import {
	demoPost,
	getPanel,
	panelPath,
	propose,
	setupOf,
	startExperiment,
} from './support/headlines';
import { Rest } from './support/rest';

const FAULTS: Array< [ string, Fault ] > = [
	[ '429 that names a time', { type: 'rate_limit', retryAfter: 1 } ],
	[ '500 before', { type: 'status', status: 500 } ],
	[ '500 after', { type: 'status', status: 500, after: true } ],
	[ 'a connection cut before', { type: 'cut' } ],
	[ 'a connection cut after', { type: 'cut', after: true } ],
	[ 'broken JSON after', { type: 'malformed', after: true } ],
	[ '401', { type: 'status', status: 401, body: {} } ],
];

/** Calls a start makes: the list of events, three events, two pages, the experiment, its start. */
const CALLS: Array< [ string, string, number ] > = [
	[ 'GET', '/events', 0 ],
	[ 'POST', '/custom_events', 0 ],
	[ 'POST', '/custom_events', 1 ],
	[ 'POST', '/custom_events', 2 ],
	[ 'POST', '/pages', 0 ],
	[ 'POST', '/pages', 1 ],
	[ 'POST', '/experiments', 0 ],
	[ 'PATCH', '/experiments/', 0 ],
];

test( 'the calls of a start are those that are tried here', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const { control } = optimizely;
	const rest = new Rest( admin, site );
	const post = await demoPost( site );
	control.reset();
	await forgetEverything( site );
	await connectWithProject( rest );
	const before = control.requests().length;
	await startExperiment( rest, post.id, setupOf( [ 'B' ] ) );
	const made = control
		.requests()
		.slice( before )
		.filter( ( one ) => one.service === 'api' );
	expect( made.map( ( one ) => one.method ) ).toEqual(
		CALLS.map( ( [ method ] ) => method )
	);
	CALLS.forEach( ( [ , path ], index ) =>
		expect( made[ index ]?.path ).toContain( path )
	);
} );

for ( const [ name, fault ] of FAULTS ) {
	test( `a start survives ${ name } at every call`, async ( {
		site,
		admin,
		optimizely,
	} ) => {
		test.setTimeout( 180_000 );
		const { control } = optimizely;
		const rest = new Rest( admin, site );
		const post = await demoPost( site );
		for ( const [ method, path, nth ] of CALLS ) {
			const where = `${ name } at ${ method } ${ path } no. ${ nth + 1 }`;
			control.reset();
			await forgetEverything( site );
			await connectWithProject( rest );
			const id = await propose( rest, post.id, setupOf( [ 'B' ] ) );
			const seen = () =>
				control
					.requests()
					.filter(
						( one ) =>
							one.method === method && one.path.includes( path )
					).length;
			let armed = false;
			let action = 'start';
			for ( let round = 0; round < 25; round++ ) {
				if ( ! armed && seen() >= nth ) {
					control.addFault( {
						service: 'api',
						method,
						path: path.replace( /\/$/, '/\\d+' ),
						times: 1,
						fault,
					} );
					armed = true;
				}
				const { status, body } = await rest.send(
					'POST',
					`/two-heads/v1/experiments/${ id }/${ action }`
				);
				expect( status, where ).toBe( 200 );
				action = 'continue';
				if ( ! body.current.job ) {
					break;
				}
			}
			const panel = await getPanel( rest, post.id );
			expect( panel.current?.status, where ).toBe( 'running' );
			expect( panel.engines[ 0 ].ready, where ).toBe( true );
			const state = control.state();
			expect( control.faults(), where ).toEqual( [] );
			expect( state.experiments, where ).toHaveLength( 1 );
			expect( state.experiments[ 0 ]?.view.status, where ).toBe(
				'running'
			);
			expect( state.pages, where ).toHaveLength( 2 );
			expect(
				state.custom_events.map( ( { key } ) => key ).sort(),
				where
			).toEqual( [
				'two_heads_click',
				'two_heads_exposure',
				'two_heads_read',
			] );
		}
	} );
}

test( 'a start that was broken off is discarded without leaving anything', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const { control } = optimizely;
	const rest = new Rest( admin, site );
	const post = await demoPost( site );
	await connectWithProject( rest );
	const id = await propose( rest, post.id, setupOf( [ 'B' ] ) );
	await rest.send( 'POST', `/two-heads/v1/experiments/${ id }/start` );
	for ( let round = 0; round < 4; round++ ) {
		await rest.send( 'POST', `/two-heads/v1/experiments/${ id }/continue` );
	}
	// The post's page is created, and the answer is lost.
	control.addFault( {
		service: 'api',
		method: 'POST',
		path: '/experiments',
		times: 1,
		fault: { type: 'cut', after: true },
	} );
	await rest.send( 'POST', `/two-heads/v1/experiments/${ id }/continue` );
	await rest.send( 'POST', `/two-heads/v1/experiments/${ id }/continue` );
	expect( control.state().experiments ).toHaveLength( 1 );
	let answer = await rest.send( 'DELETE', panelPath( post.id ) );
	for ( let round = 0; answer.body.current && round < 10; round++ ) {
		answer = await rest.send(
			'POST',
			`/two-heads/v1/experiments/${ id }/continue`
		);
	}
	expect( answer.body.current ).toBeNull();
	expect(
		control.state().experiments.map( ( { view } ) => view.status )
	).toEqual( [ 'archived' ] );
	expect( control.state().pages.every( ( page ) => page.archived ) ).toBe(
		true
	);
} );

test( 'a start survives an answer that never comes', async ( {
	site,
	admin,
	optimizely,
} ) => {
	test.setTimeout( 120_000 );
	const { control } = optimizely;
	const rest = new Rest( admin, site );
	const post = await demoPost( site );
	await connectWithProject( rest );
	const id = await propose( rest, post.id, setupOf( [ 'B' ] ) );
	control.addFault( {
		service: 'api',
		method: 'POST',
		path: '/experiments',
		times: 1,
		// Longer than the plugin waits; carried out all the same.
		fault: { type: 'delay', ms: 15_000, after: true },
	} );
	let problems = 0;
	let answer = await rest.send(
		'POST',
		`/two-heads/v1/experiments/${ id }/start`
	);
	for ( let round = 0; answer.body.current.job && round < 20; round++ ) {
		answer = await rest.send(
			'POST',
			`/two-heads/v1/experiments/${ id }/continue`
		);
		problems += answer.body.current.job?.problem ? 1 : 0;
	}
	expect( problems ).toBe( 1 );
	expect( answer.body.current.status ).toBe( 'running' );
	expect( control.experiments() ).toHaveLength( 1 );
} );

test( 'a token that is revoked in the middle asks for a person, and the start goes on once it is mended', async ( {
	site,
	admin,
	optimizely,
} ) => {
	const { control } = optimizely;
	const rest = new Rest( admin, site );
	const post = await demoPost( site );
	await connectWithProject( rest );
	const id = await propose( rest, post.id, setupOf( [ 'B' ] ) );
	const go = async ( action: string ) =>
		(
			await rest.send(
				'POST',
				`/two-heads/v1/experiments/${ id }/${ action }`
			)
		).body.current;
	await go( 'start' );
	await go( 'continue' );
	control.revokeTokens();
	const stuck = await go( 'continue' );
	expect( stuck.job.problem.code ).toBe( 'two_heads_unauthorized' );
	expect( stuck.job.problem.needs_person ).toBe( true );
	const engine = ( await getPanel( rest, post.id ) ).engines[ 0 ];
	expect( engine.ready ).toBe( false );
	expect( engine.message ).toContain( 'token' );
	control.restoreTokens();
	let current = await go( 'continue' );
	for ( let round = 0; current.job && round < 10; round++ ) {
		current = await go( 'continue' );
	}
	expect( current.status ).toBe( 'running' );
	expect( control.experiments() ).toHaveLength( 1 );
	expect( control.state().pages ).toHaveLength( 2 );
} );

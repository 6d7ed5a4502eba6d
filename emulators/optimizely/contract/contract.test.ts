/*
 * @jest-environment node
 */
import { Hono } from 'hono';
import type { Operations } from '../api/answers';
import { createRateLimit } from '../api/rate-limit';
import { apiRoutes } from '../api/routes';
import { ACCOUNTS, TOKENS } from '../seed';
import { openStore } from '../store';
import { createContract } from './contract';
import { createViolations } from './violations';

const contract = createContract();

function problemsOf(
	method: string,
	target: string,
	body?: unknown,
	type = 'application/json'
): readonly string[] {
	const url = new URL( target, 'http://localhost' );
	const match = contract.match( method, url.pathname );
	if ( match.kind !== 'operation' ) {
		throw new Error( `${ method } ${ target } is ${ match.kind }` );
	}
	const text =
		body === undefined || typeof body === 'string'
			? ( body ?? '' )
			: JSON.stringify( body );
	return contract.checkRequest(
		match.operation,
		match.path,
		url.searchParams,
		type,
		text
	).problems;
}

function responseProblems(
	method: string,
	path: string,
	status: number,
	body?: unknown
): string[] {
	const match = contract.match( method, path );
	if ( match.kind !== 'operation' ) {
		throw new Error( `${ method } ${ path } is ${ match.kind }` );
	}
	return contract.checkResponse( match.operation, status, body );
}

describe( 'the contract', () => {
	it( 'has validators for everything every operation names', () => {
		expect( contract.operations ).toHaveLength( 50 );
		for ( const operation of contract.operations ) {
			expect( () => contract.compile( operation ) ).not.toThrow();
		}
	} );

	it( 'knows paths and methods', () => {
		expect(
			contract.match( 'GET', '/projects/12345678901' )
		).toMatchObject( {
			kind: 'operation',
			operation: { key: 'GET /projects/{project_id}' },
			path: { project_id: '12345678901' },
		} );
		expect( contract.match( 'DELETE', '/projects' ) ).toEqual( {
			kind: 'wrong-method',
		} );
		expect( contract.match( 'GET', '/nothing' ) ).toEqual( {
			kind: 'unknown',
		} );
	} );
} );

describe( 'requests', () => {
	const experiment = ( more: object ) => ( {
		project_id: 12345678901,
		...more,
	} );

	it.each( [
		[ 'GET', '/projects?page=2&per_page=100', undefined ],
		[ 'GET', '/pages?project_id=4500000000065537', undefined ],
		[ 'GET', '/me?expand=a,b', undefined ],
		[
			'GET',
			'/changes?project_id=1&entity_type=page&entity_type=experiment&start_time=2026-01-01T00:00:00Z',
			undefined,
		],
		[
			'GET',
			'/experiments/1/results?baseline_variation_id=holdback',
			undefined,
		],
		[ 'POST', '/projects', { name: 'A', third_party_platform: null } ],
		[ 'PATCH', '/experiments/1?action=start', {} ],
		[
			'POST',
			'/experiments',
			experiment( {
				metrics: [
					{ event_id: null, aggregator: 'sum', field: 'revenue' },
				],
				schedule: {
					start_time: '2026-12-01T09:00',
					time_zone: 'America/New_York',
				},
			} ),
		],
	] )( 'takes %s %s', ( method, target, body: unknown ) => {
		expect( problemsOf( method, target, body ) ).toEqual( [] );
	} );

	it.each( [
		[
			'an unknown query parameter',
			'GET',
			'/projects?filter=x&sort=y',
			undefined,
			'Extra query parameter(s) filter, sort not in spec',
		],
		[
			'a missing query parameter',
			'GET',
			'/pages',
			undefined,
			"Missing query parameter 'project_id'",
		],
		[
			'a query parameter of the wrong type',
			'GET',
			'/projects?page=two',
			undefined,
			"expected 'integer'",
		],
		[
			'a query parameter beyond its maximum',
			'GET',
			'/projects?per_page=101',
			undefined,
			'must be <= 100',
		],
		[
			'a query parameter outside its enum',
			'POST',
			'/experiments?action=resume',
			experiment( {} ),
			'is not one of',
		],
		[
			'a query parameter given twice',
			'GET',
			'/projects?page=1&page=2',
			undefined,
			'was given 2 times',
		],
		[
			'a word that is not a boolean',
			'GET',
			'/audiences?project_id=1&archived=yes',
			undefined,
			"expected 'boolean'",
		],
		[
			'an array item outside its enum',
			'GET',
			'/changes?project_id=1&entity_type=sandwich',
			undefined,
			'is not one of',
		],
		[
			'a time that is none',
			'GET',
			'/changes?project_id=1&start_time=yesterday',
			undefined,
			'date-time',
		],
		[
			'a path parameter that is no number',
			'GET',
			'/projects/abc',
			undefined,
			"expected 'integer'",
		],
		[
			'a missing body',
			'POST',
			'/projects',
			undefined,
			'body is required',
		],
		[
			'a body where none belongs',
			'GET',
			'/projects',
			{},
			'A body is not in the spec',
		],
		[
			'a body that is not JSON',
			'POST',
			'/projects',
			'{"name":',
			'not valid JSON',
		],
		[
			'a body that is not an object',
			'POST',
			'/projects',
			[ 1 ],
			'is not of type',
		],
		[
			'a missing property',
			'POST',
			'/pages',
			{ name: 'A', project_id: 1 },
			"'edit_url' is a required property",
		],
		[
			'an unknown property',
			'POST',
			'/projects',
			{ name: 'A', colour: 'red' },
			"('colour' was unexpected)",
		],
		[
			'a read-only property',
			'POST',
			'/projects',
			{ name: 'A', id: 1 },
			"Property is read-only - 'id'",
		],
		[
			'a read-only status',
			'POST',
			'/experiments',
			experiment( { status: 'running' } ),
			"Property is read-only - 'status'",
		],
		[
			'a property only creation takes',
			'PATCH',
			'/experiments/1',
			{ type: 'a/b' },
			"('type' was unexpected)",
		],
		[
			'a nested read-only property',
			'PATCH',
			'/projects/1',
			{ web_snippet: { code_revision: 2 } },
			'code_revision',
		],
		[
			'a nested missing property',
			'PATCH',
			'/experiments/1',
			{ variations: [ { name: 'A' } ] },
			"'weight' is a required property - 'variations.0'",
		],
		[
			'a value outside its enum',
			'POST',
			'/projects',
			{ name: 'A', platform: 'toaster' },
			"'toaster' is not one of",
		],
		[
			'a null that is not nullable',
			'POST',
			'/projects',
			{ name: null },
			'is not of type',
		],
		[
			'a number out of range',
			'POST',
			'/projects',
			{ name: 'A', confidence_threshold: 0.2 },
			'must be >= 0.5',
		],
		[
			'a fraction for an integer',
			'POST',
			'/experiments',
			experiment( { holdback: 1.5 } ),
			'is not of type',
		],
		[
			'a text that breaks its pattern',
			'POST',
			'/projects/1/custom_events',
			{ key: 'a/b' },
			'must match pattern',
		],
		[
			'a text that is too long',
			'POST',
			'/projects/1/custom_events',
			{ key: 'a'.repeat( 65 ) },
			'64 characters',
		],
	] )( 'refuses %s', ( _what, method, target, body, message ) => {
		expect( problemsOf( method, target, body ).join( '; ' ) ).toContain(
			message
		);
	} );

	it( 'refuses a body of another type', () => {
		const problems = problemsOf(
			'POST',
			'/projects',
			'name=A',
			'application/x-www-form-urlencoded'
		);
		expect( problems.join() ).toContain( 'expected JSON data' );
		expect(
			problemsOf(
				'POST',
				'/projects',
				{ name: 'A' },
				'application/json; charset=utf-8'
			)
		).toEqual( [] );
	} );
} );

describe( 'responses', () => {
	it.each( [
		[
			'a status that is not declared',
			'GET',
			'/projects/1',
			418,
			{},
			'Status 418 is not declared',
		],
		[
			'a body that should not be there',
			'DELETE',
			'/pages/1',
			204,
			{},
			'has no body',
		],
		[
			'a body that is missing',
			'GET',
			'/projects/1',
			200,
			undefined,
			'must have a body',
		],
		[
			'a wrong type',
			'GET',
			'/projects',
			200,
			[ { name: 'A', id: '1' } ],
			'is not of type',
		],
		[
			'a missing property',
			'GET',
			'/projects',
			200,
			[ { id: 1 } ],
			"'name' is a required property",
		],
		[
			'an undeclared property',
			'GET',
			'/projects/1',
			200,
			{ name: 'A', surprise: 1 },
			'was unexpected',
		],
		[
			'a default that is no error body',
			'GET',
			'/projects',
			503,
			{ code: 5 },
			'is not of type',
		],
	] )( 'sees %s', ( _what, method, path, status, body, message ) => {
		expect(
			responseProblems( method, path, status, body ).join( '; ' )
		).toContain( message );
	} );

	it( 'lets a good one pass', () => {
		expect(
			responseProblems( 'GET', '/projects/1', 200, {
				id: 1,
				name: 'A',
				third_party_platform: null,
			} )
		).toEqual( [] );
		expect( responseProblems( 'DELETE', '/pages/1', 204 ) ).toEqual( [] );
		expect(
			responseProblems( 'GET', '/experiments/1/results', 202 )
		).toEqual( [] );
	} );
} );

describe( 'an emulator that breaks the contract', () => {
	function appWith( handlers: Operations ) {
		const store = openStore( null, [] );
		const violations = createViolations( store.now );
		const app = new Hono().route(
			'/v2',
			apiRoutes( {
				store,
				contract,
				violations,
				rateLimit: createRateLimit( store ),
				handlers,
			} )
		);
		const headers = { Authorization: `Bearer ${ TOKENS.one }` };
		return {
			violations,
			get: () => app.request( '/v2/projects', { headers } ),
		};
	}

	it.each( [
		[ 'with a wrong body', { status: 200, body: [ { id: 'x' } ] } ],
		[ 'with a wrong status', { status: 201, body: { rubbish: true } } ],
		[ 'without a body', { status: 200 } ],
	] )( 'answers 500 and records it: %s', async ( _what, answer ) => {
		const { get, violations } = appWith( {
			'GET /projects': () => answer,
		} );
		const response = await get();
		expect( response.status ).toBe( 500 );
		expect( contract.checkError( await response.json() ) ).toEqual( [] );
		expect( violations.all() ).toMatchObject( [
			{ kind: 'response', method: 'GET', path: '/v2/projects' },
		] );
	} );

	it( 'lets a good answer pass', async () => {
		const { get, violations } = appWith( {
			'GET /projects': () => ( {
				status: 200,
				body: [ { id: 1, account_id: ACCOUNTS.one, name: 'A' } ],
			} ),
		} );
		expect( ( await get() ).status ).toBe( 200 );
		expect( violations.all() ).toEqual( [] );
	} );
} );

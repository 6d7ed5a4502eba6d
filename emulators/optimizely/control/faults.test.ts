/*
 * @jest-environment node
 */
import { connect } from 'node:net';
import {
	ACCOUNTS,
	CLIENT_ID,
	CLIENT_SECRET,
	startOptimizely,
	TOKENS,
	type OptimizelyEmulator,
} from '../index';

let emulator: OptimizelyEmulator;

beforeAll( async () => {
	emulator = await startOptimizely();
} );
afterAll( () => emulator.stop() );
beforeEach( () => emulator.control.reset() );

const headers = {
	Authorization: `Bearer ${ TOKENS.empty }`,
	'Content-Type': 'application/json',
};
const list = ( query = '' ) =>
	fetch( `${ emulator.url }/v2/projects${ query }`, { headers } );
const create = () =>
	fetch( `${ emulator.url }/v2/projects`, {
		method: 'POST',
		headers,
		body: JSON.stringify( { name: 'New' } ),
	} );
const made = () =>
	emulator.control
		.state()
		.projects.filter( ( one ) => one.account_id === ACCOUNTS.empty ).length;

function control(
	method: string,
	path: string,
	body?: unknown
): Promise< Response > {
	return fetch( `${ emulator.url }/_control${ path }`, {
		method,
		...( body === undefined ? {} : { body: JSON.stringify( body ) } ),
	} );
}

describe( 'each fault', () => {
	it( 'status: with the error body of the service, before anything is done', async () => {
		emulator.control.addFault( { fault: { type: 'status', status: 503 } } );
		const response = await create();
		expect( response.status ).toBe( 503 );
		expect( await response.json() ).toMatchObject( {
			code: 'error_503',
			uuid: expect.any( String ),
		} );
		expect( made() ).toBe( 0 );
		expect( ( await create() ).status ).toBe( 201 );
	} );

	it( 'status: with a body and headers of one’s own', async () => {
		emulator.control.addFault( {
			fault: {
				type: 'status',
				status: 502,
				body: '<h1>Bad gateway</h1>',
				headers: { 'Content-Type': 'text/html', 'X-A': 'b' },
			},
		} );
		const response = await list();
		expect( [
			response.status,
			response.headers.get( 'content-type' ),
			response.headers.get( 'x-a' ),
		] ).toEqual( [ 502, 'text/html', 'b' ] );
		expect( await response.text() ).toBe( '<h1>Bad gateway</h1>' );
	} );

	it( 'status after: the effect happened, the answer is another', async () => {
		emulator.control.addFault( {
			fault: { type: 'status', status: 500, after: true },
		} );
		const response = await create();
		expect( response.status ).toBe( 500 );
		expect( await response.json() ).toMatchObject( { code: 'error_500' } );
		expect( made() ).toBe( 1 );
	} );

	it( 'delay: before and after the effect', async () => {
		for ( const [ after, expected ] of [
			[ false, 0 ],
			[ true, 1 ],
		] as const ) {
			emulator.control.reset();
			emulator.control.addFault( {
				fault: { type: 'delay', ms: 300, after },
			} );
			const start = performance.now();
			const answer = create();
			await new Promise( ( resolve ) => setTimeout( resolve, 150 ) );
			expect( made() ).toBe( expected );
			const response = await answer;
			expect( response.status ).toBe( 201 );
			expect( await response.json() ).toMatchObject( { name: 'New' } );
			expect( performance.now() - start ).toBeGreaterThanOrEqual( 295 );
			expect( made() ).toBe( 1 );
		}
	} );

	it( 'cut: the client sees its connection closed, and the server lives on', async () => {
		emulator.control.addFault( { fault: { type: 'cut' } } );
		await expect( create() ).rejects.toThrow( 'fetch failed' );
		expect( made() ).toBe( 0 );
		emulator.control.addFault( { fault: { type: 'cut', after: true } } );
		await expect( create() ).rejects.toThrow( 'fetch failed' );
		expect( made() ).toBe( 1 );
		expect( ( await list() ).status ).toBe( 200 );
		expect(
			emulator.control
				.requests()
				.map( ( one ) => [ one.status, one.fault ] )
		).toEqual( [
			[ null, 'cut' ],
			[ null, 'cut' ],
			[ 200, null ],
		] );
	} );

	it( 'cut: not a byte is sent', async () => {
		emulator.control.addFault( { fault: { type: 'cut', after: true } } );
		const received = await new Promise< string >( ( resolve ) => {
			let text = '';
			const socket = connect( emulator.port, '127.0.0.1', () =>
				socket.write(
					`GET /v2/projects HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${ TOKENS.empty }\r\n\r\n`
				)
			);
			socket.on( 'data', ( part ) => ( text += part.toString() ) );
			socket.on( 'error', () => undefined );
			socket.on( 'close', () => resolve( text ) );
		} );
		expect( received ).toBe( '' );
	} );

	it( 'malformed: 200 with JSON that breaks off, before and after the effect', async () => {
		for ( const [ after, expected ] of [
			[ false, 0 ],
			[ true, 1 ],
		] as const ) {
			emulator.control.reset();
			emulator.control.addFault( {
				fault: { type: 'malformed', after },
			} );
			const response = await create();
			expect( response.status ).toBe( 200 );
			expect( response.headers.get( 'content-type' ) ).toContain(
				'json'
			);
			const text = await response.text();
			expect( () => JSON.parse( text ) ).toThrow( SyntaxError );
			expect( made() ).toBe( expected );
		}
	} );

	it( 'rate_limit: 429 with its headers; Retry-After only when asked for', async () => {
		emulator.control.addFault( {
			fault: { type: 'rate_limit', retryAfter: 30, limit: 20 },
		} );
		const first = await list();
		expect( first.status ).toBe( 429 );
		expect( first.headers.get( 'retry-after' ) ).toBe( '30' );
		expect( first.headers.get( 'x-ratelimit-limit' ) ).toBe( '20' );
		expect( first.headers.get( 'x-ratelimit-remaining' ) ).toBe( '0' );
		expect( first.headers.get( 'x-ratelimit-reset' ) ).toBe( '30' );
		emulator.control.addFault( {
			fault: { type: 'rate_limit', reset: 7 },
		} );
		const second = await list();
		expect( second.headers.get( 'retry-after' ) ).toBeNull();
		expect( second.headers.get( 'x-ratelimit-reset' ) ).toBe( '7' );
	} );
} );

describe( 'a fault strikes', () => {
	const statuses = async (
		...requests: Array< () => Promise< Response > >
	) => {
		const seen = [];
		for ( const request of requests ) {
			seen.push( ( await request() ).status );
		}
		return seen;
	};

	it( 'as often as told', async () => {
		emulator.control.addFault( {
			times: 2,
			fault: { type: 'status', status: 500 },
		} );
		expect( await statuses( list, list, list ) ).toEqual( [
			500, 500, 200,
		] );
		emulator.control.addFault( {
			times: null,
			fault: { type: 'status', status: 500 },
		} );
		expect( await statuses( list, list, list ) ).toEqual( [
			500, 500, 500,
		] );
		await control( 'DELETE', '/faults' );
		expect( await statuses( list ) ).toEqual( [ 200 ] );
	} );

	it( 'only the method, path and service it names', async () => {
		const fault = { type: 'status', status: 500 } as const;
		emulator.control.addFault( { method: 'post', fault } );
		expect( await statuses( list, create ) ).toEqual( [ 200, 500 ] );
		emulator.control.addFault( {
			path: '^/v2/projects\\?.*page=2',
			fault,
		} );
		expect(
			await statuses(
				list,
				() => list( '?page=1' ),
				() => list( '?per_page=1&page=2' )
			)
		).toEqual( [ 200, 200, 500 ] );
		emulator.control.addFault( { service: 'app', fault } );
		const token = () =>
			fetch(
				`${ emulator.url }/oauth2/token?client_id=${ CLIENT_ID }&client_secret=${ CLIENT_SECRET }`,
				{ method: 'POST' }
			);
		expect( await statuses( list, token, token ) ).toEqual( [
			200, 500, 400,
		] );
		const project = emulator.control.state().projects[ 0 ]?.id;
		const snippet = () => fetch( `${ emulator.url }/js/${ project }.js` );
		const event = () =>
			fetch( `${ emulator.url }/v1/events`, {
				method: 'POST',
				body: '{',
			} );
		emulator.control.addFault( { service: 'cdn', fault } );
		emulator.control.addFault( { service: 'log', fault } );
		expect(
			await statuses( list, snippet, event, snippet, event )
		).toEqual( [ 200, 500, 500, 200, 400 ] );
	} );

	it( 'never the control endpoint', async () => {
		emulator.control.addFault( { times: null, fault: { type: 'cut' } } );
		expect( ( await control( 'GET', '/faults' ) ).status ).toBe( 200 );
		expect( ( await fetch( emulator.url ) ).status ).toBe( 200 );
	} );
} );

describe( 'the control endpoint', () => {
	it( 'takes and shows faults', async () => {
		expect(
			(
				await control( 'POST', '/faults', {
					service: 'api',
					fault: { type: 'cut' },
				} )
			).status
		).toBe( 200 );
		expect(
			await ( await control( 'GET', '/faults' ) ).json()
		).toMatchObject( [
			{ service: 'api', left: 1, fault: { type: 'cut' } },
		] );
		expect( ( await control( 'DELETE', '/faults' ) ).status ).toBe( 204 );
		expect( await ( await control( 'GET', '/faults' ) ).json() ).toEqual(
			[]
		);
	} );

	it.each( [
		[ '/faults', { fault: { type: 'explode' } } ],
		[ '/faults', { fault: { type: 'status' } } ],
		[ '/faults', { path: '(', fault: { type: 'cut' } } ],
		[ '/faults', { service: 'mail', fault: { type: 'cut' } } ],
		[ '/publish', {} ],
		[ '/tokens/revoke', { acount: 1 } ],
		[ '/projects', { action: 'rename', project_id: 1 } ],
	] )( 'refuses %s %j', async ( path, body ) => {
		const response = await control( 'POST', path, body );
		expect( response.status ).toBe( 400 );
		expect( ( await response.json() ).message ).not.toBe( '' );
	} );

	it( 'says 404 for what is not there', async () => {
		expect(
			( await control( 'POST', '/publish', { project_id: 1 } ) ).status
		).toBe( 404 );
		expect(
			(
				await control( 'POST', '/apps', {
					redirect_uri: 'https://a.test/',
					client_id: 'x',
				} )
			).status
		).toBe( 404 );
	} );

	it( 'creates, renames, archives and publishes projects', async () => {
		const create_ = await control( 'POST', '/projects', {
			action: 'create',
			account_id: ACCOUNTS.empty,
			name: 'A',
		} );
		const { id } = await create_.json();
		await control( 'POST', '/projects', {
			action: 'rename',
			project_id: id,
			name: 'B',
		} );
		await control( 'POST', '/projects', {
			action: 'archive',
			project_id: id,
		} );
		const published = await control( 'POST', '/publish', {
			project_id: id,
		} );
		expect( await published.json() ).toEqual( { code_revision: 2 } );
		const read = await fetch( `${ emulator.url }/v2/projects/${ id }`, {
			headers,
		} );
		expect( await read.json() ).toMatchObject( {
			name: 'B',
			status: 'archived',
			web_snippet: { code_revision: 2 },
		} );
	} );

	it( 'registers redirect URIs, expires and revokes tokens, resets', async () => {
		await control( 'POST', '/apps', { redirect_uri: 'https://a.test/' } );
		expect( emulator.control.state().apps[ 0 ]?.redirect_uris ).toEqual( [
			'https://a.test/',
		] );
		expect(
			await ( await control( 'POST', '/tokens/expire', {} ) ).json()
		).toEqual( { expired: 0 } );
		expect(
			await (
				await control( 'POST', '/tokens/revoke', {
					account: ACCOUNTS.empty,
				} )
			).json()
		).toEqual( { revoked: 1 } );
		expect( ( await list() ).status ).toBe( 401 );
		await control( 'POST', '/reset' );
		expect( ( await list() ).status ).toBe( 200 );
		expect( emulator.control.state().apps[ 0 ]?.redirect_uris ).toEqual(
			[]
		);
	} );

	it( 'logs requests newest last, with who sent them, and forgets them on DELETE', async () => {
		await list();
		await fetch( `${ emulator.url }/v2/me`, {
			headers: { 'User-Agent': 'curl/8' },
		} );
		expect(
			await ( await control( 'GET', '/requests' ) ).json()
		).toMatchObject( [
			{
				method: 'GET',
				path: '/v2/projects',
				status: 200,
				service: 'api',
				client: expect.stringContaining(
					'personal token of Blank Page'
				),
			},
			{
				path: '/v2/me',
				status: 401,
				client: 'curl/8',
				time: expect.stringMatching( /^\d{4}-.*Z$/ ),
			},
		] );
		await control( 'DELETE', '/requests' );
		expect( emulator.control.requests() ).toEqual( [] );
	} );

	it( 'is for this origin: a page of another site is refused, the index page’s forms work', async () => {
		const form = ( origin: string ) =>
			fetch( `${ emulator.url }/_control/faults`, {
				method: 'POST',
				redirect: 'manual',
				headers: { Origin: origin },
				body: new URLSearchParams( {
					json: '{"fault":{"type":"cut"}}',
				} ),
			} );
		expect( ( await form( 'https://evil.example' ) ).status ).toBe( 403 );
		expect( emulator.control.faults() ).toEqual( [] );
		const own = await form( emulator.url );
		expect( [ own.status, own.headers.get( 'location' ) ] ).toEqual( [
			303,
			'/',
		] );
		expect( emulator.control.faults() ).toHaveLength( 1 );
	} );

	it( 'has an index page that shows the tokens and escapes names', async () => {
		emulator.control.changeProject( {
			action: 'create',
			account_id: ACCOUNTS.empty,
			name: '<script>',
		} );
		const html = await ( await fetch( emulator.url ) ).text();
		for ( const token of Object.values( TOKENS ) ) {
			expect( html ).toContain( token );
		}
		expect( html ).toContain( CLIENT_SECRET );
		expect( html ).not.toContain( '<script>' );
		for ( const [ , json ] of html.matchAll(
			/name="json"\s+value="([^"]*)"/g
		) ) {
			expect( () =>
				JSON.parse( ( json ?? '' ).replaceAll( '&quot;', '"' ) )
			).not.toThrow();
		}
	} );
} );

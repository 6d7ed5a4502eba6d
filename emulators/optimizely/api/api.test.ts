/*
 * @jest-environment node
 */
import {
	ACCOUNTS,
	startOptimizely,
	TOKENS,
	type AccountName,
	type OptimizelyEmulator,
	type Project,
} from '../index';

let emulator: OptimizelyEmulator;

beforeAll( async () => {
	emulator = await startOptimizely();
} );
afterAll( () => emulator.stop() );
beforeEach( () => emulator.control.reset() );

type Body = Record< string, unknown >;

async function call(
	account: AccountName | null,
	method: string,
	path: string,
	body?: unknown
) {
	const response = await fetch( `${ emulator.url }/v2${ path }`, {
		method,
		headers: {
			...( account
				? { Authorization: `Bearer ${ TOKENS[ account ] }` }
				: {} ),
			...( body === undefined
				? {}
				: { 'Content-Type': 'application/json' } ),
		},
		...( body === undefined ? {} : { body: JSON.stringify( body ) } ),
	} );
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		body: ( text ? JSON.parse( text ) : null ) as Body,
	};
}

/** Follows the Link header to the end, as a client does. */
async function allProjects(
	account: AccountName,
	perPage: number
): Promise< { projects: Project[]; pages: number } > {
	const projects: Project[] = [];
	let pages = 0;
	let next: string | null =
		`${ emulator.url }/v2/projects?per_page=${ perPage }`;
	while ( next ) {
		const response: Response = await fetch( next, {
			headers: { Authorization: `Bearer ${ TOKENS[ account ] }` },
		} );
		projects.push( ...( ( await response.json() ) as Project[] ) );
		pages += 1;
		next =
			/<([^>]+)>; rel=next/.exec(
				response.headers.get( 'link' ) ?? ''
			)?.[ 1 ] ?? null;
	}
	return { projects, pages };
}

const ERROR = {
	code: expect.any( String ),
	message: expect.any( String ),
	messages: expect.any( Object ),
	uuid: expect.stringMatching( /^[0-9a-f-]{36}$/ ),
};

describe( 'tokens', () => {
	it( 'are asked for', async () => {
		for ( const authorization of [
			'',
			'Bearer wrong',
			`Token ${ TOKENS.one }`,
		] ) {
			const response = await fetch( `${ emulator.url }/v2/me`, {
				headers: { Authorization: authorization },
			} );
			expect( response.status ).toBe( 401 );
			expect( await response.json() ).toEqual( {
				...ERROR,
				message: 'Invalid credentials',
			} );
		}
	} );

	it( 'open their own account only', async () => {
		const me = await call( 'three', 'GET', '/me' );
		expect( me.body ).toMatchObject( {
			current_account: { id: ACCOUNTS.three },
		} );
		const [ project ] = ( await allProjects( 'one', 25 ) ).projects;
		expect(
			( await call( 'one', 'GET', `/projects/${ project?.id }` ) ).body
		).toMatchObject( { id: project?.id } );
		expect(
			await call( 'three', 'GET', `/projects/${ project?.id }` )
		).toMatchObject( { status: 403, body: ERROR } );
	} );

	it( 'can be revoked and restored', async () => {
		emulator.control.revokeTokens( ACCOUNTS.one, 'personal' );
		expect( ( await call( 'one', 'GET', '/me' ) ).status ).toBe( 401 );
		expect( ( await call( 'three', 'GET', '/me' ) ).status ).toBe( 200 );
		emulator.control.restoreTokens();
		expect( ( await call( 'one', 'GET', '/me' ) ).status ).toBe( 200 );
	} );
} );

describe( 'the seed', () => {
	it.each( [
		[ 'empty', 0 ],
		[ 'one', 1 ],
		[ 'three', 3 ],
		[ 'many', 250 ],
	] as const )(
		'gives account "%s" %i active web projects',
		async ( name, count ) => {
			const { projects } = await allProjects( name, 100 );
			expect(
				projects.filter(
					( one ) => one.platform === 'web' && one.status === 'active'
				)
			).toHaveLength( count );
			expect(
				projects.every( ( one ) =>
					/^\d{10,16}$/.test( String( one.id ) )
				)
			).toBe( true );
		}
	);

	it( 'has same names, awkward names, an archived and a non-web project, and the same ids each time', async () => {
		const { projects } = await allProjects( 'many', 100 );
		expect(
			projects.filter( ( one ) => one.name === 'Project 137' )
		).toHaveLength( 1 );
		expect(
			projects.filter( ( one ) => one.status === 'archived' )
		).toHaveLength( 1 );
		expect(
			projects.filter( ( one ) => one.platform === 'custom' )
		).toHaveLength( 1 );
		for ( const part of [ '"', '<b>', '🚀', 'أخبار' ] ) {
			expect(
				projects.some( ( one ) => one.name.includes( part ) )
			).toBe( true );
		}
		const three = ( await allProjects( 'three', 25 ) ).projects.map(
			( one ) => one.name
		);
		expect( new Set( three ).size ).toBe( 2 );

		const other = await startOptimizely();
		const again = other.control.state().projects.map( ( one ) => one.id );
		await other.stop();
		expect( again ).toEqual(
			emulator.control.state().projects.map( ( one ) => one.id )
		);
		expect( new Set( again ).size ).toBe( again.length );
	} );
} );

describe( 'paging', () => {
	it( 'gives 25 by default and leads through all pages once', async () => {
		const first = await call( 'many', 'GET', '/projects' );
		expect( first.body ).toHaveLength( 25 );
		const { projects, pages } = await allProjects( 'many', 100 );
		expect( pages ).toBe( 3 );
		expect( new Set( projects.map( ( one ) => one.id ) ).size ).toBe( 252 );
		expect( ( await allProjects( 'many', 7 ) ).projects ).toEqual(
			projects
		);
	} );

	it( 'writes Link with unquoted rel: next and last, prev in the middle, prev alone at the end', async () => {
		const links = async ( page: number ) =>
			(
				await call(
					'many',
					'GET',
					`/projects?per_page=100&page=${ page }`
				)
			).headers.get( 'link' );
		const at = ( page: number, rel: string ) =>
			`<${ emulator.url }/v2/projects?per_page=100&page=${ page }>; rel=${ rel }`;
		expect( await links( 1 ) ).toBe(
			`${ at( 2, 'next' ) }, ${ at( 3, 'last' ) }`
		);
		expect( await links( 2 ) ).toBe(
			`${ at( 1, 'prev' ) }, ${ at( 3, 'next' ) }, ${ at( 3, 'last' ) }`
		);
		expect( await links( 3 ) ).toBe( at( 2, 'prev' ) );
		expect(
			( await call( 'one', 'GET', '/projects' ) ).headers.get( 'link' )
		).toBeNull();
	} );

	it( 'gives an empty page beyond the end, and refuses page 0 and per_page 101', async () => {
		expect(
			( await call( 'many', 'GET', '/projects?page=99' ) ).body
		).toEqual( [] );
		expect( await call( 'many', 'GET', '/projects?page=0' ) ).toMatchObject(
			{ status: 400, body: ERROR }
		);
		expect(
			await call( 'many', 'GET', '/projects?per_page=101' )
		).toMatchObject( { status: 400, body: ERROR } );
	} );
} );

describe( 'projects', () => {
	it( 'are made, read and changed', async () => {
		const made = await call( 'empty', 'POST', '/projects', {
			name: 'Naïve "Times"',
			web_snippet: { ip_anonymization: true },
		} );
		expect( made ).toMatchObject( {
			status: 201,
			body: {
				name: 'Naïve "Times"',
				platform: 'web',
				status: 'active',
				account_id: ACCOUNTS.empty,
			},
		} );
		const id = Number( made.body.id );
		const renamed = await call( 'empty', 'PATCH', `/projects/${ id }`, {
			name: 'Times',
			status: 'archived',
		} );
		expect( renamed ).toMatchObject( {
			status: 200,
			body: { id, name: 'Times', status: 'archived' },
		} );
		expect(
			( await call( 'empty', 'GET', `/projects/${ id }` ) ).body
		).toEqual( renamed.body );
		expect( emulator.control.violations() ).toEqual( [] );
	} );

	it( 'that do not exist are 404, which is no violation', async () => {
		expect(
			await call( 'one', 'GET', '/projects/98765432101' )
		).toMatchObject( {
			status: 404,
			body: { ...ERROR, code: 'not_found' },
		} );
		expect( emulator.control.violations() ).toEqual( [] );
	} );

	it( 'do not take JavaScript that does not parse', async () => {
		const project = emulator.control
			.state()
			.projects.find( ( one ) => one.account_id === ACCOUNTS.one );
		const answer = await call(
			'one',
			'PATCH',
			`/projects/${ project?.id }`,
			{
				web_snippet: { project_javascript: '}{' },
			}
		);
		expect( answer ).toMatchObject( { status: 400, body: ERROR } );
		expect( project?.web_snippet.project_javascript ).toBe( '' );
	} );
} );

describe( 'the frame', () => {
	it( 'answers a mismatch 400 and keeps it', async () => {
		const answer = await call( 'one', 'GET', '/projects?filter=web' );
		expect( answer ).toMatchObject( { status: 400, body: ERROR } );
		expect( answer.body.message ).toBe(
			'Extra query parameter(s) filter not in spec'
		);
		const kept = await fetch( `${ emulator.url }/_control/violations` );
		expect( await kept.json() ).toMatchObject( [
			{
				kind: 'request',
				method: 'GET',
				path: '/v2/projects?filter=web',
				problems: [ answer.body.message ],
			},
		] );
	} );

	it( 'keeps unknown paths and methods as violations', async () => {
		expect( ( await call( 'one', 'GET', '/project' ) ).status ).toBe( 404 );
		expect( ( await call( 'one', 'DELETE', '/projects' ) ).status ).toBe(
			405
		);
		expect( emulator.control.violations() ).toHaveLength( 2 );
	} );

	it( 'says 501 for what is not built, after judging the request', async () => {
		expect(
			await call( 'one', 'GET', '/list_attributes?project_id=1' )
		).toMatchObject( { status: 501, body: ERROR } );
		expect( ( await call( 'one', 'GET', '/pages' ) ).status ).toBe( 400 );
	} );

	it( 'gives /me and /plan in the shape of the contract', async () => {
		expect(
			( await call( 'many', 'GET', '/me?include_features=true' ) ).status
		).toBe( 200 );
		expect( await call( 'many', 'GET', '/plan' ) ).toMatchObject( {
			status: 200,
			body: { account_id: ACCOUNTS.many },
		} );
		expect( emulator.control.violations() ).toEqual( [] );
	} );

	it( 'limits the rate of each token and tells so on every answer', async () => {
		emulator.control.settings( { rate_limit: { limit: 2, window: 60 } } );
		const remaining = [];
		for ( let number = 0; number < 3; number++ ) {
			const answer = await call( 'one', 'GET', '/me' );
			expect( answer.headers.get( 'x-ratelimit-limit' ) ).toBe( '2' );
			expect(
				Number( answer.headers.get( 'x-ratelimit-reset' ) )
			).toBeGreaterThan( 0 );
			remaining.push( [
				answer.status,
				answer.headers.get( 'x-ratelimit-remaining' ),
			] );
		}
		expect( remaining ).toEqual( [
			[ 200, '1' ],
			[ 200, '0' ],
			[ 429, '0' ],
		] );
		expect( ( await call( 'three', 'GET', '/me' ) ).status ).toBe( 200 );
		emulator.control.advanceClock( 61 );
		expect( ( await call( 'one', 'GET', '/me' ) ).status ).toBe( 200 );
	} );
} );

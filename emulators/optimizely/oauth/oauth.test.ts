/*
 * @jest-environment node
 */
import { createHash } from 'node:crypto';
import {
	ACCOUNTS,
	CLIENT_ID,
	CLIENT_SECRET,
	startOptimizely,
	type OptimizelyEmulator,
} from '../index';

const REDIRECT = 'https://example.org/wp-admin/admin-post.php';

let emulator: OptimizelyEmulator;

beforeAll( async () => {
	emulator = await startOptimizely( { redirectUris: [ REDIRECT ] } );
} );
afterAll( () => emulator.stop() );
beforeEach( () => emulator.control.reset() );

function authorizeUrl(
	more: Record< string, string | null > = {},
	base = emulator.url
): string {
	const url = new URL( '/oauth2/authorize', base );
	const all: Record< string, string | null > = {
		client_id: CLIENT_ID,
		redirect_uri: REDIRECT,
		response_type: 'code',
		scopes: 'all',
		state: 'a&b=ü',
		...more,
	};
	for ( const [ name, value ] of Object.entries( all ) ) {
		if ( value !== null ) {
			url.searchParams.set( name, value );
		}
	}
	return url.href;
}

/** Fills in the page's own form and presses a button. */
async function decide(
	decision: 'allow' | 'deny',
	more = {},
	account: number = ACCOUNTS.many
): Promise< URL > {
	const html = await ( await fetch( authorizeUrl( more ) ) ).text();
	const fields = new URLSearchParams();
	for ( const [ , name, value ] of html.matchAll(
		/type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g
	) ) {
		fields.append( name ?? '', ( value ?? '' ).replaceAll( '&amp;', '&' ) );
	}
	fields.set( 'account_id', String( account ) );
	fields.set( 'decision', decision );
	const response = await fetch( `${ emulator.url }/oauth2/authorize`, {
		method: 'POST',
		body: fields,
		redirect: 'manual',
	} );
	expect( response.status ).toBe( 303 );
	return new URL( response.headers.get( 'location' ) ?? '' );
}

type TokenBody = Record< string, string | number >;

async function token(
	parameters: Record< string, string >,
	where: 'query' | 'body' = 'body'
) {
	const all = new URLSearchParams( {
		client_id: CLIENT_ID,
		client_secret: CLIENT_SECRET,
		...parameters,
	} );
	const response = await fetch(
		`${ emulator.url }/oauth2/token${ where === 'query' ? `?${ all }` : '' }`,
		{
			method: 'POST',
			...( where === 'body' ? { body: all } : {} ),
		}
	);
	return {
		status: response.status,
		body: ( await response.json() ) as TokenBody,
	};
}

async function newCode( more = {}, account?: number ): Promise< string > {
	return (
		( await decide( 'allow', more, account ) ).searchParams.get( 'code' ) ??
		''
	);
}

const exchange = (
	code: string,
	more = {},
	where: 'query' | 'body' = 'body'
) =>
	token(
		{
			grant_type: 'authorization_code',
			code,
			redirect_uri: REDIRECT,
			...more,
		},
		where
	);
const refresh = ( refreshToken: unknown ) =>
	token( {
		grant_type: 'refresh_token',
		refresh_token: String( refreshToken ),
	} );

async function me( accessToken: unknown ) {
	const response = await fetch( `${ emulator.url }/v2/me`, {
		headers: { Authorization: `Bearer ${ accessToken }` },
	} );
	return { status: response.status, body: await response.json() };
}

describe( 'the authorize page', () => {
	it( 'asks, names itself a stand-in and offers every account', async () => {
		const response = await fetch(
			authorizeUrl( { account_id: String( ACCOUNTS.one ) } )
		);
		expect( response.status ).toBe( 200 );
		const html = await response.text();
		expect( html ).toContain( 'local stand-in' );
		for ( const id of Object.values( ACCOUNTS ) ) {
			expect( html ).toMatch( new RegExp( `value="${ id }"` ) );
		}
		expect(
			html.match( /value="(\d+)"\s+required\s+checked/ )?.[ 1 ]
		).toBe( String( ACCOUNTS.one ) );
	} );

	it.each( [
		[
			'an unknown client',
			{ client_id: '1' },
			'no app with this client_id',
		],
		[
			'a redirect URI that is not registered',
			{ redirect_uri: `${ REDIRECT }?x=1` },
			'is not registered',
		],
		[
			'http',
			{ redirect_uri: REDIRECT.replace( 'https', 'http' ) },
			'must begin with https',
		],
		[
			'http on localhost',
			{ redirect_uri: 'http://localhost:8881/wp-admin/admin-post.php' },
			'must begin with https',
		],
		[
			'another scheme',
			{ redirect_uri: 'javascript:alert(1)' },
			'must begin with https',
		],
		[ 'no redirect URI', { redirect_uri: null }, 'missing' ],
	] )( 'shows an error page for %s', async ( _what, more, message ) => {
		const response = await fetch( authorizeUrl( more ), {
			redirect: 'manual',
		} );
		expect( response.status ).toBe( 400 );
		expect( response.headers.get( 'location' ) ).toBeNull();
		expect( await response.text() ).toContain( message );
	} );

	it( 'escapes what it shows', async () => {
		const html = await (
			await fetch(
				authorizeUrl( {
					redirect_uri: 'https://x.test/?"><script>alert(1)</script>',
				} )
			)
		).text();
		expect( html ).not.toContain( '<script>' );
	} );

	it.each( [
		[ { response_type: 'token' }, 'unsupported_response_type' ],
		[ { scopes: 'some' }, 'invalid_scope' ],
		[ { scopes: null }, 'invalid_scope' ],
		[
			{ code_challenge: 'x', code_challenge_method: 'plain' },
			'invalid_request',
		],
	] )( 'tells the client of %j', async ( more, error ) => {
		const response = await fetch( authorizeUrl( more ), {
			redirect: 'manual',
		} );
		const location = new URL( response.headers.get( 'location' ) ?? '' );
		expect( location.searchParams.get( 'error' ) ).toBe( error );
		expect( location.searchParams.get( 'state' ) ).toBe( 'a&b=ü' );
	} );

	it( 'sends a refusal back', async () => {
		const location = await decide( 'deny' );
		expect( location.origin + location.pathname ).toBe( REDIRECT );
		expect( Object.fromEntries( location.searchParams ) ).toEqual( {
			error: 'access_denied',
			state: 'a&b=ü',
		} );
	} );

	it( 'does not go on without an account', async () => {
		const response = await fetch( `${ emulator.url }/oauth2/authorize`, {
			method: 'POST',
			body: new URLSearchParams( [
				...new URL( authorizeUrl() ).searchParams,
				[ 'decision', 'allow' ],
			] ),
		} );
		expect( response.status ).toBe( 400 );
		expect( await response.text() ).toContain( 'Choose an account' );
	} );

	it( 'takes http on localhost, and unregistered URIs, when that is switched on', async () => {
		const local = 'http://127.0.0.1:8881/wp-admin/admin-post.php';
		const lax = await startOptimizely( { allowHttpLocalhost: true } );
		const laxer = await startOptimizely( {
			allowHttpLocalhost: true,
			anyRedirectUri: true,
		} );
		try {
			const ask = async ( base: string, uri: string ) =>
				( await fetch( authorizeUrl( { redirect_uri: uri }, base ) ) )
					.status;
			expect( await ask( lax.url, local ) ).toBe( 400 );
			lax.control.registerRedirectUri( local );
			expect( await ask( lax.url, local ) ).toBe( 200 );
			expect( await ask( laxer.url, local ) ).toBe( 200 );
			expect( await ask( laxer.url, 'https://any.example/' ) ).toBe(
				200
			);
			expect( await ask( laxer.url, 'http://example.org/' ) ).toBe( 400 );
		} finally {
			await lax.stop();
			await laxer.stop();
		}
	} );
} );

describe( 'a code', () => {
	it.each( [ 'query', 'body' ] as const )(
		'is exchanged with the parameters in the %s',
		async ( where ) => {
			const location = await decide( 'allow', {}, ACCOUNTS.three );
			expect( location.searchParams.get( 'state' ) ).toBe( 'a&b=ü' );
			const answer = await exchange(
				location.searchParams.get( 'code' ) ?? '',
				{},
				where
			);
			expect( answer ).toEqual( {
				status: 200,
				body: {
					access_token: expect.any( String ),
					refresh_token: expect.any( String ),
					token_type: 'bearer',
					expires_in: 7200,
				},
			} );
			expect( await me( answer.body.access_token ) ).toMatchObject( {
				status: 200,
				body: { current_account: { id: ACCOUNTS.three } },
			} );
		}
	);

	it( 'works once', async () => {
		const code = await newCode();
		expect( ( await exchange( code ) ).status ).toBe( 200 );
		expect( await exchange( code ) ).toMatchObject( {
			status: 400,
			body: { error: 'invalid_grant' },
		} );
	} );

	it( 'lives ten minutes', async () => {
		const [ one, two ] = [ await newCode(), await newCode() ];
		emulator.control.advanceClock( 590 );
		expect( ( await exchange( one ) ).status ).toBe( 200 );
		emulator.control.advanceClock( 11 );
		expect( await exchange( two ) ).toMatchObject( {
			status: 400,
			body: { error: 'invalid_grant' },
		} );
	} );

	it( 'belongs to its redirect URI', async () => {
		expect(
			await exchange( await newCode(), {
				redirect_uri: 'https://example.com/',
			} )
		).toMatchObject( {
			status: 400,
			body: { error: 'invalid_grant' },
		} );
	} );

	it( 'wants the verifier of its challenge', async () => {
		const verifier = 'a-verifier-of-some-forty-three-characters-or-more';
		const challenge = {
			code_challenge: createHash( 'sha256' )
				.update( verifier )
				.digest( 'base64url' ),
			code_challenge_method: 'S256',
		};
		expect(
			(
				await exchange( await newCode( challenge ), {
					code_verifier: verifier,
				} )
			).status
		).toBe( 200 );
		expect(
			(
				await exchange( await newCode( challenge ), {
					code_verifier: 'other',
				} )
			).status
		).toBe( 400 );
		expect( ( await exchange( await newCode( challenge ) ) ).status ).toBe(
			400
		);
	} );

	it.each( [ { client_secret: 'wrong' }, { client_id: 'wrong' } ] )(
		'wants the right client: %j',
		async ( wrong ) => {
			const code = await newCode();
			expect( await exchange( code, wrong ) ).toMatchObject( {
				status: 401,
				body: { error: 'invalid_client' },
			} );
			expect( ( await exchange( code ) ).status ).toBe( 200 );
		}
	);

	it( 'knows two grants', async () => {
		expect( await token( { grant_type: 'password' } ) ).toMatchObject( {
			status: 400,
			body: { error: 'unsupported_grant_type' },
		} );
	} );
} );

describe( 'a refresh token', () => {
	it( 'gives a new access token and no new refresh token, again and again', async () => {
		const first = ( await exchange( await newCode() ) ).body;
		emulator.control.advanceClock( 7201 );
		expect( ( await me( first.access_token ) ).status ).toBe( 401 );
		for ( let time = 0; time < 2; time++ ) {
			const answer = await refresh( first.refresh_token );
			expect( answer ).toEqual( {
				status: 200,
				body: {
					access_token: expect.any( String ),
					token_type: 'bearer',
					expires_in: 7200,
				},
			} );
			expect( ( await me( answer.body.access_token ) ).status ).toBe(
				200
			);
		}
	} );

	it( 'rotates when told to', async () => {
		emulator.control.settings( { rotate_refresh_tokens: true } );
		const first = ( await exchange( await newCode() ) ).body;
		const second = await refresh( first.refresh_token );
		expect( second.body.refresh_token ).not.toBe( first.refresh_token );
		expect( ( await refresh( first.refresh_token ) ).status ).toBe( 400 );
		expect( ( await refresh( second.body.refresh_token ) ).status ).toBe(
			200
		);
	} );

	it( 'is refused with 400 after the person revoked it, and the access token with 401', async () => {
		const first = ( await exchange( await newCode() ) ).body;
		emulator.control.revokeTokens( ACCOUNTS.one );
		expect( ( await me( first.access_token ) ).status ).toBe( 200 );
		emulator.control.revokeTokens( ACCOUNTS.many );
		expect( ( await me( first.access_token ) ).status ).toBe( 401 );
		expect( await refresh( first.refresh_token ) ).toMatchObject( {
			status: 400,
			body: { error: 'invalid_grant' },
		} );
	} );

	it( 'outlives expired access tokens', async () => {
		const first = ( await exchange( await newCode() ) ).body;
		expect( emulator.control.expireTokens( ACCOUNTS.many ) ).toBe( 1 );
		expect( ( await me( first.access_token ) ).status ).toBe( 401 );
		expect( ( await refresh( first.refresh_token ) ).status ).toBe( 200 );
	} );
} );

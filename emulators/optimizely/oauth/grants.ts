/**
 * POST /oauth2/token: what a code or a refresh token is exchanged for.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { App } from '../state';
import type { Store } from '../store';

/** Lifetime of a code, in seconds. */
export const CODE_LIFETIME = 600;
/** Lifetime of an access token, in seconds. */
export const ACCESS_TOKEN_LIFETIME = 7200;

export type TokenAnswer = {
	readonly status: 200 | 400 | 401;
	readonly body: Readonly< Record< string, string | number > >;
};

function refuse(
	status: 400 | 401,
	error: string,
	description: string
): TokenAnswer {
	return { status, body: { error, error_description: description } };
}

function same( one: string, other: string ): boolean {
	const a = Buffer.from( one );
	const b = Buffer.from( other );
	return a.length === b.length && timingSafeEqual( a, b );
}

function secret(): string {
	return randomBytes( 32 ).toString( 'base64url' );
}

function accessToken( store: Store, app: App, accountId: number ) {
	const now = store.now();
	const token = secret();
	const { state } = store;
	// A day after their end, tokens are of no use to any test.
	state.access_tokens = state.access_tokens.filter(
		( one ) => one.expires > now - 86_400_000
	);
	state.access_tokens.push( {
		token,
		client_id: app.client_id,
		account_id: accountId,
		expires: now + ACCESS_TOKEN_LIFETIME * 1000,
		revoked: false,
	} );
	store.changed();
	return {
		access_token: token,
		token_type: 'bearer',
		expires_in: ACCESS_TOKEN_LIFETIME,
	};
}

function refreshToken( store: Store, app: App, accountId: number ): string {
	const token = secret();
	store.state.refresh_tokens.push( {
		token,
		client_id: app.client_id,
		account_id: accountId,
		revoked: false,
	} );
	return token;
}

/** What of an authorization request a code is bound to. */
export type CodeRequest = {
	readonly app: App;
	readonly redirectUri: string;
	readonly challenge: string | null;
};

/**
 * Makes a code for a person who allowed an app.
 *
 * @param store     Where it is kept.
 * @param given     What the request said.
 * @param accountId The account chosen.
 */
export function issueCode(
	store: Store,
	given: CodeRequest,
	accountId: number
): string {
	const code = secret();
	store.state.codes = store.state.codes.filter(
		( one ) => one.expires > store.now()
	);
	store.state.codes.push( {
		code,
		client_id: given.app.client_id,
		account_id: accountId,
		redirect_uri: given.redirectUri,
		expires: store.now() + CODE_LIFETIME * 1000,
		challenge: given.challenge,
	} );
	store.changed();
	return code;
}

function exchangeCode(
	store: Store,
	app: App,
	parameters: URLSearchParams
): TokenAnswer {
	const invalid = ( reason: string ) =>
		refuse( 400, 'invalid_grant', reason );
	const { state } = store;
	const code = state.codes.find(
		( one ) => one.code === parameters.get( 'code' )
	);
	if ( ! code || code.client_id !== app.client_id ) {
		return invalid( 'The code is unknown or was used before.' );
	}
	// Used up by the attempt, whatever comes of it.
	state.codes = state.codes.filter( ( one ) => one !== code );
	store.changed();
	if ( code.expires <= store.now() ) {
		return invalid( 'The code has expired.' );
	}
	if ( code.redirect_uri !== parameters.get( 'redirect_uri' ) ) {
		return invalid( 'redirect_uri is not the one the code was made for.' );
	}
	if ( code.challenge !== null ) {
		const verifier = parameters.get( 'code_verifier' ) ?? '';
		if (
			! same(
				createHash( 'sha256' ).update( verifier ).digest( 'base64url' ),
				code.challenge
			)
		) {
			return invalid( 'code_verifier does not fit the code_challenge.' );
		}
	}
	return {
		status: 200,
		body: {
			...accessToken( store, app, code.account_id ),
			refresh_token: refreshToken( store, app, code.account_id ),
		},
	};
}

function exchangeRefreshToken(
	store: Store,
	app: App,
	parameters: URLSearchParams
): TokenAnswer {
	const given = store.state.refresh_tokens.find(
		( one ) =>
			one.token === parameters.get( 'refresh_token' ) &&
			one.client_id === app.client_id
	);
	if ( ! given || given.revoked ) {
		return refuse(
			400,
			'invalid_grant',
			'The refresh token is unknown or was revoked.'
		);
	}
	const body = accessToken( store, app, given.account_id );
	if ( ! store.state.settings.rotate_refresh_tokens ) {
		return { status: 200, body };
	}
	given.revoked = true;
	return {
		status: 200,
		body: {
			...body,
			refresh_token: refreshToken( store, app, given.account_id ),
		},
	};
}

/**
 * Answers a token request.
 *
 * @param store      Where codes and tokens are kept.
 * @param parameters From the query string and the form body together.
 */
export function answerTokenRequest(
	store: Store,
	parameters: URLSearchParams
): TokenAnswer {
	const app = store.state.apps.find(
		( one ) => one.client_id === parameters.get( 'client_id' )
	);
	if (
		! app ||
		! same( app.client_secret, parameters.get( 'client_secret' ) ?? '' )
	) {
		return refuse(
			401,
			'invalid_client',
			'client_id or client_secret is wrong.'
		);
	}
	switch ( parameters.get( 'grant_type' ) ) {
		case 'authorization_code':
			return exchangeCode( store, app, parameters );
		case 'refresh_token':
			return exchangeRefreshToken( store, app, parameters );
		default:
			return refuse(
				400,
				'unsupported_grant_type',
				'Only authorization_code and refresh_token.'
			);
	}
}

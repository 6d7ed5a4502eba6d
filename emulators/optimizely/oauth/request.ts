/**
 * Judges an authorization request.
 */
import type { App } from '../state';
import type { Store } from '../store';

export type RedirectRules = {
	/** Whether http:// is taken for localhost and 127.0.0.1. Optimizely takes https only. */
	readonly allowHttpLocalhost: boolean;
	/** Whether a redirect URI need not be registered (for the demo, whose port changes). */
	readonly anyRedirectUri: boolean;
};

export type AuthorizeRequest =
	/** The client cannot be trusted with an answer: shown to the person. */
	| { readonly kind: 'refused'; readonly reason: string }
	/** Told to the client at its redirect URI. */
	| {
			readonly kind: 'error';
			readonly redirectUri: string;
			readonly error: string;
			readonly state: string | null;
	  }
	| {
			readonly kind: 'ask';
			readonly app: App;
			readonly redirectUri: string;
			readonly state: string | null;
			readonly challenge: string | null;
	  };

const LOOPBACK = new Set( [ 'localhost', '127.0.0.1', '[::1]' ] );

/** Why a redirect URI may not be used, or null when it may. */
export function redirectProblem(
	app: App,
	uri: string,
	rules: RedirectRules
): string | null {
	if ( ! URL.canParse( uri ) ) {
		return 'redirect_uri is missing or is not a URL.';
	}
	const { protocol, hostname, hash } = new URL( uri );
	if ( hash ) {
		return 'redirect_uri must not have a fragment.';
	}
	const exempt =
		protocol === 'http:' &&
		LOOPBACK.has( hostname ) &&
		rules.allowHttpLocalhost;
	if ( protocol !== 'https:' && ! exempt ) {
		return 'redirect_uri must begin with https://.';
	}
	return rules.anyRedirectUri || app.redirect_uris.includes( uri )
		? null
		: `redirect_uri ${ uri } is not registered for this app.`;
}

/**
 * Reads the parameters of /oauth2/authorize.
 *
 * @param store  Where the apps are.
 * @param rules  How strict redirect URIs are judged.
 * @param search The parameters, from the query or the form.
 */
export function readAuthorize(
	store: Store,
	rules: RedirectRules,
	search: URLSearchParams
): AuthorizeRequest {
	const app = store.state.apps.find(
		( one ) => one.client_id === search.get( 'client_id' )
	);
	if ( ! app ) {
		return {
			kind: 'refused',
			reason: 'There is no app with this client_id.',
		};
	}
	const redirectUri = search.get( 'redirect_uri' ) ?? '';
	const problem = redirectProblem( app, redirectUri, rules );
	if ( problem ) {
		return { kind: 'refused', reason: problem };
	}
	const state = search.get( 'state' );
	const error = ( code: string ) =>
		( { kind: 'error', redirectUri, error: code, state } ) as const;
	if ( search.get( 'response_type' ) !== 'code' ) {
		return error( 'unsupported_response_type' );
	}
	// The documents say `scopes`; client libraries send the standard's `scope`. Both are met in practice.
	const scopes = [ search.get( 'scopes' ), search.get( 'scope' ) ].filter(
		( one ) => one !== null
	);
	if ( scopes.length === 0 || scopes.some( ( one ) => one !== 'all' ) ) {
		return error( 'invalid_scope' );
	}
	const challenge = search.get( 'code_challenge' );
	if (
		challenge !== null &&
		search.get( 'code_challenge_method' ) !== 'S256'
	) {
		return error( 'invalid_request' );
	}
	return { kind: 'ask', app, redirectUri, state, challenge };
}

/** A redirect URI with parameters added to what it has. */
export function withParameters(
	uri: string,
	parameters: Record< string, string | null >
): string {
	const url = new URL( uri );
	for ( const [ name, value ] of Object.entries( parameters ) ) {
		if ( value !== null ) {
			url.searchParams.set( name, value );
		}
	}
	return url.href;
}

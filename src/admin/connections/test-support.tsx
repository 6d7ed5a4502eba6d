/**
 * For the tests of this screen: a site that answers as it is told, and its fixtures.
 */
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import apiFetch from '@wordpress/api-fetch';
import { store as coreStore } from '@wordpress/core-data';
import { createRegistry, RegistryProvider } from '@wordpress/data';
import type { OptimizelyConnection } from '../../contracts/optimizely-connection';
import type { OptimizelySnippetSettings } from '../../contracts/optimizely-snippet-settings';
import type { Boot } from './boot';
import { ConnectionsPage } from './connections-page';

export const BASE = '/two-heads/v1/connections/optimizely';

export const boot: Boot = {
	homeUrl: 'http://localhost/',
	visitorUrl: 'http://localhost/?two-heads-visitor=1',
	cdnUrl: 'https://cdn.optimizely.com',
	logUrl: 'https://logx.optimizely.com/v1',
	siteHost: 'localhost',
	hasConsentApi: false,
	mayChooseScripts: true,
};

export const disconnected: OptimizelyConnection = {
	status: 'disconnected',
	method: null,
	token_hint: null,
	client_id: null,
	client_secret_hint: null,
	connected_at: null,
	connected_by: null,
	account: null,
	project: null,
	problem: null,
	redirect_uri: 'https://news.example/wp-admin/admin-post.php',
	oauth_available: true,
	weak_key: false,
	snippet_url: null,
};

export const connected: OptimizelyConnection = {
	...disconnected,
	status: 'connected',
	method: 'token',
	token_hint: 'a1B2',
	connected_at: '2026-11-03T09:30:00Z',
	connected_by: { id: 1, name: 'Ada Admin' },
	account: { name: 'Daily Herd', user: 'ada@news.example' },
};

export const project = { id: '1002', name: 'Newsroom' };

export const withProject: OptimizelyConnection = {
	...connected,
	project,
	snippet_url: 'https://cdn.optimizely.com/js/1002.js',
};

export const settings: OptimizelySnippetSettings = {
	address: '',
	consent: 'always',
	consent_category: 'statistics',
	respect_gpc: false,
	skip_editors: false,
};

export const projects = [
	{ id: '1001', name: 'Newsroom' },
	{ id: '1002', name: 'Newsroom' },
	{ id: '1003', name: 'Shop' },
];

/** An answer: a value, or a function that makes it or throws the error. */
type Answer = unknown | ( ( data: unknown ) => unknown );

export interface Call {
	route: string;
	data: unknown;
}

/** The error body of schemas/error.json. */
export function failure( code: string, status: number, data = {} ) {
	return () => {
		throw {
			code,
			message: `Sentence of ${ code }.`,
			data: { status, ...data },
		};
	};
}

/** A promise and the key to it: for what happens while a request is under way. */
export function gate< T >() {
	let open!: ( value: T ) => void;
	const promise = new Promise< T >( ( resolve ) => {
		open = resolve;
	} );
	return { promise, open };
}

/**
 * Answers "METHOD path" (without query) from the table; asking for anything else fails.
 *
 * @param answers The table, which a test may change as it goes on.
 * @return Every call so far.
 */
export function serve( answers: Record< string, Answer > ): Call[] {
	const calls: Call[] = [];
	apiFetch.setFetchHandler( async ( options ) => {
		const method =
			options.headers?.[ 'X-HTTP-Method-Override' ] ??
			options.method ??
			'GET';
		const path = ( options.path ?? '' ).replace( /[?&]_locale=user/, '' );
		calls.push( { route: `${ method } ${ path }`, data: options.data } );
		const answer = answers[ `${ method } ${ path.split( '?' )[ 0 ] }` ];
		if ( answer === undefined ) {
			throw new Error( `Nobody answers ${ method } ${ path }` );
		}
		const value: unknown =
			typeof answer === 'function'
				? await answer( options.data )
				: answer;
		return options.parse === false
			? { json: async () => value, headers: { get: () => null } }
			: value;
	} );
	return calls;
}

/** A site with this connection where everything works. */
export function site( connection: OptimizelyConnection ) {
	return {
		[ `GET ${ BASE }` ]: connection,
		[ `GET ${ BASE }/projects` ]: {
			projects,
			fetched_at: '2026-11-03T09:30:00Z',
		},
		'OPTIONS /wp/v2/settings': { schema: { properties: {} } },
		'GET /wp/v2/settings': { two_heads_optimizely_snippet: settings },
	} as Record< string, Answer >;
}

/** The whole screen, with a store of its own. */
export function show( more: Partial< Boot > = {} ) {
	const registry = createRegistry();
	(
		registry as unknown as { register: ( store: unknown ) => void }
	 ).register( coreStore );
	const view = render(
		<RegistryProvider value={ registry }>
			<ConnectionsPage boot={ { ...boot, ...more } } />
		</RegistryProvider>
	);
	return { ...view, user: userEvent.setup() };
}

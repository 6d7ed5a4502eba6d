/**
 * A local stand-in for Optimizely: OAuth, REST v2, the snippet, events, and a control to make it misbehave.
 */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app';
import { snippetCode } from './cdn/bundle';
import type { Control } from './control/control';
import { openStore } from './store';

export {
	ACCOUNTS,
	CLIENT_ID,
	CLIENT_SECRET,
	CUSTOM_SNIPPET,
	TOKENS,
} from './seed';
export type { AccountName } from './seed';
export type { Control, ProjectOrder, TokenKind } from './control/control';
export type { ExperimentSummary } from './control/experiments';
export type { TrafficOrder, TrafficSent } from './control/traffic';
export type {
	Audience,
	CustomEvent,
	Experiment,
	ExperimentRecord,
	Page as OptimizelyPage,
} from './objects';
export type { Fault, FaultRule } from './control/faults';
export type { LoggedRequest } from './control/requests';
export type { Violation } from './contract/violations';
export type { Account, Project, StoredEvent } from './state';

export type OptimizelyOptions = {
	/** Where to listen on 127.0.0.1; the next free port when taken, any free one for 0 (the default). */
	readonly port?: number;
	/** JSON file that outlives the process; without it everything is kept in memory. */
	readonly stateFile?: string;
	/** Redirect URIs registered for the seeded app. */
	readonly redirectUris?: readonly string[];
	/** Takes http:// redirect URIs on localhost and 127.0.0.1, which Optimizely does not. */
	readonly allowHttpLocalhost?: boolean;
	/** Takes redirect URIs that are not registered. */
	readonly anyRedirectUri?: boolean;
};

export type OptimizelyEmulator = {
	/** Such as http://127.0.0.1:4173, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly control: Control;
	/** Closes all connections and writes the state file. */
	readonly stop: () => Promise< void >;
};

const PORTS_TRIED = 50;

type Server = ReturnType< typeof createAdaptorServer >;

function listen( server: Server, port: number ): Promise< void > {
	return new Promise( ( resolve, reject ) => {
		server.once( 'error', reject );
		server.listen( port, '127.0.0.1', () => {
			server.off( 'error', reject );
			resolve();
		} );
	} );
}

function isTaken( error: unknown ): boolean {
	return (
		typeof error === 'object' &&
		error !== null &&
		'code' in error &&
		error.code === 'EADDRINUSE'
	);
}

async function listenFrom( server: Server, first: number ): Promise< number > {
	for ( let port = first; ; port++ ) {
		try {
			await listen( server, port );
			return ( server.address() as AddressInfo ).port;
		} catch ( error ) {
			if ( ! isTaken( error ) || port >= first + PORTS_TRIED ) {
				throw error;
			}
		}
	}
}

/**
 * Starts the emulator.
 *
 * @param  options Where and how.
 * @throws {Error} When the state file cannot be read or no port is free.
 */
export async function startOptimizely(
	options: OptimizelyOptions = {}
): Promise< OptimizelyEmulator > {
	const store = openStore(
		options.stateFile ?? null,
		options.redirectUris ?? []
	);
	const { app, control } = createApp( store, {
		allowHttpLocalhost: options.allowHttpLocalhost ?? false,
		anyRedirectUri: options.anyRedirectUri ?? false,
	} );
	await snippetCode();
	const server = createAdaptorServer( {
		fetch: app.fetch as Parameters<
			typeof createAdaptorServer
		>[ 0 ][ 'fetch' ],
		// The global Request and Response belong to whoever started us (a test runner, say).
		overrideGlobalObjects: false,
	} );
	const port = await listenFrom( server, options.port ?? 0 );
	return {
		url: `http://127.0.0.1:${ port }`,
		port,
		control,
		stop: () =>
			new Promise( ( resolve, reject ) => {
				server.close( ( error ) => {
					store.flush();
					if ( error ) {
						reject( error );
					} else {
						resolve();
					}
				} );
				if ( 'closeAllConnections' in server ) {
					server.closeAllConnections();
				}
			} ),
	};
}

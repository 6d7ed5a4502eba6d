import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { has } from './process';

const servers = new Set< { child: ChildProcess; signal: NodeJS.Signals } >();

process.on( 'exit', () => {
	for ( const { child, signal } of servers ) {
		killGroup( child, signal );
	}
} );

function killGroup( child: ChildProcess, signal: NodeJS.Signals ): void {
	try {
		if ( child.pid ) {
			process.kill( -child.pid, signal );
		}
	} catch {
		// Gone already.
	}
}

export interface Server {
	/** Rejects when the server ends although nobody stopped it; never resolves. */
	readonly died: Promise< never >;
	/** The last lines it wrote. */
	tail: () => string;
	/** Asks it to end, waits, and insists after ten seconds. */
	stop: () => Promise< void >;
}

/**
 * Starts a server in a process group of its own, so that a Ctrl-C in the terminal reaches only this
 * process, which then ends things in order. `signal` is what the server takes as "end cleanly".
 */
export function serve(
	command: string,
	args: readonly string[],
	options: {
		cwd?: string;
		env?: NodeJS.ProcessEnv;
		signal?: NodeJS.Signals;
	} = {}
): Server {
	const signal = options.signal ?? 'SIGTERM';
	// Where Linux offers it, the kernel ends the server even when this process is killed outright.
	const [ program, ...rest ] = has( 'setpriv' )
		? [
				'setpriv',
				'--pdeathsig',
				signal.replace( 'SIG', '' ),
				command,
				...args,
			]
		: [ command, ...args ];
	const child = spawn( program as string, rest, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: [ 'ignore', 'pipe', 'pipe' ],
		detached: true,
	} );
	const entry = { child, signal };
	servers.add( entry );
	let said = '';
	const remember = ( chunk: Buffer ) => {
		said = ( said + chunk.toString() ).slice( -8000 );
	};
	child.stdout.on( 'data', remember );
	child.stderr.on( 'data', remember );

	let stopping = false;
	const closed = new Promise< void >( ( resolve ) => {
		child.on( 'exit', () => {
			servers.delete( entry );
			resolve();
		} );
		child.on( 'error', () => {
			servers.delete( entry );
			resolve();
		} );
	} );
	const died = new Promise< never >( ( _resolve, reject ) => {
		child.on( 'error', ( error ) => reject( error ) );
		child.on( 'exit', ( code ) => {
			if ( ! stopping ) {
				reject(
					new Error(
						`${ command } ended (exit code ${ code }):\n${ said }`
					)
				);
			}
		} );
	} );
	// Somebody may look at it only later; that alone must not end this process.
	died.catch( () => {} );

	return {
		died,
		tail: () => said,
		async stop() {
			stopping = true;
			if ( child.exitCode === null && child.signalCode === null ) {
				killGroup( child, signal );
				const patience = new AbortController();
				await Promise.race( [
					closed,
					sleep( 10_000, undefined, {
						signal: patience.signal,
						ref: false,
					} ).then(
						() => killGroup( child, 'SIGKILL' ),
						() => {}
					),
				] );
				patience.abort();
				await closed;
			}
		},
	};
}

/** Calls `probe` until it answers true. Throws after `seconds`, or as soon as the server has died. */
export async function waitFor(
	what: string,
	probe: () => Promise< boolean > | boolean,
	{ seconds = 30, server }: { seconds?: number; server?: Server } = {}
): Promise< void > {
	const end = Date.now() + seconds * 1000;
	const polling = ( async () => {
		while ( ! ( await probe() ) ) {
			if ( Date.now() > end ) {
				throw new Error(
					`${ what } did not come up within ${ seconds } s.\n${ server?.tail() ?? '' }`
				);
			}
			await sleep( 25 );
		}
	} )();
	await ( server ? Promise.race( [ polling, server.died ] ) : polling );
}

/** Waits until a WordPress answers at an address. */
export const waitForSite = (
	what: string,
	url: string,
	server: Server
): Promise< void > =>
	waitFor(
		what,
		() =>
			fetch( `${ url }/wp-includes/images/blank.gif` ).then(
				( { ok } ) => ok,
				() => false
			),
		{ server }
	);

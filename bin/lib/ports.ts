import { createServer, type Server } from 'node:net';

export interface ReservedPort {
	readonly port: number;
	/** Gives it up; whoever it was kept for should take it at once. */
	release: () => Promise< void >;
}

/**
 * Keeps a port of 127.0.0.1 for ourselves until a server of ours takes it, so that no other process is
 * given the same one meanwhile.
 *
 * @param wanted This one, or the next that nobody uses; any free one when left out.
 */
export async function reservePort( wanted?: number ): Promise< ReservedPort > {
	const last = wanted === undefined ? 0 : wanted + 199;
	for ( let port = wanted ?? 0; port <= last; port++ ) {
		const holder = await hold( port );
		const address = holder?.address();
		if ( holder && typeof address === 'object' && address ) {
			return {
				port: address.port,
				release: () =>
					new Promise( ( resolve ) =>
						holder.close( () => resolve() )
					),
			};
		}
	}
	throw new Error( `No free port from ${ wanted } to ${ last }.` );
}

function hold( port: number ): Promise< Server | null > {
	return new Promise( ( resolve ) => {
		const holder = createServer().unref();
		holder.once( 'error', () => resolve( null ) );
		holder.listen( { port, host: '127.0.0.1', exclusive: true }, () =>
			resolve( holder )
		);
	} );
}

/** Like reservePort(), for a server that is started this very moment. */
export async function freePort( wanted?: number ): Promise< number > {
	const { port, release } = await reservePort( wanted );
	await release();
	return port;
}

/**
 * Starts the Optimizely emulator until Ctrl-C.
 *
 * tsx emulators/optimizely/main.ts [--port N] [--state FILE] [--allow-http-localhost] [--any-redirect-uri]
 *                                  [--redirect-uri URI]…
 */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
	ACCOUNTS,
	CLIENT_ID,
	CLIENT_SECRET,
	startOptimizely,
	TOKENS,
	type AccountName,
} from './index';

const { values } = parseArgs( {
	options: {
		port: { type: 'string', default: '8801' },
		state: { type: 'string' },
		'redirect-uri': { type: 'string', multiple: true },
		'allow-http-localhost': { type: 'boolean', default: false },
		'any-redirect-uri': { type: 'boolean', default: false },
	},
} );

const port = Number( values.port );
if ( ! Number.isInteger( port ) || port < 0 || port > 65535 ) {
	console.error( `--port ${ values.port } is not a port.` );
	process.exit( 1 );
}

const stateFile = values.state === undefined ? null : resolve( values.state );
if ( stateFile ) {
	mkdirSync( dirname( stateFile ), { recursive: true } );
}

try {
	const emulator = await startOptimizely( {
		port,
		redirectUris: values[ 'redirect-uri' ] ?? [],
		allowHttpLocalhost: values[ 'allow-http-localhost' ],
		anyRedirectUri: values[ 'any-redirect-uri' ],
		...( stateFile ? { stateFile } : {} ),
	} );
	console.log( `Optimizely emulator: ${ emulator.url }` );
	console.log(
		`  OAuth client id ${ CLIENT_ID }, secret ${ CLIENT_SECRET }`
	);
	for ( const name of Object.keys( ACCOUNTS ) as AccountName[] ) {
		console.log(
			`  personal token of account "${ name }" (${ ACCOUNTS[ name ] }): ${ TOKENS[ name ] }`
		);
	}
	for ( const signal of [ 'SIGINT', 'SIGTERM' ] as const ) {
		process.once( signal, () => {
			void emulator.stop().then( () => process.exit( 0 ) );
		} );
	}
} catch ( error ) {
	console.error( error instanceof Error ? error.message : error );
	process.exit( 1 );
}

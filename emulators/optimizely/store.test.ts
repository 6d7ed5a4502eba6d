/*
 * @jest-environment node
 */
import { spawn } from 'node:child_process';
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNTS, startOptimizely, TOKENS } from './index';
import { emulatorFile } from './locate';

let folder: string;
let stateFile: string;

beforeEach( () => {
	folder = mkdtempSync( join( tmpdir(), 'optimizely-' ) );
	stateFile = join( folder, 'state.json' );
} );
afterEach( () => rmSync( folder, { recursive: true } ) );

it( 'a second start goes on where the first one ended', async () => {
	const first = await startOptimizely( { stateFile } );
	const made = first.control.changeProject( {
		action: 'create',
		account_id: ACCOUNTS.empty,
		name: 'Kept',
	} );
	first.control.publish( made.id );
	first.control.revokeTokens( ACCOUNTS.one );
	await first.stop();

	const second = await startOptimizely( {
		stateFile,
		redirectUris: [ 'https://a.test/' ],
	} );
	const { projects, apps } = second.control.state();
	expect( projects.find( ( one ) => one.id === made.id ) ).toMatchObject( {
		name: 'Kept',
		web_snippet: { code_revision: 2 },
	} );
	expect( apps[ 0 ]?.redirect_uris ).toEqual( [ 'https://a.test/' ] );
	const me = await fetch( `${ second.url }/v2/me`, {
		headers: { Authorization: `Bearer ${ TOKENS.one }` },
	} );
	expect( me.status ).toBe( 401 );
	const other = second.control.changeProject( {
		action: 'create',
		account_id: ACCOUNTS.empty,
		name: 'Next',
	} );
	expect( other.id ).not.toBe( made.id );
	await second.stop();
} );

it( 'the file follows changes by itself and is whole at every moment', async () => {
	const emulator = await startOptimizely( { stateFile } );
	emulator.control.changeProject( {
		action: 'create',
		account_id: ACCOUNTS.empty,
		name: 'Written',
	} );
	await new Promise( ( resolve ) => setTimeout( resolve, 300 ) );
	expect(
		JSON.parse( readFileSync( stateFile, 'utf8' ) ).projects.at( -1 ).name
	).toBe( 'Written' );
	expect( readdirSync( folder ) ).toEqual( [ 'state.json' ] );
	await emulator.stop();
} );

it.each( [
	[ '{"version":1,', 'is not JSON' ],
	[ '{"version":99}', 'another version' ],
] )( 'a file that cannot be read is named: %s', async ( text, message ) => {
	writeFileSync( stateFile, text );
	await expect( startOptimizely( { stateFile } ) ).rejects.toThrow( message );
} );

it( 'takes the next port when one is in use, and only listens on this machine', async () => {
	const occupant = createServer();
	const port = await new Promise< number >( ( resolve ) =>
		occupant.listen( 0, '127.0.0.1', () => {
			const address = occupant.address();
			resolve(
				typeof address === 'object' && address ? address.port : 0
			);
		} )
	);
	const emulator = await startOptimizely( { port } ).finally( () =>
		occupant.close()
	);
	expect( emulator.port ).toBeGreaterThan( port );
	expect( emulator.url ).toBe( `http://127.0.0.1:${ emulator.port }` );
	expect( ( await fetch( emulator.url ) ).status ).toBe( 200 );
	await emulator.stop();
} );

it( 'runs from the command line until it is told to stop, and keeps its state', async () => {
	const child = spawn(
		process.execPath,
		[
			'--import',
			'tsx',
			emulatorFile( 'main.ts' ),
			'--port',
			'0',
			'--state',
			stateFile,
			'--any-redirect-uri',
		],
		{ stdio: [ 'ignore', 'pipe', 'inherit' ] }
	);
	const ended = new Promise< number | null >( ( resolve ) =>
		child.once( 'exit', resolve )
	);
	const url = await new Promise< string >( ( resolve, reject ) => {
		let text = '';
		child.stdout.on( 'data', ( part ) => {
			text += String( part );
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec( text );
			if ( found ) {
				resolve( found[ 0 ] );
			}
		} );
		void ended.then( () =>
			reject( new Error( `It ended at once: ${ text }` ) )
		);
	} );
	const response = await fetch( `${ url }/v2/projects`, {
		method: 'POST',
		headers: {
			Authorization: `Bearer ${ TOKENS.empty }`,
			'Content-Type': 'application/json',
		},
		body: '{"name":"By hand"}',
	} );
	expect( response.status ).toBe( 201 );
	child.kill( 'SIGTERM' );
	expect( await ended ).toBe( 0 );
	expect(
		JSON.parse( readFileSync( stateFile, 'utf8' ) ).projects.at( -1 ).name
	).toBe( 'By hand' );
}, 30_000 );

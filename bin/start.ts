/**
 * The demo: WordPress in Playground with the plugin, a small newspaper's content and the Optimizely
 * emulator, until Ctrl-C. A second start goes on where the first ended.
 * `npm start -- [--port 9400] [--reset]`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startOptimizely, TOKENS } from '../emulators/optimizely';
import { buildIfStale } from './lib/build';
import {
	demoFolder,
	newSalts,
	readDemoState,
	startDemoSite,
	writeDemoState,
	type DemoState,
} from './lib/demo-site';
import { demoExperiments } from './lib/demo-experiments';
import { endTogether, isAlive } from './lib/process';
import { freePort } from './lib/ports';

async function main(): Promise< void > {
	const { values } = parseArgs( {
		options: {
			port: { type: 'string' },
			reset: { type: 'boolean', default: false },
		},
	} );
	const last = await readDemoState();
	if ( last?.pid && isAlive( last.pid ) && ( await answers( last.port ) ) ) {
		throw new Error(
			`The demo is running already: http://127.0.0.1:${ last.port }/`
		);
	}
	if ( values.reset ) {
		await rm( demoFolder, { recursive: true, force: true } );
	}
	await buildIfStale();

	console.log(
		'Starting WordPress. The first time takes about half a minute, later ten seconds.'
	);
	const atEnd = endTogether();
	const emulator = await startOptimizely( {
		port: last?.emulatorPort ?? 8801,
		stateFile: join( demoFolder, 'optimizely.json' ),
		allowHttpLocalhost: true,
		anyRedirectUri: true,
	} );
	atEnd( () => emulator.stop() );
	const state: DemoState = {
		port: await freePort( Number( values.port ?? last?.port ?? 9400 ) ),
		emulatorPort: emulator.port,
		pid: process.pid,
		salts: ( values.reset ? undefined : last?.salts ) ?? newSalts(),
	};
	await writeDemoState( state );
	const site = await startDemoSite( state, emulator.url );
	atEnd( async () => {
		console.log( '\nStopping.' );
		await site.stop();
		await writeDemoState( { ...state, pid: 0 } );
	} );
	await demoExperiments( site, emulator );
	console.log(
		[
			'',
			`  The Daily Herd    ${ site.url }/`,
			`  Headline tests    ${ site.url }/wp-admin/admin.php?page=two-heads-experiments`,
			`  In the editor     ${ site.url }/wp-admin/edit.php     (open a post, look for "Headline test")`,
			`  Connections       ${ site.url }/wp-admin/admin.php?page=two-heads-connections`,
			`  Dashboard         ${ site.url }/wp-admin/     (logs you in: admin / password)`,
			`  Visitors          npm run traffic -- ${ site.url }/ --title "one headline=0.1" --title "the other=0.2"`,
			`  Optimizely        ${ emulator.url }/     (the local stand-in, connected: one test runs there; tokens to connect anew: ${ TOKENS.three } or, with 250 projects, ${ TOKENS.many })`,
			'',
			`  WordPress ${ site.version }, kept in ${ demoFolder } (start afresh: npm start -- --reset)`,
			'  Ctrl-C ends everything.',
			'',
		].join( '\n' )
	);
}

/** Whether something answers on a port of this machine. */
function answers( port: number ): Promise< boolean > {
	return fetch( `http://127.0.0.1:${ port }/`, {
		method: 'HEAD',
		redirect: 'manual',
	} ).then(
		() => true,
		() => false
	);
}

main().catch( ( error: Error ) => {
	console.error( error.message );
	process.exit( 1 );
} );

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCLI } from '@wp-playground/cli';
import { ensureWordPress } from '../wordpress';
import { exists, versionOf } from './core-files';
import { emulatorConstants } from './emulator';
import { copyFolder, makeFolder } from './files';
import { onLoopbackOnly } from './loopback-only';
import { cache, root } from './paths';
import { run as runCommand } from './process';
import { defines, freshSalts, type Constants } from './wp-config';

export const demoFolder = join( cache, 'demo' );
const www = join( demoFolder, 'www' );
const stateFile = join( demoFolder, 'state.json' );

/** What one start of the demo hands to the next. */
export interface DemoState {
	port: number;
	emulatorPort: number;
	/** Process that runs it, while it runs. */
	pid: number;
	/** Kept, so that cookies and encrypted secrets outlive a restart. */
	salts: Constants;
}

export async function readDemoState(): Promise< DemoState | null > {
	const text = await readFile( stateFile, 'utf8' ).catch( () => null );
	return text === null ? null : ( JSON.parse( text ) as DemoState );
}

export async function writeDemoState( state: DemoState ): Promise< void > {
	await mkdir( demoFolder, { recursive: true } );
	await writeFile( stateFile, JSON.stringify( state, null, '\t' ), {
		mode: 0o600,
	} );
}

export interface DemoSite {
	readonly url: string;
	readonly version: string;
	/** Runs PHP (no opening tag) with WordPress loaded; gives what it printed. Throws with PHP's message. */
	run: ( php: string ) => Promise< string >;
	stop: () => Promise< void >;
}

/**
 * Runs the demo in Playground: PHP in WebAssembly, SQLite, on 127.0.0.1. Its files and data stay in
 * the cache; the demo's content is put in once.
 *
 * @param state       Port, salts.
 * @param emulatorUrl The Optimizely emulator.
 */
export async function startDemoSite(
	state: DemoState,
	emulatorUrl: string
): Promise< DemoSite > {
	const core = await ensureWordPress( '7.1' );
	const version = ( await versionOf( core ) ) ?? '7.1';
	await placeFiles( core, version );
	await writeFile(
		join( www, 'wp-config.php' ),
		config( state, emulatorUrl )
	);

	const server = await onLoopbackOnly( () =>
		runCLI( {
			command: 'server',
			port: state.port,
			php: '8.3',
			verbosity: 'quiet',
			// A page that fetches the site itself takes two; Playground warns of locks below six.
			workers: 6,
			wordpressInstallMode: 'install-from-existing-files-if-needed',
			'mount-before-install': [
				{ hostPath: www, vfsPath: '/wordpress' },
			],
			mount: [
				{
					hostPath: root,
					vfsPath: '/wordpress/wp-content/plugins/two-heads',
				},
			],
		} )
	);
	const stop = () => server[ Symbol.asyncDispose ]();
	try {
		const { text, errors } = await server.playground.run( {
			code: prepare,
		} );
		if ( text !== 'ready' ) {
			throw new Error(
				`The demo could not be set up.\n${ text }\n${ errors }`
			);
		}
		// Playground answers the very first request with a redirection, for the browser's cookies.
		await fetch( server.serverUrl, { redirect: 'manual' } ).then( ( one ) =>
			one.text()
		);
	} catch ( error ) {
		await stop();
		throw error;
	}
	const run = async ( php: string ): Promise< string > => {
		const { text, errors } = await server.playground.run( {
			code: `<?php require '/wordpress/wp-load.php'; ${ php }`,
		} );
		if ( errors ) {
			throw new Error( `${ errors }\n${ text }` );
		}
		return text;
	};
	return { url: server.serverUrl, version, run, stop };
}

/** The core's files, renewed when the cached core is another version; wp-content's own stay. */
async function placeFiles( core: string, version: string ): Promise< void > {
	if ( ! ( await exists( www ) ) ) {
		await makeFolder( www, async ( folder ) => {
			await rm( folder, { recursive: true } );
			await copyFolder( core, folder );
		} );
	} else if ( ( await versionOf( www ) ) !== version ) {
		await runCommand( 'cp', [ '-R', '-p', `${ core }/.`, www ] );
	}
	const mustUse = join( www, 'wp-content/mu-plugins' );
	await mkdir( mustUse, { recursive: true } );
	await mkdir( join( www, 'wp-content/plugins/two-heads' ), {
		recursive: true,
	} );
	for ( const name of [ 'development', 'demo-login' ] ) {
		await writeFile(
			join( mustUse, `two-heads-${ name }.php` ),
			await readFile( join( root, `bin/wordpress/${ name }.php` ) )
		);
	}
}

function config( state: DemoState, emulatorUrl: string ): string {
	const constants: Constants = {
		// Playground puts SQLite in the database's place; WordPress still wants the names.
		DB_NAME: 'wordpress',
		DB_USER: '',
		DB_PASSWORD: '',
		DB_HOST: '',
		DB_CHARSET: 'utf8mb4',
		DB_COLLATE: '',
		WP_ENVIRONMENT_TYPE: 'local',
		WP_DEBUG: true,
		WP_DEBUG_LOG: '/wordpress/wp-content/debug.log',
		WP_DEBUG_DISPLAY: false,
		WP_HTTP_BLOCK_EXTERNAL: true,
		WP_ACCESSIBLE_HOSTS: '127.0.0.1,localhost',
		WP_AUTO_UPDATE_CORE: false,
		FS_METHOD: 'direct',
		...emulatorConstants( emulatorUrl ),
		...state.salts,
	};
	return `<?php
// Written anew by each \`npm start\`.
${ defines( constants ) }
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;
}

export const newSalts = freshSalts;

const prepare = `<?php
require '/wordpress/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
$result = activate_plugin( 'two-heads/plugin.php' );
if ( is_wp_error( $result ) ) {
	echo $result->get_error_message();
	exit;
}
require WP_PLUGIN_DIR . '/two-heads/bin/demo-content/seed.php';
echo 'ready';
`;

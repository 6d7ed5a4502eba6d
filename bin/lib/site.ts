import { randomBytes } from 'node:crypto';
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureWordPress } from '../wordpress';
import { versionOf, type Branch } from './core-files';
import { startMariaDb, type Database } from './mariadb';
import { root } from './paths';
import { phpSettings, requirePhp } from './php';
import { reservePort } from './ports';
import { serve, waitForSite, type Server } from './server';
import {
	databaseName,
	installedData,
	makeDocumentRoot,
	requireOnce,
	runSnippet,
	scripts,
} from './site-files';
import { freshSalts, wpConfig, type Constants } from './wp-config';

export interface SiteOptions {
	wordpress: Branch;
	/** 'mounted': this checkout is the plugin, active. 'none': a site without it. */
	plugin: 'mounted' | 'none';
	/** Into wp-config.php, before the usual ones: they win. */
	constants?: Constants;
	/** Fills the site with the demo's posts, pages and pictures. */
	demo?: boolean;
	/** A network with sub-sites in folders; the plugin is active on the first site only. */
	multisite?: boolean;
	/** Requests answered at once; 10 unless told otherwise. */
	phpWorkers?: number;
	/** Wanted port; the next free one is taken when it is in use. Any free one when left out. */
	port?: number;
}

export interface User {
	readonly id: number;
	readonly user: string;
	readonly password: string;
	readonly email: string;
}

export interface Site {
	/** Without a slash at its end. */
	readonly url: string;
	/** The document root. */
	readonly dir: string;
	/** Exact version of its WordPress. */
	readonly version: string;
	readonly admin: { readonly user: string; readonly password: string };
	readonly database: Database;
	/** What PHP has complained about so far; empty when it has not. */
	debugLog: () => Promise< string >;
	clearDebugLog: () => Promise< void >;
	/** Mails the site would have sent, oldest first. */
	mails: () => Promise<
		ReadonlyArray< {
			to: string | string[];
			subject: string;
			message: string;
		} >
	>;
	/**
	 * Runs PHP with WordPress loaded and returns what it printed. The code goes without an opening
	 * tag and may hold `use` and `namespace`. Throws with PHP's message when it fails.
	 */
	cli: ( code: string ) => Promise< string >;
	/** Like cli(), for code that prints JSON. */
	json: < T >( code: string ) => Promise< T >;
	/** Adds constants to wp-config.php, or changes them: what is served next knows them. */
	configure: ( constants: Constants ) => Promise< void >;
	createUser: ( role: string, name?: string ) => Promise< User >;
	/** Ends PHP and the database and removes all files. */
	stop: () => Promise< void >;
}

const admin = { user: 'admin', password: 'password' } as const;

/**
 * Starts a WordPress of its own on PHP's server and MariaDB, both on 127.0.0.1. It never reaches for
 * the internet; several may run side by side.
 */
export async function startSite( options: SiteOptions ): Promise< Site > {
	await requirePhp();
	const core = await ensureWordPress( options.wordpress );
	const version = ( await versionOf( core ) ) ?? options.wordpress;
	const [ folder, database, reserved ] = await Promise.all( [
		makeDocumentRoot( core ),
		installedData( core, version ).then( startMariaDb ),
		reservePort( options.port ),
	] );
	const { port } = reserved;
	const dir = join( folder, 'www' );
	const url = `http://127.0.0.1:${ port }`;
	let server: Server | undefined;
	const stop = async () => {
		await server?.stop();
		await database.stop();
		await rm( folder, { recursive: true, force: true } );
	};
	try {
		const cli = ( code: string ) =>
			runSnippet( folder, `127.0.0.1:${ port }`, code );
		const log = join( folder, 'debug.log' );
		const mailLog = join( folder, 'mail.log' );
		let constants: Constants = {
			...devConstants( log, mailLog ),
			...freshSalts(),
			...options.constants,
		};
		const configure = ( more: Constants ) => {
			constants = { ...constants, ...more };
			return writeFile(
				join( dir, 'wp-config.php' ),
				wpConfig( database, databaseName, constants )
			);
		};
		await configure( {} );
		if ( options.plugin === 'mounted' ) {
			await symlink( root, join( dir, 'wp-content/plugins/two-heads' ) );
		}
		await database.query(
			`UPDATE wp_options SET option_value = '${ url }' WHERE option_name IN ( 'siteurl', 'home' );
			UPDATE wp_users SET user_url = '${ url }' WHERE ID = 1;`,
			databaseName
		);
		if ( options.multisite ) {
			await cli( requireOnce( join( scripts, 'network.php' ) ) );
			await configure( {
				WP_ALLOW_MULTISITE: true,
				MULTISITE: true,
				SUBDOMAIN_INSTALL: false,
				DOMAIN_CURRENT_SITE: `127.0.0.1:${ port }`,
				PATH_CURRENT_SITE: '/',
				SITE_ID_CURRENT_SITE: 1,
				BLOG_ID_CURRENT_SITE: 1,
			} );
		}
		if ( options.plugin === 'mounted' ) {
			await cli( `
				require_once ABSPATH . 'wp-admin/includes/plugin.php';
				$result = activate_plugin( 'two-heads/plugin.php' );
				if ( is_wp_error( $result ) ) {
					throw new Exception( $result->get_error_message() );
				}
			` );
		}
		if ( options.demo ) {
			await cli(
				requireOnce( join( root, 'bin/demo-content/seed.php' ) )
			);
		}
		await reserved.release();
		server = serve(
			'php',
			[
				...phpSettings,
				'-S',
				`127.0.0.1:${ port }`,
				'-t',
				dir,
				join( scripts, 'router.php' ),
			],
			{
				// It has no handler for SIGTERM, and would leave its workers behind.
				signal: 'SIGINT',
				env: {
					...process.env,
					PHP_CLI_SERVER_WORKERS: String( options.phpWorkers ?? 10 ),
				},
			}
		);
		await waitForSite( 'The site', url, server );
		return {
			url,
			dir,
			version,
			admin,
			database,
			debugLog: () => readFile( log, 'utf8' ).catch( () => '' ),
			clearDebugLog: () => rm( log, { force: true } ),
			mails: async () =>
				( await readFile( mailLog, 'utf8' ).catch( () => '' ) )
					.split( '\n' )
					.filter( Boolean )
					.map( ( line ) => JSON.parse( line ) ),
			cli,
			json: async ( code ) => JSON.parse( await cli( code ) ),
			configure,
			createUser: async ( role, name = role ) => {
				const user = `${ name }-${ randomBytes( 3 ).toString( 'hex' ) }`;
				const made = {
					user,
					password: 'password',
					email: `${ user }@example.org`,
				};
				const id = await cli( `
					$id = wp_insert_user( array(
						'user_login' => '${ made.user }',
						'user_pass'  => '${ made.password }',
						'user_email' => '${ made.email }',
						'role'       => '${ role }',
					) );
					if ( is_wp_error( $id ) ) {
						throw new Exception( $id->get_error_message() );
					}
					echo $id;
				` );
				return { id: Number( id ), ...made };
			},
			stop,
		};
	} catch ( error ) {
		await stop();
		throw error;
	}
}

function devConstants( log: string, mailLog: string ): Constants {
	return {
		WP_ENVIRONMENT_TYPE: 'local',
		WP_DEBUG: true,
		WP_DEBUG_LOG: log,
		WP_DEBUG_DISPLAY: false,
		WP_HTTP_BLOCK_EXTERNAL: true,
		WP_ACCESSIBLE_HOSTS: '127.0.0.1,localhost',
		WP_AUTO_UPDATE_CORE: false,
		// Nobody's visit shall start a job in the middle of a test.
		DISABLE_WP_CRON: true,
		FS_METHOD: 'direct',
		TWO_HEADS_MAIL_LOG: mailLog,
	};
}

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exists } from './core-files';
import { copyFolder, makeFolder, temporaryFolder } from './files';
import { cache } from './paths';
import { capture, has, run } from './process';
import { freePort } from './ports';
import { serve, waitFor, type Server } from './server';

export interface Database {
	/** `127.0.0.1:port`, as DB_HOST wants it. */
	readonly host: string;
	readonly user: string;
	readonly password: string;
	/** Where the data lies; to be copied only after stop( { keep: true } ). */
	readonly dataFolder: string;
	/** Runs SQL and returns what it printed, tab-separated and without a heading. */
	query: ( sql: string, database?: string ) => Promise< string >;
	/** An empty database; one of that name is dropped first. */
	create: ( name: string ) => Promise< void >;
	/** Ends the server cleanly and starts it again, as the same, after some milliseconds. */
	restart: ( pause?: number ) => Promise< void >;
	/** Ends the server cleanly and removes its data, unless they shall be kept. */
	stop: ( options?: { keep?: boolean } ) => Promise< void >;
}

/** Fast rather than safe: the data live as long as a test run. */
const settings = [
	'--bind-address=127.0.0.1',
	'--skip-name-resolve',
	'--skip-log-bin',
	'--character-set-server=utf8mb4',
	'--collation-server=utf8mb4_unicode_ci',
	'--performance-schema=OFF',
	'--innodb-log-file-size=16M',
	'--innodb-buffer-pool-size=64M',
	'--innodb-flush-log-at-trx-commit=0',
	'--innodb-flush-method=O_DIRECT_NO_FSYNC',
	'--innodb-doublewrite=0',
	'--innodb-temp-data-file-path=ibtmp1:1M:autoextend',
	'--key-buffer-size=8M',
	'--aria-pagecache-buffer-size=8M',
	'--max-allowed-packet=64M',
	'--max-connections=200',
	'--wait-timeout=600',
];

/** What the programs are called: MariaDB's own names, and those of older releases. */
function program( ...names: readonly string[] ): string {
	const found = names.find( has );
	if ( ! found ) {
		throw new Error(
			`${ names[ 0 ] } is missing: install MariaDB (mariadb-server).`
		);
	}
	return found;
}

/** Root's programs stand where the PATH of an ordinary user does not look. */
const env = {
	...process.env,
	PATH: `${ process.env.PATH }:/usr/sbin:/usr/local/sbin`,
};

const asUser = () => ( userInfo().uid === 0 ? [ '--user=root' ] : [] );

/** The id of this MariaDB: data made by one release are not handed to another. */
export async function mariaDbVersion(): Promise< string > {
	const said = await run(
		program( 'mariadbd', 'mysqld' ),
		[ '--no-defaults', '--version' ],
		{
			env,
		}
	);
	return createHash( 'sha1' )
		.update( said + settings.join() )
		.digest( 'hex' )
		.slice( 0, 10 );
}

/** The data folder of a server that holds nothing yet: made once, copied ever after. */
async function emptyData(): Promise< string > {
	const target = join(
		cache,
		'mariadb',
		`empty-${ await mariaDbVersion() }`
	);
	if ( ! ( await exists( target ) ) ) {
		await makeFolder( target, async ( folder ) => {
			await run(
				program( 'mariadb-install-db', 'mysql_install_db' ),
				[
					'--no-defaults',
					`--datadir=${ folder }`,
					// Only this account of the machine, through the socket, is root in there.
					'--auth-root-authentication-method=socket',
					`--auth-root-socket-user=${ userInfo().username }`,
					'--skip-test-db',
					'--skip-name-resolve',
					'--innodb-log-file-size=16M',
					...asUser(),
				],
				{ env }
			);
		} );
	}
	return target;
}

/**
 * Starts a MariaDB of its own: own data, own port on 127.0.0.1, own socket; nothing of the machine's
 * is read or touched. Takes about a second.
 *
 * @param from Data folder to start from, left by an earlier server; an empty one otherwise.
 */
export async function startMariaDb( from?: string ): Promise< Database > {
	const folder = await temporaryFolder( 'db' );
	const dataFolder = join( folder, 'data' );
	await copyFolder( from ?? ( await emptyData() ), dataFolder );
	// A server that starts removes what it takes for its own leftovers from here: never from under another one.
	const temporary = join( folder, 'tmp' );
	await mkdir( temporary );
	const password = randomBytes( 12 ).toString( 'hex' );
	const socket = join( folder, 's' );
	const init = join( folder, 'init.sql' );
	await writeFile(
		init,
		[ '127.0.0.1', 'localhost' ]
			.map(
				( host ) =>
					`CREATE OR REPLACE USER 'wordpress'@'${ host }' IDENTIFIED BY '${ password }';\n` +
					`GRANT ALL ON *.* TO 'wordpress'@'${ host }';\n`
			)
			.join( '' ),
		{ mode: 0o600 }
	);
	const client = program( 'mariadb', 'mysql' );
	const query = ( sql: string, database?: string ) =>
		run(
			client,
			[
				'--no-defaults',
				`--socket=${ socket }`,
				'-N',
				...( database ? [ database ] : [] ),
			],
			{ input: sql }
		);

	// Another process may take the free port first: then try with another one.
	for ( let attempt = 1; ; attempt++ ) {
		const port = await freePort();
		const start = () =>
			serve(
				program( 'mariadbd', 'mysqld' ),
				[
					'--no-defaults',
					...settings,
					`--datadir=${ dataFolder }`,
					`--tmpdir=${ temporary }`,
					`--socket=${ socket }`,
					`--pid-file=${ join( folder, 'pid' ) }`,
					`--port=${ port }`,
					`--init-file=${ init }`,
					...asUser(),
				],
				{ env }
			);
		const ready = ( started: Server ) =>
			waitFor(
				'MariaDB',
				async () => {
					if ( ! ( await exists( socket ) ) ) {
						return false;
					}
					const ping = await capture( client, [
						'--no-defaults',
						'--protocol=TCP',
						'--host=127.0.0.1',
						`--port=${ port }`,
						'--user=wordpress',
						`--password=${ password }`,
						'-e',
						'SELECT 1',
					] );
					return ping.code === 0;
				},
				{ server: started }
			);
		let server = start();
		try {
			await ready( server );
		} catch ( error ) {
			await server.stop();
			if (
				attempt < 3 &&
				/Address already in use/.test( String( error ) )
			) {
				continue;
			}
			await rm( folder, { recursive: true, force: true } );
			throw error;
		}
		return {
			host: `127.0.0.1:${ port }`,
			user: 'wordpress',
			password,
			dataFolder,
			query,
			async create( name ) {
				await query(
					`DROP DATABASE IF EXISTS \`${ name }\`; CREATE DATABASE \`${ name }\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`
				);
			},
			async restart( pause = 0 ) {
				await server.stop();
				await sleep( pause );
				server = start();
				await ready( server );
			},
			async stop( { keep = false } = {} ) {
				await server.stop();
				if ( ! keep ) {
					await rm( folder, { recursive: true, force: true } );
				}
			},
		};
	}
}

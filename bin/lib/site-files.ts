import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from './core-files';
import { copyFolder, makeFolder, temporaryFolder } from './files';
import { mariaDbVersion, startMariaDb } from './mariadb';
import { cache, root } from './paths';
import { phpSettings } from './php';
import { run } from './process';
import { freshSalts, phpLiteral, wpConfig } from './wp-config';

export const scripts = join( root, 'bin/wordpress' );
export const databaseName = 'wordpress';

/** A copy of the core in a folder of its own, with what keeps it off the internet. */
export async function makeDocumentRoot( core: string ): Promise< string > {
	const folder = await temporaryFolder( 'site' );
	const dir = join( folder, 'www' );
	await copyFolder( core, dir );
	await rm( join( dir, 'wp-config.php' ), { force: true } );
	for ( const name of [ 'mu-plugins', 'uploads', 'upgrade' ] ) {
		await mkdir( join( dir, 'wp-content', name ), { recursive: true } );
	}
	await copyFolder(
		join( scripts, 'development.php' ),
		join( dir, 'wp-content/mu-plugins/two-heads-development.php' )
	);
	return folder;
}

/** Data of a database in which this core is installed: made once, copied ever after. */
export async function installedData(
	core: string,
	version: string
): Promise< string > {
	const script = join( scripts, 'install.php' );
	const id = createHash( 'sha1' )
		.update( await readFile( script ) )
		.digest( 'hex' )
		.slice( 0, 10 );
	const target = join(
		cache,
		'mariadb',
		`${ version }-${ id }-${ await mariaDbVersion() }`
	);
	if ( await exists( target ) ) {
		return target;
	}
	await makeFolder( target, async ( data ) => {
		const [ folder, database ] = await Promise.all( [
			makeDocumentRoot( core ),
			startMariaDb(),
		] );
		await database.create( databaseName );
		await writeFile(
			join( folder, 'www/wp-config.php' ),
			wpConfig( database, databaseName, {
				WP_HTTP_BLOCK_EXTERNAL: true,
				...freshSalts(),
			} )
		);
		await runSnippet( folder, '127.0.0.1', requireOnce( script ), {
			TWO_HEADS_INSTALLING: '1',
		} );
		await rm( folder, { recursive: true } );
		await database.stop( { keep: true } );
		await rm( data, { recursive: true } );
		await copyFolder( database.dataFolder, data );
		await rm( join( database.dataFolder, '..' ), { recursive: true } );
	} );
	return target;
}

/** PHP that loads a file of ours. */
export const requireOnce = ( file: string ) =>
	`require_once ${ phpLiteral( file ) };`;

/** Runs PHP in the site of a folder, with WordPress loaded for the host; returns what it printed. */
export async function runSnippet(
	folder: string,
	host: string,
	code: string,
	env: NodeJS.ProcessEnv = {}
): Promise< string > {
	const file = join(
		folder,
		`snippet-${ randomBytes( 6 ).toString( 'hex' ) }.php`
	);
	await writeFile( file, `<?php${ /^\s/.test( code ) ? '' : ' ' }${ code }` );
	try {
		return await run(
			'php',
			[
				...phpSettings,
				'-d',
				`auto_prepend_file=${ join( scripts, 'prepend.php' ) }`,
				file,
			],
			{
				env: {
					...process.env,
					TWO_HEADS_SITE_DIR: join( folder, 'www' ),
					TWO_HEADS_SITE_HOST: host,
					...env,
				},
			}
		);
	} finally {
		await rm( file, { force: true } );
	}
}

/**
 * PHPUnit against a real WordPress and MariaDB, on every supported version:
 * `npm run test:php -- [--wordpress 6.8] [arguments of phpunit]`.
 */
import { join } from 'node:path';
import { buildIfStale } from './lib/build';
import { branches, isBranch, versionOf, type Branch } from './lib/core-files';
import { startMariaDb } from './lib/mariadb';
import { root } from './lib/paths';
import { requirePhp } from './lib/php';
import { capture, endTogether } from './lib/process';
import { ensureWordPress } from './wordpress';

const args = process.argv.slice( 2 );
const option = args.indexOf( '--wordpress' );
const chosen = option < 0 ? undefined : args.splice( option, 2 )[ 1 ];
if ( chosen !== undefined && ! isBranch( chosen ) ) {
	console.error( `--wordpress is one of ${ branches.join( ', ' ) }.` );
	process.exit( 1 );
}
const wanted: readonly Branch[] = chosen ? [ chosen ] : branches;

async function main(): Promise< number > {
	await requirePhp();
	// The head of visitors' pages carries a built script.
	await buildIfStale();
	const phpunit = (
		await capture( 'sh', [ '-c', 'command -v phpunit' ] )
	).stdout.trim();
	if ( ! phpunit ) {
		throw new Error(
			'phpunit is missing: install it (Debian: apt-get install phpunit).'
		);
	}
	const cores: Array< [ Branch, string ] > = [];
	for ( const branch of wanted ) {
		cores.push( [ branch, await ensureWordPress( branch ) ] );
	}
	const atEnd = endTogether();
	const database = await startMariaDb();
	atEnd( () => database.stop() );
	try {
		const codes = await Promise.all(
			cores.map( async ( [ branch, core ] ) => {
				const name = `two_heads_${ branch.replace( /\W/g, '_' ) }`;
				await database.create( name );
				const started = Date.now();
				const { code, stdout, stderr } = await capture(
					'php',
					[
						// Installing WordPress sends a mail; the machine's mail program is none of it.
						...[
							'-d',
							'sendmail_path="env true"',
							'-d',
							'memory_limit=512M',
						],
						phpunit,
						'-c',
						join( root, 'phpunit.xml.dist' ),
						...( process.stdout.isTTY
							? [ '--colors=always' ]
							: [] ),
						...args,
					],
					{
						cwd: root,
						env: {
							...process.env,
							TWO_HEADS_WP_DIR: core,
							TWO_HEADS_DB_HOST: database.host,
							TWO_HEADS_DB_NAME: name,
							TWO_HEADS_DB_USER: database.user,
							TWO_HEADS_DB_PASSWORD: database.password,
						},
					}
				);
				// Both run at once; each speaks when it is through, so that their words do not mix.
				const seconds = ( ( Date.now() - started ) / 1000 ).toFixed(
					1
				);
				console.log(
					`PHPUnit on WordPress ${ await versionOf( core ) } (${ seconds } s)\n${ stdout }`
				);
				process.stderr.write( stderr );
				return code;
			} )
		);
		return Math.max( ...codes );
	} finally {
		await database.stop();
	}
}

main().then(
	( code ) => process.exit( code ),
	( error: Error ) => {
		console.error( error.message );
		process.exit( 1 );
	}
);

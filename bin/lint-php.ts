/**
 * `npm run lint:php`: every PHP file through `php -l` and through PHP 8.1's compiler, lines that are
 * too long, then PHP_CodeSniffer with phpcs.xml.dist.
 */
import { readdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from './lib/paths';
import { requirePhp } from './lib/php';
import { faultsInPhp81 } from './lib/php-floor';
import { capture, has, stream } from './lib/process';

const folders = [ 'includes', 'tests', 'bin' ];
const longest = 150;

async function phpFiles( folder: string ): Promise< string[] > {
	const names = await readdir( join( root, folder ), {
		recursive: true,
	} ).catch( () => [] );
	return names
		.filter( ( name ) => name.endsWith( '.php' ) )
		.map( ( name ) => join( folder, name ) );
}

/** What the machine's PHP says of a file; null when nothing. */
async function parseError( file: string ): Promise< string | null > {
	const { code, stdout, stderr } = await capture( 'php', [
		...[ '-d', 'display_errors=stderr', '-d', 'error_reporting=-1', '-l' ],
		join( root, file ),
	] );
	return code === 0 && ! stderr.trim()
		? null
		: `${ stderr }${ stdout }`.trim();
}

/** Lines too long even without their texts: a sentence to be translated stays in one piece. */
function longLines( file: string, source: string ): string[] {
	return source.split( '\n' ).flatMap( ( line, index ) => {
		const code = line
			.replace( /\t/g, '    ' )
			.replace( /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''" );
		return code.length > longest && ! /^\s*\*/.test( line )
			? [
					`${ file }:${ index + 1 } a line of ${ code.length } characters, ${ longest } at most`,
				]
			: [];
	} );
}

async function main(): Promise< number > {
	await requirePhp();
	const files = [
		'plugin.php',
		'tally.php',
		'uninstall.php',
		...( await Promise.all( folders.map( phpFiles ) ) ).flat(),
	].sort();
	const sources = new Map< string, string >();
	for ( const file of files ) {
		sources.set( file, await readFile( join( root, file ), 'utf8' ) );
	}
	const faults: string[] = [];
	const queue = [ ...files ];
	await Promise.all(
		cpus().map( async () => {
			for ( let file = queue.shift(); file; file = queue.shift() ) {
				const fault = await parseError( file );
				if ( fault ) {
					faults.push( `${ file }: ${ fault }` );
				}
			}
		} )
	);
	faults.push( ...( await faultsInPhp81( sources ) ) );
	for ( const [ file, source ] of sources ) {
		faults.push( ...longLines( file, source ) );
	}
	console.log( `${ files.length } PHP files: ${ faults.length } faults.` );
	if ( faults.length ) {
		console.error( faults.join( '\n' ) );
	}
	if ( ! has( 'phpcs' ) ) {
		throw new Error(
			'phpcs is missing: install PHP_CodeSniffer 3 (Debian: php-codesniffer).'
		);
	}
	const style = await stream( 'phpcs', [ '-q', '--report=emacs' ], {
		cwd: root,
	} );
	return faults.length || style ? 1 : 0;
}

main().then(
	( code ) => process.exit( code ),
	( error: Error ) => {
		console.error( error.message );
		process.exit( 1 );
	}
);

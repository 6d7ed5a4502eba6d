/**
 * `npm run package [-- --no-build]`: dist/two-heads-<version>.zip for WordPress's upload screen.
 * The same sources make the same bytes.
 */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import AdmZip from 'adm-zip';
import ignore from 'ignore';
import { build } from './lib/build';
import { isMain } from './lib/main';
import { root } from './lib/paths';
import { declaredVersions } from './lib/versions';

const name = 'two-heads';

export interface Package {
	readonly file: string;
	/** Paths inside the plugin's folder, sorted. */
	readonly contents: readonly string[];
	/** Bytes. */
	readonly size: number;
}

/** Packs what .distignore leaves. Throws when something a site needs is not there. */
export async function makePackage(): Promise< Package > {
	const version = ( await declaredVersions() ).header;
	const left = ignore().add(
		await readFile( join( root, '.distignore' ), 'utf8' )
	);
	const contents = (
		await filesBelow( root, ( path ) => left.ignores( path ) )
	).sort();
	for ( const needed of [
		'plugin.php',
		'tally.php',
		'uninstall.php',
		'readme.txt',
		'LICENSE',
		'CHANGELOG.md',
		'build/',
		'includes/',
		'schemas/',
	] ) {
		if (
			! contents.some(
				( path ) => path === needed || path.startsWith( needed )
			)
		) {
			throw new Error( `The package would lack ${ needed }.` );
		}
	}
	const zip = new AdmZip();
	for ( const path of contents ) {
		const entry = zip.addFile(
			`${ name }/${ path }`,
			await readFile( join( root, path ) ),
			'',
			0o644
		);
		// No clock and no time zone in the bytes: a zip stores local time.
		entry.header.time = new Date( 2020, 0, 1 );
	}
	const file = join( root, 'dist', `${ name }-${ version }.zip` );
	const bytes = zip.toBuffer();
	await mkdir( join( root, 'dist' ), { recursive: true } );
	await writeFile( file, bytes );
	return { file, contents, size: bytes.length };
}

async function filesBelow(
	folder: string,
	isLeftOut: ( path: string ) => boolean
): Promise< string[] > {
	const found: string[] = [];
	for ( const entry of await readdir( folder ) ) {
		const path = join( folder, entry );
		const isFolder = ( await stat( path ) ).isDirectory();
		if ( isLeftOut( relative( root, path ) + ( isFolder ? '/' : '' ) ) ) {
			continue;
		}
		found.push(
			...( isFolder
				? await filesBelow( path, isLeftOut )
				: [ relative( root, path ) ] )
		);
	}
	return found;
}

if ( isMain( import.meta.url ) ) {
	try {
		if ( ! process.argv.includes( '--no-build' ) ) {
			await build();
		}
		const { file, contents, size } = await makePackage();
		console.log(
			`${ relative( root, file ) }: ${ contents.length } files, ${ ( size / 1024 ).toFixed( 1 ) } kB`
		);
	} catch ( error ) {
		console.error( ( error as Error ).message );
		process.exitCode = 1;
	}
}

/**
 * Writes src/contracts/*.ts from schemas/*.json; with --check only says whether they are up to date.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compileFromFile } from 'json-schema-to-typescript';
import { root } from './lib/paths';

const check = process.argv.includes( '--check' );
const target = join( root, 'src/contracts' );
const sources = ( await readdir( join( root, 'schemas' ) ) ).filter( ( name ) =>
	name.endsWith( '.json' )
);
const wanted = new Map< string, string >();
for ( const name of sources.sort() ) {
	const source = await compileFromFile( join( root, 'schemas', name ), {
		bannerComment: `/* Generated from schemas/${ name } by \`npm run contracts\`. Do not edit. */`,
		// Tuples of every length up to twenty say less than an array does.
		maxItems: 2,
		style: { useTabs: true, singleQuote: true },
	} );
	wanted.set( `${ basename( name, '.json' ) }.ts`, source );
}
await mkdir( target, { recursive: true } );
const present = new Set( await readdir( target ) );
const stale: string[] = [];
for ( const [ name, source ] of wanted ) {
	const file = join( target, name );
	const old = present.has( name ) ? await readFile( file, 'utf8' ) : null;
	if ( old !== source ) {
		stale.push( name );
		if ( ! check ) {
			await writeFile( file, source );
		}
	}
}
const strays = [ ...present ].filter( ( name ) => ! wanted.has( name ) );
if ( check && ( stale.length || strays.length ) ) {
	console.error(
		`src/contracts is not what schemas/ says (${ [ ...stale, ...strays ].join( ', ' ) }). Run: npm run contracts`
	);
	process.exit( 1 );
}
if ( ! check && strays.length ) {
	console.error(
		`No schema for ${ strays.join( ', ' ) } in src/contracts: delete it.`
	);
	process.exit( 1 );
}
console.log(
	`${ wanted.size } contracts ${ check ? 'up to date' : 'written' }.`
);

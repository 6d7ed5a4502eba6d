/**
 * Fails when a built script carries its own React, a source map, or a path of the machine that built
 * it, or when one is over its weight; prints what each file weighs. `npm run build` ends with it.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { faultsOf, weightFaults } from './lib/build-faults';
import { root } from './lib/paths';

const folder = join( root, 'build' );
const kilobytes = ( bytes: number ) =>
	`${ ( bytes / 1024 ).toFixed( 1 ) } kB`.padStart( 10 );

const names = (
	await readdir( folder, { recursive: true } ).catch( () => [] )
).sort();
const faults: string[] = [];
for ( const name of names.filter( ( one ) => /\.(js|css|map)$/.test( one ) ) ) {
	const content = await readFile( join( folder, name ) );
	const gzipped = gzipSync( content, { level: 9 } ).length;
	console.log(
		`${ name.padEnd( 32 ) }${ kilobytes( content.length ) }${ kilobytes(
			gzipped
		) } gzipped`
	);
	faults.push(
		...faultsOf( name, content.toString(), root ),
		...weightFaults( name, gzipped )
	);
}
if ( ! names.some( ( name ) => name.endsWith( '.js' ) ) ) {
	faults.push( 'build/ holds no script' );
}
if ( faults.length ) {
	console.error( faults.join( '\n' ) );
	process.exitCode = 1;
}

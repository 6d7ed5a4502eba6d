/**
 * The snippet's code, bundled from its sources.
 */
import { build } from 'esbuild';
import { emulatorFile } from '../locate';

let bundled: Promise< string > | null = null;

/** The code as an IIFE that reads the free names `optimizelyData` and `optimizelyCode`. Made once in a process. */
export function snippetCode(): Promise< string > {
	bundled ??= build( {
		entryPoints: [ emulatorFile( 'snippet', 'main.ts' ) ],
		bundle: true,
		write: false,
		format: 'iife',
		target: 'es2019',
		charset: 'utf8',
		legalComments: 'none',
		logLevel: 'silent',
	} ).then( ( result ) => result.outputFiles[ 0 ]?.text ?? '' );
	return bundled;
}

/** JSON that may stand inside a script, wherever the script stands. */
export function scriptJson( value: unknown ): string {
	return JSON.stringify( value )
		.replaceAll( '<', '\\u003c' )
		.replaceAll( '\u2028', '\\u2028' )
		.replaceAll( '\u2029', '\\u2029' );
}

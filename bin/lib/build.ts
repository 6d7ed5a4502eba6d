import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths';
import { stream } from './process';

/** Everything that what is in build/ depends on. */
const sources = [
	'src',
	'schemas',
	'webpack.config.cjs',
	'package.json',
	'tsconfig.json',
];

/** When the newest file below a path was written, in ms; 0 when there is none. */
async function newest( path: string ): Promise< number > {
	const found = await stat( path ).catch( () => null );
	if ( ! found?.isDirectory() ) {
		return found?.mtimeMs ?? 0;
	}
	const names = await readdir( path );
	return Math.max(
		0,
		...( await Promise.all(
			names.map( ( name ) => newest( join( path, name ) ) )
		) )
	);
}

export async function isBuildStale(): Promise< boolean > {
	const written = await Promise.all(
		sources.map( ( path ) => newest( join( root, path ) ) )
	);
	return ( await newest( join( root, 'build' ) ) ) < Math.max( ...written );
}

/** Builds the scripts. Throws when that fails; what went wrong has been shown then. */
export async function build(): Promise< void > {
	const code = await stream( 'npm', [ 'run', '--silent', 'build' ], {
		cwd: root,
	} );
	if ( code !== 0 ) {
		throw new Error( 'The build failed.' );
	}
}

export async function buildIfStale(): Promise< void > {
	if ( await isBuildStale() ) {
		await build();
	}
}

/**
 * `npm run check`: linters, types, contracts, versions and jest. Everything runs, whatever fails;
 * what failed is named at the end.
 */
import { root } from './lib/paths';
import { stream } from './lib/process';

const npm = ( ...args: string[] ): [ string, string[] ] => [
	'npm',
	[ 'run', '--silent', ...args ],
];

const checks: ReadonlyArray< [ string, [ string, string[] ] ] > = [
	[ 'types', npm( 'typecheck' ) ],
	[ 'contracts', npm( 'contracts', '--', '--check' ) ],
	[ 'versions', npm( 'release', '--', '--check' ) ],
	[ 'JavaScript style', npm( 'lint:js' ) ],
	[ 'CSS style', npm( 'lint:css' ) ],
	[ 'PHP', npm( 'lint:php' ) ],
	[ 'jest', npm( 'test:unit' ) ],
];

const failed: string[] = [];
for ( const [ name, [ command, args ] ] of checks ) {
	const started = Date.now();
	const code = await stream( command, args, { cwd: root } );
	const seconds = ( ( Date.now() - started ) / 1000 ).toFixed( 1 );
	console.log(
		`--- ${ name }: ${ code === 0 ? 'ok' : 'FAILED' } (${ seconds } s)`
	);
	if ( code !== 0 ) {
		failed.push( name );
	}
}
if ( failed.length ) {
	console.error( `Failed: ${ failed.join( ', ' ) }.` );
	process.exitCode = 1;
}

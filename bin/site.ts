/**
 * A real WordPress on native PHP and MariaDB. Tests import startSite(); by hand it is
 * `npm run site -- [--wordpress 7.1] [--port 8080] [--demo] [--multisite] [--no-plugin]`,
 * with the Optimizely emulator beside it, until Ctrl-C.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { branches, isBranch } from './lib/core-files';
import { emulatorConstants } from './lib/emulator';
import { isMain } from './lib/main';
import { cache } from './lib/paths';
import { endTogether } from './lib/process';
import { startSite } from './lib/site';

export { startSite };
export { emulatorConstants } from './lib/emulator';
export type { Site, SiteOptions, User } from './lib/site';

async function main(): Promise< void > {
	const { values } = parseArgs( {
		options: {
			wordpress: { type: 'string', default: '7.1' },
			port: { type: 'string', default: '8080' },
			demo: { type: 'boolean', default: false },
			multisite: { type: 'boolean', default: false },
			'no-plugin': { type: 'boolean', default: false },
		},
	} );
	if ( ! isBranch( values.wordpress ) ) {
		throw new Error( `--wordpress is one of ${ branches.join( ', ' ) }.` );
	}
	const atEnd = endTogether();
	// Here rather than at the top: the tests that import startSite() do without it.
	const { startOptimizely } = await import( '../emulators/optimizely' );
	const emulator = await startOptimizely( {
		port: 4500,
		stateFile: join( cache, 'optimizely-of-site.json' ),
		allowHttpLocalhost: true,
		anyRedirectUri: true,
	} );
	atEnd( () => emulator.stop() );
	const site = await startSite( {
		wordpress: values.wordpress,
		plugin: values[ 'no-plugin' ] ? 'none' : 'mounted',
		demo: values.demo,
		multisite: values.multisite,
		port: Number( values.port ),
		constants: emulatorConstants( emulator.url ),
	} );
	atEnd( () => site.stop() );
	console.log(
		[
			`WordPress ${ site.version }   ${ site.url }/`,
			`Connections       ${ site.url }/wp-admin/admin.php?page=two-heads-connections`,
			`Log in as         ${ site.admin.user } / ${ site.admin.password }`,
			`Optimizely        ${ emulator.url }/`,
			`Files             ${ site.dir }`,
			'Ctrl-C ends it and throws it away.',
		].join( '\n' )
	);
}

if ( isMain( import.meta.url ) ) {
	main().catch( ( error: Error ) => {
		console.error( error.message );
		process.exit( 1 );
	} );
}

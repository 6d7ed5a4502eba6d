/**
 * Puts a WordPress core into the cache and prints its folder:
 * `npx tsx bin/wordpress.ts 6.8 7.1 [--refresh]`.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
	branches,
	exists,
	isBranch,
	isOfBranch,
	missingFiles,
	versionOf,
	type Branch,
} from './lib/core-files';
import { coreFromDebian } from './lib/core-from-debian';
import { coreFromWordPressOrg } from './lib/core-from-wordpress-org';
import { makeFolder, temporaryFolder } from './lib/files';
import { isMain } from './lib/main';
import { cache } from './lib/paths';
import { progress } from './lib/progress';

const place = ( branch: Branch ) => join( cache, 'wordpress', branch );

/**
 * The folder of a complete stock core of the wanted branch, from the first that has it:
 * WP_CORE_DIR, the cache, wordpress.org, Debian's package. Never write into that folder.
 *
 * @throws With what was tried and what to do when none answers.
 */
export async function ensureWordPress( branch: Branch ): Promise< string > {
	const own = process.env.WP_CORE_DIR;
	if ( own && isOfBranch( await versionOf( own ), branch ) ) {
		return own;
	}
	const target = place( branch );
	if ( isOfBranch( await versionOf( target ), branch ) ) {
		return target;
	}
	const tried: string[] = own
		? [
				`WP_CORE_DIR (${ own }) holds ${ ( await versionOf( own ) ) ?? 'no WordPress' }`,
			]
		: [];
	const { say, done } = progress( `WordPress ${ branch }` );
	const sources: Array< [ string, ( folder: string ) => Promise< void > ] > =
		[
			[
				'wordpress.org',
				( folder ) => coreFromWordPressOrg( branch, folder, say ),
			],
			[
				"Debian's package",
				async ( folder ) => {
					const work = await temporaryFolder( 'apt' );
					try {
						await coreFromDebian( branch, folder, work, say );
					} finally {
						await rm( work, { recursive: true, force: true } );
					}
				},
			],
		];
	for ( const [ name, fill ] of sources ) {
		try {
			await makeFolder( target, async ( folder ) => {
				await fill( folder );
				await verify( folder, branch );
			} );
			done();
			return target;
		} catch ( error ) {
			tried.push( `${ name }: ${ ( error as Error ).message }` );
		}
	}
	done();
	throw new Error(
		[
			`No WordPress ${ branch } to be had:`,
			...tried.map( ( line ) => `  - ${ line }` ),
			`Unpack a WordPress ${ branch } yourself and name its folder in WP_CORE_DIR, or put it at`,
			`  ${ target }`,
		].join( '\n' )
	);
}

async function verify( core: string, branch: Branch ): Promise< void > {
	const version = await versionOf( core );
	if ( ! isOfBranch( version, branch ) ) {
		throw new Error(
			`it is ${ version ?? 'no WordPress' }, not ${ branch }`
		);
	}
	const missing = await missingFiles( core );
	if ( missing.length ) {
		const some = missing.slice( 0, 8 ).join( ', ' );
		throw new Error(
			`it is incomplete, ${ missing.length } files are missing: ${ some }`
		);
	}
}

if ( isMain( import.meta.url ) ) {
	const args = process.argv.slice( 2 );
	const wanted = args.filter( isBranch );
	try {
		for ( const branch of wanted.length ? wanted : branches ) {
			if (
				args.includes( '--refresh' ) &&
				( await exists( place( branch ) ) )
			) {
				await rm( place( branch ), { recursive: true } );
			}
			const folder = await ensureWordPress( branch );
			console.log(
				`WordPress ${ await versionOf( folder ) }: ${ folder }`
			);
		}
	} catch ( error ) {
		console.error( ( error as Error ).message );
		process.exit( 1 );
	}
}

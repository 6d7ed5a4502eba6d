import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths';

/** Every place that names the plugin's version: its file, and a pattern around the version. */
const places = {
	header: [ 'plugin.php', /^( \* Version:\s+)(\S+)$/m ],
	constant: [ 'plugin.php', /^(const VERSION\s*=\s*')([^']+)/m ],
	package: [ 'package.json', /^(\t"version": ")([^"]+)/m ],
	lock: [ 'package-lock.json', /^(\t"version": ")([^"]+)/m ],
	lockRoot: [
		'package-lock.json',
		/(\t"packages": \{\s+"": \{\s+"name": "two-heads",\s+"version": ")([^"]+)/,
	],
	stableTag: [ 'readme.txt', /^(Stable tag:\s+)(\S+)$/m ],
} as const satisfies Record< string, readonly [ string, RegExp ] >;

type Place = keyof typeof places;

/** The version each place names. Throws when one names none. */
export async function declaredVersions(): Promise< Record< Place, string > > {
	const found: Partial< Record< Place, string > > = {};
	for ( const [ place, [ file, pattern ] ] of Object.entries( places ) ) {
		const version = pattern.exec(
			await readFile( join( root, file ), 'utf8' )
		)?.[ 2 ];
		if ( ! version ) {
			throw new Error( `${ file } names no version (${ place }).` );
		}
		found[ place as Place ] = version;
	}
	return found as Record< Place, string >;
}

/** Sentences about places that disagree; empty when all is well. */
export async function disagreements(): Promise< string[] > {
	const versions = await declaredVersions();
	const wanted = versions.header;
	const wrong = Object.entries( versions )
		.filter( ( [ , version ] ) => version !== wanted )
		.map(
			( [ place, version ] ) =>
				`${ places[ place as Place ][ 0 ] } says ${ version } (${ place }), the plugin's header ${ wanted }`
		);
	const log = await readFile( join( root, 'CHANGELOG.md' ), 'utf8' );
	if ( ! /^## \[?Unreleased\]?/m.test( log ) ) {
		wrong.push( 'CHANGELOG.md has no section "Unreleased"' );
	}
	return wrong;
}

/**
 * Names a new version everywhere, and gives what CHANGELOG.md lists as unreleased that version and a
 * date.
 *
 * @param version Such as `0.2.0`.
 * @param date    Such as `2026-11-21`.
 */
export async function setVersion(
	version: string,
	date: string
): Promise< void > {
	await declaredVersions();
	for ( const [ file, pattern ] of Object.values( places ) ) {
		await edit( file, ( text ) =>
			text.replace( pattern, `$1${ version }` )
		);
	}
	await edit( 'CHANGELOG.md', ( text ) => released( text, version, date ) );
}

/** CHANGELOG.md with its unreleased changes under the new version. Throws when there are none. */
export function released( log: string, version: string, date: string ): string {
	const heading = /^## \[?Unreleased\]?[^\n]*\n/m.exec( log );
	if ( ! heading ) {
		throw new Error( 'CHANGELOG.md has no section "Unreleased".' );
	}
	const start = heading.index + heading[ 0 ].length;
	const rest = log.slice( start );
	const next = /^(## |\[[^\]]+\]: )/m.exec( rest )?.index ?? rest.length;
	if ( ! rest.slice( 0, next ).trim() ) {
		throw new Error( 'CHANGELOG.md lists no unreleased changes.' );
	}
	return `${ log.slice( 0, start ) }\n## [${ version }] - ${ date }\n${ rest }`;
}

async function edit(
	file: string,
	change: ( text: string ) => string
): Promise< void > {
	const path = join( root, file );
	await writeFile( path, change( await readFile( path, 'utf8' ) ) );
}

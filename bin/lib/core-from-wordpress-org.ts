import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { isOfBranch, type Branch } from './core-files';

/** Where wordpress.org answers; the tests put a local server in its place. */
export interface WordPressOrg {
	api: string;
	downloads: string;
}

const wordpressOrg: WordPressOrg = {
	api: 'https://api.wordpress.org',
	downloads: 'https://downloads.wordpress.org',
};

/**
 * Downloads the newest release of a branch from wordpress.org, compares its checksum and unpacks it.
 *
 * @param branch Wanted branch.
 * @param target Existing, empty folder.
 * @param say    Told what is going on.
 * @throws When wordpress.org does not answer within seconds, or sends something else.
 */
export async function coreFromWordPressOrg(
	branch: Branch,
	target: string,
	say: ( text: string ) => void,
	{ api, downloads }: WordPressOrg = wordpressOrg
): Promise< void > {
	say( `asking wordpress.org for WordPress ${ branch }` );
	const known = await get( `${ api }/core/stable-check/1.0/`, 6 );
	const version = newest(
		Object.keys( JSON.parse( known.toString() ) as object ),
		branch
	);
	if ( ! version ) {
		throw new Error( `it knows no release ${ branch }` );
	}
	const address = `${ downloads }/release/wordpress-${ version }.zip`;
	const checksum = ( await get( `${ address }.sha1`, 15 ) ).toString().trim();
	const zip = await get( address, 600, ( done, size ) => {
		const percent = size
			? ` ${ Math.floor( ( 100 * done ) / size ) } %`
			: '';
		say( `downloading WordPress ${ version }${ percent }` );
	} );
	if ( createHash( 'sha1' ).update( zip ).digest( 'hex' ) !== checksum ) {
		throw new Error(
			`the download of WordPress ${ version } is damaged (checksum differs)`
		);
	}
	say( 'unpacking' );
	await unpack( zip, target );
}

function newest(
	versions: readonly string[],
	branch: Branch
): string | undefined {
	return versions
		.filter(
			( version ) =>
				/^[\d.]+$/.test( version ) && isOfBranch( version, branch )
		)
		.sort( ( a, b ) => a.localeCompare( b, 'en', { numeric: true } ) )
		.pop();
}

/** Fetches an address; gives up after `seconds`, and when nothing has come for 20 s. */
async function get(
	address: string,
	seconds: number,
	progress?: ( done: number, size: number ) => void
): Promise< Buffer > {
	const stalled = new AbortController();
	const limit = AbortSignal.any( [
		AbortSignal.timeout( seconds * 1000 ),
		stalled.signal,
	] );
	const answer = await fetch( address, { signal: limit } ).catch(
		( error: Error ) => {
			throw new Error(
				error.name === 'TimeoutError'
					? 'no answer'
					: 'cannot be reached'
			);
		}
	);
	if ( ! answer.ok || ! answer.body ) {
		throw new Error( `answered ${ answer.status }` );
	}
	const size = Number( answer.headers.get( 'content-length' ) ?? 0 );
	const parts: Uint8Array[] = [];
	let done = 0;
	let watch = setTimeout( () => stalled.abort(), 20_000 );
	try {
		for await ( const part of answer.body as unknown as AsyncIterable< Uint8Array > ) {
			clearTimeout( watch );
			watch = setTimeout( () => stalled.abort(), 20_000 );
			parts.push( part );
			done += part.length;
			progress?.( done, size );
		}
	} catch {
		throw new Error( 'the download broke off' );
	} finally {
		clearTimeout( watch );
	}
	return Buffer.concat( parts );
}

async function unpack( zip: Buffer, target: string ): Promise< void > {
	const inner = join( target, 'wordpress' );
	for ( const entry of new AdmZip( zip ).getEntries() ) {
		const name = entry.entryName;
		if (
			! name.startsWith( 'wordpress/' ) ||
			name.split( '/' ).includes( '..' )
		) {
			throw new Error( `unexpected file in the download: ${ name }` );
		}
		if ( entry.isDirectory ) {
			await mkdir( join( target, name ), { recursive: true } );
		} else {
			await mkdir( join( target, name, '..' ), { recursive: true } );
			await writeFile( join( target, name ), entry.getData() );
		}
	}
	// The zip holds one folder; its content is the core.
	for ( const name of await readdir( inner ) ) {
		await rename( join( inner, name ), join( target, name ) );
	}
	await rm( inner, { recursive: true } );
}

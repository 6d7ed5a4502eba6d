import {
	copyFile,
	lstat,
	mkdir,
	readFile,
	readdir,
	readlink,
	rm,
	stat,
	writeFile,
} from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { rootCertificates } from 'node:tls';
import { sourceListFor } from './apt-sources';
import { exists, type Branch } from './core-files';
import { capture, has, run } from './process';

/** Suites to ask, the one that carries the branch today first. */
const suites: Record< Branch, readonly string[] > = {
	'6.8': [ 'trixie', 'forky', 'sid' ],
	'7.1': [ 'sid', 'forky', 'trixie' ],
};

/** Apt's own files, kept apart from the machine's: nothing global is read but the servers' names. */
interface Apt {
	folder: string;
	options: string[];
}

/**
 * Unpacks the core of Debian's `wordpress` package and undoes what Debian altered, so that a stock
 * core is left.
 *
 * @param branch Wanted branch.
 * @param target Existing, empty folder.
 * @param work   Folder for downloads, which may be thrown away afterwards.
 * @param say    Told what is going on.
 * @throws When this machine is no Debian, or no suite has the branch.
 */
export async function coreFromDebian(
	branch: Branch,
	target: string,
	work: string,
	say: ( text: string ) => void
): Promise< void > {
	for ( const command of [ 'apt-get', 'apt-cache', 'dpkg-deb' ] ) {
		if ( ! has( command ) ) {
			throw new Error( `there is no ${ command } on this machine` );
		}
	}
	const reasons: string[] = [];
	for ( const suite of suites[ branch ] ) {
		try {
			say( `asking Debian ${ suite } for WordPress ${ branch }` );
			const apt = await aptFor( suite, join( work, suite ) );
			const version = await offeredVersion( apt, branch );
			if ( ! version ) {
				reasons.push( `${ suite } carries another branch` );
				continue;
			}
			say(
				`downloading the wordpress package ${ version } of Debian ${ suite }`
			);
			const unpacked = await unpackPackages( apt );
			say( 'unpacking' );
			await copyResolved(
				unpacked,
				join( unpacked, 'usr/share/wordpress' ),
				target
			);
			await undoDebian( target );
			return;
		} catch ( error ) {
			reasons.push( `${ suite }: ${ ( error as Error ).message }` );
		}
	}
	throw new Error( reasons.join( '; ' ) );
}

async function aptFor( suite: string, folder: string ): Promise< Apt > {
	const list = await ownSourceList( suite );
	if ( ! list ) {
		throw new Error( 'this machine has no Debian source list' );
	}
	const made = ( name: string ) => join( folder, name );
	for ( const name of [
		'sources',
		'lists/partial',
		'cache/archives/partial',
		'state',
	] ) {
		await mkdir( made( name ), { recursive: true } );
	}
	await writeFile( made( `sources/${ list.name }` ), list.text );
	const options = Object.entries( {
		'Dir::State': made( 'state' ),
		'Dir::State::Lists': made( 'lists' ),
		'Dir::Cache': made( 'cache' ),
		'Dir::Etc::SourceList': '/dev/null',
		'Dir::Etc::SourceParts': made( 'sources' ),
		// The sandbox's user could not write into a folder of ours.
		'APT::Sandbox::User': 'root',
		'Acquire::Languages': 'none',
		'Acquire::Retries': '2',
		'Acquire::http::Timeout': '20',
		'Acquire::https::Timeout': '20',
	} ).flatMap( ( [ name, value ] ) => [ '-o', `${ name }=${ value }` ] );
	const { code, stderr } = await capture( 'apt-get', [
		...options,
		'-q',
		'update',
	] );
	// apt-get says 0 for a server it could not reach, and only warns.
	if (
		code !== 0 ||
		/^(E|W): .*(Failed to fetch|Could not)/m.test( stderr )
	) {
		throw new Error(
			withoutHosts( stderr ).trim() || 'apt-get update failed'
		);
	}
	return { folder, options };
}

async function ownSourceList(
	suite: string
): Promise< { name: string; text: string } | null > {
	const parts = '/etc/apt/sources.list.d';
	const files = [
		'/etc/apt/sources.list',
		...( await readdir( parts ).catch( () => [] ) ).map( ( name ) =>
			join( parts, name )
		),
	];
	for ( const file of files ) {
		const isStanza = file.endsWith( '.sources' );
		if ( ! isStanza && ! file.endsWith( '.list' ) ) {
			continue;
		}
		const text = await readFile( file, 'utf8' ).catch( () => '' );
		const list = sourceListFor(
			text,
			isStanza ? 'deb822' : 'lines',
			suite
		);
		if ( list ) {
			return {
				name: isStanza ? 'suite.sources' : 'suite.list',
				text: list,
			};
		}
	}
	return null;
}

/** Messages go to logs that people share; the servers' names, maybe with passwords, stay out. */
function withoutHosts( text: string ): string {
	return text.replace( /\b\w+:\/\/\S+/g, '(address)' );
}

async function offeredVersion(
	apt: Apt,
	branch: Branch
): Promise< string | null > {
	const { stdout } = await capture( 'apt-cache', [
		...apt.options,
		'madison',
		'wordpress',
	] );
	const versions = stdout
		.split( '\n' )
		.map( ( line ) => line.split( '|' )[ 1 ]?.trim() ?? '' );
	return (
		versions.find( ( version ) => version.startsWith( `${ branch }.` ) ) ??
		null
	);
}

/** Downloads and unpacks the package, its theme, and the libraries Debian cut out of it. */
async function unpackPackages( apt: Apt ): Promise< string > {
	const archives = join( apt.folder, 'archives' );
	const unpacked = join( apt.folder, 'unpacked' );
	await mkdir( archives, { recursive: true } );
	const download = ( names: readonly string[] ) =>
		run( 'apt-get', [ ...apt.options, '-q', 'download', ...names ], {
			cwd: archives,
		} );
	await download( [ 'wordpress', 'wordpress-theme-twentytwentyfive' ] );
	const packages = async () =>
		( await readdir( archives ) ).filter( ( name ) =>
			name.endsWith( '.deb' )
		);
	const core = ( await packages() ).find( ( name ) =>
		name.startsWith( 'wordpress_' )
	);
	const depends = await run( 'dpkg-deb', [
		'-f',
		join( archives, core ?? '' ),
		'Depends',
	] );
	const libraries = new Set(
		depends
			.split( /[,|]/ )
			.map( ( one ) => one.trim().split( /[\s(]/ )[ 0 ] ?? '' )
			.filter( ( name ) =>
				/^(libjs-|libphp-|php-getid3$|node-)/.test( name )
			)
	);
	await download( [ ...libraries ] );
	for ( const name of await packages() ) {
		await run( 'dpkg-deb', [ '-x', join( archives, name ), unpacked ] );
	}
	return unpacked;
}

/** Copies a tree; each symbolic link becomes the file it means inside the unpacked packages. */
async function copyResolved(
	system: string,
	from: string,
	to: string
): Promise< void > {
	await mkdir( to, { recursive: true } );
	for ( const name of await readdir( from ) ) {
		const source = await followed( system, join( from, name ) );
		const target = join( to, name );
		if ( source === null ) {
			if ( ! name.startsWith( '.' ) && name !== 'ca-bundle.crt' ) {
				throw new Error(
					`a library is missing: ${ relative( system, join( from, name ) ) }`
				);
			}
		} else if ( ( await stat( source ) ).isDirectory() ) {
			await copyResolved( system, source, target );
		} else {
			await copyFile( source, target );
		}
	}
}

async function followed(
	system: string,
	path: string
): Promise< string | null > {
	for ( let hops = 0; hops < 10; hops++ ) {
		const found = await lstat( path ).catch( () => null );
		if ( ! found ) {
			return null;
		}
		if ( ! found.isSymbolicLink() ) {
			return path;
		}
		const link = await readlink( path );
		path = link.startsWith( '/' )
			? join( system, link )
			: resolve( dirname( path ), link );
	}
	return null;
}

async function undoDebian( core: string ): Promise< void > {
	// Debian's looks for its configuration in /etc and keeps wp-content in /var.
	await rm( join( core, 'wp-config.php' ), { force: true } );
	await rm( join( core, '.htaccess' ), { force: true } );
	// Debian's lets its packages choose where uploads go, with variables nobody sets.
	const installer = join( core, 'wp-admin/install.php' );
	await writeFile(
		installer,
		( await readFile( installer, 'utf8' ) ).replace(
			/^.*Debian #430781.*\n(?:.*\$upload_(?:url_)?path.*\n)+/m,
			''
		)
	);
	const bundle = join( core, 'wp-includes/certificates/ca-bundle.crt' );
	if ( ! ( await exists( bundle ) ) ) {
		await mkdir( dirname( bundle ), { recursive: true } );
		await writeFile( bundle, `${ rootCertificates.join( '\n' ) }\n` );
	}
	for ( const folder of [
		'wp-content',
		'wp-content/plugins',
		'wp-content/themes',
	] ) {
		await mkdir( join( core, folder ), { recursive: true } );
		await writeFile(
			join( core, folder, 'index.php' ),
			'<?php\n// Silence is golden.\n'
		);
	}
}

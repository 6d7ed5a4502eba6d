import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { inspectPhp } from './php';
import { has, stream } from './process';

/** Debian's packages for each PHP extension that is not in php-cli itself. */
const extensionPackages: Readonly< Record< string, string > > = {
	curl: 'php-curl',
	dom: 'php-xml',
	gd: 'php-gd',
	intl: 'php-intl',
	mbstring: 'php-mbstring',
	mysqli: 'php-mysql',
	zip: 'php-zip',
};

const browsers = [ 'chromium', 'chromium-browser', 'google-chrome' ];

/** The browser the tests use: CHROMIUM, or one on the PATH. */
export function findChromium(): string | null {
	const own = process.env.CHROMIUM;
	if ( own ) {
		return own;
	}
	const folders = ( process.env.PATH ?? '' ).split( ':' );
	for ( const name of browsers ) {
		for ( const folder of folders ) {
			if ( existsSync( `${ folder }/${ name }` ) ) {
				return `${ folder }/${ name }`;
			}
		}
	}
	return null;
}

/** What `npm test` needs and this machine lacks, as names of Debian's packages. */
async function missing(): Promise< string[] > {
	const php = await inspectPhp();
	return [
		...( php ? [] : [ 'php-cli', ...Object.values( extensionPackages ) ] ),
		...( php?.missing ?? [] ).map(
			( name ) => extensionPackages[ name ] ?? `php-${ name }`
		),
		...( has( 'mariadbd' ) || has( 'mysqld' ) ? [] : [ 'mariadb-server' ] ),
		...( findChromium() ? [] : [ 'chromium' ] ),
		...( has( 'phpunit' ) ? [] : [ 'phpunit' ] ),
		...( has( 'phpcs' ) ? [] : [ 'php-codesniffer' ] ),
	];
}

/** Sees to it that PHP, MariaDB, Chromium, PHPUnit and PHP_CodeSniffer are there. */
export const ensureSystem = () => ensurePackages( missing );

/**
 * Installs what is missing on Debian and its kin when we are root. No service is started.
 *
 * @param missingOnes Names of Debian's packages that are not there.
 * @throws With what to install, where that cannot be done.
 */
export async function ensurePackages(
	missingOnes: () => Promise< string[] >
): Promise< void > {
	const wanted = await missingOnes();
	if ( ! wanted.length ) {
		return;
	}
	if ( userInfo().uid !== 0 || ! has( 'apt-get' ) ) {
		throw new Error(
			[
				`These are missing: ${ wanted.join( ', ' ) }.`,
				has( 'apt-get' )
					? `Install them: sudo apt-get install --no-install-recommends ${ wanted.join( ' ' ) }`
					: 'Install them with your package manager (the names are those of Debian; PHP 8.1 or later, PHPUnit 9.6, PHP_CodeSniffer 3).',
			].join( '\n' )
		);
	}
	console.log( `Installing ${ wanted.join( ', ' ) }` );
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await stream( 'apt-get', [ 'update', '-q' ], { env } );
	const code = await withoutServices( () =>
		stream(
			'apt-get',
			[ 'install', '-y', '-q', '--no-install-recommends', ...wanted ],
			{ env }
		)
	);
	const still = await missingOnes();
	if ( code !== 0 || still.length ) {
		throw new Error(
			`These could not be installed: ${ still.join( ', ' ) }.`
		);
	}
}

/** Debian's way to say that installing a server does not mean running it. */
async function withoutServices< T >( work: () => Promise< T > ): Promise< T > {
	const policy = '/usr/sbin/policy-rc.d';
	if ( existsSync( policy ) ) {
		return work();
	}
	await writeFile( policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 } );
	try {
		return await work();
	} finally {
		await rm( policy, { force: true } );
	}
}

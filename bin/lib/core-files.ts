import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Branches of WordPress the plugin is tested on: its floor and the current one. */
export const branches = [ '6.8', '7.1' ] as const;
export type Branch = ( typeof branches )[ number ];

export function isBranch( value: string ): value is Branch {
	return ( branches as readonly string[] ).includes( value );
}

/** The exact version of the core in a folder, such as `6.8.7`, or null when there is none. */
export async function versionOf( core: string ): Promise< string | null > {
	const file = join( core, 'wp-includes/version.php' );
	const source = await readFile( file, 'utf8' ).catch( () => '' );
	return /\$wp_version\s*=\s*'([^']+)'/.exec( source )?.[ 1 ] ?? null;
}

export function isOfBranch( version: string | null, branch: Branch ): boolean {
	return (
		version === branch || ( version?.startsWith( `${ branch }.` ) ?? false )
	);
}

const has = ( file: string ) =>
	stat( file ).then(
		( { size } ) => size > 0,
		() => false
	);

/**
 * Files that a core's own code names and that are absent or empty there: what wp-settings.php
 * requires, scripts and styles that script-loader.php registers, the packages of the editor, and
 * the libraries that are loaded only when wanted.
 *
 * @return Paths relative to the core; empty when it is complete.
 */
export async function missingFiles( core: string ): Promise< string[] > {
	const read = ( file: string ) =>
		readFile( join( core, file ), 'utf8' ).catch( () => '' );
	const wanted = new Set( [
		'index.php',
		'wp-load.php',
		'wp-login.php',
		'wp-cron.php',
		'wp-config-sample.php',
		'wp-admin/install.php',
		'wp-admin/includes/upgrade.php',
		'wp-admin/css/common.min.css',
		'wp-includes/certificates/ca-bundle.crt',
		'wp-includes/fonts/dashicons.woff2',
		'wp-includes/js/tinymce/plugins/lists/plugin.min.js',
		'wp-includes/js/tinymce/themes/modern/theme.min.js',
		'wp-includes/PHPMailer/PHPMailer.php',
		'wp-includes/PHPMailer/SMTP.php',
		'wp-includes/ID3/getid3.php',
		'wp-includes/IXR/class-IXR-client.php',
		'wp-includes/Requests/src/Requests.php',
		'wp-includes/SimplePie/autoloader.php',
		'wp-includes/sodium_compat/autoload.php',
		'wp-content/themes/twentytwentyfive/style.css',
		'wp-content/themes/twentytwentyfive/theme.json',
	] );
	for ( const [ , path ] of ( await read( 'wp-settings.php' ) ).matchAll(
		/require(?:_once)?\s+ABSPATH\s*\.\s*WPINC\s*\.\s*'([^']+\.php)'/g
	) ) {
		wanted.add( `wp-includes${ path }` );
	}
	for ( const [ , path ] of (
		await read( 'wp-includes/script-loader.php' )
	).matchAll(
		/["']\/?((?:wp-includes|wp-admin)\/[\w./-]+(?:\$suffix|\{\$suffix\})?\.(?:js|css))["']/g
	) ) {
		for ( const suffix of [ '', '.min' ] ) {
			wanted.add(
				( path as string ).replace( /\{?\$suffix\}?/, suffix )
			);
		}
	}
	for ( const [ , name ] of (
		await read( 'wp-includes/assets/script-loader-packages.min.php' )
	).matchAll( /'([\w-]+)\.min\.js'\s*=>/g ) ) {
		wanted.add( `wp-includes/js/dist/${ name }.min.js` );
		wanted.add( `wp-includes/js/dist/${ name }.js` );
	}
	const missing: string[] = [];
	for ( const path of wanted ) {
		if ( ! ( await has( join( core, path ) ) ) ) {
			missing.push( path );
		}
	}
	return missing;
}

/** Whether a folder exists. */
export function exists( path: string ): Promise< boolean > {
	return access( path ).then(
		() => true,
		() => false
	);
}

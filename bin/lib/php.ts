import { capture, has } from './process';

/** Extensions WordPress or our tests need; dom stands for Debian's php-xml. */
export const wantedExtensions = [
	'curl',
	'dom',
	'gd',
	'intl',
	'mbstring',
	'mysqli',
	'sodium',
	'zip',
] as const;

export interface Php {
	/** Such as `8.2.20`. */
	readonly version: string;
	readonly missing: readonly string[];
}

/** What the machine's PHP is like, or null when there is none. */
export async function inspectPhp(): Promise< Php | null > {
	if ( ! has( 'php' ) ) {
		return null;
	}
	const { stdout } = await capture( 'php', [
		'-r',
		'echo json_encode( [ PHP_VERSION, array_map( "strtolower", get_loaded_extensions() ) ] );',
	] );
	const [ version, loaded ] = JSON.parse( stdout ) as [ string, string[] ];
	return {
		version,
		missing: wantedExtensions.filter(
			( name ) => ! loaded.includes( name )
		),
	};
}

let checked: Promise< void > | undefined;

/** Throws with what to install when PHP is missing, too old, or lacks an extension. */
export function requirePhp(): Promise< void > {
	checked ??= inspectPhp().then( ( php ) => {
		if ( ! php ) {
			throw new Error(
				'PHP is missing: install PHP 8.1 or later for the command line.'
			);
		}
		const [ major = 0, minor = 0 ] = php.version.split( '.' ).map( Number );
		if ( major < 8 || ( major === 8 && minor < 1 ) ) {
			throw new Error(
				`PHP ${ php.version } is too old: 8.1 is the floor.`
			);
		}
		if ( php.missing.length ) {
			throw new Error(
				`PHP lacks the extensions ${ php.missing.join( ', ' ) }.`
			);
		}
	} );
	return checked;
}

/** Settings of every PHP we start, as arguments for its command line. */
export const phpSettings: readonly string[] = [
	'memory_limit=256M',
	'upload_max_filesize=64M',
	'post_max_size=64M',
	'max_execution_time=120',
	'display_errors=stderr',
	'error_reporting=-1',
	'short_open_tag=0',
	// The machine's own mail program is never asked.
	'sendmail_path="env true"',
	'opcache.enable=1',
	'opcache.memory_consumption=128',
	'opcache.max_accelerated_files=20000',
	'opcache.revalidate_freq=0',
].flatMap( ( setting ) => [ '-d', setting ] );

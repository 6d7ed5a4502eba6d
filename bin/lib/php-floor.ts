import { loadNodeRuntime } from '@php-wasm/node';
import { PHP } from '@php-wasm/universal';

/**
 * Compiles files with PHP 8.1, the oldest we support, in WebAssembly: the machine's own PHP is newer
 * and takes what 8.1 does not. Nothing of the files is run.
 *
 * @param files Source by name.
 * @return Sentences; empty when 8.1 takes them all.
 */
export async function faultsInPhp81(
	files: ReadonlyMap< string, string >
): Promise< string[] > {
	const php = new PHP(
		await loadNodeRuntime( '8.1', {
			emscriptenOptions: { processId: process.pid },
		} )
	);
	const faults: string[] = [];
	for ( const [ name, source ] of files ) {
		// It leaves before the first statement; the whole file has been compiled by then.
		const code = source.replace(
			/^(?:declare\s*\([^)]*\);\s*)(?:namespace\s[^;{]+;)?/m,
			( opening ) => `${ opening } return;`
		);
		await php.writeFile( '/file.php', code );
		const said = await php
			.run( {
				code: '<?php ini_set( "html_errors", "0" ); require "/file.php";',
			} )
			.then(
				( { text } ) => text,
				( error: unknown ) => String( error )
			);
		const fault =
			/(?:PHP )?(?:Parse|Fatal) error:\s*(.+?) in \/file\.php on line (\d+)/.exec(
				said
			);
		if ( fault ) {
			faults.push( `${ name }:${ fault[ 2 ] } PHP 8.1: ${ fault[ 1 ] }` );
		} else if ( said.trim() ) {
			faults.push(
				`${ name } PHP 8.1: ${ said.trim().slice( 0, 300 ) }`
			);
		}
	}
	php.exit();
	return faults;
}

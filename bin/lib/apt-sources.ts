/**
 * The source list for another suite of the distribution this machine already downloads from,
 * made from its own: same server, same key, other suite, component main.
 *
 * @param text   Content of one of the machine's source files.
 * @param format 'deb822' for *.sources, 'lines' for *.list.
 * @param suite  Wanted suite, such as `trixie`.
 * @return The source list in the same format, or null when the file names no plain Debian archive.
 */
export function sourceListFor(
	text: string,
	format: 'deb822' | 'lines',
	suite: string
): string | null {
	return format === 'deb822' ? stanza( text, suite ) : line( text, suite );
}

/** Suites of a distribution itself: not its security, updates or backports pockets. */
const isRelease = ( suite: string ) => /^[a-z]+$/.test( suite );

function stanza( text: string, suite: string ): string | null {
	for ( const block of text.split( /\n[ \t]*\n/ ) ) {
		const lines = block
			.split( '\n' )
			.filter( ( one ) => ! /^\s*(#|$)/.test( one ) );
		const field = ( name: string ) =>
			lines
				.find( ( one ) => one.toLowerCase().startsWith( `${ name }:` ) )
				?.replace( /^[^:]*:\s*/, '' )
				.trim()
				.split( /\s+/ ) ?? [];
		if (
			field( 'types' ).includes( 'deb' ) &&
			field( 'enabled' )[ 0 ]?.toLowerCase() !== 'no' &&
			field( 'suites' ).some( isRelease ) &&
			field( 'components' ).includes( 'main' )
		) {
			const rest = lines.filter(
				( one ) =>
					! /^(types|suites|components|enabled)\s*:/i.test( one )
			);
			return [
				'Types: deb',
				...rest,
				`Suites: ${ suite }`,
				'Components: main',
				'',
			].join( '\n' );
		}
	}
	return null;
}

function line( text: string, suite: string ): string | null {
	for ( const one of text.split( '\n' ) ) {
		const found = /^\s*deb\s+(\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+([^#]*)/.exec(
			one
		);
		if (
			found &&
			isRelease( found[ 3 ] as string ) &&
			( found[ 4 ] as string ).split( /\s+/ ).includes( 'main' )
		) {
			return `deb ${ found[ 1 ] ?? '' }${ found[ 2 ] } ${ suite } main\n`;
		}
	}
	return null;
}

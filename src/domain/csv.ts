/**
 * Tables as comma-separated values (RFC 4180), for spreadsheets.
 */

export type CsvCell = string | number | null;

/**
 * What makes a spreadsheet take a text for a formula, which can send data away: the signs
 * themselves, their wide forms, and blanks that are dropped before them.
 */
const FORMULA = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * @param rows The first is the heading. Null is an empty cell. Numbers stay numbers; only
 *             texts can be formulas, and get an apostrophe before them.
 */
export function toCsv( rows: readonly ( readonly CsvCell[] )[] ): string {
	return rows
		.map( ( row ) => row.map( cellOf ).join( ',' ) + '\r\n' )
		.join( '' );
}

function cellOf( cell: CsvCell ): string {
	if ( cell === null ) {
		return '';
	}
	if ( typeof cell === 'number' ) {
		return Number.isFinite( cell ) ? String( cell ) : '';
	}
	const text = FORMULA.test( cell ) ? `'${ cell }` : cell;
	return /[",\r\n\u2028\u2029']|^\s|\s$/.test( text )
		? `"${ text.replaceAll( '"', '""' ) }"`
		: text;
}

/** Characters of a file name before its ending. */
const LONGEST = 80;

/**
 * A file name that every system takes. Where it is too long the longest parts lose their ends: the
 * short ones tell files apart.
 *
 * @param parts Put together with hyphens; empty ones are left out.
 */
export function csvFileName( ...parts: string[] ): string {
	const clean = parts
		.map( ( part ) =>
			part
				.normalize( 'NFC' )
				.replace( /[^\p{L}\p{M}\p{N}]+/gu, '-' )
				.replace( /^-+|-+$/g, '' )
		)
		.filter( ( part ) => part !== '' );
	return `${ fitted( clean ).join( '-' ).toLowerCase() || 'export' }.csv`;
}

function fitted( parts: readonly string[] ): readonly string[] {
	const excess = [ ...parts.join( '-' ) ].length - LONGEST;
	if ( excess <= 0 ) {
		return parts;
	}
	const lengths = parts.map( ( part ) => [ ...part ].length );
	const longest = lengths.indexOf( Math.max( ...lengths ) );
	const keep = Math.max( 1, ( lengths[ longest ] ?? 0 ) - excess );
	return fitted(
		parts.map( ( part, index ) =>
			index === longest
				? [ ...part ].slice( 0, keep ).join( '' ).replace( /-+$/, '' )
				: part
		)
	);
}

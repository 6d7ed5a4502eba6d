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

/**
 * A file name that every system takes.
 *
 * @param parts Put together with hyphens; empty ones are left out.
 */
export function csvFileName( ...parts: string[] ): string {
	const name = parts
		.map( ( part ) =>
			part
				.normalize( 'NFC' )
				.replace( /[^\p{L}\p{M}\p{N}]+/gu, '-' )
				.replace( /^-+|-+$/g, '' )
		)
		.filter( ( part ) => part !== '' )
		.join( '-' )
		.toLowerCase();
	return `${ [ ...name ].slice( 0, 80 ).join( '' ) || 'export' }.csv`;
}

/**
 * Hands a text to the browser as a file. On its own, so that tests can see which.
 *
 * @param name File name.
 * @param csv  Comma-separated values; marked as UTF-8, which spreadsheets do not guess.
 */
export function downloadCsv( name: string, csv: string ): void {
	const url = URL.createObjectURL(
		new Blob( [ `\uFEFF${ csv }` ], { type: 'text/csv;charset=utf-8' } )
	);
	const link = document.createElement( 'a' );
	link.href = url;
	link.download = name;
	link.click();
	// The browser takes its copy after this turn.
	setTimeout( () => URL.revokeObjectURL( url ), 10_000 );
}

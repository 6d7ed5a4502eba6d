/** What a cookie holds; an empty text where there is none. */
export function cookie( name: string ): string {
	try {
		return (
			( '; ' + document.cookie )
				.split( '; ' + name + '=' )[ 1 ]
				?.split( ';' )[ 0 ] ?? ''
		);
	} catch {
		// A sandboxed frame has none.
		return '';
	}
}

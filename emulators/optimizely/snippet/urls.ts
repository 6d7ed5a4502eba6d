/**
 * How addresses are matched: as the live snippet does (Apache-2.0 source of @optimizely/edge-delivery 1.0.13 read,
 * written anew).
 */

/** Without the snippet's own parameters, which say nothing about the page. */
function withoutOwn( url: string ): string {
	const at = url.indexOf( '?' );
	if ( at === -1 ) {
		return url;
	}
	const [ query = '', ...fragments ] = url.slice( at + 1 ).split( '#' );
	const kept = query
		.split( '&' )
		.filter( ( one ) => one !== '' && ! one.startsWith( 'optimizely_' ) );
	return [
		url.slice( 0, at ) + ( kept.length ? `?${ kept.join( '&' ) }` : '' ),
		...fragments,
	].join( '#' );
}

/** Without what makes no difference: scheme, case, a slash at the end; `www.` unless it is kept. */
function plain( url: string, keepWww = false ): string {
	const bare = url
		.replace( '/?', '?' )
		.toLowerCase()
		.replace( /[/&?]+$/, '' )
		.replace( /^https?:\/\//, '' );
	return keepWww ? bare : bare.replace( /^www\./, '' );
}

/**
 * Whether an address fits.
 *
 * @param url   The visitor's.
 * @param match simple (host and path), exact (query and fragment too), substring or regex.
 * @param value What it is compared with.
 */
export function matchesUrl(
	url: string,
	match: string,
	value: string
): boolean {
	const own = withoutOwn( url );
	const path = ( text: string ) => text.split( /[?#]/ )[ 0 ] ?? '';
	switch ( match ) {
		case 'exact':
			return plain( own ) === plain( value );
		case 'simple':
			return plain( path( own ) ) === plain( path( value ) );
		case 'substring':
			return plain( own, true ).includes( plain( value, true ) );
		case 'regex':
			try {
				return new RegExp( value ).test( own );
			} catch {
				return false;
			}
		default:
			return false;
	}
}

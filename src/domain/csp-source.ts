/**
 * Matching addresses against the sources of a Content Security Policy directive.
 */

const DEFAULT_PORTS: Record< string, string > = {
	'http:': '80',
	'https:': '443',
};

/** The source that allows an address: its origin, 'self' for our own. */
export function sourceFor( url: string, page: string ): string {
	return new URL( url ).origin === new URL( page ).origin
		? "'self'"
		: new URL( url ).origin;
}

/** Does one of the sources allow the address on this page? Both addresses are absolute. */
export function matchesAny(
	sources: readonly string[],
	url: string,
	page: string
): boolean {
	return sources.some( ( source ) =>
		matches( source, new URL( url ), new URL( page ) )
	);
}

function matches( source: string, url: URL, page: URL ): boolean {
	if ( source === '*' ) {
		return [ 'http:', 'https:', page.protocol ].includes( url.protocol );
	}
	if ( isKeyword( source, 'self' ) ) {
		return (
			url.hostname === page.hostname &&
			schemeMatches( page.protocol, url.protocol ) &&
			( portOf( url ) === portOf( page ) ||
				( isDefaultPort( url ) && isDefaultPort( page ) ) )
		);
	}
	if ( /^[a-z][a-z0-9+.-]*:$/i.test( source ) ) {
		return schemeMatches( source.toLowerCase(), url.protocol );
	}
	const parts =
		/^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[a-z0-9_.-]+)(?::([0-9]+|\*))?(\/[^?#]*)?$/i.exec(
			source
		);
	if ( ! parts ) {
		return false;
	}
	const [ , scheme, host = '', port, path ] = parts;
	return (
		schemeMatches( scheme?.toLowerCase() ?? page.protocol, url.protocol ) &&
		hostMatches( host.toLowerCase(), url.hostname ) &&
		portMatches( port, url ) &&
		pathMatches( path, url.pathname )
	);
}

/** What is allowed over http is allowed over https. */
function schemeMatches( allowed: string, actual: string ): boolean {
	return allowed === actual || ( allowed === 'http:' && actual === 'https:' );
}

function hostMatches( allowed: string, actual: string ): boolean {
	if ( allowed === '*' ) {
		return true;
	}
	return allowed.startsWith( '*.' )
		? actual.endsWith( allowed.slice( 1 ) )
		: actual === allowed;
}

function portMatches( allowed: string | undefined, url: URL ): boolean {
	if ( allowed === undefined ) {
		return isDefaultPort( url );
	}
	return (
		allowed === '*' ||
		allowed === portOf( url ) ||
		( allowed === '80' && portOf( url ) === '443' )
	);
}

function pathMatches( allowed: string | undefined, actual: string ): boolean {
	if ( allowed === undefined || allowed === '/' ) {
		return true;
	}
	return allowed.endsWith( '/' )
		? actual.startsWith( allowed )
		: actual === allowed;
}

function portOf( url: URL ): string {
	return url.port || ( DEFAULT_PORTS[ url.protocol ] ?? '' );
}

function isDefaultPort( url: URL ): boolean {
	return portOf( url ) === DEFAULT_PORTS[ url.protocol ];
}

/** Is the tag's nonce (empty without one) among the sources? */
export function hasNonce( sources: readonly string[], nonce: string ): boolean {
	return nonce !== '' && sources.includes( `'nonce-${ nonce }'` );
}

export function isNonce( source: string ): boolean {
	return /^'nonce-/i.test( source );
}

export function isHash( source: string ): boolean {
	return /^'sha(?:256|384|512)-/i.test( source );
}

function isKeyword( source: string, keyword: string ): boolean {
	return source.toLowerCase() === `'${ keyword }'`;
}

export function hasKeyword(
	sources: readonly string[],
	keyword: string
): boolean {
	return sources.some( ( source ) => isKeyword( source, keyword ) );
}

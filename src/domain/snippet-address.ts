/**
 * Reads the address of a snippet as people paste it, and gives it the form in which it is
 * stored: the pattern of `address` in schemas/optimizely-snippet-settings.json.
 */
import { __, sprintf } from '@wordpress/i18n';

export type ParsedAddress =
	| { ok: true; address: string }
	/** `error` names what is wrong and the mend. */
	| { ok: false; error: string };

const OPTIMIZELY_HOSTS = [ 'cdn.optimizely.com', 'cdn-pci.optimizely.com' ];
const OPTIMIZELY_PATH =
	/^\/(?:js\/[0-9]{1,20}|public\/[0-9]{1,20}\/s\/[A-Za-z0-9_-]{1,200})\.js$/;
const OWN_PATH = /^(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+\.js$/;
const MAX_LENGTH = 500;

/**
 * @param pasted   Nothing, an address with or without its protocol, a path on this site, or
 *                 a whole script tag.
 * @param siteHost This site's host, with its port if it has one.
 */
export function parseSnippetAddress(
	pasted: string,
	siteHost: string
): ParsedAddress {
	const text = pasted.trim();
	return text.includes( '<' )
		? parseTag( text, siteHost )
		: parseAddress( unquote( text ), siteHost );
}

function parseTag( html: string, siteHost: string ): ParsedAddress {
	const page = new DOMParser().parseFromString( html, 'text/html' );
	const sources = [ ...page.querySelectorAll( 'script[src]' ) ]
		.map( ( script ) => script.getAttribute( 'src' )?.trim() ?? '' )
		.filter( ( source ) => source !== '' );
	const results = sources.map( ( source ) =>
		parseAddress( source, siteHost )
	);
	return (
		results.find( ( result ) => result.ok ) ??
		results[ 0 ] ??
		wrong(
			__(
				'This code has no address in it. Paste a script tag with src="…", or the address alone.',
				'two-heads'
			)
		)
	);
}

function parseAddress( text: string, siteHost: string ): ParsedAddress {
	if ( text === '' ) {
		return { ok: true, address: '' };
	}
	if ( /^[0-9]+$/.test( text ) ) {
		return wrong(
			__(
				'This is a project ID, not an address. Choose the project above, and the standard address follows from it.',
				'two-heads'
			)
		);
	}
	const url = toUrl( text, siteHost );
	if ( typeof url === 'string' ) {
		return wrong( url );
	}
	if ( url.username || url.password ) {
		return wrong(
			__(
				'The address holds a user name or password. Leave them out: every visitor would see them.',
				'two-heads'
			)
		);
	}
	if ( url.search ) {
		return wrong(
			sprintf(
				/* translators: %s: the query part of an address, such as ?ver=1. */
				__( 'Leave out what follows the file name: %s', 'two-heads' ),
				url.search
			)
		);
	}
	const result = isOwnHost( url, siteHost )
		? parseOwn( url )
		: parseOptimizely( url, siteHost );
	if ( result.ok && result.address.length > MAX_LENGTH ) {
		return wrong(
			sprintf(
				/* translators: %d: number of characters. */
				__(
					'The address is too long: at most %d characters. Give the file a shorter path.',
					'two-heads'
				),
				MAX_LENGTH
			)
		);
	}
	return result;
}

/** A URL, or the sentence that says why it is none. */
function toUrl( text: string, siteHost: string ): URL | string {
	let absolute = text;
	if ( text.startsWith( '//' ) ) {
		absolute = `https:${ text }`;
	} else if ( text.startsWith( '/' ) ) {
		absolute = `https://${ siteHost }${ text }`;
	} else if ( ! /^[a-z][a-z0-9+.-]*:\/\//i.test( text ) ) {
		// "js/1.js" is a path that lacks its slash, "cdn.optimizely.com/js/1.js" an
		// address that lacks its protocol: only hosts have a dot or a port in front.
		if ( ! /^[^/]*[.:][^/]*\//.test( text ) ) {
			return sprintf(
				/* translators: 1: example of an address, 2: example of a path. */
				__(
					'This is no address. Write it in full, such as %1$s, or as a path on this site, such as %2$s.',
					'two-heads'
				),
				'https://cdn.optimizely.com/public/123456/s/shop.js',
				'/optimizelyjs/123456.js'
			);
		}
		absolute = `https://${ text }`;
	}
	try {
		const url = new URL( absolute );
		if ( url.protocol === 'http:' || url.protocol === 'https:' ) {
			return url;
		}
	} catch {
		// Said below.
	}
	return __(
		'This is no web address. It should begin with https:// or, for a file on this site, with a slash.',
		'two-heads'
	);
}

function parseOwn( url: URL ): ParsedAddress {
	if ( ! url.pathname.endsWith( '.js' ) ) {
		return wrong( mustEndInJs() );
	}
	if ( ! OWN_PATH.test( url.pathname ) ) {
		return wrong(
			__(
				'A path on this site may hold letters, digits, dots, hyphens, underscores and tildes only, and no folder may be empty or begin with a dot. Rename the file or its folders.',
				'two-heads'
			)
		);
	}
	return { ok: true, address: url.pathname };
}

function parseOptimizely( url: URL, siteHost: string ): ParsedAddress {
	if ( url.hostname === 'app.optimizely.com' ) {
		return wrong(
			__(
				'This is a page of the Optimizely app, not the snippet. In Optimizely, copy the script tag from Settings → Implementation.',
				'two-heads'
			)
		);
	}
	if ( ! OPTIMIZELY_HOSTS.includes( url.hostname ) ) {
		return wrong(
			sprintf(
				/* translators: 1: the host that was entered, 2: list of hosts, 3: this site's host. */
				__(
					'Snippets are not loaded from %1$s. It has to be Optimizely’s own host (%2$s) or this site (%3$s).',
					'two-heads'
				),
				url.host,
				OPTIMIZELY_HOSTS.join( ', ' ),
				siteHost
			)
		);
	}
	if ( url.port !== '' ) {
		return wrong(
			sprintf(
				/* translators: 1: port number, 2: a host. */
				__( 'Leave out the port %1$s: %2$s has none.', 'two-heads' ),
				url.port,
				url.hostname
			)
		);
	}
	if ( ! url.pathname.endsWith( '.js' ) ) {
		return wrong( mustEndInJs() );
	}
	if ( ! OPTIMIZELY_PATH.test( url.pathname ) ) {
		return wrong(
			sprintf(
				/* translators: 1: the path that was entered, 2 and 3: examples of paths. */
				__(
					'Optimizely has no snippet at %1$s. It should look like %2$s, or %3$s for a custom snippet.',
					'two-heads'
				),
				url.pathname,
				'/js/123456.js',
				'/public/123456/s/shop.js'
			)
		);
	}
	return { ok: true, address: `https://${ url.hostname }${ url.pathname }` };
}

function isOwnHost( url: URL, siteHost: string ): boolean {
	// Through URL, which writes a host of other scripts as browsers send it.
	return url.host === new URL( `${ url.protocol }//${ siteHost }` ).host;
}

function unquote( text: string ): string {
	return text.replace( /^(?:src\s*=\s*)?(["'])(.*)\1$/i, '$2' ).trim();
}

function mustEndInJs(): string {
	return __(
		'The address should end in .js: it is that of a script file.',
		'two-heads'
	);
}

function wrong( error: string ): ParsedAddress {
	return { ok: false, error };
}

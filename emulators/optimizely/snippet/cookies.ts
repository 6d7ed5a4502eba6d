/**
 * The snippet's cookies.
 */

export const END_USER = 'optimizelyEndUserId';
export const OPT_OUT = 'optimizelyOptOut';

const DAY = 86_400;
export const TEN_YEARS = 3650 * DAY;
/** The least number of days a cookie may be told to live. */
const MINIMUM_DAYS = 90;

const settings = { domain: null as string | null, days: 180, extend: true };

/** Sets the domain cookies are written for, instead of the widest the browser takes. */
export function setCookieDomain( domain: string ): void {
	settings.domain = domain;
}

/** Sets how many days the visitor's cookie lives; at least 90. */
export function setCookieDays( days: number ): void {
	settings.days = Math.max( MINIMUM_DAYS, days );
}

/** Sets whether each page view extends the visitor's cookie. */
export function setCookieExtension( on: boolean ): void {
	settings.extend = on;
}

export function readCookie( name: string ): string | null {
	for ( const pair of document.cookie.split( '; ' ) ) {
		const at = pair.indexOf( '=' );
		if ( pair.slice( 0, at ) === name ) {
			return decodeURIComponent( pair.slice( at + 1 ) );
		}
	}
	return null;
}

/** The domains to try, widest first, then none: the browser refuses public suffixes, and IP addresses have none. */
function domains(): Array< string | null > {
	if ( settings.domain !== null ) {
		return [ settings.domain ];
	}
	const labels = window.location.hostname.split( '.' );
	const isAddress = /^[\d.]+$|:/.test( window.location.hostname );
	const wider = isAddress
		? []
		: labels
				.slice( 0, -1 )
				.map( ( _, index ) =>
					labels.slice( labels.length - 2 - index ).join( '.' )
				);
	return [ ...wider, null ];
}

/**
 * Writes a cookie.
 *
 * @param name  Its name.
 * @param value Its value; null removes it.
 * @param age   Seconds it lives.
 */
export function writeCookie(
	name: string,
	value: string | null,
	age: number
): void {
	for ( const domain of domains() ) {
		document.cookie =
			`${ name }=${ value === null ? '' : encodeURIComponent( value ) }; path=/; SameSite=Lax` +
			`; max-age=${ value === null ? 0 : age }${ domain === null ? '' : `; domain=${ domain }` }`;
		if ( value !== null && readCookie( name ) === value ) {
			return;
		}
	}
}

/** The visitor's id, made and kept when there is none yet. */
export function ensureVisitorId(): string {
	const known = readCookie( END_USER );
	const id = known ?? `oeu${ Date.now() }r${ Math.random() }`;
	if ( known === null || settings.extend ) {
		writeCookie( END_USER, id, settings.days * DAY );
	}
	return id;
}

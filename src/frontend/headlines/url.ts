/** Of a URL, the location, or a link. */
export type Address = Pick< URL, 'host' | 'href' | 'pathname' | 'search' >;

/**
 * Host and path in one form, after a prefix: also the key in localStorage of the click that leads there. A link in a
 * drawing has neither: no error, and no match.
 */
export const place = ( address: Address ): string =>
	( 'two_heads_' + address.host + address.pathname )
		// Percent-encoding comes in both cases.
		.toLowerCase()
		.replace( /www\.|\/$/g, '' );

/**
 * Whether an address is a post's. Scheme, "www.", trailing slash, hash and added parameters make no difference; the
 * parameters of a plain permalink (?p=12) do.
 */
export const leadsTo = ( permalink: Address, address: Address ): boolean =>
	place( permalink ) === place( address ) &&
	( address.search + '&' ).includes( permalink.search + '&' );

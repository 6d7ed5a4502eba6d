/** Places by address: each is asked for again and again. */
const places: Record< string, string > = {};

/**
 * An address in the one form in which addresses are compared, and by which clicks are kept: host, path, parameters,
 * "&" around each. A link in a drawing has no such address: no error, and no match.
 */
export const place = ( href: string ): string =>
	( places[ href ] ??= ( href + '&' )
		// Percent-encoding comes in both cases.
		.toLowerCase()
		.replace( /^.+?\/\/(www\.)?|\/?(#.*|[?&])/g, '&' ) );

/**
 * Whether an address is a post's. Scheme, "www.", trailing slash, hash and added parameters make no difference; the
 * parameters of a plain permalink (?p=12) do.
 */
export const leadsTo = ( permalink: string, href: string ): boolean =>
	place( href ).startsWith( place( permalink ) );

/**
 * What of a text tells one headline from another: no white space, no punctuation (WordPress texturises quotes, dashes
 * and ellipses), no soft hyphens and other invisible characters.
 */
export const fold = ( text: string | null | undefined ): string =>
	( text || '' ).replace( /[\s\p{P}\p{Cf}]/gu, '' );

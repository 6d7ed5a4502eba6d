/**
 * Bodies as text.
 */

/** What Optimizely sends for a number it cannot tell: the greatest of 64 bits. No JavaScript number is exactly it. */
export const UNKNOWN_COUNT = 2 ** 63;

const MARK = '\u0000greatest int64\u0000';
const MARK_JSON = JSON.stringify( MARK );

/** JSON in which `UNKNOWN_COUNT` stands as 9223372036854775807. */
export function bodyText( body: unknown ): string {
	return JSON.stringify( body, ( _key, value: unknown ) =>
		value === UNKNOWN_COUNT ? MARK : value
	).replaceAll( MARK_JSON, '9223372036854775807' );
}

/**
 * What the live API takes although its specification does not declare it.
 */

/** Fields of a request outside its contract. */
export type Extras = { readonly override_changes: boolean };

const NONE: Extras = { override_changes: false };

/**
 * Takes `override_changes` out of a request before the contract judges the rest. The live API's message for 409 tells
 * clients to send it, but neither it nor the specification says where: query and body are taken alike.
 *
 * @param method PATCH, else nothing is taken out.
 * @param path   Below /v2.
 * @param search Query of the URL; changed.
 * @param text   The body as sent.
 * @return The body without it, and what was found.
 */
export function takeExtras(
	method: string,
	path: string,
	search: URLSearchParams,
	text: string
): { text: string; extras: Extras } {
	if ( method !== 'PATCH' || ! /^\/experiments\/\d+$/.test( path ) ) {
		return { text, extras: NONE };
	}
	const query = search.get( 'override_changes' );
	search.delete( 'override_changes' );
	const fromQuery = query !== null && /^(true|1)$/i.test( query );
	try {
		const body: unknown = JSON.parse( text );
		if (
			typeof body === 'object' &&
			body !== null &&
			'override_changes' in body &&
			typeof body.override_changes === 'boolean'
		) {
			const { override_changes: fromBody, ...rest } = body;
			return {
				text: JSON.stringify( rest ),
				extras: { override_changes: fromQuery || fromBody },
			};
		}
	} catch {
		// The contract says what is wrong with it.
	}
	return { text, extras: { override_changes: fromQuery } };
}

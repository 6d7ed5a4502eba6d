import apiFetch from '@wordpress/api-fetch';
import type { APIFetchOptions } from '@wordpress/api-fetch';
import { toRequestError } from './errors';
import type { RequestError } from './errors';

/** What every function of src/api resolves to: they never reject. */
export type Result< T > =
	{ ok: true; value: T } | { ok: false; error: RequestError };

/**
 * One request to this site's REST API. The body is taken at the route's word for T:
 * PHP answers with what its schema in schemas/ says.
 */
export async function request< T >(
	options: APIFetchOptions
): Promise< Result< T > > {
	try {
		return { ok: true, value: await apiFetch< T >( options ) };
	} catch ( thrown ) {
		return { ok: false, error: toRequestError( thrown ) };
	}
}

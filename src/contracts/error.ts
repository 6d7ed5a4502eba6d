/* Generated from schemas/error.json by `npm run contracts`. Do not edit. */

/**
 * The body of every failed answer of the two-heads/v1 routes. Codes that do not begin with two_heads_ are WordPress's own (rest_forbidden, rest_invalid_param, rest_cookie_invalid_nonce …).
 */
export interface ApiError {
	code: string;
	/**
	 * A sentence for the person at the screen: what happened, and the way on.
	 */
	message: string;
	data?: {
		status: number;
		/**
		 * Field name to what is wrong with it and how to mend it.
		 */
		params?: {
			[k: string]: string;
		};
		/**
		 * Seconds to wait before the same call can succeed.
		 */
		retry_after?: number;
		[k: string]: unknown;
	};
	[k: string]: unknown;
}

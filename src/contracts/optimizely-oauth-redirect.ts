/* Generated from schemas/optimizely-oauth-redirect.json by `npm run contracts`. Do not edit. */

export interface OptimizelyOauthRedirect {
	/**
	 * Where to send the admin's browser next.
	 */
	authorize_url: string;
}

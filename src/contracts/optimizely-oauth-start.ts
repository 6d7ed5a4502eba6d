/* Generated from schemas/optimizely-oauth-start.json by `npm run contracts`. Do not edit. */

/**
 * The app an admin registered at Optimizely.
 */
export interface OptimizelyOauthStart {
	client_id: string;
	/**
	 * Empty keeps the stored secret of the same client id.
	 */
	client_secret: string;
}

/* Generated from schemas/optimizely-token.json by `npm run contracts`. Do not edit. */

/**
 * A personal access token, as Optimizely shows it once.
 */
export interface OptimizelyToken {
	token: string;
}

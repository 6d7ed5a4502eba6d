/* Generated from schemas/audiences.json by `npm run contracts`. Do not edit. */

/**
 * Audiences of the chosen Optimizely project, by name.
 */
export interface Audiences {
	audiences: {
		id: string;
		name: string;
		description: string;
	}[];
}

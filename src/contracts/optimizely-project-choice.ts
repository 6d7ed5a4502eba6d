/* Generated from schemas/optimizely-project-choice.json by `npm run contracts`. Do not edit. */

export interface OptimizelyProjectChoice {
	/**
	 * Ids are 64-bit numbers, kept as strings: JavaScript cannot hold them all as numbers.
	 */
	project_id: string;
}

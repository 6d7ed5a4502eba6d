/* Generated from schemas/optimizely-import.json by `npm run contracts`. Do not edit. */

/**
 * What the official Optimizely plugin left behind, and what was taken over.
 */
export interface OptimizelyImport {
	/**
	 * Whether its options or post meta are there.
	 */
	found: boolean;
	/**
	 * Name of its project; empty when unknown.
	 */
	project: string;
	has_token: boolean;
	/**
	 * Names of its settings that can be taken over.
	 */
	settings: string[];
	/**
	 * Its experiments that have not ended and are not taken over yet.
	 */
	experiments: number;
	/**
	 * Sentences on what was taken over just now.
	 */
	imported: string[];
	/**
	 * Sentences on what was not, and why.
	 */
	skipped: string[];
}

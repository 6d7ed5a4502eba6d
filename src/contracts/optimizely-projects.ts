/* Generated from schemas/optimizely-projects.json by `npm run contracts`. Do not edit. */

/**
 * Every active web project the connection can see, in the order of their names.
 */
export interface OptimizelyProjects {
	projects: {
		id: string;
		name: string;
	}[];
	/**
	 * UTC. The list is kept for ten minutes.
	 */
	fetched_at: string;
}

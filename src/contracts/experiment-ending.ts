/* Generated from schemas/experiment-ending.json by `npm run contracts`. Do not edit. */

/**
 * How to end an experiment.
 */
export interface ExperimentEnding {
	/**
	 * Index of the variation whose title becomes the post's; 0 keeps the original.
	 */
	variation: number;
	/**
	 * The headlines that the person sees: when somebody has changed them since, nothing is ended.
	 */
	titles?: string[];
}

/* Generated from schemas/headline-code.json by `npm run contracts`. Do not edit. */

/**
 * The JavaScript templates that experiments on Optimizely are made from. Stored byte for byte.
 */
export interface HeadlineCode {
	/**
	 * Run for each visitor in a variation. Empty: the default.
	 */
	variation: string;
	/**
	 * A function expression that Optimizely calls with `activate`. Empty: the default.
	 */
	activation: string;
}

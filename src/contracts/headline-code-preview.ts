/* Generated from schemas/headline-code-preview.json by `npm run contracts`. Do not edit. */

/**
 * The templates filled in for one post, as Optimizely would get them.
 */
export interface HeadlineCodePreview {
	variation: string;
	activation: string;
	/**
	 * Of the variation code.
	 */
	bytes: number;
}

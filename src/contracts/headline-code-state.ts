/* Generated from schemas/headline-code-state.json by `npm run contracts`. Do not edit. */

/**
 * The templates as stored, and what the defaults are.
 */
export interface HeadlineCodeState {
	code: HeadlineCode;
	defaults: HeadlineCode;
	self_contained: HeadlineCode;
	/**
	 * Whether wp-config.php (TWO_HEADS_DISABLE_CUSTOM_CODE) has the defaults used in place of what is stored.
	 */
	disabled: boolean;
	may_edit: boolean;
	changed_at: string | null;
	/**
	 * Name; empty when never changed.
	 */
	changed_by: string;
}
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

/* Generated from schemas/experiment-setup.json by `npm run contracts`. Do not edit. */

/**
 * What an editor says about a headline experiment. Words and numbers only: never code.
 */
export interface ExperimentSetup {
	/**
	 * The headlines tested against the post's title, in order: variation 1, 2, … Plain text. A draft may hold empty ones.
	 *
	 * @minItems 1
	 * @maxItems 9
	 */
	titles: [string, ...string[]];
	/**
	 * Shares of the visitors in the experiment, in hundredths of a percent, the original first. Empty: equal shares. Stored so that they sum to 10000.
	 *
	 * @maxItems 10
	 */
	weights: number[];
	/**
	 * Percent of all visitors who are in the experiment; the others see the original and are not counted.
	 */
	traffic: number;
	/**
	 * What decides: clicks on the headline per exposed visitor, or clicks that led to an engaged read.
	 */
	goal: 'click' | 'read';
	/**
	 * Who buckets, counts and judges. Empty: the site's choice; stored as what that was. Cannot be changed once the experiment has begun.
	 */
	engine: '' | 'builtin' | 'optimizely';
	/**
	 * How the built-in engine splits visitors and decides. learn: equal split, leader once its expected loss is small. earn: more visitors to what does better. prove: equal split, only what is significant. auto: earn for a young post, else learn; stored as what that was when the experiment starts.
	 */
	mode: 'auto' | 'learn' | 'earn' | 'prove';
	/**
	 * Of the built-in engine: views of the headline, in all variations together, after which the experiment is over. 0: no such end.
	 */
	max_views: number;
	/**
	 * Of the built-in engine: whether the headline that is found better becomes the post's title by itself.
	 */
	auto_apply: boolean;
	/**
	 * Why a variation might do better. For people; may be empty.
	 */
	hypothesis: string;
	/**
	 * When to start, in the site's time zone; empty: when Start is pressed.
	 */
	start_at: string;
	/**
	 * When to pause (on the built-in engine: when the experiment is over), in the site's time zone; empty: when somebody ends it.
	 */
	stop_at: string;
	/**
	 * Ids of Optimizely audiences to which the experiment is limited; empty: everyone.
	 *
	 * @maxItems 50
	 */
	audiences: string[];
	/**
	 * Whether a visitor has to be in any or in all of the audiences.
	 */
	audience_match: 'any' | 'all';
}

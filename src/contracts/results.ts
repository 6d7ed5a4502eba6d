/* Generated from schemas/results.json by `npm run contracts`. Do not edit. */

/**
 * What an engine found so far: the one shape, whoever computed it. Modelled on Optimizely's results.
 */
export interface Results {
	/**
	 * none: no visitor counted yet. preparing: being computed, ask again. ready: there are figures.
	 */
	state: 'none' | 'preparing' | 'ready';
	/**
	 * When this was asked for.
	 */
	fetched_at: string;
	/**
	 * Up to when visitors are counted in; null when unknown.
	 */
	until: string | null;
	/**
	 * Whether the engine says that its figures lag behind.
	 */
	stale: boolean;
	/**
	 * Significance from which a difference is called one, 0 to 1.
	 */
	confidence: number;
	/**
	 * Visitors counted in all variations together.
	 */
	visitors: number;
	/**
	 * Of the built-in engine: how it splits visitors and decides.
	 */
	mode?: 'learn' | 'earn' | 'prove';
	/**
	 * Of the built-in engine: shares of the visitors now, in hundredths of a percent, the original first.
	 */
	weights?: number[];
	/**
	 * Whether it is too soon for the engine to decide anything, whatever the figures. Absent: no.
	 */
	early?: boolean;
	/**
	 * How many of the visitors counted are page views of people who are not remembered. Absent: none, or not known.
	 */
	page_views?: number;
	/**
	 * Whether the variations were shown as often as their shares say. Absent where the engine does not say.
	 */
	sample_ratio?: {
		/**
		 * Of the sequential test, 0 to 1.
		 */
		p: number;
		ok: boolean;
		/**
		 * Shares, 0 to 1, the original first.
		 */
		expected: number[];
		/**
		 * How often each was shown.
		 */
		counted: number[];
		/**
		 * What likely spoiled it, as a sentence; empty when nothing did.
		 */
		cause: string;
	};
	/**
	 * In order: the first decides.
	 */
	metrics: {
		id: 'click' | 'read' | 'open';
		/**
		 * In order of their index; index 0 is the original.
		 */
		variations: {
			index: number;
			visitors: number;
			conversions: number;
			/**
			 * Conversions per visitor, 0 to 1.
			 */
			rate: number;
			/**
			 * Relative to the original: 0.2 is 20 % better. Null for the original and while unknown.
			 */
			improvement: number | null;
			/**
			 * Lower and upper end of the improvement; null while unknown.
			 *
			 * @minItems 2
			 * @maxItems 2
			 */
			interval: [number, number] | null;
			/**
			 * 0 to 1; null for the original and while unknown.
			 */
			significance: number | null;
			significant: boolean;
			/**
			 * Probability that this one is the best, 0 to 1; absent or null where the engine does not say.
			 */
			chance?: number | null;
			/**
			 * What choosing this one is expected to cost against the best, relative: 0.01 is 1 %. Absent or null where the engine does not say.
			 */
			loss?: number | null;
			/**
			 * Visitors still needed if things go on like this; null while unknown.
			 */
			remaining: number | null;
		}[];
	}[];
	/**
	 * What it means. waiting: no figures. more_time: undecided. winner: `leader` beats the original. original: the original beats every other. no_difference: enough visitors, no difference worth having. Of the built-in engine besides: likely: `leader` is likely better, not proven. keep: it is over and nothing better was shown, so the original stays. unreliable: the variations were not shown as they should have been, so nothing is said.
	 */
	verdict: 'waiting' | 'more_time' | 'winner' | 'likely' | 'original' | 'no_difference' | 'keep' | 'unreliable';
	/**
	 * Index of the variation that is ahead by the deciding metric; null while none is.
	 */
	leader: number | null;
	/**
	 * clicks_not_read: the leader is clicked more but read less. Null when there is none.
	 */
	warning: 'clicks_not_read' | null;
}

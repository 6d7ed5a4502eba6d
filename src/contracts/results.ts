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
			 * Visitors still needed if things go on like this; null while unknown.
			 */
			remaining: number | null;
		}[];
	}[];
	/**
	 * What it means. waiting: no figures. more_time: undecided. winner: `leader` beats the original. original: the original beats every other. no_difference: enough visitors, no difference worth having.
	 */
	verdict: 'waiting' | 'more_time' | 'winner' | 'original' | 'no_difference';
	/**
	 * Index of the variation that is ahead by the deciding metric; null while none is.
	 */
	leader: number | null;
	/**
	 * clicks_not_read: the leader is clicked more but read less. Null when there is none.
	 */
	warning: 'clicks_not_read' | null;
}

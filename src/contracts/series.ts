/* Generated from schemas/series.json by `npm run contracts`. Do not edit. */

/**
 * How the figures of an experiment went over time.
 */
export interface Series {
	state: 'none' | 'preparing' | 'ready';
	metrics: {
		id: 'click' | 'read' | 'open';
		variations: {
			index: number;
			/**
			 * Oldest first; the counts are totals up to that time.
			 */
			points: {
				at: string;
				visitors: number;
				conversions: number;
				rate: number;
			}[];
		}[];
	}[];
}

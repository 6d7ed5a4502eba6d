/**
 * What PHP prints in front of this code (includes/engines/builtin/page.php). Lists instead of names: each byte is on
 * every page of every visitor.
 */

/** A running experiment. */
export type Experiment = [
	id: number,
	post: number,
	/** Permalink; without the home address where it begins with it. */
	path: string,
	/** The original title as rendered, plain text. */
	from: string,
	/** Titles of variations 1, 2, … */
	titles: string[],
	/** Where each variation's share of the 10,000 buckets ends, the original's first. */
	ends: number[],
	/** Number of the set of weights in force. */
	epoch: number,
];

export type Config = [
	experiments: Experiment[],
	/** Address that events are sent to. */
	door: string,
	blog: number,
	/** Home address. */
	home: string,
	/** Whether the post's own page shows what those saw who came by its headline. */
	own: 0 | 1,
	/**
	 * Where consent stands written: category of the WP Consent API, cookie, and `optin`, `optout` or empty where PHP
	 * does not know. 0 where none is needed.
	 */
	sources: [ category: string, cookie: string, type: string ] | 0,
	/** Whether those who are not remembered see the original, uncounted; else each page view is dealt anew. */
	original: 0 | 1,
];

declare global {
	interface Window {
		twoHeadsSite?: Config;
	}
}

export const [ experiments, door, blog, home, own, sources, original ]: Config =
	window.twoHeadsSite!;

/** Where the browser keeps what is this site's: several may have one address, and know other experiments by the same numbers. */
export const KEY = 'twoHeads ' + home;

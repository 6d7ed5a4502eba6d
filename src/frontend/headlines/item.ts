/** What is counted. */
export type EventName = 'exposure' | 'click' | 'read';

/** What has to be known to find a headline. */
export interface HeadlineQuery {
	/** Post ID. */
	post: number;
	/** Permalink. */
	url: string;
	/** The original title as rendered, plain text. */
	from: string;
	/** The title to show; absent while it is not decided. Equal to `from` for the original. */
	to?: string | undefined;
	/** The post's own page may show it too. */
	own?: number | boolean;
	/** Shown to an editor only: swapped everywhere, nothing counted. */
	preview?: number | boolean;
}

/** What is pushed to `window.twoHeads`. Items with the same id are merged. */
export interface Item
	extends HeadlineQuery, Partial< Record< EventName | 'asked', unknown > > {
	/** Key of the experiment. This site's own engine knows its experiments by number. */
	id: string | number;
	/** Index of the variation, 0 for the original. */
	v?: number;
	/** When its headline was clicked last, in milliseconds. */
	t?: number;
	/** Called once, when the headline enters a page that is not the post's own. */
	seen?: ( () => void ) | undefined;
	/**
	 * Events go to this site's own engine instead of Optimizely. The site's home address and no function: a click that is
	 * kept for the next page stays this engine's, and this site's. Where the engine is not on that page, nothing is counted.
	 */
	track?: string;
	/** The epoch of the weights by which the visitor got the variation. */
	epoch?: number;
	/** How the item is kept for the next page; throws where nothing may be kept. */
	toJSON?: () => object;
}

/** `window.twoHeads` once this code is in the page. */
export interface Queue {
	push: ( item: Item ) => unknown;
	/** This site's own engine. */
	track?: ( name: EventName, item: Item ) => void;
}

/**
 * What PHP knows and the panel needs at once (window.twoHeadsEditor), in the block editor
 * and on the classic editor's screen.
 */
export interface Boot {
	/** Post types whose headlines may be tested. */
	postTypes: string[];
	/**
	 * Address of one experiment's results without its id at the end, such as
	 * `admin.php?page=two-heads-experiments&experiment=`; empty for those who may not see it.
	 */
	resultsUrl: string;
	/**
	 * Classic editor only, where nothing else says it; null in the block editor. The panel
	 * mounts in #two-heads-headlines, reads the title from #title and is inside form#post.
	 */
	postId: number | null;
}

declare global {
	interface Window {
		twoHeadsEditor?: Boot;
	}
}

/**
 * What PHP knows and the page needs at once (window.twoHeadsExperiments). The screen
 * mounts in #two-heads-experiments.
 */
export interface Boot {
	/** Address of this screen without further query: `admin.php?page=two-heads-experiments`. */
	pageUrl: string;
	/** Where Optimizely can be connected, for those who may and while it is not; else empty. */
	connectUrl: string;
	/** The list of posts, where an experiment begins. */
	postsUrl: string;
	/** Name of the site, for the name of downloaded files. */
	siteName: string;
}

declare global {
	interface Window {
		twoHeadsExperiments?: Boot;
	}
}

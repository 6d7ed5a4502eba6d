/** What PHP knows and the page needs at once (window.twoHeadsConnections). */
export interface Boot {
	/** Address of the front page. */
	homeUrl: string;
	/** The front page as visitors see it, also for people who are signed in. */
	visitorUrl: string;
	/** Base of the snippets' standard addresses. */
	cdnUrl: string;
	/** Address the snippet sends its events to. */
	logUrl: string;
	/** Host of the site, for self-hosted snippets. */
	siteHost: string;
	/** Is the WP Consent API there? */
	hasConsentApi: boolean;
	/** May this person say which scripts visitors load? On a network only super admins may. */
	mayChooseScripts: boolean;
}

declare global {
	interface Window {
		twoHeadsConnections?: Boot;
	}
}

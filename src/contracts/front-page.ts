/* Generated from schemas/front-page.json by `npm run contracts`. Do not edit. */

/**
 * The front page as a visitor gets it, for the installation check where the browser may not read it itself (admin and site on different origins).
 */
export interface FrontPage {
	url: string;
	status: number;
	/**
	 * Every Content-Security-Policy header, in order.
	 */
	content_security_policy: string[];
	/**
	 * At most the first 1 MiB.
	 */
	html: string;
}

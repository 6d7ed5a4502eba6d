import { getFrontPage } from '../../../api/optimizely';
import type { Result } from '../../../api/request';

/** How long the page may take, in milliseconds; the server is asked after that. */
const TIME_LIMIT = 20000;

export interface VisitedPage {
	status: number;
	html: string;
	cspHeaders: string[];
}

/**
 * The front page as a visitor gets it: without cookies and past the browser's cache. Where
 * the browser may not read it (admin and site on different origins), the server fetches it.
 */
export async function fetchFrontPage(
	homeUrl: string
): Promise< Result< VisitedPage > > {
	try {
		const response = await window.fetch( homeUrl, {
			credentials: 'omit',
			cache: 'no-store',
			signal: AbortSignal.timeout( TIME_LIMIT ),
		} );
		const policy = response.headers.get( 'content-security-policy' );
		return {
			ok: true,
			value: {
				status: response.status,
				html: await response.text(),
				// The browser joins several headers with commas, as the check expects them.
				cspHeaders: policy ? [ policy ] : [],
			},
		};
	} catch {
		const result = await getFrontPage();
		return result.ok
			? {
					ok: true,
					value: {
						status: result.value.status,
						html: result.value.html,
						cspHeaders: result.value.content_security_policy,
					},
				}
			: result;
	}
}

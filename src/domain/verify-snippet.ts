/**
 * The installation check: is the snippet on the page as it should be? Point by point, each
 * with the mend.
 */
import type { OptimizelySnippetSettings } from '../contracts/optimizely-snippet-settings';
import { consentPoint } from './consent-point';
import { connectPoint, scriptPoint } from './csp-points';
import { parsePolicies } from './csp';
import type { Policy } from './csp';
import { findSnippet } from './find-snippet';
import type { Point } from './point';
import { presentPoint } from './present-point';
import {
	firstPoint,
	oncePoint,
	optimiserPoint,
	synchronousPoint,
} from './tag-points';

export interface VerifyInput {
	/** The front page as a visitor gets it. */
	html: string;
	/** Its Content-Security-Policy headers; one may hold several, separated by commas. */
	cspHeaders: readonly string[];
	/** Absolute address of the script that should be there. */
	snippetUrl: string;
	/** Absolute address the snippet sends its events to. */
	logUrl: string;
	/** Absolute address of the front page. */
	siteUrl: string;
	consent: OptimizelySnippetSettings[ 'consent' ];
	/** Whether Global Privacy Control counts as a refusal. */
	respectGpc: boolean;
}

/**
 * The points in the order in which to mend them. With the tag missing, only what can be
 * said without it.
 */
export function verifySnippet( input: VerifyInput ): Point[] {
	const page = parsePage( input.html );
	const found = findSnippet( page, input.snippetUrl, input.siteUrl );
	const needsGuard = input.consent !== 'always' || input.respectGpc;
	// Before consent the page carries, instead of the tag, the script that will put it in.
	const waits = input.consent === 'blocked' && found.snippets.length === 0;
	const carrier = waits ? found.guard : ( found.snippets[ 0 ] ?? null );
	const headers = input.cspHeaders.flatMap( ( header ) =>
		parsePolicies( header, 'header' )
	);
	const metas = metaPolicies( page );

	return [
		presentPoint( found, input, carrier !== null ),
		...( carrier
			? [
					...( needsGuard ? [ consentPoint( found, carrier ) ] : [] ),
					oncePoint( found, waits ),
					firstPoint( found, carrier ),
					synchronousPoint( carrier, waits ),
				]
			: [] ),
		optimiserPoint( page, found, carrier, input.snippetUrl ),
		// A policy in a meta element does not bind scripts that stand before it.
		scriptPoint( [ ...headers, ...policiesBefore( metas, carrier ) ], {
			url: input.snippetUrl,
			page: input.siteUrl,
			tag: waits ? null : carrier,
			guard: found.guard,
		} ),
		connectPoint(
			[ ...headers, ...policiesBefore( metas, null ) ],
			input.logUrl,
			input.siteUrl
		),
	];
}

/**
 * Parses the page as a browser that runs scripts: to it the content of noscript is mere
 * text. DOMParser runs none, and would find tags in there; in a template it finds none.
 */
function parsePage( html: string ): Document {
	return new DOMParser().parseFromString(
		html.replace( /<(\/?)noscript\b/gi, '<$1template' ),
		'text/html'
	);
}

/** The meta elements that hold a policy. */
function metaPolicies( page: Document ): Element[] {
	return [
		...page.querySelectorAll( 'head meta[http-equiv][content]' ),
	].filter(
		( meta ) =>
			meta.getAttribute( 'http-equiv' )?.toLowerCase() ===
			'content-security-policy'
	);
}

/**
 * @param metas  Elements that hold a policy.
 * @param script Only the policies that stand before it; null for all.
 */
function policiesBefore(
	metas: readonly Element[],
	script: Element | null
): Policy[] {
	return metas
		.filter(
			( meta ) =>
				! script ||
				// eslint-disable-next-line no-bitwise -- That is how the DOM says it.
				meta.compareDocumentPosition( script ) &
					Node.DOCUMENT_POSITION_FOLLOWING
		)
		.flatMap( ( meta ) =>
			parsePolicies( meta.getAttribute( 'content' ) ?? '', 'meta' )
		);
}

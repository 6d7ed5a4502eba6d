import type { HeadlinePanel } from '../../contracts/headline-panel';
import { findHeadlines } from '../../frontend/headlines/find';

export type Place = HeadlinePanel[ 'post' ][ 'places' ][ number ];

export interface Sought {
	id: number;
	permalink: string;
	title: string;
}

/** What was found at one address. */
export type Finding =
	| { kind: 'found'; count: number }
	| { kind: 'none' }
	/** The page answered with an error. */
	| { kind: 'status'; status: number }
	/** The browser did not get it, or may not read it. */
	| { kind: 'unreadable' };

/** How long a page may take, in milliseconds. */
const TIME_LIMIT = 20000;

/**
 * Looks at a page as a visitor gets it: without cookies, past the browser's cache, and
 * with the code that runs on visitors' pages.
 *
 * @param place  Address, which renders as for a visitor.
 * @param post   The post, with the original title as rendered.
 * @param signal Gives it up.
 */
export async function lookAtPlace(
	place: Place,
	post: Sought,
	signal: AbortSignal
): Promise< Finding > {
	const request = new AbortController();
	const giveUp = () => request.abort();
	signal.addEventListener( 'abort', giveUp );
	const timer = setTimeout( giveUp, TIME_LIMIT );
	return look( place, post, request.signal )
		.catch( (): Finding => ( { kind: 'unreadable' } ) )
		.finally( () => {
			clearTimeout( timer );
			signal.removeEventListener( 'abort', giveUp );
		} );
}

async function look(
	place: Place,
	post: Sought,
	signal: AbortSignal
): Promise< Finding > {
	const response = await window.fetch( place.url, {
		credentials: 'omit',
		cache: 'no-store',
		signal,
	} );
	if ( ! response.ok ) {
		return { kind: 'status', status: response.status };
	}
	const count = findHeadlines(
		new DOMParser().parseFromString( await response.text(), 'text/html' ),
		{
			post: post.id,
			url: post.permalink,
			from: post.title,
			// Found there is worth saying even where it is not tested.
			own: place.own,
		},
		new URL( response.url || place.url )
	).length;
	return count > 0 ? { kind: 'found', count } : { kind: 'none' };
}

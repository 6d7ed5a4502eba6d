/**
 * A page on a slow device and a slow connection, with two headlines of this site's own engine and without.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { CUT, escape, type Experiment, type Site } from './server';

/** How often a page is looked at. */
export const LOADS = 40;
export const FROM = 'A headline of the usual length, as they are';
export const TO =
	'Another one that is twice as long, so that it breaks into more lines wherever it stands';

/** Thirty teasers, two of them under test; the page comes in pieces, and is cut within a headline. */
const teaser = ( n: number ) => {
	const tested = n === 1 || n === 4;
	const title = tested ? `${ FROM } ${ n }` : `Untested ${ n }`;
	const cut = n === 4 ? 20 : title.length;
	return `<article><h2 ${ tested ? `data-watch="${ n }"` : '' }><a href="/post-${ n }/">${ escape( title.slice( 0, cut ) ) }${ n === 4 || n === 20 ? CUT : '' }${ escape( title.slice( cut ) ) }</a></h2><p>Text of the teaser.</p></article>`;
};
const BODY =
	'<style>body{width:350px;font:18px/1.4 sans-serif}</style>' +
	Array.from( { length: 30 }, ( _, n ) => teaser( n ) ).join( '\n' );

const experiments: Experiment[] = [ 1, 4 ].map( ( n ) => [
	n,
	n,
	`/post-${ n }/`,
	`${ FROM } ${ n }`,
	[ `${ TO } ${ n }` ],
	// Everybody gets it.
	[ 0, 10000 ],
	1,
] );

export interface Load {
	/** Milliseconds until something was painted. */
	painted: number;
	/** Cumulative layout shift. */
	shifted: number;
	/** What stood in the two headlines in each frame. */
	seen: string[][];
}

/** Opens a page and says how it went. */
export async function look( page: Page, url: string ): Promise< Load > {
	await page.goto( url );
	return page.evaluate( async () => {
		await new Promise( ( done ) =>
			requestAnimationFrame( () => requestAnimationFrame( done ) )
		);
		// What was before comes at once; without any, nothing comes.
		const shifts = await new Promise< PerformanceEntryList >( ( done ) => {
			new PerformanceObserver( ( list ) =>
				done( list.getEntries() )
			).observe( { type: 'layout-shift', buffered: true } );
			setTimeout( done, 50, [] );
		} );
		const { painted } = window as never as {
			painted: Record< string, Set< string > >;
		};
		return {
			painted: performance.getEntriesByName(
				'first-contentful-paint'
			)[ 0 ]!.startTime,
			shifted: shifts.reduce(
				( sum, shift ) =>
					sum + ( shift as unknown as { value: number } ).value,
				0
			),
			seen: Object.values( painted ).map( ( texts ) => [ ...texts ] ),
		};
	} );
}

/** The page without experiments and with them. */
export const PLAIN = '/plain';
export const TESTED = '/tested';

export function serveSlowPage( site: Site ): void {
	site.serve( TESTED, site.ownPage( BODY, experiments ) );
	site.serve( PLAIN, site.ownPage( BODY, [] ) );
}

/** Slows the processor down four times. */
export async function slowDown(
	context: BrowserContext,
	page: Page
): Promise< void > {
	const session = await context.newCDPSession( page );
	await session.send( 'Emulation.setCPUThrottlingRate', { rate: 4 } );
}

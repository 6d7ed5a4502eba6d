/**
 * What was clicked is kept for the page that opens, also in another tab.
 */
import { count } from './count';
import { on, safe } from './safe';
import { leadsTo } from './url';
import { add, items, look } from './watch';

/** Milliseconds that a click is remembered. */
const MAX_AGE = 18e5;
/** Seconds that an input counts as activity. */
const ACTIVE = 5;

let active = ACTIVE;
/** Seconds of active time until this page has been read. */
let left = 15;

/**
 * Looks for the click that led to this page: what was clicked is shown, and counted once the page has been read.
 * Clicks that are too old are forgotten.
 *
 * @param read A number once the page has been read. (An event is none.)
 */
export const arrive = ( read?: unknown ): void => {
	look( document );
	Object.keys( localStorage ).forEach(
		safe( ( key: string ) => {
			const item = JSON.parse(
				( key.startsWith( 'two_heads_' ) &&
					localStorage[ key ] ) as string
			);
			if ( Date.now() - item.t >= MAX_AGE ) {
				delete localStorage[ key ];
			} else if ( leadsTo( item.url, location.href ) ) {
				add( item );
				if ( ( read as number ) > 0 ) {
					// Nor will another tab with this page count it.
					delete localStorage[ key ];
					count( 'read', items[ item.id ]! );
				}
			}
		} )
	);
};

export const startReading = (): void => {
	// The window hears the page scroll, but not a box in it: that may move by itself.
	on( 'pointerdown pointermove keydown scroll', () => ( active = ACTIVE ) );
	setInterval(
		() => document.hidden || active-- < 1 || --left || arrive( 1 ),
		1000
	);
};

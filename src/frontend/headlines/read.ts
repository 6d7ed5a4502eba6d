/**
 * What was clicked is kept for the page that opens, also in another tab.
 */
import { count } from './count';
import { on } from './safe';
import { place, leadsTo } from './url';
import { add, look } from './watch';

/** Milliseconds that a click is remembered. */
const MAX_AGE = 18e5;
/** Seconds of active time that make a read. */
const READ = 15;
/** Seconds that an input counts as activity. */
const ACTIVE = 5;

/**
 * Looks for the click that led to this page, and counts the read once the visitor has been active for long enough.
 * Throws if there is none.
 */
export function arrive(): void {
	look();
	const key = place( location );
	const item = JSON.parse( localStorage[ key ] );
	let active = ACTIVE;
	let left = READ;
	if (
		Date.now() - item.t < MAX_AGE &&
		leadsTo( new URL( item.url ), location )
	) {
		add( item );
		on( 'pointerdown pointermove keydown scroll', () => {
			active = ACTIVE;
		} );
		setInterval( () => {
			if (
				! document.hidden &&
				active-- > 0 &&
				! --left &&
				// Counted already in another tab with the same page, or by the timer of the time before it was shown.
				localStorage[ key ]
			) {
				delete localStorage[ key ];
				count( item.id, 'read' );
			}
		}, 1000 );
	}
}

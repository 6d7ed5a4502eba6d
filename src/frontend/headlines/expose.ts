import { count } from './count';
import { linkOf } from './find';
import type { Item } from './item';
import { on } from './safe';
import { place } from './url';

/**
 * Counts when a headline has been seen, and when its link is followed. Throws where the browser cannot observe.
 */
export function expose( headline: Element, item: Item ): void {
	let timer: ReturnType< typeof setTimeout >;
	const observer = new IntersectionObserver(
		( entries ) => {
			clearTimeout( timer );
			if ( entries.pop()!.isIntersecting ) {
				timer = setTimeout( count, 1000, item.id, 'exposure' );
			}
		},
		{ threshold: 0.5 }
	);
	/** The second starts again when the tab was hidden in between. */
	const start = () => {
		clearTimeout( timer );
		observer.unobserve( headline );
		observer.observe( headline );
	};
	start();
	on( 'visibilitychange', start );
	// A click comes by mouse, keyboard and touch. The window is where it arrives last: whoever prevents it has done so.
	on(
		'click auxclick',
		( event: MouseEvent ) => {
			if (
				event.button < 2 &&
				! event.defaultPrevented &&
				linkOf( headline )?.contains( event.target as Node )
			) {
				count( item.id, 'exposure' );
				count( item.id, 'click' );
				localStorage[ place( linkOf( headline )! ) ] = JSON.stringify( {
					...item,
					t: Date.now(),
				} );
			}
		},
		false
	);
}

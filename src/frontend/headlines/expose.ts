import { count } from './count';
import { linkOf } from './find';
import type { Item } from './item';
import { on, safe } from './safe';
import { place } from './url';
import { look } from './watch';

/** An element that is in view, with the timer of its second: a WeakMap would cost bytes. */
type Watched = Element & { twoHeads?: ReturnType< typeof setTimeout > };

let observer: IntersectionObserver;

/** Waits until a headline has been seen. The second starts again. */
export const expose = ( _item: Item, element: Watched ): void => {
	clearTimeout( element.twoHeads );
	observer.unobserve( element );
	observer.observe( element );
};

const click = ( { button, defaultPrevented, target }: MouseEvent ) =>
	button > 1 ||
	defaultPrevented ||
	look(
		target as Node,
		safe( ( item: Item, element: Element ) => {
			if ( linkOf( element )?.contains( target as Node ) ) {
				count( 'exposure', item );
				count( 'click', item );
				item.t = Date.now();
				localStorage[ 'two_heads_' + place( item.url ) ] =
					JSON.stringify( item );
			}
		} )
	);

/**
 * Counts when headlines have been seen, and when their links are followed. Throws where the browser cannot observe.
 */
export const startCounting = (): void => {
	observer = new IntersectionObserver(
		( all ) =>
			all.forEach( ( { target, isIntersecting } ) => {
				clearTimeout( ( target as Watched ).twoHeads );
				if ( isIntersecting ) {
					( target as Watched ).twoHeads = setTimeout(
						look,
						1000,
						target,
						( item: Item ) => count( 'exposure', item )
					);
				}
			} ),
		{ threshold: 0.5 }
	);
	// A click comes by mouse, keyboard and touch. The window is where it arrives last: whoever prevents it has done so.
	on( 'click auxclick', click );
	// Where the page stops it on its way, that is known as soon as it has been dispatched: long before the next page is there.
	on( 'click auxclick', ( event ) => setTimeout( click, 0, event ), true );
};

import { count } from './count';
import { linkOf } from './find';
import type { Item } from './item';
import { on, safe } from './safe';
import { place } from './url';
import { look } from './watch';

const timers = new WeakMap< Element, ReturnType< typeof setTimeout > >();
let observer: IntersectionObserver;

/** Waits until a headline has been seen. The second starts again. */
export const expose = ( _item: Item, element: Element ): void => {
	clearTimeout( timers.get( element ) );
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
				count( item, 'exposure' );
				count( item, 'click' );
				localStorage[ 'two_heads_' + place( item.url ) ] =
					JSON.stringify( { ...item, t: Date.now() } );
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
				clearTimeout( timers.get( target ) );
				if ( isIntersecting ) {
					timers.set(
						target,
						setTimeout( look, 1000, target, ( item: Item ) =>
							count( item, 'exposure' )
						)
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

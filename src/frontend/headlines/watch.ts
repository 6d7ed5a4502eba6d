/**
 * Looks at what enters the document, before the browser paints it.
 */
import { expose } from './expose';
import { find, type Root } from './find';
import type { Item } from './item';
import { safe } from './safe';
import { swap } from './swap';

/** What has been pushed, by id. */
export let items: Record< string | number, Item > = {};

/** Writes that a page gets: a theme that always puts the original back wins in the end. */
const MAX_WRITES = 999;

/** Undoes all swaps. */
const done: Array< () => void > = [];
/** Undoes the swap of what the parser may not be through with. */
const held: Array< () => void > = [];
let observer: MutationObserver;
/** Where to look next: at what has been added, and where the parser was. */
const roots: Root[] = [];

const undoAll = ( undo: Array< () => void > ) =>
	undo.splice( 0 ).forEach( ( one ) => one() );

/**
 * Looks for headlines, and shows them.
 *
 * @param root Where, and around it; also at what is due.
 * @param run  Gets each that is shown and counted on this page.
 */
export const look = (
	root?: Root,
	run: ( item: Item, element: Element ) => void = expose
): void => {
	try {
		undoAll( held );
		roots.push(
			find(
				[ ...roots.splice( 0 ), root ],
				Object.values( items ),
				location.href,
				( item, element, headline, partial, silent ) => {
					if ( ! silent && item.seen && ! item.asked ) {
						// May push the title.
						( item.asked = safe )( item.seen )();
					}
					// Given up: nothing is counted that may not be shown.
					if ( item.to && ! done[ MAX_WRITES ] ) {
						if ( item.to !== item.from ) {
							swap(
								item,
								element,
								headline,
								partial ? held : done
							);
						}
						if ( ! silent && ! partial ) {
							run( item, element );
						}
					}
				}
			)
		);
	} catch {
		undoAll( done );
		// Nothing is counted that is not shown.
		items = {};
	}
	// What was written here is known.
	observer.takeRecords();
};

/** Adds an item, or what has become known of one. */
export const add = safe( ( pushed: Item ) => {
	items[ pushed.id ] = { ...items[ pushed.id ], ...pushed };
	// However many are added, the document is searched once, before the browser paints.
	roots.push( document );
	queueMicrotask( look );
} );

export const startWatching = (): void => {
	observer = new MutationObserver(
		safe( ( changes: MutationRecord[] ) => {
			changes.forEach( ( { target, addedNodes } ) =>
				roots.push(
					...addedNodes,
					// Around what is left, where something was taken away.
					addedNodes[ 0 ] || target.lastChild || target
				)
			);
			look();
		} )
	);
	observer.observe( document, {
		childList: true,
		subtree: true,
		characterData: true,
	} );
};

/**
 * Looks at what enters the document, before the browser paints it.
 */
import { first, items } from './count';
import { expose } from './expose';
import { finder } from './find';
import type { Item } from './item';
import { safe } from './safe';
import { swap } from './swap';
import { leadsTo } from './url';

/** Writes that a page gets: a theme that always puts the original back wins in the end. */
const MAX_WRITES = 999;

/** Changes at a time that are not looked at one by one. */
const MANY = 99;

/** Undoes all swaps. */
const done: Array< () => void > = [];
/** Undoes the swap of what the parser may not be through with. */
const held: Array< () => void > = [];
let observer: MutationObserver;

const undoAll = ( undo: Array< () => void > ) =>
	undo.splice( 0 ).forEach( ( one ) => one() );

/** Looks for headlines in what has been added, and around it; or in the whole document. */
export function look( roots: Node[] = [ document ] ): void {
	// Where the parser is, if it is still at work.
	let tail: Node = new Text();

	try {
		undoAll( held );
		// Of its values only "loading" comes after this letter: the whole word would cost bytes.
		if ( document.readyState > 'l' ) {
			for ( tail = document; tail.lastChild; ) {
				tail = tail.lastChild;
			}
		}
		items.forEach( ( item ) => {
			const url = new URL( item.url );
			const isOwn = leadsTo( url, location );
			const silent = isOwn || item.preview || document.prerendering;
			if ( isOwn && ! item.own && ! item.preview ) {
				return;
			}
			[ ...roots, tail ]
				.flatMap( finder( item, url, isOwn, tail ) )
				.forEach( ( headline ) => {
					if ( ! silent && item.seen && first( item.id ) ) {
						// May push the title, and change the page, at once.
						safe( item.seen )();
						look();
					}
					if ( item.to ) {
						const partial = headline.contains( tail );
						if ( ! partial && ! silent && first( headline ) ) {
							expose( headline, item );
						}
						if ( item.to !== item.from && ! done[ MAX_WRITES ] ) {
							swap( headline, item, partial ? held : done );
						}
					}
				} );
		} );
	} catch {
		undoAll( done );
		// Nothing is counted that is not shown.
		items.clear();
	}
	// What was written here is known.
	observer.takeRecords();
}

/** Adds an item, or what has become known of one. */
export const add = safe( ( pushed: Item ) => {
	// Throws if that is none.
	new URL( pushed.url );
	items.set( pushed.id, { ...items.get( pushed.id ), ...pushed } );
	look();
} );

export function startWatching(): void {
	observer = new MutationObserver( ( changes ) =>
		look(
			// The parser reports every node by itself: then the browser searches the whole faster. And what is held
			// gets its original back, and has to be found again.
			changes[ MANY ] || held[ 0 ]
				? undefined
				: changes.flatMap( ( { target, addedNodes } ) =>
						addedNodes[ 0 ] ? [ ...addedNodes ] : target
					)
		)
	);
	observer.observe( document, {
		childList: true,
		subtree: true,
		characterData: true,
	} );
}

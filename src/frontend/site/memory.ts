/**
 * What is remembered of a visitor, in localStorage: all tabs and windows have to know together what has been counted
 * today, and sessionStorage is each tab's own.
 *
 * The id is random, never sent, and there only to get the same headlines again.
 */
import { safe } from '../headlines/safe';

/** Days after which an experiment is forgotten that is not met any more. */
const KEPT = 30;

type Entry = [
	variation: number,
	epoch: number,
	/** When something was counted last, in days since 1970, UTC. */
	day: number,
	/** Bits of what was counted that day. */
	mask: number,
];

type Visitor = [ id: string, entries: Record< number, Entry > ];

export let visitor: Visitor = [ '' + Math.random(), {} ];

export const today = () => Math.floor( Date.now() / 864e5 );

/**
 * Takes over what is stored, perhaps by another tab.
 *
 * @return Whether there is something.
 */
export const recall = (): unknown => {
	try {
		const stored = JSON.parse( localStorage.twoHeads as string ) as Visitor;
		return stored[ 1 ] && ( visitor = stored );
	} catch {
		// Nothing is stored, or it may not be read.
		return 0;
	}
};

/** Throws where nothing can be stored. */
export const keep = (): void => {
	for ( const id in visitor[ 1 ] ) {
		if ( visitor[ 1 ][ id ]![ 2 ] < today() - KEPT ) {
			delete visitor[ 1 ][ id ];
		}
	}
	localStorage.twoHeads = JSON.stringify( visitor );
};

/** Deletes all of it, also the clicks that were kept for the page they led to. */
export const forget = safe( () => {
	delete localStorage.twoHeads;
	Object.keys( localStorage ).forEach( ( key ) => {
		if (
			key.startsWith( 'two_heads_' ) &&
			localStorage[ key ].includes( '"track":1' )
		) {
			delete localStorage[ key ];
		}
	} );
} );

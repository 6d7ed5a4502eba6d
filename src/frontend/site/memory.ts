/**
 * What is remembered of a visitor, in localStorage: all tabs and windows have to know together what has been counted
 * today, and sessionStorage is each tab's own.
 *
 * The id is random, never sent, and there only to get the same headlines again.
 */
import { home, KEY, sources } from './config';
import { safe } from '../headlines/safe';

/** Days after which an experiment is forgotten that is not met any more. */
const KEPT = 30;

type Entry = [
	variation: number,
	epoch: number,
	/** When it was met last, in days since 1970, UTC. */
	day: number,
	/** Bits of what was counted: rendered at any time, the others on that day. */
	mask: number,
];

type Visitor = [
	id: string,
	entries: Record< number, Entry >,
	/** Absent while nothing is kept; 1: kept since the site asks for no consent, 2: with consent. */
	kept?: 1 | 2,
];

const meet = (): Visitor => [ '' + Math.random(), {} ];

export let visitor = meet();

export const today = () => Math.floor( Date.now() / 864e5 );

/**
 * Takes over what is stored, perhaps by another tab.
 *
 * @return Whether there is something.
 */
export const recall = (): unknown => {
	try {
		const stored = JSON.parse( localStorage[ KEY ] as string ) as Visitor;
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
	visitor[ 2 ] = sources ? 2 : 1;
	localStorage[ KEY ] = JSON.stringify( visitor );
};

/**
 * Deletes all of it, also the clicks that were kept for the page they led to. What other sites of this address keep is
 * theirs.
 */
export const forget = safe( () => {
	visitor = meet();
	delete localStorage[ KEY ];
	Object.keys( localStorage ).forEach( ( key ) => {
		if (
			key.startsWith( 'two_heads_' ) &&
			localStorage[ key ].includes( `"track":"${ home }"` )
		) {
			delete localStorage[ key ];
		}
	} );
} );

/**
 * Says in the admin bar which headlines an editor sees, and offers the others.
 */
import type { Experiment } from './config';

/** What PHP prints (includes/engines/builtin/badge.php): its node in the admin bar, and its sentences. */
interface Badge {
	/** Id of the element. */
	node: string;
	/** %s: letter of a variation. */
	see: string;
	original: string;
	/** %s: number of experiments. */
	several: string;
	/** %s: headline. */
	first: string;
	/** %1$s: letter of a variation, %2$s: headline. */
	other: string;
}

declare global {
	interface Window {
		twoHeadsBadge?: Badge;
	}
}

/** B for variation 1: the original is A. */
const letter = ( variation: number ) => String.fromCharCode( 65 + variation );

const fill = ( text: string, ...values: Array< string | number > ) =>
	text.replace(
		/%(\d?)\$?s/g,
		( _all, place ) => `${ values[ ( place || 1 ) - 1 ] }`
	);

/** A title runs in its own direction, whatever that of the sentence is. */
const isolate = ( title: string ) => `\u2068${ title }\u2069`;

/** An entry of a menu, as WordPress makes them. */
function entry( tag: string, text: string ): [ row: Element, item: Element ] {
	const row = document.createElement( 'li' );
	const item = document.createElement( tag );
	row.setAttribute( 'role', 'group' );
	item.className = 'ab-item';
	item.textContent = text;
	row.append( item );
	return [ row, item ];
}

/** What the badge itself says. */
function sentence( badge: Badge, shown: number[] ): string {
	if ( shown[ 1 ] !== undefined ) {
		return fill( badge.several, shown.length );
	}
	return shown[ 0 ]
		? fill( badge.see, letter( shown[ 0 ] ) )
		: badge.original;
}

/**
 * Adds an experiment to the badge.
 *
 * @param experiment
 * @param shown      Variations that are shown on this page; the experiment's is the last.
 * @param choose     Gets the variation that the editor wants to see.
 */
export function list(
	experiment: Experiment,
	shown: number[],
	choose: ( variation: number ) => void
): void {
	const [ , , , from, titles ] = experiment;
	const badge = window.twoHeadsBadge!;
	const root = document.getElementById( badge.node )!;
	root.querySelector( '.ab-label' )!.textContent = sentence( badge, shown );
	root.classList.add( 'found' );
	const [ heading ] = entry( 'strong', isolate( from ) );
	const choices = [ from, ...titles ].map( ( title, variation ) => {
		const [ row, item ] = entry(
			'a',
			variation
				? fill( badge.other, letter( variation ), isolate( title ) )
				: fill( badge.first, isolate( title ) )
		);
		item.setAttribute( 'href', '#' );
		item.setAttribute( 'role', 'menuitemradio' );
		item.setAttribute(
			'aria-checked',
			`${ variation === shown[ shown.length - 1 ] }`
		);
		item.addEventListener( 'click', ( event ) => {
			event.preventDefault();
			choose( variation );
		} );
		return row;
	} );
	// The sentence that PHP has put there stays the last.
	root.querySelector( 'ul' )!.lastElementChild!.before( heading, ...choices );
}

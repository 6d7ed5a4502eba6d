/**
 * Where on a page posts' headlines stand. Nothing here changes the page: the editor's check looks with the same code
 * at a parsed document.
 */
import type { HeadlineQuery } from './item';
import { fold } from './text';
import { leadsTo } from './url';

/** Where to look. */
export type Root = Node | undefined;

/** What may hold a headline, or be in one. */
export const CANDIDATES = 'a,[data-two-heads],h1,h2';

/** Headlines in menus, the admin bar, comments, links to them, and for screen readers only are not to be touched. */
const LEFT_ALONE =
	"nav,.menu-item,#wpadminbar,#comments,[class*=comment-content],[href*='#comment'],.screen-reader-text,.sr-only";

/** The node itself, if it is an element; else the element around it. */
export const elementOf = ( node: Node ): Element | null =>
	( node as Partial< Element > ).closest
		? ( node as Element )
		: node.parentElement;

/** The link of a headline: around it, or inside it. */
export const linkOf = ( element: Element ): HTMLAnchorElement | null =>
	element.closest( 'a' ) || element.querySelector( 'a' );

/**
 * Finds headlines inside nodes and around them, in one pass for all items. A headline is the innermost node whose whole
 * text it is: often a text node.
 *
 * @param roots
 * @param items
 * @param page  Its address.
 * @param run   Gets each headline, perhaps more than once: the item, the element that it is or stands in, the headline,
 *              whether it may be only the beginning, since the parser is at work in it, and whether nothing of it
 *              is counted here, or not yet.
 * @return Where the parser is.
 */
export const find = < Item extends HeadlineQuery >(
	roots: Root[],
	items: Item[],
	page: string,
	run: (
		item: Item,
		element: Element,
		headline: Node,
		partial: boolean,
		silent: unknown
	) => void
): Root => {
	// Of its values only "loading" comes after this letter: the whole word would cost bytes.
	let tail: Root = document.readyState > 'l' ? document : undefined;
	const candidates = new Set< Element >();
	const addAround = ( element?: Element | null ): unknown =>
		( element = element?.closest( CANDIDATES ) ) &&
		addAround( candidates.add( element ) && element.parentElement );
	const isIt = ( item: Item, node: Node ) => {
		const text = fold( node.textContent );
		return (
			text &&
			( text === fold( item.from ) ||
				text === fold( item.to ) ||
				( node.contains( tail! ) &&
					fold( item.from ).startsWith( text ) ) )
		);
	};
	while ( tail?.lastChild ) {
		tail = tail.lastChild;
	}
	new Set( [ ...roots, tail ] ).forEach( ( root, _same, all ) => {
		// The parser reports every node by itself, also those inside another one. Of what is undefined all has that, too.
		if ( ! all.has( root?.parentNode as Root ) ) {
			addAround( elementOf( root! ) );
			( root as Partial< Element > )
				.querySelectorAll?.( CANDIDATES )
				.forEach( candidates.add, candidates );
		}
	} );
	candidates.forEach( ( candidate ) => {
		const link = linkOf( candidate );
		const mark = +( candidate as HTMLElement ).dataset.twoHeads!;
		// A heading without a link is the page's own.
		const href = link ? link.href : page;
		items.forEach( ( item ) => {
			const own = leadsTo( item.url, page );
			/** Whether the node holds the headline. */
			const search = ( node: Node ): unknown =>
				[ ...node.childNodes ].filter( search )[ 0 ] ||
				( isIt( item, node ) && [
					elementOf( node )!.closest( LEFT_ALONE ) ||
						// WordPress has made pictures of the emoji.
						elementOf( node )!.querySelector( '.emoji' ) ||
						run(
							item,
							elementOf( node )!,
							node,
							node.contains( tail! ),
							own || item.preview || document.prerendering
						),
				] );
			if (
				( item.own || item.preview || ! own ) &&
				( mark === item.post ||
					( leadsTo( item.url, href ) &&
						( link || isIt( item, candidate ) ) ) )
			) {
				search( candidate );
			}
		} );
	} );
	return tail;
};

/**
 * Every occurrence of a post's headline, in document order.
 *
 * On the post's own page there is none unless `item.own` or `item.preview` is set.
 *
 * @param root     A document, parsed or live, or part of one.
 * @param item
 * @param location Address of the page, for relative links and to tell the post's own page.
 */
export const findHeadlines = (
	root: ParentNode,
	item: HeadlineQuery,
	location: URL
): Element[] =>
	resolving( root, location, () => {
		const found = new Set< Element >();
		find( [ root ], [ item ], location.href, ( _item, element ) =>
			found.add( element )
		);
		return [ ...found ];
	} );

/** A parsed document resolves relative links by the page that parsed it: for a moment it gets a base of its own. */
function resolving< T >( root: ParentNode, location: URL, run: () => T ): T {
	const page = root.ownerDocument ?? ( root as Document );
	if ( page.defaultView || page.querySelector( 'base[href]' ) ) {
		return run();
	}
	const base = page.createElement( 'base' );
	base.href = location.href;
	page.head.append( base );
	try {
		return run();
	} finally {
		base.remove();
	}
}

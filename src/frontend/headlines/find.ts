/**
 * Where on a page a post's headline stands. Nothing here touches the page or needs one: the editor's check looks
 * with the same code at a parsed document.
 */
import type { HeadlineQuery } from './item';
import { fold } from './text';
import { type Address, leadsTo } from './url';

/** Headlines in menus, the admin bar, comments, and for screen readers only are not to be touched. */
const LEFT_ALONE =
	'nav,#wpadminbar,#comments,[class*=comment-content],.screen-reader-text,.sr-only,.visually-hidden';

/** The link of a headline: around it, or inside it. */
export const linkOf = ( headline: Element ): HTMLAnchorElement | null =>
	headline.closest( 'a' ) || headline.querySelector( 'a' );

/**
 * Gives a function that finds the headlines inside a node and around it. A headline is the innermost element whose
 * whole text it is.
 *
 * @param item
 * @param url   The permalink.
 * @param isOwn Whether the page is the post's own.
 * @param tail  The last node of a page being parsed: then a headline of which only the beginning has arrived is found,
 *              too, if it ends in this node.
 */
export const finder = (
	item: HeadlineQuery,
	url: Address,
	isOwn: boolean,
	tail: Node | null
): ( ( root: Node ) => Element[] ) => {
	// The browser sorts out links faster than a script: by some letters of the permalink.
	const selector = `[href*="${ url.href.slice( -4, -1 ) }" i],[data-two-heads="${
		item.post
	}"]${ isOwn ? ',h1,h2,h3,h4,h5,h6' : '' }`;
	const isIt = ( element: Element ) => {
		const text = fold( element.textContent );
		const from = fold( item.from );
		return (
			text &&
			( text === from ||
				text === fold( item.to ) ||
				( element.contains( tail ) && from.startsWith( text ) ) ) &&
			// WordPress has made pictures of the emoji.
			! element.querySelector( '.emoji' )
		);
	};
	return ( root ) =>
		[
			( ( root as Partial< Element > ).closest
				? ( root as Element )
				: root.parentElement
			)?.closest( selector ),
			...( ( root as Partial< Element > ).querySelectorAll?.(
				selector
			) || ( '' as never ) ),
		]
			.map(
				( candidate ) =>
					candidate &&
					( +( candidate as HTMLElement ).dataset.twoHeads! ===
						item.post ||
						( linkOf( candidate )
							? leadsTo( url, linkOf( candidate )! )
							: isIt( candidate ) ) ) &&
					[ candidate, ...candidate.querySelectorAll( '*' ) ]
						.filter( isIt )
						.pop()
			)
			.filter(
				( headline ) => headline && ! headline.closest( LEFT_ALONE )
			) as Element[];
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
export function findHeadlines(
	root: ParentNode,
	item: HeadlineQuery,
	location: URL
): Element[] {
	const url = new URL( item.url );
	const isOwn = leadsTo( url, location );
	const find = finder( item, url, isOwn, null );
	return isOwn && ! item.own && ! item.preview
		? []
		: resolving( root, location, () => [ ...new Set( find( root ) ) ] );
}

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

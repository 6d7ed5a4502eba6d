import { linkOf } from './find';
import type { Item } from './item';
import { fold } from './text';

/**
 * Shows another title. Only the data of text nodes changes: elements, their handlers and a framework's references
 * stay. Where the title is spread over several elements, the first gets the new one.
 *
 * @param headline
 * @param item
 * @param undo     Gets functions that bring back the original; text that the parser has appended since stays.
 */
export function swap(
	headline: Element,
	item: Item,
	undo: Array< () => void >
): void {
	const parts = [ item.to ];
	const write = ( node: Node, after: string ) => {
		const before = node.textContent!;
		if ( before !== after ) {
			node.textContent = after;
			undo.push( () => {
				node.textContent = node.textContent!.replace(
					after,
					() => before
				);
			} );
		}
	};
	const visit = ( node: Node ): void =>
		( node as Text ).wholeText
			? write(
					node,
					node.textContent!.replace(
						/\S(.*\S)?/s,
						() => parts.pop() || ''
					)
				)
			: node.childNodes.forEach( visit );
	for ( const name of [ 'title', 'aria-label' ] ) {
		// An attribute is a node, too, and found by its name.
		const attribute =
			linkOf( headline )?.attributes[ name as unknown as number ];
		if ( fold( attribute?.textContent ) === fold( item.from ) ) {
			write( attribute!, item.to! );
		}
	}
	visit( headline );
}

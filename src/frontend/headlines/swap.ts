import { linkOf } from './find';
import type { Item } from './item';
import { fold } from './text';

/**
 * Shows another title. Only the data of text nodes changes: elements, their handlers and a framework's references
 * stay. Where the title is spread over several elements, the first gets the new one.
 *
 * @param item
 * @param element  That the headline is, or stands in.
 * @param headline
 * @param undo     Gets functions that bring back the original; text that the parser has appended since stays.
 */
export function swap(
	item: Item,
	element: Element,
	headline: Node,
	undo: Array< () => void >
): void {
	const parts = [ item.to ];
	const write = < Key extends string >(
		holder: Record< Key, string >,
		key: Key,
		after: string
	) => {
		const before = holder[ key ];
		if ( before !== after ) {
			holder[ key ] = after;
			undo.push( () => {
				holder[ key ] = holder[ key ].replace( after, () => before );
			} );
		}
	};
	const visit = ( node: Node ): void =>
		( node as Text ).wholeText
			? write(
					node as Text,
					'data',
					( node as Text ).data.replace(
						/\S(.*\S)?/s,
						() => parts.pop() || ''
					)
				)
			: node.childNodes.forEach( visit );
	const link = linkOf( element ) as unknown as Record<
		string,
		string
	> | null;
	[ 'title', 'ariaLabel' ].forEach(
		( name ) =>
			fold( link?.[ name ] ) === fold( item.from ) &&
			write( link!, name, item.to! )
	);
	visit( headline );
}

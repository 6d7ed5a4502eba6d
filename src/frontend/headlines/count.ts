import type { EventName, Item, Queue } from './item';
import { safe } from './safe';

/**
 * Reports an event, once per page view and experiment. That it was is noted in the item, by a function: those are not
 * stored. Where an item is of this site's own engine and that is not on the page, this throws, and nothing is counted.
 */
export const count = safe( ( name: EventName, item: Item ) => {
	item[ name ] ||=
		( item.track
			? ( window.twoHeads as Queue ).track!( name, item )
			: ( ( window.optimizely ??= [] ) as object[] ).push( {
					type: 'event',
					eventName: 'two_heads_' + name,
					properties: { experiment: item.id },
				} ),
		safe );
} );

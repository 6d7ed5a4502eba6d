import type { EventName, Item } from './item';
import { safe } from './safe';

/** Reports an event, once per page view and experiment. That it was is noted in the item, by a function: those are not stored. */
export const count = safe( ( item: Item, name: EventName ) => {
	item[ name ] ||=
		( item.track
			? item.track( name, item )
			: ( ( window.optimizely ??= [] ) as object[] ).push( {
					type: 'event',
					eventName: 'two_heads_' + name,
					properties: { experiment: item.id },
				} ),
		safe );
} );

import type { EventName, Item } from './item';
import { safe } from './safe';

/** What has been pushed, by id. */
export const items = new Map< string, Item >();

const past = new Set< unknown >();

/** Whether this is the first time in this page view. */
export const first = ( key: unknown ): unknown =>
	! past.has( key ) && past.add( key );

/** Reports an event, once per page view and experiment, unless the experiment was given up. */
export const count = safe( ( id: string, name: EventName ) => {
	const item = items.get( id )!;
	if ( first( name + id ) ) {
		if ( item.track ) {
			item.track( name, item );
		} else {
			( ( window.optimizely ??= [] ) as object[] ).push( {
				type: 'event',
				eventName: 'two_heads_' + name,
				properties: { experiment: id },
			} );
		}
	}
} );

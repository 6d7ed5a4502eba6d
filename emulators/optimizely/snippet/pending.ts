/**
 * Events that could not be sent wait in the browser's storage for the next page.
 */
import { log } from './log';
import { storage } from './storage';

const KEY = 'optimizely_data$$pending_events';

/** Keeps a body for the next page; null forgets what is kept. */
export function remember( body: string | null ): void {
	try {
		if ( body === null ) {
			storage()?.removeItem( KEY );
		} else {
			storage()?.setItem( KEY, body );
		}
	} catch {
		log( 'The storage is full' );
	}
}

/** What is kept, or null. */
export function remembered(): string | null {
	return storage()?.getItem( KEY ) ?? null;
}

/**
 * Shows another headline and counts what comes of it: for every engine, once a page, inline in its head.
 *
 * Takes over the queue `window.twoHeads`: what was pushed before, and what is pushed later.
 */
import type { Item, Queue } from './item';
import { startCounting } from './expose';
import { arrive, startReading } from './read';
import { on, safe } from './safe';
import { add, startWatching } from './watch';

declare global {
	interface Window {
		twoHeads?: Item[] | Queue;
	}
	interface Document {
		/** Not in TypeScript's library yet. */
		prerendering?: boolean;
	}
}

safe( () => {
	const queue = ( window.twoHeads ??= [] );
	// An object is this code, come twice: a template may carry it, too.
	if ( ( queue as Item[] ).map ) {
		startWatching();
		startCounting();
		startReading();
		window.twoHeads = { push: add };
		on( 'visibilitychange prerenderingchange load', arrive, true );
		( queue as Item[] ).forEach( add );
		arrive();
	}
} )();

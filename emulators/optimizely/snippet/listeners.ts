/**
 * Who wants to hear of what happens. Not retroactive: a listener added later hears only what comes later.
 */
import { warn } from './log';

export type Happening = {
	readonly type: 'lifecycle' | 'action' | 'analytics';
	readonly name: string;
	readonly data?: unknown;
};

type Filter = { readonly type?: string; readonly name?: string };
type Handler = ( happening: Happening ) => void;
type Listener = {
	readonly filter: Filter;
	readonly handler: Handler;
	readonly token: unknown;
};

let listeners: Listener[] = [];
let made = 0;

/**
 * Adds a listener.
 *
 * @param filter  Type and name it wants; what is left out fits all.
 * @param handler Called with the happening.
 * @param token   By which to remove it; made up when not given.
 * @return The token.
 */
export function addListener(
	filter: Filter | undefined,
	handler: unknown,
	token?: unknown
): unknown {
	if ( typeof handler !== 'function' ) {
		warn( 'addListener needs a function as handler' );
		return null;
	}
	made += 1;
	const own = token ?? `listener${ made }`;
	listeners = [
		...listeners,
		{ filter: filter ?? {}, handler: handler as Handler, token: own },
	];
	return own;
}

export function removeListener( token: unknown ): void {
	listeners = listeners.filter( ( one ) => one.token !== token );
}

/** Tells everybody concerned. What a handler throws stops neither the page nor the others. */
export function emit( happening: Happening ): void {
	for ( const { filter, handler } of listeners ) {
		if (
			( filter.type === undefined || filter.type === happening.type ) &&
			( filter.name === undefined || filter.name === happening.name )
		) {
			try {
				handler( happening );
			} catch ( error ) {
				warn( 'A listener failed', error );
			}
		}
	}
}

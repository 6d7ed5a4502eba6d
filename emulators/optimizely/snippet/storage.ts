/**
 * What a visitor's browser remembers between pages, under the names of the live snippet.
 */
import { log } from './log';

/** Storage may be forbidden; then nothing is kept. */
export function storage(): Storage | null {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}

/**
 * A memory of one kind.
 *
 * @param visitor   The visitor's id.
 * @param namespace The project's id.
 * @param name      Such as `variation_map`.
 */
export function memory< T extends object >(
	visitor: string,
	namespace: string,
	name: string
) {
	const key = [ 'optimizely_data', visitor, namespace, name ].join( '$$' );
	return {
		read( otherwise: T ): T {
			try {
				const text = storage()?.getItem( key ) ?? null;
				const value: unknown =
					text === null ? null : JSON.parse( text );
				return typeof value === 'object' && value !== null
					? ( value as T )
					: otherwise;
			} catch {
				return otherwise;
			}
		},
		write( value: T ): void {
			try {
				storage()?.setItem( key, JSON.stringify( value ) );
			} catch {
				log( 'The storage is full' );
			}
		},
	};
}

/**
 * Holds the state and keeps its file.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { seed } from './seed';
import type { State } from './state';

function load( file: string ): State {
	const text = readFileSync( file, 'utf8' );
	let parsed: unknown;
	try {
		parsed = JSON.parse( text );
	} catch {
		throw new Error( `${ file } is not JSON. Delete it to start afresh.` );
	}
	const known =
		typeof parsed === 'object' &&
		parsed !== null &&
		'version' in parsed &&
		parsed.version === 1;
	if ( ! known ) {
		throw new Error(
			`${ file } is of another version of the emulator. Delete it to start afresh.`
		);
	}
	const state = parsed as State;
	const fresh = seed();
	// A file of an older emulator lacks what was added since.
	return {
		...fresh,
		...state,
		settings: { ...fresh.settings, ...state.settings },
	};
}

/**
 * Opens the state.
 *
 * @param  file         Path of the state file, or null to keep everything in memory.
 * @param  redirectUris Redirect URIs the seeded app always knows.
 * @return `state`; `changed()` to be called after every change; `now()` and `advance()` of the emulator's clock;
 *         `newId()`; `reset()`; `flush()` writes what is still to be written.
 * @throws {Error} When the file cannot be read.
 */
export function openStore(
	file: string | null,
	redirectUris: readonly string[]
) {
	let state =
		file && existsSync( file ) ? load( file ) : seed( redirectUris );
	for ( const uri of redirectUris ) {
		const app = state.apps[ 0 ];
		if ( app && ! app.redirect_uris.includes( uri ) ) {
			app.redirect_uris.push( uri );
		}
	}
	let timer: NodeJS.Timeout | null = null;
	let lastWrite = 0;
	let offset = 0;

	function flush(): void {
		if ( timer ) {
			clearTimeout( timer );
			timer = null;
		}
		if ( ! file ) {
			return;
		}
		const start = performance.now();
		// A rename replaces the file at once: a reader, or a start after a crash, sees the old or the new one whole.
		const temporary = `${ file }.${ process.pid }.tmp`;
		writeFileSync( temporary, JSON.stringify( state ), { mode: 0o600 } );
		renameSync( temporary, file );
		lastWrite = performance.now() - start;
	}

	return {
		get state(): State {
			return state;
		},
		/** Says that the state was changed. The file follows shortly after, however many changes come at once. */
		changed(): void {
			if ( file && ! timer ) {
				// The more there is to write, the longer apart: writing never takes more than a tenth of the time.
				timer = setTimeout( flush, Math.max( 50, lastWrite * 10 ) );
			}
		},
		flush,
		/** Back to the seed, and to the real time. */
		reset(): void {
			state = seed( redirectUris );
			offset = 0;
			this.changed();
		},
		/** The emulator's time in milliseconds since 1970. */
		now: (): number => Date.now() + offset,
		/** Sets the emulator's clock forward, so that a code or token can expire without waiting. */
		advance( seconds: number ): void {
			offset += seconds * 1000;
		},
		/** A new id: 16 digits, safe as a JavaScript number, the same in every run. */
		newId(): number {
			state.ids += 1;
			this.changed();
			return 4_500_000_000_000_000 + state.ids * 65_537;
		},
	};
}

export type Store = ReturnType< typeof openStore >;

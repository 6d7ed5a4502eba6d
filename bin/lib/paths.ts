import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's own folder. */
export const root = dirname(
	dirname( dirname( fileURLToPath( import.meta.url ) ) )
);

/**
 * Where WordPress cores and the demo's data are kept: outside the checkout, so that a fresh clone finds them.
 * TWO_HEADS_CACHE overrides it.
 */
export const cache =
	process.env.TWO_HEADS_CACHE ??
	join(
		process.env.XDG_CACHE_HOME ?? join( homedir(), '.cache' ),
		'two-heads'
	);

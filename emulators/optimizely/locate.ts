/**
 * Where the emulator's own files lie on disk (the contract's JSON, the snippet's sources).
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname( fileURLToPath( import.meta.url ) );

/**
 * The absolute path of a file of this folder.
 *
 * @param parts Path below `emulators/optimizely`, such as `'contract', 'optimizely-api.json'`.
 */
export function emulatorFile( ...parts: string[] ): string {
	return join( folder, ...parts );
}

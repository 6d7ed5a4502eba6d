import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from '../../../bin/site';

/** Runs something while the site has a must-use plugin with this PHP (no opening tag). */
export async function withMuPlugin(
	site: Site,
	php: string,
	run: () => Promise< void >
): Promise< void > {
	const file = join( site.dir, 'wp-content/mu-plugins/of-a-test.php' );
	await writeFile( file, `<?php\n${ php }` );
	try {
		await run();
	} finally {
		await rm( file );
	}
}

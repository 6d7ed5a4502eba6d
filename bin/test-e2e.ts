/**
 * Browser tests against real sites: builds, packs the zip they upload, then runs Playwright.
 * Arguments go to Playwright: `npm run test:e2e -- --project wordpress-7.1 -g Verify`.
 */
import { build } from './lib/build';
import { root } from './lib/paths';
import { stream } from './lib/process';
import { findChromium } from './lib/system';
import { makePackage } from './package';
import { branches } from './lib/core-files';
import { ensureWordPress } from './wordpress';

try {
	await build();
	const { file } = await makePackage();
	// Before the tests begin: a download does not fit into a test's time.
	for ( const branch of branches ) {
		await ensureWordPress( branch );
	}
	const chromium = findChromium();
	if ( ! chromium ) {
		throw new Error(
			'Chromium is missing: install it, or name its program in CHROMIUM.'
		);
	}
	process.exitCode = await stream(
		'npx',
		[ 'playwright', 'test', ...process.argv.slice( 2 ) ],
		{
			cwd: root,
			env: { ...process.env, CHROMIUM: chromium, TWO_HEADS_ZIP: file },
		}
	);
} catch ( error ) {
	console.error( ( error as Error ).message );
	process.exitCode = 1;
}

import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './bin/lib/chromium';

/**
 * What asks nothing of WordPress that differs between versions: visitors' code on pages without WordPress, what
 * Optimizely's faults do, which PHPUnit tries on every version, and the corners of a screen whose story is told on both.
 */
const onlyOnce = [
	'**/visitor/**',
	'**/*-faults.spec.ts',
	'**/connections-screen.spec.ts',
];

/**
 * Real Chromium against real WordPress (`bin/site.ts`) and the emulators. Each project is a WordPress version; each
 * worker starts a site of its own for the version it tests.
 */
export default defineConfig< object, { wordpress: '6.8' | '7.1' } >( {
	testDir: 'tests/e2e',
	outputDir: 'artifacts/e2e',
	fullyParallel: false,
	workers: 2,
	retries: 0,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	forbidOnly: !! process.env.CI,
	reporter: [ [ 'list' ], [ './tests/e2e/support/digest.ts' ] ],
	use: {
		viewport: { width: 1280, height: 900 },
		trace: 'retain-on-failure',
		screenshot: 'only-on-failure',
		launchOptions: {
			executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
			args: [ ...CHROMIUM ],
		},
	},
	projects: [
		{ name: 'wordpress-7.1', use: { wordpress: '7.1' } },
		{
			name: 'wordpress-6.8',
			use: { wordpress: '6.8' },
			testIgnore: onlyOnce,
		},
	],
} );

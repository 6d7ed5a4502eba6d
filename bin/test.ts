/**
 * Everything: `npm test`. Installs what the machine lacks, if it may; then the checks, PHPUnit on
 * every WordPress version and the browser tests. The very last line counts the tests.
 */
import { stream } from './lib/process';
import { countTests, type Counts } from './lib/counts';
import { root } from './lib/paths';
import { ensureSystem } from './lib/system';

const steps = [
	{ name: 'Check', script: 'bin/check.ts', runner: 'jest' },
	{ name: 'PHPUnit', script: 'bin/test-php.ts', runner: 'phpunit' },
	{ name: 'Browser', script: 'bin/test-e2e.ts', runner: 'playwright' },
] as const;

const total: Counts = { passed: 0, failed: 0 };
const summary: string[] = [];

async function step(
	name: string,
	work: () => Promise< Counts >
): Promise< void > {
	console.log( `\n=== ${ name }` );
	const started = Date.now();
	const { passed, failed } = await work();
	total.passed += passed;
	total.failed += failed;
	const seconds = ( ( Date.now() - started ) / 1000 ).toFixed( 1 );
	const line = `${ failed ? 'FAILED' : 'ok' }  ${ name }: ${ passed } passed, ${ failed } failed (${ seconds } s)`;
	summary.push( line );
	console.log( `=== ${ line }` );
}

await step( 'System', async () => {
	try {
		await ensureSystem();
		return { passed: 0, failed: 0 };
	} catch ( error ) {
		console.error( ( error as Error ).message );
		return { passed: 0, failed: 1 };
	}
} );

for ( const { name, script, runner } of steps ) {
	await step( name, async () => {
		let output = '';
		const code = await stream(
			process.execPath,
			[ '--import', 'tsx', script ],
			{
				cwd: root,
				onText: ( text ) => {
					output += text;
				},
			}
		);
		const counts = countTests( runner, output );
		if ( counts.passed + counts.failed === 0 ) {
			console.error( `${ name } ran no tests.` );
		}
		// A step can fail without a failed test, and one that ran none proves nothing.
		const failed =
			code !== 0 || counts.passed + counts.failed === 0 ? 1 : 0;
		return {
			passed: counts.passed,
			failed: Math.max( counts.failed, failed ),
		};
	} );
}

console.log( `\n${ summary.join( '\n' ) }` );
process.exitCode = total.failed ? 1 : 0;
console.log( `${ total.passed } passed, ${ total.failed } failed` );

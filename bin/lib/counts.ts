export interface Counts {
	passed: number;
	failed: number;
}

/** Terminal colours. */

const colours = /\u001b\[[0-9;]*m/g;

/**
 * How many tests passed and failed, from what a test runner wrote; several runs in one output are
 * added up. Skipped tests are neither.
 */
export function countTests(
	runner: 'jest' | 'phpunit' | 'playwright',
	output: string
): Counts {
	return readers[ runner ]( output.replace( colours, '' ) );
}

const readers = {
	jest( text: string ): Counts {
		const total = { passed: 0, failed: 0 };
		for ( const [ , line ] of text.matchAll(
			/^Tests:[ \t]+(.+ total)$/gm
		) ) {
			total.passed += number( line, 'passed' );
			total.failed += number( line, 'failed' );
		}
		// A file that cannot even be loaded has no tests to fail.
		for ( const [ , line ] of text.matchAll(
			/^Test Suites:[ \t]+(.+ total)$/gm
		) ) {
			total.failed = Math.max( total.failed, number( line, 'failed' ) );
		}
		return total;
	},
	phpunit( text: string ): Counts {
		const total = { passed: 0, failed: 0 };
		for ( const [ , tests ] of text.matchAll( /^OK \((\d+) tests?, /gm ) ) {
			total.passed += Number( tests );
		}
		for ( const [ line ] of text.matchAll(
			/^Tests: \d+, Assertions: .*$/gm
		) ) {
			const of = ( name: string ) =>
				Number(
					new RegExp( `\\b${ name }: (\\d+)` ).exec( line )?.[ 1 ] ??
						0
				);
			const failed =
				of( 'Errors' ) +
				of( 'Failures' ) +
				of( 'Risky' ) +
				of( 'Warnings' );
			total.failed += failed;
			total.passed += Math.max(
				0,
				of( 'Tests' ) - failed - of( 'Skipped' ) - of( 'Incomplete' )
			);
		}
		return total;
	},
	playwright( text: string ): Counts {
		const of = ( name: string ) =>
			Number(
				new RegExp( `^\\s+(\\d+) ${ name }\\b`, 'm' ).exec(
					text
				)?.[ 1 ] ?? 0
			);
		return {
			passed: of( 'passed' ),
			failed:
				of( 'failed' ) +
				of( 'flaky' ) +
				of( 'interrupted' ) +
				of( 'did not run' ),
		};
	},
};

function number( line: string | undefined, name: string ): number {
	return Number(
		new RegExp( `(\\d+) ${ name }` ).exec( line ?? '' )?.[ 1 ] ?? 0
	);
}

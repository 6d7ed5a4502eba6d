import { countTests } from './counts';

test( 'jest', () => {
	expect(
		countTests(
			'jest',
			'Test Suites: 2 passed, 2 total\n\u001b[1mTests:       \u001b[22m1 skipped, 12 passed, 13 total\n'
		)
	).toEqual( { passed: 12, failed: 0 } );
	expect(
		countTests(
			'jest',
			'Test Suites: 1 failed, 2 total\nTests:       2 failed, 3 passed, 5 total\n'
		)
	).toEqual( { passed: 3, failed: 2 } );
} );

test( 'jest: a file that does not compile is a failure', () => {
	expect(
		countTests(
			'jest',
			'Test Suites: 1 failed, 1 passed, 2 total\nTests:       4 passed, 4 total\n'
		)
	).toEqual( { passed: 4, failed: 1 } );
} );

test( 'PHPUnit, two runs', () => {
	const output = [
		'OK (40 tests, 120 assertions)',
		'',
		'FAILURES!',
		'Tests: 40, Assertions: 118, Errors: 1, Failures: 2, Skipped: 1.',
	].join( '\n' );
	expect( countTests( 'phpunit', output ) ).toEqual( {
		passed: 76,
		failed: 3,
	} );
} );

test( 'Playwright', () => {
	expect(
		countTests(
			'playwright',
			'\n  2 failed\n    a.spec.ts\n  1 flaky\n  14 passed (1.2m)\n'
		)
	).toEqual( {
		passed: 14,
		failed: 3,
	} );
	expect(
		countTests( 'playwright', '  1 failed\n  3 did not run\n  2 skipped\n' )
	).toEqual( {
		passed: 0,
		failed: 4,
	} );
} );

test( 'nothing ran', () => {
	expect( countTests( 'jest', 'No tests found' ) ).toEqual( {
		passed: 0,
		failed: 0,
	} );
	expect( countTests( 'phpunit', 'No tests executed!' ) ).toEqual( {
		passed: 0,
		failed: 0,
	} );
	expect( countTests( 'playwright', 'Error: No tests found' ) ).toEqual( {
		passed: 0,
		failed: 0,
	} );
} );

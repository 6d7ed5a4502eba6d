import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Terminal colours. */

const COLOURS = /\u001b\[[0-9;]*m/g;
/** Lines of an error that say what was expected and what was there. */
const LINES = 12;

/** Repeats at the very end why tests failed: of a long log, often only the end is at hand. */
export default class Digest implements Reporter {
	private readonly failures: string[] = [];

	onTestEnd( test: TestCase, { errors }: TestResult ): void {
		if ( errors.length > 0 && test.outcome() === 'unexpected' ) {
			const [ , project, file, ...title ] = test.titlePath();
			const said = errors.map( ( { message = '' } ) =>
				message
					.replace( COLOURS, '' )
					.split( '\n' )
					.slice( 0, LINES )
					.join( '\n' )
			);
			this.failures.push(
				[
					`--- [${ project }] ${ file }: ${ title.join( ' › ' ) }`,
					...said,
				].join( '\n' )
			);
		}
	}

	onEnd(): void {
		if ( this.failures.length > 0 ) {
			console.log( `\n${ this.failures.join( '\n\n' ) }` );
		}
	}
}

/**
 * When the next step of a job may be tried.
 */
import type { RequestError } from '../api/errors';
import type { Experiment } from '../contracts/experiment';

type Problem = NonNullable< Experiment[ 'job' ] >[ 'problem' ];

/** First pause after something went wrong, and the longest, in seconds. */
const FIRST = 5;
const LONGEST = 60;

/** Errors of our own request that time does not mend. */
const FOR_PEOPLE: readonly RequestError[ 'kind' ][] = [
	'session',
	'forbidden',
	'missing',
	'fields',
];

/** Seconds to wait, or what a person has to look at first. */
export type Wait =
	{ kind: 'wait'; seconds: number } | { kind: 'person'; message: string };

/**
 * After a step that the site carried out or could not carry out.
 *
 * @param problem  What the site says of the last step.
 * @param failures How often in a row it went wrong, this time included.
 * @param moved    Whether more is done than before the last call.
 */
export function waitAfterStep(
	problem: Problem,
	failures: number,
	moved: boolean
): Wait {
	if ( ! problem ) {
		// A job that stands still without saying why is not asked in a tight loop.
		return { kind: 'wait', seconds: moved ? 0 : 2 };
	}
	if ( problem.needs_person ) {
		return { kind: 'person', message: problem.message };
	}
	return {
		kind: 'wait',
		seconds: Math.max( 1, problem.retry_after ?? backoff( failures ) ),
	};
}

/**
 * After a request that the site did not answer as it should.
 *
 * @param error    What happened.
 * @param failures How often in a row, this time included.
 */
export function waitAfterError( error: RequestError, failures: number ): Wait {
	if ( FOR_PEOPLE.includes( error.kind ) ) {
		return { kind: 'person', message: error.message };
	}
	if ( error.kind === 'limited' ) {
		return { kind: 'wait', seconds: error.retryAfter ?? LONGEST };
	}
	return { kind: 'wait', seconds: backoff( failures ) };
}

function backoff( failures: number ): number {
	return Math.min( LONGEST, FIRST * 2 ** Math.max( 0, failures - 1 ) );
}

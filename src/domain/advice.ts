/**
 * What to do about a result.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { Results } from '../contracts/results';

/** A finding and what follows from it. Beside a warning nothing does: that says itself what to look at first. */
export function withAdvice(
	results: Results,
	finding: string,
	advice: string
): string {
	return results.warning === null
		? sprintf(
				/* translators: 1 and 2: two sentences that follow each other. */
				__( '%1$s %2$s', 'two-heads' ),
				finding,
				advice
			)
		: finding;
}

/**
 * That a headline has won, in a sentence.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { Results } from '../contracts/results';
import { withAdvice } from './advice';
import {
	decidingMetric,
	figuresOf,
	formatImprovement,
	formatInterval,
} from './format-results';

/** What it did better than the original, and what to do; said only of what is significant. */
export function winnerSentence(
	results: Results,
	leader: number,
	title: string,
	locale: string
): string {
	return withAdvice(
		results,
		wonSentence( results, leader, title, locale ),
		__( 'End the test and use it.', 'two-heads' )
	);
}

function wonSentence(
	results: Results,
	leader: number,
	title: string,
	locale: string
): string {
	const figures = figuresOf( results, leader );
	const reads = decidingMetric( results )?.id === 'read';
	if ( ! figures || figures.improvement === null ) {
		return wonOverNothing( title, reads );
	}
	const more = formatImprovement( figures.improvement, locale );
	const interval = formatInterval( figures.interval, locale );
	if ( ! interval ) {
		return reads
			? sprintf(
					/* translators: 1: a headline, 2: a difference such as "+20%". */
					__(
						'“%1$s” brings more engaged reads than the original (%2$s).',
						'two-heads'
					),
					title,
					more
				)
			: sprintf(
					/* translators: 1: a headline, 2: a difference such as "+20%". */
					__(
						'“%1$s” is clicked more often than the original (%2$s).',
						'two-heads'
					),
					title,
					more
				);
	}
	return reads
		? sprintf(
				/* translators: 1: a headline, 2: a difference such as "+20%", 3: an interval such as "+3% to +36%". */
				__(
					'“%1$s” brings more engaged reads than the original: %2$s, in truth probably %3$s.',
					'two-heads'
				),
				title,
				more,
				interval
			)
		: sprintf(
				/* translators: 1: a headline, 2: a difference such as "+20%", 3: an interval such as "+3% to +36%". */
				__(
					'“%1$s” is clicked more often than the original: %2$s, in truth probably %3$s.',
					'two-heads'
				),
				title,
				more,
				interval
			);
}

/** Of nothing there are no percents: the original has no conversion. */
function wonOverNothing( title: string, reads: boolean ): string {
	return reads
		? sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” brings more engaged reads than the original.',
					'two-heads'
				),
				title
			)
		: sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” is clicked more often than the original.',
					'two-heads'
				),
				title
			);
}

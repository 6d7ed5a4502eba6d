/**
 * What is likely and not proven, with what it would cost to be wrong.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { Results } from '../contracts/results';
import { figuresOf, formatLoss } from './format-results';
import { othersSignificant } from './verdict';

/** A headline that is likely better than the original. */
export function likelySentence(
	results: Results,
	leader: number,
	title: string,
	locale: string
): string {
	const loss = figuresOf( results, leader )?.loss ?? null;
	return loss === null
		? sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” is likely better, though that is not proven. Little is lost by choosing it now.',
					'two-heads'
				),
				title
			)
		: sprintf(
				/* translators: 1: a headline, 2: a percentage such as "0.8%". */
				__(
					'“%1$s” is likely better, though that is not proven. Choosing it now is expected to cost at most %2$s against the best headline.',
					'two-heads'
				),
				title,
				formatLoss( loss, locale )
			);
}

/** The original, which was shown to be better or is only likely the best. */
export function originalSentence( results: Results, locale: string ): string {
	const loss = figuresOf( results, 0 )?.loss ?? null;
	return loss === null || othersSignificant( results )
		? __(
				'The original does better than every other headline. End the test and keep it.',
				'two-heads'
			)
		: sprintf(
				/* translators: %s: a percentage such as "0.8%". */
				__(
					'The original is likely the best, though that is not proven. Keeping it is expected to cost at most %s against the best headline.',
					'two-heads'
				),
				formatLoss( loss, locale )
			);
}

/** The same of a test that is over. */
export function pastLikely(
	results: Results,
	leader: number,
	title: string,
	locale: string
): string {
	const loss = figuresOf( results, leader )?.loss ?? null;
	return loss === null
		? sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” was likely better, though that was not proven.',
					'two-heads'
				),
				title
			)
		: sprintf(
				/* translators: 1: a headline, 2: a percentage such as "0.8%". */
				__(
					'“%1$s” was likely better, though that was not proven: choosing it was expected to cost at most %2$s against the best headline.',
					'two-heads'
				),
				title,
				formatLoss( loss, locale )
			);
}

/** The same of an original. */
export function pastOriginal( results: Results, locale: string ): string {
	const loss = figuresOf( results, 0 )?.loss ?? null;
	return loss === null || othersSignificant( results )
		? __(
				'The original did better than every other headline.',
				'two-heads'
			)
		: sprintf(
				/* translators: %s: a percentage such as "0.8%". */
				__(
					'The original was likely the best, though that was not proven: keeping it was expected to cost at most %s against the best headline.',
					'two-heads'
				),
				formatLoss( loss, locale )
			);
}

/**
 * What is likely and not proven, with what it would cost to be wrong.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { Results } from '../contracts/results';
import { withAdvice } from './advice';
import { decidingMetric, figuresOf, formatLoss } from './format-results';
import { othersSignificant } from './verdict';

/** A headline that is likely better than the original. */
export function likelySentence(
	results: Results,
	leader: number,
	title: string,
	locale: string
): string {
	const loss = lossOf( results, leader, locale );
	return withAdvice(
		results,
		sprintf(
			/* translators: %s: a headline. */
			__(
				'“%s” is likely better, though that is not proven.',
				'two-heads'
			),
			title
		),
		loss === null
			? __( 'Little is lost by choosing it now.', 'two-heads' )
			: sprintf(
					/* translators: %s: such as "0.8% of the clicks". */
					__(
						'On average, choosing it now is expected to cost about %s.',
						'two-heads'
					),
					loss
				)
	);
}

/** The original, which was shown to be better or is only likely the best. */
export function originalSentence( results: Results, locale: string ): string {
	const loss = lossOf( results, 0, locale );
	return loss === null || othersSignificant( results )
		? withAdvice(
				results,
				__(
					'The original does better than every other headline.',
					'two-heads'
				),
				__( 'End the test and keep it.', 'two-heads' )
			)
		: withAdvice(
				results,
				__(
					'The original is likely the best, though that is not proven.',
					'two-heads'
				),
				sprintf(
					/* translators: %s: such as "0.8% of the clicks". */
					__(
						'On average, keeping it is expected to cost about %s.',
						'two-heads'
					),
					loss
				)
			);
}

/** The same of a test that is over. */
export function pastLikely(
	results: Results,
	leader: number,
	title: string,
	locale: string
): string {
	const loss = lossOf( results, leader, locale );
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
				/* translators: 1: a headline, 2: such as "0.8% of the clicks". */
				__(
					'“%1$s” was likely better, though that was not proven: on average, choosing it was expected to cost about %2$s.',
					'two-heads'
				),
				title,
				loss
			);
}

/** The same of an original. */
export function pastOriginal( results: Results, locale: string ): string {
	const loss = lossOf( results, 0, locale );
	return loss === null || othersSignificant( results )
		? __(
				'The original did better than every other headline.',
				'two-heads'
			)
		: sprintf(
				/* translators: %s: such as "0.8% of the clicks". */
				__(
					'The original was likely the best, though that was not proven: on average, keeping it was expected to cost about %s.',
					'two-heads'
				),
				loss
			);
}

/** What choosing a headline costs on average over all that is still possible; null where the engine does not say. */
function lossOf(
	results: Results,
	index: number,
	locale: string
): string | null {
	const loss = figuresOf( results, index )?.loss ?? null;
	if ( loss === null ) {
		return null;
	}
	return decidingMetric( results )?.id === 'read'
		? sprintf(
				/* translators: %s: a percentage such as "0.8%". */
				__( '%s of the engaged reads', 'two-heads' ),
				formatLoss( loss, locale )
			)
		: sprintf(
				/* translators: %s: a percentage such as "0.8%". */
				__( '%s of the clicks', 'two-heads' ),
				formatLoss( loss, locale )
			);
}

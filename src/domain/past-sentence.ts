/**
 * What an experiment that has ended has shown: only what its figures said, in the past.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { Results } from '../contracts/results';
import {
	decidingMetric,
	figuresOf,
	formatImprovement,
	formatInterval,
	pageLocale,
} from './format-results';
import { pastLikely, pastOriginal } from './likely-sentence';
import { isolated } from './titles';

/** What the figures said at the end; titles by index, the original first. */
export function pastSentence(
	results: Results | null,
	titles: readonly string[],
	locale = pageLocale()
): string {
	if ( ! results || results.state === 'none' ) {
		return __( 'No visitor was counted.', 'two-heads' );
	}
	if ( results.state === 'preparing' ) {
		return __( 'The last figures are being prepared.', 'two-heads' );
	}
	switch ( results.verdict ) {
		case 'waiting':
			return __(
				'Visitors were counted, but too few for a figure.',
				'two-heads'
			);
		case 'more_time':
			return results.early
				? __(
						'The test ended within its first hour, too soon to decide anything.',
						'two-heads'
					)
				: undecided( results.leader, leaderIn( results, titles ) );
		case 'winner':
			return won( results, leaderIn( results, titles ), locale );
		case 'likely':
			return pastLikely(
				results,
				results.leader ?? 0,
				leaderIn( results, titles ),
				locale
			);
		case 'keep':
			return __(
				'Nothing better than the original was shown before the test was over.',
				'two-heads'
			);
		case 'unreliable':
			return __(
				'The headlines were not shown as often as they should have been, so the figures did not say which one was better.',
				'two-heads'
			);
		case 'original':
			return pastOriginal( results, locale );
		case 'no_difference':
			return __(
				'Enough visitors saw the headlines, and none did noticeably better than the original.',
				'two-heads'
			);
	}
}

/** The leader was read worse than it was clicked; empty when there is nothing to tell. */
export function pastWarning(
	results: Results | null,
	titles: readonly string[]
): string {
	return results?.warning === 'clicks_not_read'
		? sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” was clicked more but read less: those who followed it left sooner.',
					'two-heads'
				),
				leaderIn( results, titles )
			)
		: '';
}

function leaderIn( results: Results, titles: readonly string[] ): string {
	return isolated( titles[ results.leader ?? 0 ] ?? '' );
}

function undecided( leader: number | null, title: string ): string {
	if ( leader === null ) {
		return __( 'No headline was ahead when the test ended.', 'two-heads' );
	}
	return leader === 0
		? __(
				'The original was ahead when the test ended, but that can have been chance.',
				'two-heads'
			)
		: sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” was ahead when the test ended, but that can have been chance.',
					'two-heads'
				),
				title
			);
}

function won( results: Results, title: string, locale: string ): string {
	const figures = figuresOf( results, results.leader ?? 0 );
	const what =
		decidingMetric( results )?.id === 'read'
			? sprintf(
					/* translators: %s: a headline. */
					__(
						'“%s” brought more engaged reads than the original',
						'two-heads'
					),
					title
				)
			: sprintf(
					/* translators: %s: a headline. */
					__(
						'“%s” was clicked more often than the original',
						'two-heads'
					),
					title
				);
	if ( ! figures || figures.improvement === null ) {
		/* translators: %s: what a headline did better than another one. */
		return sprintf( __( '%s.', 'two-heads' ), what );
	}
	const more = formatImprovement( figures.improvement, locale );
	const interval = formatInterval( figures.interval, locale );
	return interval
		? sprintf(
				/* translators: 1: what a headline did better than another one, 2: a difference such as "+20%", 3: an interval such as "+3% to +36%". */
				__( '%1$s: %2$s, in truth probably %3$s.', 'two-heads' ),
				what,
				more,
				interval
			)
		: sprintf(
				/* translators: 1: what a headline did better than another one, 2: a difference such as "+20%". */
				__( '%1$s (%2$s).', 'two-heads' ),
				what,
				more
			);
}

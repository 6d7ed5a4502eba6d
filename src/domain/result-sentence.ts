/**
 * What results mean, in sentences for people who do not know statistics.
 */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Results } from '../contracts/results';
import {
	decidingMetric,
	figuresOf,
	formatCount,
	formatImprovement,
	formatInterval,
	pageLocale,
	visitorsRemaining,
} from './format-results';
import { isolated } from './titles';

/** What the verdict means and what to do now; titles by index, the original first. */
export function resultSentence(
	results: Results | null,
	titles: readonly string[],
	locale = pageLocale()
): string {
	if ( ! results || results.state === 'none' ) {
		return __(
			'No visitor has been counted yet. The first figures come some minutes after the first visitors.',
			'two-heads'
		);
	}
	if ( results.state === 'preparing' ) {
		return __(
			'The figures are being prepared. Look again in a minute.',
			'two-heads'
		);
	}
	const leader = results.leader ?? 0;
	const title = titles[ leader ] ?? '';
	switch ( results.verdict ) {
		case 'waiting':
			return __(
				'Visitors are being counted, but there are too few for a first figure.',
				'two-heads'
			);
		case 'more_time':
			return moreTime( results, isolated( title ), locale );
		case 'winner':
			return winner( results, leader, isolated( title ), locale );
		case 'likely':
			return sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” is likely better, though that is not proven. Little is lost by choosing it now.',
					'two-heads'
				),
				isolated( title )
			);
		case 'keep':
			return __(
				'The test is over, and nothing better than the original was shown. Keeping the original is a fair result.',
				'two-heads'
			);
		case 'unreliable':
			return __(
				'The headlines were not shown as often as they should have been, so these figures cannot be trusted.',
				'two-heads'
			);
		case 'original':
			return __(
				'The original does better than every other headline. End the test and keep it.',
				'two-heads'
			);
		case 'no_difference':
			return __(
				'Enough visitors have seen the headlines, and none does noticeably better than the original. Ending the test and keeping the original is a fair result.',
				'two-heads'
			);
	}
}

/** The leader reads worse than it clicks; empty when there is nothing to warn of. */
export function warningSentence(
	results: Results | null,
	titles: readonly string[]
): string {
	return results?.warning === 'clicks_not_read'
		? sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” is clicked more but read less: those who follow it leave sooner. It may promise more than the post holds. Look at the engaged reads before you use it.',
					'two-heads'
				),
				isolated( titles[ results.leader ?? 0 ] ?? '' )
			)
		: '';
}

/** What to know about the figures' age; empty when they are fresh. */
export function staleSentence( results: Results | null ): string {
	return results?.stale
		? __(
				'These figures lag behind: Optimizely is still counting the latest visitors.',
				'two-heads'
			)
		: '';
}

function aheadSentence( leader: number | null, title: string ): string {
	if ( leader === null ) {
		return __( 'No headline is ahead yet.', 'two-heads' );
	}
	return leader === 0
		? __(
				'The original is ahead, but that can still be chance.',
				'two-heads'
			)
		: sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” is ahead, but that can still be chance.',
					'two-heads'
				),
				title
			);
}

function moreTime( results: Results, title: string, locale: string ): string {
	const ahead = aheadSentence( results.leader, title );
	const left = visitorsRemaining( results );
	const wait =
		left === null
			? __(
					'How many more visitors are needed is not yet known.',
					'two-heads'
				)
			: sprintf(
					/* translators: %s: a number. */
					_n(
						'About %s more visitor is needed to tell.',
						'About %s more visitors are needed to tell.',
						left,
						'two-heads'
					),
					formatCount( left, locale )
				);
	return sprintf(
		/* translators: 1 and 2: two sentences that follow each other. */
		__( '%1$s %2$s', 'two-heads' ),
		ahead,
		wait
	);
}

function winner(
	results: Results,
	leader: number,
	title: string,
	locale: string
): string {
	const figures = figuresOf( results, leader );
	const reads = decidingMetric( results )?.id === 'read';
	if ( ! figures || figures.improvement === null ) {
		return winnerOverNothing( title, reads );
	}
	const more = formatImprovement( figures.improvement, locale );
	const interval = formatInterval( figures.interval, locale );
	if ( ! interval ) {
		return reads
			? sprintf(
					/* translators: 1: a headline, 2: a difference such as "+20%". */
					__(
						'“%1$s” brings more engaged reads than the original (%2$s). End the test and use it.',
						'two-heads'
					),
					title,
					more
				)
			: sprintf(
					/* translators: 1: a headline, 2: a difference such as "+20%". */
					__(
						'“%1$s” is clicked more often than the original (%2$s). End the test and use it.',
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
					'“%1$s” brings more engaged reads than the original: %2$s, in truth probably %3$s. End the test and use it.',
					'two-heads'
				),
				title,
				more,
				interval
			)
		: sprintf(
				/* translators: 1: a headline, 2: a difference such as "+20%", 3: an interval such as "+3% to +36%". */
				__(
					'“%1$s” is clicked more often than the original: %2$s, in truth probably %3$s. End the test and use it.',
					'two-heads'
				),
				title,
				more,
				interval
			);
}

/** Of nothing there are no percents: the original has no conversion. */
function winnerOverNothing( title: string, reads: boolean ): string {
	return reads
		? sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” brings more engaged reads than the original. End the test and use it.',
					'two-heads'
				),
				title
			)
		: sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” is clicked more often than the original. End the test and use it.',
					'two-heads'
				),
				title
			);
}

/**
 * What results mean, in sentences for people who do not know statistics.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { Results } from '../contracts/results';
import type { EngineId } from './engine';
import { pageLocale, visitorsRemaining } from './format-results';
import { likelySentence, originalSentence } from './likely-sentence';
import { isolated } from './titles';
import { unitMore, unitOf } from './units';
import { winnerSentence } from './winner-sentence';

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
			return winnerSentence( results, leader, isolated( title ), locale );
		case 'likely':
			return likelySentence( results, leader, isolated( title ), locale );
		case 'keep':
			return __(
				'The test is over, and nothing better than the original was shown. Keeping the original is a fair result.',
				'two-heads'
			);
		case 'unreliable':
			return __(
				'The headlines were not shown as often as they should have been, so these figures cannot say which one is better.',
				'two-heads'
			);
		case 'original':
			return originalSentence( results, locale );
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

/** Why the figures say nothing, and what to do; empty where the headlines were shown as they should have been. */
export function sampleRatioSentence( results: Results | null ): string {
	const ratio = results?.sample_ratio;
	if ( ! ratio || ratio.ok ) {
		return '';
	}
	return (
		ratio.cause ||
		__(
			'What was counted so far cannot be mended. Find out what keeps the headlines from being shown, end this test and start another.',
			'two-heads'
		)
	);
}

/** What to know about the figures' age; empty when they are fresh. */
export function staleSentence(
	results: Results | null,
	engine: EngineId
): string {
	if ( ! results?.stale ) {
		return '';
	}
	return engine === 'builtin'
		? __(
				'These figures lag behind: the latest visitors are not counted in yet.',
				'two-heads'
			)
		: __(
				'These figures lag behind: Optimizely is still counting the latest visitors.',
				'two-heads'
			);
}

/** Who comes first in the morning is not who comes first: the figures may look plain and are not. */
function earlySentence( leader: number | null, title: string ): string {
	if ( leader === null ) {
		return __( 'Nothing is decided in the first hour.', 'two-heads' );
	}
	return leader === 0
		? __(
				'The original is ahead so far. Nothing is decided in the first hour.',
				'two-heads'
			)
		: sprintf(
				/* translators: %s: a headline. */
				__(
					'“%s” is ahead so far. Nothing is decided in the first hour.',
					'two-heads'
				),
				title
			);
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
	if ( results.early ) {
		return earlySentence( results.leader, title );
	}
	return sprintf(
		/* translators: 1 and 2: two sentences that follow each other. */
		__( '%1$s %2$s', 'two-heads' ),
		aheadSentence( results.leader, title ),
		waitSentence( results, locale )
	);
}

function waitSentence( results: Results, locale: string ): string {
	if ( results.mode === 'earn' ) {
		return __(
			'The headlines that do better get more of the visitors while the test goes on.',
			'two-heads'
		);
	}
	const left = visitorsRemaining( results );
	if ( left === null ) {
		return __(
			'How many more visitors are needed is not yet known.',
			'two-heads'
		);
	}
	const more = unitMore( unitOf( results ), left, locale );
	return results.mode === 'learn'
		? sprintf(
				/* translators: %s: such as "4,400 more visitors". */
				__(
					'About %s are needed to be sure; what is likely the best can be plain sooner.',
					'two-heads'
				),
				more
			)
		: sprintf(
				/* translators: %s: such as "4,400 more visitors". */
				__( 'It takes about %s to tell.', 'two-heads' ),
				more
			);
}

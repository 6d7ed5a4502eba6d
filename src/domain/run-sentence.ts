/**
 * How an experiment ends by itself, in words.
 */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ExperimentSetup } from '../contracts/experiment-setup';
import type { EngineId } from './engine';
import { formatCount, pageLocale } from './format-results';
import { scheduleSentence } from './schedule';

type Ending = Pick<
	ExperimentSetup,
	'start_at' | 'stop_at' | 'max_views' | 'auto_apply'
>;

/**
 * When it starts and ends by itself, and what comes of that; empty where nothing of it does.
 *
 * @param setup  As stored, or as written.
 * @param engine Whose it is.
 * @param now    On the site's clock.
 * @param locale Language of the person.
 */
export function runSentence(
	setup: Ending,
	engine: EngineId,
	now: string,
	locale = pageLocale()
): string {
	const { start_at: startAt, stop_at: stopAt } = setup;
	return [
		scheduleSentence( startAt, stopAt, now, locale, engine ),
		...( engine === 'builtin'
			? [ viewsSentence( setup, locale ), applySentence( setup ) ]
			: [] ),
	]
		.filter( ( sentence ) => sentence !== '' )
		.join( ' ' );
}

function viewsSentence( { max_views: views }: Ending, locale: string ): string {
	return views > 0
		? sprintf(
				/* translators: %s: a number. */
				_n(
					'Ends after %s view.',
					'Ends after %s views.',
					views,
					'two-heads'
				),
				formatCount( views, locale )
			)
		: '';
}

function applySentence( { auto_apply: applies }: Ending ): string {
	return applies
		? __(
				'As soon as it has a result, it ends: the better headline becomes the title, or the original stays.',
				'two-heads'
			)
		: '';
}

/**
 * What it takes until a test can tell something, before it is started.
 */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { HeadlinePanel } from '../contracts/headline-panel';
import { formatCount, pageLocale, roundedEstimate } from './format-results';
import type { Mode } from './mode';

export type Forecast = NonNullable< HeadlinePanel[ 'forecast' ] >;

/** The change that is spoken of. */
const CHANGE = 0.2;
/** Days from which on nobody waits. */
const TOO_LONG = 60;

/**
 * How many views are needed, and how long that takes here.
 *
 * @param forecast As the site says.
 * @param titles   Headlines beside the original.
 * @param mode     How the test decides.
 * @param share    Share of visitors in this test, relative to what tests here usually have: 0.5 is half of that.
 * @param locale   Language of the person.
 */
export function forecastSentence(
	forecast: Forecast,
	titles: number,
	mode: Mode,
	share: number,
	locale = pageLocale()
): string {
	const needed = neededOf( forecast, titles );
	return [
		sprintf(
			/* translators: 1: a number, 2: a percentage such as "20%". */
			__(
				'About %1$s views are needed to prove a change of %2$s.',
				'two-heads'
			),
			formatCount( roundedEstimate( needed ), locale ),
			new Intl.NumberFormat( locale, { style: 'percent' } ).format(
				CHANGE
			)
		),
		forecast.a_day === null
			? __(
					'No test of this kind has run here for a day yet, so nobody knows how long that takes.',
					'two-heads'
				)
			: durationSentence( needed, forecast.a_day * share, locale ),
		mode === 'prove'
			? ''
			: __(
					'Which headline is likely the best is often plain sooner.',
					'two-heads'
				),
	]
		.filter( ( sentence ) => sentence !== '' )
		.join( ' ' );
}

/** Views in all headlines together; of more headlines than the site allows, what the most would need. */
function neededOf( { needed }: Forecast, titles: number ): number {
	const last = needed.length - 1;
	return needed[ Math.min( last, Math.max( 0, titles - 1 ) ) ] ?? 0;
}

function durationSentence(
	needed: number,
	aDay: number,
	locale: string
): string {
	const views =
		aDay < 1
			? __(
					'Tests like this get less than one a day on this site',
					'two-heads'
				)
			: sprintf(
					/* translators: %s: a number of views. */
					__(
						'Tests like this get about %s a day on this site',
						'two-heads'
					),
					formatCount( roundedEstimate( aDay ), locale )
				);
	const days = Math.ceil( needed / Math.max( aDay, Number.EPSILON ) );
	return days > TOO_LONG
		? sprintf(
				/* translators: %s: how many views tests get, such as "Tests like this get about 40 a day on this site". */
				__(
					'%s: small differences will not show here in two months; a clear winner may.',
					'two-heads'
				),
				views
			)
		: sprintf(
				/* translators: 1: how many views tests get, such as "Tests like this get about 40 a day on this site", 2: number of days. */
				_n(
					'%1$s: that takes about %2$s day.',
					'%1$s: that takes about %2$s days.',
					days,
					'two-heads'
				),
				views,
				formatCount( days, locale )
			);
}

/**
 * The words in and around the chart over time.
 */
import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import { formatRate } from '../../../domain/format-results';
import type { Chart } from '../../../domain/series-chart';
import { isolated, variationName } from '../../../domain/titles';

const DAY = 86_400;

/** The chart for those who do not see it: where each line ends. */
export function description( chart: Chart, titles: readonly string[] ): string {
	return chart.lines
		.map( ( { index, end } ) =>
			end
				? sprintf(
						/* translators: 1: name of a variation, 2: its headline, 3: a rate such as "4.2%". */
						__( '%1$s, “%2$s”: %3$s at last.', 'two-heads' ),
						variationName( index ),
						isolated( titles[ index ] ?? '' ),
						formatRate( end.rate )
					)
				: sprintf(
						/* translators: 1: name of a variation, 2: its headline. */
						__( '%1$s, “%2$s”: nobody counted yet.', 'two-heads' ),
						variationName( index ),
						isolated( titles[ index ] ?? '' )
					)
		)
		.join( ' ' );
}

/** What a mark stands for. */
export function markSentence( event: string, at: string ): string {
	const date = dateI18n( getSettings().formats.datetime, at );
	switch ( event ) {
		case 'started':
			/* translators: %s: date and time. */
			return sprintf( __( 'Started on %s', 'two-heads' ), date );
		case 'paused':
			/* translators: %s: date and time. */
			return sprintf( __( 'Paused on %s', 'two-heads' ), date );
		case 'resumed':
			/* translators: %s: date and time. */
			return sprintf( __( 'Resumed on %s', 'two-heads' ), date );
		default:
			/* translators: %s: date and time. */
			return sprintf( __( 'Ended on %s', 'two-heads' ), date );
	}
}

/**
 * A time below the chart.
 *
 * @param at   ISO time.
 * @param span Seconds that the chart shows.
 */
export function timeLabel( at: string, span: number ): string {
	const { time } = getSettings().formats;
	if ( span < DAY / 2 ) {
		return dateI18n( time, at );
	}
	/* translators: a short date without year in a chart, see https://www.php.net/manual/datetime.format.php */
	const day = __( 'M j', 'two-heads' );
	// Over night, the hour alone does not say which day.
	return dateI18n( span < 2 * DAY ? `${ day }, ${ time }` : day, at );
}

/** At the edges, times stay inside. */
export function anchorOf(
	x: number,
	width: number
): 'start' | 'middle' | 'end' {
	if ( x < 20 ) {
		return 'start';
	}
	return x > width - 20 ? 'end' : 'middle';
}

/**
 * Times of a schedule: 'YYYY-MM-DDTHH:MM' on the clock of the site, as datetime-local
 * fields hold them. Two of them compare as texts.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { EngineId } from './engine';

/**
 * What the site's clock shows.
 *
 * @param timeZone IANA name or offset ("+02:00").
 * @param at       A moment.
 */
export function clockOf( timeZone: string, at: Date ): string {
	const offset = /^([+-])(\d{1,2}):?(\d{2})$/.exec( timeZone );
	if ( offset ) {
		const minutes =
			( Number( offset[ 2 ] ) * 60 + Number( offset[ 3 ] ) ) *
			( offset[ 1 ] === '-' ? -1 : 1 );
		return new Date( at.getTime() + minutes * 60000 )
			.toISOString()
			.slice( 0, 16 );
	}
	try {
		const parts = new Intl.DateTimeFormat( 'en-CA', {
			timeZone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
		} ).formatToParts( at );
		const part = ( type: string ) =>
			parts.find( ( one ) => one.type === type )?.value ?? '';
		return `${ part( 'year' ) }-${ part( 'month' ) }-${ part(
			'day'
		) }T${ part( 'hour' ) }:${ part( 'minute' ) }`;
	} catch {
		// A zone that this browser does not know.
		return at.toISOString().slice( 0, 16 );
	}
}

export interface ScheduleProblems {
	start_at?: string;
	stop_at?: string;
}

/**
 * What is wrong with a schedule.
 *
 * @param startAt Empty: when Start is pressed.
 * @param stopAt  Empty: never by itself.
 * @param now     On the site's clock.
 */
export function scheduleProblems(
	startAt: string,
	stopAt: string,
	now: string
): ScheduleProblems {
	if ( stopAt === '' ) {
		return {};
	}
	if ( stopAt <= now ) {
		return {
			stop_at: __(
				'This time has passed. Choose a later one, or leave it empty.',
				'two-heads'
			),
		};
	}
	if ( startAt !== '' && stopAt <= startAt ) {
		return {
			stop_at: __(
				'The test would stop before it starts. Choose a later time.',
				'two-heads'
			),
		};
	}
	return {};
}

/** Does pressing Start only set the date? */
export function startsLater( startAt: string, now: string ): boolean {
	return startAt !== '' && startAt > now;
}

/** A time on the site's clock for people, in their language. */
export function formatClock( clock: string, locale: string ): string {
	const at = new Date( `${ clock }:00Z` );
	// Browsers make a date of almost any text.
	return ! /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test( clock ) ||
		Number.isNaN( at.getTime() )
		? clock
		: new Intl.DateTimeFormat( locale, {
				dateStyle: 'medium',
				timeStyle: 'short',
				timeZone: 'UTC',
			} ).format( at );
}

/**
 * What the schedule will do, in a sentence; empty where there is none.
 *
 * @param startAt As stored.
 * @param stopAt  As stored.
 * @param now     On the site's clock.
 * @param locale  Language of the person.
 * @param engine  On this site a test is over at its end; on Optimizely it only pauses.
 */
export function scheduleSentence(
	startAt: string,
	stopAt: string,
	now: string,
	locale: string,
	engine: EngineId
): string {
	const ends = engine === 'builtin';
	const later = startsLater( startAt, now );
	const start = formatClock( startAt, locale );
	const stop = formatClock( stopAt, locale );
	if ( later && stopAt ) {
		return ends
			? sprintf(
					/* translators: 1 and 2: dates with times. */
					__(
						'Starts automatically on %1$s and ends on %2$s.',
						'two-heads'
					),
					start,
					stop
				)
			: sprintf(
					/* translators: 1 and 2: dates with times. */
					__(
						'Starts automatically on %1$s and pauses on %2$s.',
						'two-heads'
					),
					start,
					stop
				);
	}
	if ( later ) {
		return sprintf(
			/* translators: %s: a date with a time. */
			__( 'Starts automatically on %s.', 'two-heads' ),
			start
		);
	}
	if ( stopAt <= now ) {
		return '';
	}
	return ends
		? sprintf(
				/* translators: %s: a date with a time. */
				__( 'Ends on %s.', 'two-heads' ),
				stop
			)
		: sprintf(
				/* translators: %s: a date with a time. */
				__( 'Pauses automatically on %s.', 'two-heads' ),
				stop
			);
}

/**
 * What is counted: visitors who are remembered, or page views of people who are not.
 */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Results } from '../contracts/results';
import { decidingMetric, formatCount, pageLocale } from './format-results';

type MetricId = Results[ 'metrics' ][ number ][ 'id' ];

export type Unit = 'visitors' | 'page_views' | 'both';

export function unitOf(
	results: Pick< Results, 'visitors' | 'page_views' > | null
): Unit {
	const views = results?.page_views ?? 0;
	if ( ! results || views <= 0 ) {
		return 'visitors';
	}
	return views >= results.visitors ? 'page_views' : 'both';
}

/** As the heading of a column. */
export function unitName( unit: Unit ): string {
	switch ( unit ) {
		case 'visitors':
			return __( 'Visitors', 'two-heads' );
		case 'page_views':
			return __( 'Page views', 'two-heads' );
		case 'both':
			return __( 'Visitors and page views', 'two-heads' );
	}
}

/** So many of them. */
export function unitCount(
	unit: Unit,
	count: number,
	locale = pageLocale()
): string {
	const number = formatCount( count, locale );
	switch ( unit ) {
		case 'visitors':
			return sprintf(
				/* translators: %s: number of visitors. */
				_n( '%s visitor', '%s visitors', count, 'two-heads' ),
				number
			);
		case 'page_views':
			return sprintf(
				/* translators: %s: a number. */
				_n( '%s page view', '%s page views', count, 'two-heads' ),
				number
			);
		case 'both':
			return sprintf(
				/* translators: %s: a number. */
				__( '%s visitors and page views', 'two-heads' ),
				number
			);
	}
}

/** So many of them more than now. */
export function unitMore(
	unit: Unit,
	count: number,
	locale = pageLocale()
): string {
	const number = formatCount( count, locale );
	switch ( unit ) {
		case 'visitors':
			return sprintf(
				/* translators: %s: number of visitors. */
				_n( '%s more visitor', '%s more visitors', count, 'two-heads' ),
				number
			);
		case 'page_views':
			return sprintf(
				/* translators: %s: a number. */
				_n(
					'%s more page view',
					'%s more page views',
					count,
					'two-heads'
				),
				number
			);
		case 'both':
			return sprintf(
				/* translators: %s: a number. */
				__( '%s more visitors and page views', 'two-heads' ),
				number
			);
	}
}

/** What page views are, where there are some, and what is not known of them; empty where there are none. */
export function unitSentence( results: Results ): string {
	const unit = unitOf( results );
	return unit === 'visitors'
		? ''
		: [
				viewsSentence( results, unit ),
				__( 'Their engaged reads are not known.', 'two-heads' ),
				undecidableSentence( results ),
			]
				.filter( ( sentence ) => sentence !== '' )
				.join( ' ' );
}

/** A read is a second page: of people who are not remembered nobody knows which headline led there. */
export function readsUnknown( results: Results | null, id: MetricId ): boolean {
	return id === 'read' && unitOf( results ) === 'page_views';
}

/** That reads decide where no read can be known, and what to do; empty where it is not so. */
export function undecidableSentence( results: Results ): string {
	const metric = decidingMetric( results );
	return metric && readsUnknown( results, metric.id )
		? __(
				'Nothing can be decided by engaged reads of people who are not remembered. Start another test that clicks decide, or have an administrator choose under Settings that visitors are remembered.',
				'two-heads'
			)
		: '';
}

function viewsSentence(
	results: Results,
	unit: Exclude< Unit, 'visitors' >
): string {
	switch ( unit ) {
		case 'page_views':
			return __(
				'Nobody who was counted is remembered from page to page, so every page view counts on its own.',
				'two-heads'
			);
		case 'both':
			return sprintf(
				/* translators: %s: a number. */
				_n(
					'%s of them is a page view of somebody who is not remembered from page to page, and counts on its own.',
					'%s of them are page views of people who are not remembered from page to page: each counts on its own.',
					results.page_views ?? 0,
					'two-heads'
				),
				formatCount( results.page_views ?? 0 )
			);
	}
}

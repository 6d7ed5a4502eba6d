import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import type { Results } from '../../../contracts/results';
import type { Series } from '../../../contracts/series';
import { toCsv } from '../../../domain/csv';
import { metricName } from '../../../domain/format-results';
import { variationName } from '../../../domain/titles';
import { titlesOf } from '../../../editor/titles-of';

/** The figures of an experiment, a row a metric and variation. Shares are numbers from 0 to 1. */
export function resultsCsv( experiment: Experiment, results: Results ): string {
	const titles = titlesOf( experiment );
	return toCsv( [
		[
			__( 'Metric', 'two-heads' ),
			__( 'Variation', 'two-heads' ),
			__( 'Headline', 'two-heads' ),
			__( 'Visitors', 'two-heads' ),
			__( 'Conversions', 'two-heads' ),
			__( 'Rate', 'two-heads' ),
			__( 'Improvement', 'two-heads' ),
			__( 'Improvement at least', 'two-heads' ),
			__( 'Improvement at most', 'two-heads' ),
			__( 'Significance', 'two-heads' ),
			__( 'Visitors still needed', 'two-heads' ),
		],
		...results.metrics.flatMap( ( { id, variations } ) =>
			variations.map( ( figures ) => [
				metricName( id ),
				variationName( figures.index ),
				titles[ figures.index ] ?? '',
				figures.visitors,
				figures.conversions,
				figures.rate,
				figures.improvement,
				figures.interval?.[ 0 ] ?? null,
				figures.interval?.[ 1 ] ?? null,
				figures.significance,
				figures.remaining,
			] )
		),
	] );
}

/** The figures over time, a row a metric, variation and time. */
export function seriesCsv( experiment: Experiment, series: Series ): string {
	const titles = titlesOf( experiment );
	return toCsv( [
		[
			__( 'Metric', 'two-heads' ),
			__( 'Variation', 'two-heads' ),
			__( 'Headline', 'two-heads' ),
			__( 'Up to (UTC)', 'two-heads' ),
			__( 'Visitors', 'two-heads' ),
			__( 'Conversions', 'two-heads' ),
			__( 'Rate', 'two-heads' ),
		],
		...series.metrics.flatMap( ( { id, variations } ) =>
			variations.flatMap( ( { index, points } ) =>
				points.map( ( point ) => [
					metricName( id ),
					variationName( index ),
					titles[ index ] ?? '',
					point.at,
					point.visitors,
					point.conversions,
					point.rate,
				] )
			)
		),
	] );
}

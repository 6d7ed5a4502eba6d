import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import type { Results } from '../../../contracts/results';
import type { Series } from '../../../contracts/series';
import { toCsv } from '../../../domain/csv';
import { metricName } from '../../../domain/format-results';
import type { VariationFigures } from '../../../domain/format-results';
import { variationName } from '../../../domain/titles';
import { readsUnknown, unitName, unitOf } from '../../../domain/units';
import type { Unit } from '../../../domain/units';
import { columnsOf } from '../../../domain/verdict';
import type { Columns } from '../../../domain/verdict';
import { titlesOf } from '../../../editor/titles-of';

/** The figures of an experiment, a row a metric and variation. Shares are numbers from 0 to 1. */
export function resultsCsv( experiment: Experiment, results: Results ): string {
	const titles = titlesOf( experiment );
	const shown = columnsOf(
		results,
		results.metrics.flatMap( ( { variations } ) => variations )
	);
	const columns = columnsFor( results ).filter(
		( { needs } ) => needs === undefined || shown[ needs ]
	);
	return toCsv( [
		[
			__( 'Metric', 'two-heads' ),
			__( 'Variation', 'two-heads' ),
			__( 'Headline', 'two-heads' ),
			...columns.map( ( { name } ) => name ),
		],
		...results.metrics.flatMap( ( { id, variations } ) =>
			variations.map( ( figures ) => [
				metricName( id ),
				variationName( figures.index ),
				titles[ figures.index ] ?? '',
				...columns.map( ( { value, counted } ) =>
					counted || ! readsUnknown( results, id )
						? value( figures )
						: null
				),
			] )
		),
	] );
}

interface CsvColumn {
	name: string;
	value: ( figures: VariationFigures ) => number | null;
	/** Known of every metric, even of one that nobody could count. */
	counted?: boolean;
	/** What has to be there for the column to be; always there where nothing has. */
	needs?: keyof Columns;
}

function columnsFor( results: Results ): CsvColumn[] {
	const unit = unitOf( results );
	return [
		{
			name: unitName( unit ),
			value: ( one ) => one.visitors,
			counted: true,
		},
		{
			name: __( 'Conversions', 'two-heads' ),
			value: ( one ) => one.conversions,
		},
		{ name: __( 'Rate', 'two-heads' ), value: ( one ) => one.rate },
		{
			name: __( 'Improvement', 'two-heads' ),
			value: ( one ) => one.improvement,
			needs: 'improvement',
		},
		{
			name: __( 'Improvement at least', 'two-heads' ),
			value: ( one ) => one.interval?.[ 0 ] ?? null,
			needs: 'interval',
		},
		{
			name: __( 'Improvement at most', 'two-heads' ),
			value: ( one ) => one.interval?.[ 1 ] ?? null,
			needs: 'interval',
		},
		{
			name: __( 'Chance to be best', 'two-heads' ),
			value: ( one ) => one.chance ?? null,
			needs: 'chance',
		},
		{
			name: __( 'Expected loss', 'two-heads' ),
			value: ( one ) => one.loss ?? null,
			needs: 'loss',
		},
		{
			name: __( 'Significance', 'two-heads' ),
			value: ( one ) => one.significance,
			needs: 'significance',
		},
		{
			name: stillNeeded( unit ),
			value: ( one ) => one.remaining,
			needs: 'significance',
		},
	];
}

function stillNeeded( unit: Unit ): string {
	switch ( unit ) {
		case 'visitors':
			return __( 'Visitors still needed', 'two-heads' );
		case 'page_views':
			return __( 'Page views still needed', 'two-heads' );
		case 'both':
			return __( 'Visitors and page views still needed', 'two-heads' );
	}
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
			unitName( unitOf( experiment.results ) ),
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
					...( readsUnknown( experiment.results, id )
						? [ null, null ]
						: [ point.conversions, point.rate ] ),
				] )
			)
		),
	] );
}

import { dateI18n, getSettings } from '@wordpress/date';
import { useMemo } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import {
	formatCount,
	formatRate,
	isPlainRate,
} from '../../../domain/format-results';
import type { EngineId } from '../../../domain/engine';
import type { SeriesMetric } from '../../../domain/series-chart';
import { variationName } from '../../../domain/titles';
import { readsUnknown } from '../../../domain/units';
import { titlesOf } from '../../../editor/titles-of';
import { TableFrame } from '../table-frame';

interface PointTableProps {
	experiment: Experiment;
	metric: SeriesMetric;
}

/** More rows than this nobody reads; the CSV file has all. */
const MOST = 100;

type Point = SeriesMetric[ 'variations' ][ number ][ 'points' ][ number ];

/** What the chart draws, as a table. */
export function PointTable( { experiment, metric }: PointTableProps ) {
	const titles = titlesOf( experiment );
	const rows = useMemo( () => rowsOf( metric ), [ metric ] );
	const shown = thinned( rows );
	const unknown = readsUnknown( experiment.results, metric.id );
	return (
		<details className="two-heads-points-table">
			<summary>{ __( 'The chart as a table', 'two-heads' ) }</summary>
			{ shown.length < rows.length && (
				<p className="two-heads-hint">
					{ sprintf(
						/* translators: 1: number of rows shown, 2: number of rows. */
						__(
							'The table shows %1$d of %2$d moments. The CSV file has all of them.',
							'two-heads'
						),
						shown.length,
						rows.length
					) }
				</p>
			) }
			<TableFrame label={ __( 'The chart as a table', 'two-heads' ) }>
				<thead>
					<tr>
						<th scope="col">{ __( 'Up to', 'two-heads' ) }</th>
						{ metric.variations.map( ( { index } ) => (
							<th key={ index } scope="col">
								<span className="two-heads-table__name">
									{ variationName( index ) }
								</span>
								<span dir="auto">{ titles[ index ] }</span>
							</th>
						) ) }
					</tr>
				</thead>
				<tbody>
					{ shown.map( ( { at, points } ) => (
						<tr key={ at }>
							<th scope="row">
								{ dateI18n(
									getSettings().formats.datetime,
									at
								) }
							</th>
							{ points.map( ( point, index ) => (
								<td key={ index }>
									{ unknown
										? '—'
										: cellOf( point, experiment.engine ) }
								</td>
							) ) }
						</tr>
					) ) }
				</tbody>
			</TableFrame>
		</details>
	);
}

function rowsOf( { variations }: SeriesMetric ) {
	const byTime = variations.map(
		( { points } ) => new Map( points.map( ( one ) => [ one.at, one ] ) )
	);
	const times = new Set( byTime.flatMap( ( map ) => [ ...map.keys() ] ) );
	return [ ...times ]
		.sort( ( a, b ) => Date.parse( a ) - Date.parse( b ) )
		.map( ( at ) => ( {
			at,
			points: byTime.map( ( map ) => map.get( at ) ?? null ),
		} ) );
}

/** Evenly chosen rows, the last among them. */
function thinned< T >( rows: readonly T[] ): T[] {
	const step = Math.ceil( rows.length / MOST );
	return rows.filter(
		( _, index ) => ( rows.length - 1 - index ) % step === 0
	);
}

function cellOf( point: Point | null, engine: EngineId ): string {
	if ( ! point || point.visitors <= 0 ) {
		return '—';
	}
	const rate = formatRate( point.rate );
	return isPlainRate( engine, point )
		? sprintf(
				/* translators: 1: a rate such as "4.2%", 2: number of conversions, 3: number of visitors. */
				__( '%1$s (%2$s of %3$s)', 'two-heads' ),
				rate,
				formatCount( point.conversions ),
				formatCount( point.visitors )
			)
		: rate;
}

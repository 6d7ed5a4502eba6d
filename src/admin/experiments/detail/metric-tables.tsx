import { __ } from '@wordpress/i18n';
import { IntervalBar, scaleOf } from '../../../components/interval-bar';
import type { Experiment } from '../../../contracts/experiment';
import type { Results } from '../../../contracts/results';
import {
	formatCount,
	formatImprovement,
	formatInterval,
	formatRate,
	formatSignificance,
	metricName,
	pageLocale,
} from '../../../domain/format-results';
import type { VariationFigures } from '../../../domain/format-results';
import { variationName } from '../../../domain/titles';
import { titlesOf } from '../../../editor/titles-of';
import { TableFrame } from '../table-frame';

interface MetricTablesProps {
	experiment: Experiment;
	results: Results;
}

/** A table a metric, the deciding one first. */
export function MetricTables( { experiment, results }: MetricTablesProps ) {
	const titles = titlesOf( experiment );
	return results.metrics.map( ( { id, variations }, place ) => (
		<div key={ id } className="two-heads-metric">
			<h4>
				{ metricName( id ) }{ ' ' }
				{ place === 0 && (
					<span className="two-heads-badge is-neutral">
						{ __( 'decides', 'two-heads' ) }
					</span>
				) }
			</h4>
			<TableFrame label={ metricName( id ) } stacks>
				<thead>
					<tr>
						<th scope="col">{ __( 'Headline', 'two-heads' ) }</th>
						{ Object.values( columnNames( id ) ).map(
							( name, column ) => (
								<th
									key={ name }
									scope="col"
									className={ column < 4 ? 'is-number' : '' }
								>
									{ name }
								</th>
							)
						) }
					</tr>
				</thead>
				<tbody>
					{ variations.map( ( figures ) => (
						<Row
							key={ figures.index }
							figures={ figures }
							title={ titles[ figures.index ] ?? '' }
							all={ variations }
							names={ columnNames( id ) }
						/>
					) ) }
				</tbody>
			</TableFrame>
		</div>
	) );
}

function Row( {
	figures,
	title,
	all,
	names,
}: {
	figures: VariationFigures;
	title: string;
	/** All rows of the table: they share a scale, and the digits of a column. */
	all: readonly VariationFigures[];
	names: ReturnType< typeof columnNames >;
} ) {
	const { index, improvement, interval, significant } = figures;
	const locale = pageLocale();
	const original = index === 0;
	return (
		<tr>
			<th scope="row">
				<span className="two-heads-table__name">
					{ variationName( index ) }
				</span>
				<span dir="auto">{ title }</span>
			</th>
			<td className="is-number" data-colname={ names.visitors }>
				{ formatCount( figures.visitors ) }
			</td>
			<td className="is-number" data-colname={ names.conversions }>
				{ formatCount( figures.conversions ) }
			</td>
			<td className="is-number" data-colname={ names.rate }>
				{ formatRate(
					figures.rate,
					locale,
					all.map( ( { rate } ) => rate )
				) }
			</td>
			<td className="is-number" data-colname={ names.improvement }>
				{ original
					? ''
					: formatImprovement(
							improvement,
							locale,
							all.map( ( one ) => one.improvement )
						) }
			</td>
			<td data-colname={ names.interval }>
				{ ! original && interval && (
					<>
						<IntervalBar
							interval={ interval }
							improvement={ improvement }
							scale={ scaleOf(
								all.map( ( one ) => one.interval )
							) }
							significant={ significant }
						/>
						<span
							className="two-heads-hint"
							// The bar says the same to those who do not see it.
							aria-hidden="true"
						>
							{ formatInterval( interval ) }
						</span>
					</>
				) }
				{ ! original && ! interval && (
					<span>{ __( 'not yet known', 'two-heads' ) }</span>
				) }
			</td>
			<td data-colname={ names.significance }>
				{ original ? '' : formatSignificance( figures.significance ) }
				{ significant && (
					<span className="two-heads-table__sure">
						{ __( 'sure enough', 'two-heads' ) }
					</span>
				) }
			</td>
		</tr>
	);
}

/** What the columns are called, in order; narrow screens have the name in each cell. */
function columnNames( id: Results[ 'metrics' ][ 0 ][ 'id' ] ) {
	return {
		visitors: __( 'Visitors', 'two-heads' ),
		conversions: conversionsName( id ),
		rate: __( 'Rate', 'two-heads' ),
		improvement: __( 'Improvement', 'two-heads' ),
		interval: __( 'Probably between', 'two-heads' ),
		significance: __( 'Significance', 'two-heads' ),
	};
}

function conversionsName( id: Results[ 'metrics' ][ 0 ][ 'id' ] ): string {
	switch ( id ) {
		case 'click':
			return __( 'Clicks', 'two-heads' );
		case 'read':
			return __( 'Reads', 'two-heads' );
		case 'open':
			return __( 'Opened', 'two-heads' );
	}
}

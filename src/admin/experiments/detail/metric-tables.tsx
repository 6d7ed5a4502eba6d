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
			<TableFrame label={ metricName( id ) }>
				<thead>
					<tr>
						<th scope="col">{ __( 'Headline', 'two-heads' ) }</th>
						<th scope="col" className="is-number">
							{ __( 'Visitors', 'two-heads' ) }
						</th>
						<th scope="col" className="is-number">
							{ conversionsName( id ) }
						</th>
						<th scope="col" className="is-number">
							{ __( 'Rate', 'two-heads' ) }
						</th>
						<th scope="col" className="is-number">
							{ __( 'Improvement', 'two-heads' ) }
						</th>
						<th scope="col">
							{ __( 'Probably between', 'two-heads' ) }
						</th>
						<th scope="col">
							{ __( 'Significance', 'two-heads' ) }
						</th>
					</tr>
				</thead>
				<tbody>
					{ variations.map( ( figures ) => (
						<Row
							key={ figures.index }
							figures={ figures }
							title={ titles[ figures.index ] ?? '' }
							all={ variations }
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
}: {
	figures: VariationFigures;
	title: string;
	/** All rows of the table: they share a scale, and the digits of a column. */
	all: readonly VariationFigures[];
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
			<td className="is-number">{ formatCount( figures.visitors ) }</td>
			<td className="is-number">
				{ formatCount( figures.conversions ) }
			</td>
			<td className="is-number">
				{ formatRate(
					figures.rate,
					locale,
					all.map( ( { rate } ) => rate )
				) }
			</td>
			<td className="is-number">
				{ original
					? ''
					: formatImprovement(
							improvement,
							locale,
							all.map( ( one ) => one.improvement )
						) }
			</td>
			<td>
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
			<td>
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

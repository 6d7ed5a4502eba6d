import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import type { Results } from '../../../contracts/results';
import { isPlainRate, metricName } from '../../../domain/format-results';
import { readsUnknown } from '../../../domain/units';
import { titlesOf } from '../../../editor/titles-of';
import { TableFrame } from '../table-frame';
import { metricColumns } from './metric-columns';
import { MetricRow } from './metric-row';

interface MetricTablesProps {
	experiment: Experiment;
	results: Results;
}

/** A table a metric, the deciding one first. */
export function MetricTables( { experiment, results }: MetricTablesProps ) {
	const titles = titlesOf( experiment );
	return results.metrics.map( ( metric, place ) => {
		const { id, variations } = metric;
		const columns = metricColumns( results, metric );
		const unknown = readsUnknown( results, id );
		const plain = variations.every( ( one ) =>
			isPlainRate( experiment.engine, one )
		);
		return (
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
							<th scope="col">
								{ __( 'Headline', 'two-heads' ) }
							</th>
							{ columns.map( ( column ) => (
								<th
									key={ column.id }
									scope="col"
									className={
										column.isNumber ? 'is-number' : ''
									}
								>
									{ column.name }
								</th>
							) ) }
						</tr>
					</thead>
					<tbody>
						{ variations.map( ( figures ) => (
							<MetricRow
								key={ figures.index }
								figures={ figures }
								title={ titles[ figures.index ] ?? '' }
								all={ variations }
								columns={ columns }
								unknown={ unknown }
							/>
						) ) }
					</tbody>
				</TableFrame>
				{ ! unknown && ! plain && (
					<p className="two-heads-hint">
						{ __(
							'Shares changed during the test. Rates are compared within times of equal shares, so they are not the conversions divided by the visitors.',
							'two-heads'
						) }
					</p>
				) }
			</div>
		);
	} );
}

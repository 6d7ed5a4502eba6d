import { __, _n, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import type { Results } from '../../../contracts/results';
import {
	decidingMetric,
	formatCount,
	formatRate,
	pageLocale,
} from '../../../domain/format-results';
import { equalWeights, WHOLE } from '../../../domain/split';
import { variationName } from '../../../domain/titles';
import { titlesOf } from '../../../editor/titles-of';
import { TableFrame } from '../table-frame';

interface ReachProps {
	experiment: Experiment;
	results: Results;
}

/** How many visitors each headline had, beside the share it was meant to have. */
export function Reach( { experiment, results }: ReachProps ) {
	const titles = titlesOf( experiment );
	const { weights, traffic } = experiment.setup;
	const shares =
		weights.length === titles.length
			? weights
			: equalWeights( titles.length );
	const variations = decidingMetric( results )?.variations ?? [];
	const planned = shares.map( ( share ) => share / WHOLE );
	const total = variations.reduce( ( sum, one ) => sum + one.visitors, 0 );
	const reached = variations.map( ( { visitors } ) =>
		total ? visitors / total : 0
	);
	const names = {
		visitors: __( 'Visitors', 'two-heads' ),
		share: __( 'Share', 'two-heads' ),
		planned: __( 'Planned share', 'two-heads' ),
	};
	return (
		<>
			<p>
				{ sprintf(
					/* translators: 1: a percentage, 2: number of visitors. */
					_n(
						'%1$s of all visitors are in the experiment. %2$s has been counted.',
						'%1$s of all visitors are in the experiment. %2$s have been counted.',
						results.visitors,
						'two-heads'
					),
					formatRate( traffic / 100 ),
					formatCount( results.visitors )
				) }
			</p>
			<TableFrame
				label={ __( 'Visitors of each headline', 'two-heads' ) }
				stacks
			>
				<thead>
					<tr>
						<th scope="col">{ __( 'Headline', 'two-heads' ) }</th>
						<th scope="col" className="is-number">
							{ names.visitors }
						</th>
						<th scope="col" className="is-number">
							{ names.share }
						</th>
						<th scope="col" className="is-number">
							{ names.planned }
						</th>
					</tr>
				</thead>
				<tbody>
					{ variations.map( ( { index, visitors }, row ) => (
						<tr key={ index }>
							<th scope="row">
								<span className="two-heads-table__name">
									{ variationName( index ) }
								</span>
								<span dir="auto">{ titles[ index ] }</span>
							</th>
							<td
								className="is-number"
								data-colname={ names.visitors }
							>
								{ formatCount( visitors ) }
							</td>
							<td
								className="is-number"
								data-colname={ names.share }
							>
								{ total
									? formatRate(
											reached[ row ] ?? 0,
											pageLocale(),
											reached
										)
									: '—' }
							</td>
							<td
								className="is-number"
								data-colname={ names.planned }
							>
								{ formatRate(
									planned[ index ] ?? 0,
									pageLocale(),
									planned
								) }
							</td>
						</tr>
					) ) }
				</tbody>
			</TableFrame>
		</>
	);
}

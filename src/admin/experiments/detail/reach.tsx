import { __, _n, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import type { Results } from '../../../contracts/results';
import {
	decidingMetric,
	formatCount,
	formatRate,
	formatShare,
	pageLocale,
} from '../../../domain/format-results';
import { isOver } from '../../../domain/panel-state';
import { equalWeights, WHOLE } from '../../../domain/split';
import { variationName } from '../../../domain/titles';
import {
	unitCount,
	unitName,
	unitOf,
	unitSentence,
} from '../../../domain/units';
import { titlesOf } from '../../../editor/titles-of';
import { TableFrame } from '../table-frame';

interface ReachProps {
	experiment: Experiment;
	results: Results;
}

/** How often each headline was shown or seen, beside the share it was meant to have. */
export function Reach( { experiment, results }: ReachProps ) {
	const titles = titlesOf( experiment );
	const ratio = results.sample_ratio;
	const visitors = ( decidingMetric( results )?.variations ?? [] ).map(
		( one ) => one.visitors
	);
	const planned = ratio?.expected ?? plannedShares( experiment );
	const now =
		results.mode === 'earn' && ! isOver( experiment )
			? results.weights
			: undefined;
	const reached = sharesOf( ratio?.counted ?? visitors );
	const columns = [
		{
			name: unitName( unitOf( results ) ),
			cells: visitors.map( ( count ) => formatCount( count ) ),
		},
		// Where it is known how often each was shown, the shares are of that: being seen depends on the headline, too.
		...( ratio
			? [
					{
						name: __( 'Shown', 'two-heads' ),
						cells: ratio.counted.map( ( count ) =>
							formatCount( count )
						),
					},
				]
			: [] ),
		{
			name: ratio
				? __( 'Share of showings', 'two-heads' )
				: __( 'Share', 'two-heads' ),
			cells: reached.map( ( share ) =>
				share === null ? '—' : percent( share, reached )
			),
		},
		// Where shares move, what is expected so far is not what visitors get now.
		...( now
			? [
					{
						name:
							experiment.status === 'running'
								? __( 'Share now', 'two-heads' )
								: __( 'Share when it goes on', 'two-heads' ),
						cells: now.map( ( weight ) => formatShare( weight ) ),
					},
				]
			: [] ),
		{
			name: ratio
				? __( 'Expected share', 'two-heads' )
				: __( 'Planned share', 'two-heads' ),
			cells: planned.map( ( share ) => percent( share, planned ) ),
		},
	];
	return (
		<>
			<p>{ reachSentence( experiment, results ) }</p>
			<TableFrame
				label={ sprintf(
					/* translators: %s: what is counted, such as "Visitors" or "Page views". */
					__( '%s of each headline', 'two-heads' ),
					unitName( unitOf( results ) )
				) }
				stacks
			>
				<thead>
					<tr>
						<th scope="col">{ __( 'Headline', 'two-heads' ) }</th>
						{ columns.map( ( { name } ) => (
							<th key={ name } scope="col" className="is-number">
								{ name }
							</th>
						) ) }
					</tr>
				</thead>
				<tbody>
					{ visitors.map( ( _, row ) => (
						<tr key={ row }>
							<th scope="row">
								<span className="two-heads-table__name">
									{ variationName( row ) }
								</span>
								<span dir="auto">{ titles[ row ] }</span>
							</th>
							{ columns.map( ( { name, cells } ) => (
								<td
									key={ name }
									className="is-number"
									data-colname={ name }
								>
									{ cells[ row ] ?? '—' }
								</td>
							) ) }
						</tr>
					) ) }
				</tbody>
			</TableFrame>
		</>
	);
}

/** The shares as they were set. */
function plannedShares( { setup }: Experiment ): number[] {
	const count = setup.titles.length + 1;
	const shares: readonly number[] =
		setup.weights.length === count ? setup.weights : equalWeights( count );
	return shares.map( ( share ) => share / WHOLE );
}

function sharesOf( counts: readonly number[] ): ( number | null )[] {
	const total = counts.reduce( ( sum, count ) => sum + count, 0 );
	return counts.map( ( count ) => ( total ? count / total : null ) );
}

function percent( share: number, column: readonly ( number | null )[] ) {
	return formatRate(
		share,
		pageLocale(),
		column.map( ( one ) => one ?? 0 )
	);
}

function reachSentence( experiment: Experiment, results: Results ): string {
	return [
		sprintf(
			/* translators: 1: a percentage, 2: such as "2,000 visitors". */
			_n(
				'%1$s of all visitors are in the experiment. %2$s has been counted.',
				'%1$s of all visitors are in the experiment. %2$s have been counted.',
				results.visitors,
				'two-heads'
			),
			formatRate( experiment.setup.traffic / 100 ),
			unitCount( unitOf( results ), results.visitors )
		),
		unitSentence( results ),
	]
		.filter( ( sentence ) => sentence !== '' )
		.join( ' ' );
}

import { __, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import { runsOn } from '../../../domain/engine';
import { formatCount } from '../../../domain/format-results';
import { outcomeSentence, waitsForDecision } from '../../../domain/panel-state';
import { isolated } from '../../../domain/titles';
import { unitName, unitOf } from '../../../domain/units';
import { StatusBadge } from '../status-badge';
import { TableFrame } from '../table-frame';
import type { Route } from '../use-route';
import { Standing } from './standing';

interface GroupTableProps {
	label: string;
	experiments: readonly Experiment[];
	route: Route;
	/** Whether each says where it runs: not all of the list run at the same place. */
	mixed: boolean;
}

/** Experiments, one a row. */
export function GroupTable( {
	label,
	experiments,
	route,
	mixed,
}: GroupTableProps ) {
	const names = columnNames( experiments );
	return (
		<TableFrame label={ label } stacks>
			<thead>
				<tr>
					<th scope="col">{ __( 'Post', 'two-heads' ) }</th>
					<th scope="col">{ names.headlines }</th>
					<th scope="col">{ names.status }</th>
					<th scope="col">{ names.ahead }</th>
					<th scope="col">{ names.sure }</th>
					<th scope="col" className="is-number">
						{ names.counted }
					</th>
				</tr>
			</thead>
			<tbody>
				{ experiments.map( ( experiment ) => (
					<Row
						key={ experiment.id }
						experiment={ experiment }
						route={ route }
						mixed={ mixed }
						names={ names }
					/>
				) ) }
			</tbody>
		</TableFrame>
	);
}

/** What the columns are called; narrow screens have the name in each cell. */
function columnNames( experiments: readonly Experiment[] ) {
	const visitors = experiments.every(
		( { results } ) => unitOf( results ) === 'visitors'
	);
	return {
		headlines: __( 'Headlines', 'two-heads' ),
		status: __( 'Status', 'two-heads' ),
		ahead: __( 'Ahead', 'two-heads' ),
		sure: __( 'How sure', 'two-heads' ),
		counted: visitors
			? unitName( 'visitors' )
			: __( 'Counted', 'two-heads' ),
	};
}

function Row( {
	experiment,
	route,
	mixed,
	names,
}: Pick< GroupTableProps, 'route' | 'mixed' > & {
	experiment: Experiment;
	names: ReturnType< typeof columnNames >;
} ) {
	const { id, attention, job, results, setup } = experiment;
	const unit = unitOf( results );
	const title = experiment.post_title || __( '(no title)', 'two-heads' );
	const problem =
		attention?.message ??
		( job?.problem?.needs_person ? job.problem.message : '' );
	return (
		<tr>
			<th scope="row">
				<a
					className="two-heads-table__title"
					href={ route.urlOf( id ) }
					onClick={ route.follow( id ) }
					dir="auto"
				>
					{ title }
				</a>
				{ experiment.post_edit_url && (
					<a
						className="two-heads-table__edit"
						href={ experiment.post_edit_url }
						aria-label={ sprintf(
							/* translators: %s: title of a post. */
							__( 'Edit “%s”', 'two-heads' ),
							isolated( title )
						) }
					>
						{ __( 'Edit post', 'two-heads' ) }
					</a>
				) }
			</th>
			<td data-colname={ names.headlines }>
				<ol className="two-heads-table__headlines">
					{ setup.titles.map( ( headline, index ) => (
						<li key={ index }>
							<span dir="auto">
								{ headline || __( '(empty)', 'two-heads' ) }
							</span>
						</li>
					) ) }
				</ol>
			</td>
			<td data-colname={ names.status }>
				<StatusBadge experiment={ experiment } />
				{ mixed && (
					<p className="two-heads-hint">
						{ runsOn( experiment.engine ) }
					</p>
				) }
				{ problem && (
					<p
						className={
							waitsForDecision( experiment )
								? 'two-heads-hint'
								: 'two-heads-table__problem'
						}
					>
						{ problem }
					</p>
				) }
				{ experiment.outcome && (
					<p>{ outcomeSentence( experiment ) }</p>
				) }
			</td>
			<Standing experiment={ experiment } names={ names } />
			<td className="is-number" data-colname={ names.counted }>
				{ results ? formatCount( results.visitors ) : '—' }
				{ unit !== 'visitors' && (
					<p className="two-heads-hint">{ unitName( unit ) }</p>
				) }
			</td>
		</tr>
	);
}

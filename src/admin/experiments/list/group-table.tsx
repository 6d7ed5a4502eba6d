import { __, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import {
	figuresOf,
	formatCount,
	formatImprovement,
	formatSignificance,
} from '../../../domain/format-results';
import { outcomeSentence } from '../../../domain/panel-state';
import { isolated, variationName } from '../../../domain/titles';
import { StatusBadge } from '../status-badge';
import { TableFrame } from '../table-frame';
import type { Route } from '../use-route';

interface GroupTableProps {
	label: string;
	experiments: readonly Experiment[];
	route: Route;
}

/** Experiments, one a row. */
export function GroupTable( { label, experiments, route }: GroupTableProps ) {
	const names = columnNames();
	return (
		<TableFrame label={ label } stacks>
			<thead>
				<tr>
					<th scope="col">{ __( 'Post', 'two-heads' ) }</th>
					<th scope="col">{ names.headlines }</th>
					<th scope="col">{ names.status }</th>
					<th scope="col">{ names.ahead }</th>
					<th scope="col">{ names.significance }</th>
					<th scope="col" className="is-number">
						{ names.visitors }
					</th>
				</tr>
			</thead>
			<tbody>
				{ experiments.map( ( experiment ) => (
					<Row
						key={ experiment.id }
						experiment={ experiment }
						route={ route }
					/>
				) ) }
			</tbody>
		</TableFrame>
	);
}

/** What the columns are called; narrow screens have the name in each cell. */
function columnNames() {
	return {
		headlines: __( 'Headlines', 'two-heads' ),
		status: __( 'Status', 'two-heads' ),
		ahead: __( 'Ahead', 'two-heads' ),
		significance: __( 'Significance', 'two-heads' ),
		visitors: __( 'Visitors', 'two-heads' ),
	};
}

function Row( {
	experiment,
	route,
}: {
	experiment: Experiment;
	route: Route;
} ) {
	const { id, attention, job, results, setup } = experiment;
	const names = columnNames();
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
				{ problem && (
					<p className="two-heads-table__problem">{ problem }</p>
				) }
				{ experiment.outcome && (
					<p>{ outcomeSentence( experiment ) }</p>
				) }
			</td>
			<Standing experiment={ experiment } />
			<td className="is-number" data-colname={ names.visitors }>
				{ results ? formatCount( results.visitors ) : '—' }
			</td>
		</tr>
	);
}

/** Who is ahead, and how sure that is. */
function Standing( { experiment }: { experiment: Experiment } ) {
	const { results, setup } = experiment;
	const { ahead, significance } = columnNames();
	const leader = results?.leader ?? null;
	if ( leader === null ) {
		return (
			<>
				<td data-colname={ ahead }>
					{ results?.state === 'preparing'
						? __( 'being prepared', 'two-heads' )
						: '—' }
				</td>
				<td data-colname={ significance }>—</td>
			</>
		);
	}
	const figures = figuresOf( results, leader );
	return (
		<>
			<td data-colname={ ahead }>
				<span dir="auto">
					{ leader === 0
						? variationName( 0 )
						: ( setup.titles[ leader - 1 ] ??
							variationName( leader ) ) }
				</span>
				{ leader > 0 && figures && figures.improvement !== null && (
					<p>{ formatImprovement( figures.improvement ) }</p>
				) }
			</td>
			<td data-colname={ significance }>
				{ leader === 0
					? '—'
					: formatSignificance( figures?.significance ?? null ) }
			</td>
		</>
	);
}

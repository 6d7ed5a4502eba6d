import { __ } from '@wordpress/i18n';
import { IntervalBar, scaleOf } from '../../../components/interval-bar';
import {
	formatChance,
	formatCount,
	formatImprovement,
	formatInterval,
	formatLoss,
	formatRate,
	formatSignificance,
	pageLocale,
} from '../../../domain/format-results';
import type { VariationFigures } from '../../../domain/format-results';
import { variationName } from '../../../domain/titles';
import type { Column, ColumnId } from './metric-columns';

interface MetricRowProps {
	figures: VariationFigures;
	title: string;
	/** All rows of the table: they share a scale, and the digits of a column. */
	all: readonly VariationFigures[];
	columns: readonly Column[];
	/** Nobody knows how often it happened. */
	unknown: boolean;
}

/** The figures of one headline. */
export function MetricRow( {
	figures,
	title,
	all,
	columns,
	unknown,
}: MetricRowProps ) {
	return (
		<tr>
			<th scope="row">
				<span className="two-heads-table__name">
					{ variationName( figures.index ) }
				</span>
				<span dir="auto">{ title }</span>
			</th>
			{ columns.map( ( { id, name, isNumber } ) => (
				<td
					key={ id }
					className={ isNumber ? 'is-number' : undefined }
					data-colname={ name }
				>
					{ unknown && id !== 'visitors' ? (
						'—'
					) : (
						<Cell id={ id } figures={ figures } all={ all } />
					) }
				</td>
			) ) }
		</tr>
	);
}

function Cell( {
	id,
	figures,
	all,
}: Pick< MetricRowProps, 'figures' | 'all' > & { id: ColumnId } ) {
	const original = figures.index === 0;
	switch ( id ) {
		case 'visitors':
		case 'conversions':
			return formatCount( figures[ id ] );
		case 'rate':
			return formatRate(
				figures.rate,
				pageLocale(),
				all.map( ( { rate } ) => rate )
			);
		case 'improvement':
			return original
				? null
				: formatImprovement(
						figures.improvement,
						pageLocale(),
						all.map( ( one ) => one.improvement )
					);
		case 'chance':
			return typeof figures.chance === 'number'
				? formatChance( figures.chance )
				: '—';
		case 'loss':
			return typeof figures.loss === 'number'
				? formatLoss( figures.loss )
				: '—';
		case 'interval':
			return original ? null : (
				<Interval figures={ figures } all={ all } />
			);
		case 'significance':
			return original ? null : <Significance figures={ figures } />;
	}
}

function Interval( {
	figures: { interval, improvement, significant },
	all,
}: Pick< MetricRowProps, 'figures' | 'all' > ) {
	return interval ? (
		<>
			<IntervalBar
				interval={ interval }
				improvement={ improvement }
				scale={ scaleOf( all.map( ( one ) => one.interval ) ) }
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
	) : (
		<span>{ __( 'not yet known', 'two-heads' ) }</span>
	);
}

function Significance( {
	figures: { significance, significant },
}: Pick< MetricRowProps, 'figures' > ) {
	return (
		<>
			{ formatSignificance( significance ) }
			{ significant && (
				<span className="two-heads-table__sure">
					{ __( 'sure enough', 'two-heads' ) }
				</span>
			) }
		</>
	);
}

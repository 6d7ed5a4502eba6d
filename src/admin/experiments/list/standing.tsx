import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import {
	figuresOf,
	formatChance,
	formatImprovement,
	formatSignificance,
} from '../../../domain/format-results';
import type { VariationFigures } from '../../../domain/format-results';
import { variationName } from '../../../domain/titles';
import { leaderOf } from '../../../domain/verdict';

interface StandingProps {
	experiment: Experiment;
	/** What the two columns are called. */
	names: { ahead: string; sure: string };
}

/** Who is ahead, and how sure that is. */
export function Standing( { experiment, names }: StandingProps ) {
	const { results, setup } = experiment;
	const leader = leaderOf( results );
	if ( leader === null ) {
		return (
			<>
				<td data-colname={ names.ahead }>
					{ results?.state === 'preparing'
						? __( 'being prepared', 'two-heads' )
						: '—' }
				</td>
				<td data-colname={ names.sure }>—</td>
			</>
		);
	}
	const figures = figuresOf( results, leader );
	return (
		<>
			<td data-colname={ names.ahead }>
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
			<td data-colname={ names.sure }>
				<Sureness leader={ leader } figures={ figures } />
			</td>
		</>
	);
}

/** The chance where the engine says it, unless something is proven; else the significance. */
function Sureness( {
	leader,
	figures,
}: {
	leader: number;
	figures: VariationFigures | undefined;
} ) {
	const chance = figures?.chance ?? null;
	if ( chance !== null && ! figures?.significant ) {
		return (
			<>
				{ formatChance( chance ) }
				<p className="two-heads-hint">
					{ __( 'chance to be best', 'two-heads' ) }
				</p>
			</>
		);
	}
	const significance = figures?.significance ?? null;
	return (
		<>
			{ leader === 0 ? '—' : formatSignificance( significance ) }
			{ leader > 0 && significance !== null && (
				<p className="two-heads-hint">
					{ __( 'significance', 'two-heads' ) }
				</p>
			) }
		</>
	);
}

import { __, sprintf } from '@wordpress/i18n';
import { IntervalBar, scaleOf } from '../../components/interval-bar';
import type { Experiment } from '../../contracts/experiment';
import {
	figuresOf,
	formatChance,
	formatImprovement,
	formatRate,
	formatShare,
	pageLocale,
} from '../../domain/format-results';
import { isOver } from '../../domain/panel-state';
import { variationName } from '../../domain/titles';
import { undecidableSentence, unitCount, unitOf } from '../../domain/units';
import type { Unit } from '../../domain/units';
import { isReliable, leaderOf } from '../../domain/verdict';
import { titlesOf } from '../titles-of';
import { PreviewRow } from './preview-links';

/** Every headline of an experiment with its figures so far. */
export function VariationRows( { experiment }: { experiment: Experiment } ) {
	const titles = titlesOf( experiment );
	const figures = titles.map( ( _, index ) =>
		figuresOf( experiment.results, index )
	);
	const rates = figures.flatMap( ( one ) => ( one ? [ one.rate ] : [] ) );
	const scale = scaleOf( figures.map( ( one ) => one?.interval ?? null ) );
	const leader = leaderOf( experiment.results );
	const reliable = isReliable( experiment.results );
	const unit = unitOf( experiment.results );
	const unknown =
		experiment.results !== null &&
		undecidableSentence( experiment.results ) !== '';

	return (
		<ol className="two-heads-rows">
			{ titles.map( ( title, index ) => {
				const mine = figures[ index ];
				return (
					<li
						key={ index }
						className={ `two-heads-rows__row${
							index === leader ? ' is-leader' : ''
						}` }
					>
						<div className="two-heads-rows__head">
							<span className="two-heads-label">
								{ variationName( index ) }
							</span>
							<span className="two-heads-hint">
								{ shareOf( experiment, index ) }
							</span>
						</div>
						<p className="two-heads-rows__title" dir="auto">
							{ title }
						</p>
						{ mine && (
							<p className="two-heads-rows__figures">
								<strong>
									{ unknown
										? '—'
										: formatRate(
												mine.rate,
												pageLocale(),
												rates
											) }
								</strong>
								{ index > 0 && reliable && ! unknown && (
									<span>
										{ formatImprovement(
											mine.improvement
										) }
									</span>
								) }
								<span className="two-heads-hint">
									{ unitCount( unit, mine.visitors ) }
								</span>
								{ reliable && (
									<Chance chance={ mine.chance ?? null } />
								) }
							</p>
						) }
						{ mine?.interval && index > 0 && reliable && (
							<IntervalBar
								interval={ mine.interval }
								improvement={ mine.improvement }
								scale={ scale }
								significant={ mine.significant }
							/>
						) }
						<PreviewRow experiment={ experiment } index={ index } />
					</li>
				);
			} ) }
		</ol>
	);
}

function Chance( { chance }: { chance: number | null } ) {
	return chance === null ? null : (
		<span className="two-heads-hint">
			{ sprintf(
				/* translators: %s: a percentage. */
				__( '%s chance to be best', 'two-heads' ),
				formatChance( chance )
			) }
		</span>
	);
}

/** The share of the visitors: as it was set, or where it moves, as it is now. */
function shareOf( experiment: Experiment, index: number ): string {
	const { results, setup } = experiment;
	const moving = results?.mode === 'earn' ? results.weights : undefined;
	const weight = ( moving ?? setup.weights )[ index ];
	if ( weight === undefined ) {
		return '';
	}
	const share = formatShare( weight );
	if ( ! moving ) {
		/* translators: %s: a percentage. */
		return sprintf( __( '%s of the test', 'two-heads' ), share );
	}
	if ( isOver( experiment ) ) {
		/* translators: %s: a percentage. */
		return sprintf( __( '%s of the test at the end', 'two-heads' ), share );
	}
	if ( experiment.status !== 'running' ) {
		return sprintf(
			/* translators: %s: a percentage. */
			__( '%s of the test when it goes on', 'two-heads' ),
			share
		);
	}
	return sprintf( nowGets( unitOf( results ) ), share );
}

function nowGets( unit: Unit ): string {
	switch ( unit ) {
		case 'visitors':
			/* translators: %s: a percentage. */
			return __( 'now gets %s of the visitors', 'two-heads' );
		case 'page_views':
			/* translators: %s: a percentage. */
			return __( 'now gets %s of the page views', 'two-heads' );
		case 'both':
			/* translators: %s: a percentage. */
			return __(
				'now gets %s of the visitors and page views',
				'two-heads'
			);
	}
}

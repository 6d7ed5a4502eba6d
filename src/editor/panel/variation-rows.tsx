import { __, _n, sprintf } from '@wordpress/i18n';
import { IntervalBar, scaleOf } from '../../components/interval-bar';
import type { Experiment } from '../../contracts/experiment';
import {
	figuresOf,
	formatCount,
	formatImprovement,
	formatRate,
	formatShare,
	pageLocale,
} from '../../domain/format-results';
import { variationName } from '../../domain/titles';
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
	const leader = experiment.results?.leader ?? null;

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
									{ formatRate(
										mine.rate,
										pageLocale(),
										rates
									) }
								</strong>
								{ index > 0 && (
									<span>
										{ formatImprovement(
											mine.improvement
										) }
									</span>
								) }
								<span className="two-heads-hint">
									{ sprintf(
										/* translators: %s: number of visitors. */
										_n(
											'%s visitor',
											'%s visitors',
											mine.visitors,
											'two-heads'
										),
										formatCount( mine.visitors )
									) }
								</span>
							</p>
						) }
						{ mine?.interval && index > 0 && (
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

function shareOf( experiment: Experiment, index: number ): string {
	const weight = experiment.setup.weights[ index ];
	return weight === undefined
		? ''
		: sprintf(
				/* translators: %s: a percentage. */
				__( '%s of the test', 'two-heads' ),
				formatShare( weight )
			);
}

import { dateI18n, getSettings } from '@wordpress/date';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Experiment } from '../../contracts/experiment';
import {
	decidingMetric,
	figuresOf,
	formatCount,
	formatImprovement,
	formatInterval,
	formatSignificance,
	metricName,
	visitorsRemaining,
} from '../../domain/format-results';
import { isOver } from '../../domain/panel-state';
import { pastSentence, pastWarning } from '../../domain/past-sentence';
import {
	resultSentence,
	staleSentence,
	warningSentence,
} from '../../domain/result-sentence';
import { variationName } from '../../domain/titles';
import { titlesOf } from '../titles-of';

/** What the figures say so far, or said at the end; the meaning first. */
export function Summary( { experiment }: { experiment: Experiment } ) {
	const { results } = experiment;
	const titles = titlesOf( experiment );
	const over = isOver( experiment );
	const warning = over
		? pastWarning( results, titles )
		: warningSentence( results, titles );
	const stale = over ? '' : staleSentence( results );
	return (
		<div className="two-heads-summary">
			<p
				className={ `two-heads-summary__verdict is-${
					results?.verdict ?? 'waiting'
				}` }
			>
				{ over
					? pastSentence( results, titles )
					: resultSentence( results, titles ) }
			</p>
			{ warning && <p className="two-heads-warning">{ warning }</p> }
			{ results && results.state === 'ready' && (
				<Facts results={ results } over={ over } />
			) }
			{ stale && <p className="two-heads-hint">{ stale }</p> }
			{ results && (
				<p className="two-heads-hint">
					{ sprintf(
						/* translators: %s: date and time. */
						__( 'As of %s.', 'two-heads' ),
						dateI18n(
							getSettings().formats.datetime,
							results.until ?? results.fetched_at
						)
					) }
				</p>
			) }
		</div>
	);
}

function Facts( {
	results,
	over,
}: {
	results: NonNullable< Experiment[ 'results' ] >;
	over: boolean;
} ) {
	const leader = results.leader;
	const figures = leader === null ? undefined : figuresOf( results, leader );
	const metric = decidingMetric( results );
	const left = over ? null : visitorsRemaining( results );
	const interval = formatInterval( figures?.interval ?? null );
	return (
		<dl className="two-heads-facts">
			{ metric && (
				<Fact term={ __( 'Decided by', 'two-heads' ) }>
					{ metricName( metric.id ) }
				</Fact>
			) }
			<Fact term={ __( 'Ahead', 'two-heads' ) }>
				{ leader === null ? nobody( over ) : variationName( leader ) }
			</Fact>
			{ leader !== null && leader > 0 && (
				<>
					<Fact term={ __( 'Improvement', 'two-heads' ) }>
						{ formatImprovement( figures?.improvement ?? null ) }
						{ interval && (
							<span className="two-heads-hint">
								{ ' ' }
								({ interval })
							</span>
						) }
					</Fact>
					<Fact term={ __( 'Significance', 'two-heads' ) }>
						{ formatSignificance( figures?.significance ?? null ) }
					</Fact>
				</>
			) }
			<Fact term={ __( 'Visitors', 'two-heads' ) }>
				{ formatCount( results.visitors ) }
			</Fact>
			{ left !== null && (
				<Fact term={ __( 'Still needed', 'two-heads' ) }>
					{ sprintf(
						/* translators: %s: a number. */
						_n(
							'about %s more visitor',
							'about %s more visitors',
							left,
							'two-heads'
						),
						formatCount( left )
					) }
				</Fact>
			) }
		</dl>
	);
}

function nobody( over: boolean ): string {
	return over ? __( 'none', 'two-heads' ) : __( 'none yet', 'two-heads' );
}

function Fact( { term, children }: { term: string; children: ReactNode } ) {
	return (
		<div>
			<dt>{ term }</dt>
			<dd>{ children }</dd>
		</div>
	);
}

import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Results } from '../../contracts/results';
import {
	decidingMetric,
	figuresOf,
	formatChance,
	formatCount,
	formatImprovement,
	formatInterval,
	formatLoss,
	formatSignificance,
	metricName,
	visitorsRemaining,
} from '../../domain/format-results';
import { modeName } from '../../domain/mode';
import { variationName } from '../../domain/titles';
import { unitMore, unitName, unitOf } from '../../domain/units';
import { columnsOf, isReliable, leaderOf } from '../../domain/verdict';

interface SummaryFactsProps {
	results: Results;
	over: boolean;
}

/** The figures of who is ahead. */
export function SummaryFacts( { results, over }: SummaryFactsProps ) {
	const metric = decidingMetric( results );
	const left = over ? null : visitorsRemaining( results );
	const unit = unitOf( results );
	return (
		<dl className="two-heads-facts">
			{ metric && (
				<Fact term={ __( 'Decided by', 'two-heads' ) }>
					{ metricName( metric.id ) }
				</Fact>
			) }
			{ results.mode && (
				<Fact term={ __( 'How it decides', 'two-heads' ) }>
					{ modeName( results.mode ) }
				</Fact>
			) }
			{ isReliable( results ) && (
				<LeaderFacts results={ results } over={ over } />
			) }
			<Fact term={ unitName( unit ) }>
				{ formatCount( results.visitors ) }
			</Fact>
			{ left !== null && (
				<Fact
					term={
						results.mode === 'learn'
							? __( 'Needed to be sure', 'two-heads' )
							: __( 'Still needed', 'two-heads' )
					}
				>
					{ sprintf(
						/* translators: %s: such as "4,400 more visitors". */
						__( 'about %s', 'two-heads' ),
						unitMore( unit, left )
					) }
				</Fact>
			) }
		</dl>
	);
}

function LeaderFacts( { results, over }: SummaryFactsProps ) {
	const leader = leaderOf( results );
	const figures = leader === null ? undefined : figuresOf( results, leader );
	const interval = formatInterval( figures?.interval ?? null );
	const chance = figures?.chance ?? null;
	const loss = figures?.loss ?? null;
	const { significance } = columnsOf(
		results,
		decidingMetric( results )?.variations ?? []
	);
	return (
		<>
			<Fact term={ __( 'Ahead', 'two-heads' ) }>
				{ leader === null ? nobody( over ) : variationName( leader ) }
			</Fact>
			{ leader !== null && leader > 0 && (
				<Fact term={ __( 'Improvement', 'two-heads' ) }>
					{ formatImprovement( figures?.improvement ?? null ) }
					{ interval && (
						<span className="two-heads-hint"> ({ interval })</span>
					) }
				</Fact>
			) }
			{ chance !== null && (
				<Fact term={ __( 'Chance to be best', 'two-heads' ) }>
					{ formatChance( chance ) }
				</Fact>
			) }
			{ loss !== null && (
				<Fact term={ __( 'Expected loss', 'two-heads' ) }>
					{ formatLoss( loss ) }
				</Fact>
			) }
			{ leader !== null && leader > 0 && significance && (
				<Fact term={ __( 'Significance', 'two-heads' ) }>
					{ formatSignificance( figures?.significance ?? null ) }
				</Fact>
			) }
		</>
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

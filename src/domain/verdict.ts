/**
 * What follows from a verdict, and which figures say anything at all.
 */
import type { Results } from '../contracts/results';
import { decidingMetric } from './format-results';
import type { VariationFigures } from './format-results';

/** Is there something to decide by? */
export function isDecided( results: Results | null ): boolean {
	switch ( results?.verdict ) {
		case 'winner':
		case 'likely':
		case 'original':
		case 'no_difference':
		case 'keep':
			return true;
		default:
			return false;
	}
}

/**
 * The headline that the figures speak for: 0 is the original; null while they speak for none, or clicks for one and engaged
 * reads against it.
 */
export function recommended( results: Results | null ): number | null {
	if ( ! results || ! isDecided( results ) || results.warning !== null ) {
		return null;
	}
	return results.verdict === 'winner' || results.verdict === 'likely'
		? results.leader
		: 0;
}

/** Whether more may be said of the figures than how they were counted. */
export function isReliable( results: Results | null ): boolean {
	return (
		results?.verdict !== 'unreliable' && results?.sample_ratio?.ok !== false
	);
}

/** The headline that is ahead, where that may be said. */
export function leaderOf( results: Results | null ): number | null {
	return results && isReliable( results ) ? results.leader : null;
}

/** Was every other headline shown to be worse than the original? */
export function othersSignificant( results: Results ): boolean {
	const others = ( decidingMetric( results )?.variations ?? [] ).filter(
		( { index } ) => index > 0
	);
	return (
		others.length > 0 && others.every( ( { significant } ) => significant )
	);
}

/** Which figures there are to show. */
export interface Columns {
	improvement: boolean;
	/** The interval and the significance; of Optimizely also while they are unknown. */
	interval: boolean;
	significance: boolean;
	chance: boolean;
	loss: boolean;
}

export function columnsOf(
	results: Results,
	variations: readonly VariationFigures[]
): Columns {
	const reliable = isReliable( results );
	const has = ( figure: 'interval' | 'significance' | 'chance' | 'loss' ) =>
		reliable &&
		variations.some( ( one ) => ( one[ figure ] ?? null ) !== null );
	// Who judges elsewhere has no mode, and always these two.
	const elsewhere = results.mode === undefined;
	return {
		improvement: reliable,
		interval: elsewhere || has( 'interval' ),
		significance: elsewhere || has( 'significance' ),
		chance: has( 'chance' ),
		loss: has( 'loss' ),
	};
}

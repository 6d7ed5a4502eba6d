/**
 * How visitors are shared out among the headlines. Weights are hundredths of a percent,
 * the original first, and sum to 10000: Optimizely refuses anything else.
 */
import { __, sprintf } from '@wordpress/i18n';
import { pageLocale } from './format-results';
import { variationName } from './titles';

export const WHOLE = 10000;

/** Equal shares; what cannot be divided goes to the first ones. */
export function equalWeights( count: number ): number[] {
	return scaled( Array.from( { length: count }, () => 1 ) );
}

/** Are these the shares that nobody chose? Different by a rounding at most. */
export function isEqual( weights: readonly number[] ): boolean {
	return (
		weights.length === 0 ||
		Math.max( ...weights ) - Math.min( ...weights ) <= 1
	);
}

/**
 * The same proportions, summing to exactly 10000 (largest remainders first, so that every
 * share is within one of its exact value).
 */
export function scaled( weights: readonly number[] ): number[] {
	const sum = total( weights );
	if ( sum <= 0 ) {
		return weights.length ? equalWeights( weights.length ) : [];
	}
	const exact = weights.map( ( weight ) => ( weight / sum ) * WHOLE );
	const floors = exact.map( Math.floor );
	const missing = WHOLE - total( floors );
	const order = exact
		.map( ( value, index ) => ( { index, rest: value % 1 } ) )
		// Of equal remainders the first wins: floating point tells 1/3 from 1/3.
		.sort( ( a, b ) =>
			Math.abs( b.rest - a.rest ) < 1e-6
				? a.index - b.index
				: b.rest - a.rest
		);
	for ( const { index } of order.slice( 0, missing ) ) {
		floors[ index ] = ( floors[ index ] ?? 0 ) + 1;
	}
	return floors;
}

/** One more headline, which gets a fair share from all others. */
export function withAdded( weights: readonly number[] ): number[] {
	const fair = WHOLE / ( weights.length + 1 );
	return scaled( [
		...weights.map( ( one ) => ( one * ( WHOLE - fair ) ) / WHOLE ),
		fair,
	] );
}

/** One headline less; the others keep their proportions. */
export function withRemoved(
	weights: readonly number[],
	index: number
): number[] {
	return scaled( weights.filter( ( _, at ) => at !== index ) );
}

/** A share as number fields hold it, without superfluous noughts: 33.34, 50. */
export function percentOf( weight: number ): string {
	return String( Math.round( weight ) / 100 );
}

/** What was typed into a percent field, in hundredths of a percent; null where it is no share. */
export function weightOf( percent: string ): number | null {
	const text = percent.trim().replace( ',', '.' );
	if ( ! /^(\d{1,3}(\.\d{0,2})?|\.\d{1,2})$/.test( text ) ) {
		return null;
	}
	const weight = Math.round( Number( text ) * 100 );
	return weight <= WHOLE ? weight : null;
}

/**
 * What is wrong with a split, in a sentence; empty when nothing is.
 *
 * @param percents What was typed, the original first.
 */
export function splitProblem( percents: readonly string[] ): string {
	const weights = percents.map( weightOf );
	const wrong = weights.findIndex( ( weight ) => ! weight );
	if ( wrong >= 0 ) {
		return sprintf(
			/* translators: %s: name of a headline, such as "Original" or "Variation 2". */
			__(
				'%s needs a share of more than 0 and at most 100 percent, with two decimals at most.',
				'two-heads'
			),
			variationName( wrong )
		);
	}
	const sum = total( weights.map( ( weight ) => weight ?? 0 ) );
	return sum === WHOLE
		? ''
		: sprintf(
				/* translators: %s: a number. */
				__(
					'The shares sum to %s percent. They have to sum to 100.',
					'two-heads'
				),
				new Intl.NumberFormat( pageLocale() ).format( sum / 100 )
			);
}

function total( weights: readonly number[] ): number {
	return weights.reduce( ( sum, weight ) => sum + weight, 0 );
}

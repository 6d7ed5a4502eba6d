/**
 * The sequential test behind the numbers: mSPRT with a normal mixture (Johari, Koomen, Pekelis, Walsh, "Peeking at A/B
 * Tests", KDD 2017), which may be looked at any time. Optimizely's own tau is not published: a fifth of the rate here.
 */

/** One variation on one metric: visitors, mean and variance per visitor, visitors who converted. */
export type Arm = {
	readonly samples: number;
	readonly rate: number;
	readonly variance: number;
	readonly converted: number;
};

export type Comparison = {
	/** Difference relative to the baseline; null when the baseline has none to relate to. */
	readonly lift: number | null;
	/** 1 − the always-valid p-value. */
	readonly significance: number;
	/** Relative as well; null when the lift is. */
	readonly interval: readonly [ number, number ] | null;
	readonly isSignificant: boolean;
	/** More visitors until the same difference is significant; null when it cannot be told. */
	readonly remaining: number | null;
};

const TAU = 0.2;
/** No winner or loser before both have so many. */
const GATE = { visitors: 100, conversions: 25 };
const FARTHEST = 1e9;

/**
 * ln of the likelihood ratio.
 *
 * @param difference Of the means.
 * @param variance   Of the difference.
 * @param tau2       Variance of the mixture.
 */
export function logLambda(
	difference: number,
	variance: number,
	tau2: number
): number {
	return (
		0.5 * Math.log( variance / ( variance + tau2 ) ) +
		( tau2 * difference * difference ) /
			( 2 * variance * ( variance + tau2 ) )
	);
}

/** The smallest factor of traffic at which something is true that stays true; null when it never is. */
function smallestFactor(
	isEnough: ( factor: number ) => boolean,
	most: number
): number | null {
	let high = 1;
	while ( ! isEnough( high ) ) {
		high *= 2;
		if ( high > most ) {
			return null;
		}
	}
	let low = high / 2;
	for ( let step = 0; step < 40; step++ ) {
		const middle = ( low + high ) / 2;
		if ( isEnough( middle ) ) {
			high = middle;
		} else {
			low = middle;
		}
	}
	return high;
}

/**
 * Compares a variation with the baseline.
 *
 * @param baseline  The one compared with.
 * @param arm       The one compared.
 * @param threshold Significance asked for, such as .9.
 * @param isBinary  Whether a visitor either converts or does not.
 */
export function compare(
	baseline: Arm,
	arm: Arm,
	threshold: number,
	isBinary: boolean
): Comparison {
	const visitors = baseline.samples + arm.samples;
	const mean =
		( baseline.rate * baseline.samples + arm.rate * arm.samples ) /
		Math.max( 1, visitors );
	const variance = isBinary
		? mean * ( 1 - mean ) * ( 1 / baseline.samples + 1 / arm.samples )
		: baseline.variance / baseline.samples + arm.variance / arm.samples;
	const lift =
		baseline.rate > 0 && arm.samples > 0
			? ( arm.rate - baseline.rate ) / baseline.rate
			: null;
	// Also false for NaN, where an arm has no visitors.
	if ( ! ( variance > 0 ) || ! Number.isFinite( variance ) || mean <= 0 ) {
		return {
			lift,
			significance: 0,
			interval: null,
			isSignificant: false,
			remaining: null,
		};
	}
	const difference = arm.rate - baseline.rate;
	const tau2 = ( TAU * mean ) ** 2;
	const alpha = 1 - threshold;
	const significance =
		1 - Math.min( 1, Math.exp( -logLambda( difference, variance, tau2 ) ) );
	const passesGate = ( factor: number ) =>
		[ baseline, arm ].every(
			( one ) =>
				one.samples * factor >= GATE.visitors &&
				( ! isBinary || one.converted * factor >= GATE.conversions )
		);
	const half = Math.sqrt(
		( ( 2 * variance * ( variance + tau2 ) ) / tau2 ) *
			( Math.log( 1 / alpha ) +
				0.5 * Math.log( ( variance + tau2 ) / variance ) )
	);
	const factor =
		difference === 0
			? null
			: smallestFactor(
					( times ) =>
						passesGate( times ) &&
						logLambda( difference, variance / times, tau2 ) >=
							Math.log( 1 / alpha ),
					FARTHEST / visitors
				);
	return {
		lift,
		significance,
		interval:
			lift === null
				? null
				: [
						( difference - half ) / baseline.rate,
						( difference + half ) / baseline.rate,
					],
		isSignificant: passesGate( 1 ) && significance >= threshold,
		remaining:
			factor === null
				? null
				: Math.max( 0, Math.ceil( ( factor - 1 ) * visitors - 1e-6 ) ),
	};
}

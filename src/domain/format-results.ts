/**
 * Figures of results as people read them, in the language of the admin.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { Results } from '../contracts/results';
import type { EngineId } from './engine';

type Metric = Results[ 'metrics' ][ number ];
export type VariationFigures = Metric[ 'variations' ][ number ];

/** The language WordPress shows this page in. */
export function pageLocale(): string {
	const { lang } = document.documentElement;
	return lang && Intl.NumberFormat.supportedLocalesOf( lang ).length
		? lang
		: 'en-US';
}

/** 12345 → 12,345. */
export function formatCount( count: number, locale = pageLocale() ): string {
	return new Intl.NumberFormat( locale ).format( count );
}

/**
 * 0.0423 → 4.2%; small ones with a digit more.
 *
 * @param rate   A share of 1.
 * @param locale Language of the person.
 * @param column What stands in the same column: all of it gets the same digits.
 */
export function formatRate(
	rate: number,
	locale = pageLocale(),
	column: readonly number[] = [ rate ]
): string {
	const digits = Math.max( 0, ...column.map( digitsOfRate ) );
	return new Intl.NumberFormat( locale, {
		style: 'percent',
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	} ).format( rate );
}

/**
 * Whether a rate is conversions by visitors. On this site not where shares moved: rates are compared within times of equal
 * shares. Another engine's are as it says, rounded as it likes.
 */
export function isPlainRate(
	engine: EngineId,
	{
		visitors,
		conversions,
		rate,
	}: Pick< VariationFigures, 'visitors' | 'conversions' | 'rate' >
): boolean {
	return (
		engine !== 'builtin' ||
		visitors <= 0 ||
		Math.abs( conversions / visitors - rate ) < 1e-6
	);
}

/**
 * 0.2 → +20%; an em dash while unknown.
 *
 * @param improvement Relative to the original.
 * @param locale      Language of the person.
 * @param column      What stands in the same column.
 */
export function formatImprovement(
	improvement: number | null,
	locale = pageLocale(),
	column: readonly ( number | null )[] = [ improvement ]
): string {
	return improvement === null
		? '—'
		: new Intl.NumberFormat( locale, {
				style: 'percent',
				minimumFractionDigits: Math.max(
					0,
					...column.map( ( one ) => digitsOf( one ?? 0, 1 ) )
				),
				maximumFractionDigits: 1,
				signDisplay: 'exceptZero',
			} ).format( improvement );
}

function digitsOfRate( rate: number ): number {
	return digitsOf( rate, rate > 0 && rate < 0.01 ? 2 : 1 );
}

/** How many digits a share of 1 needs after the point in percent, of at most so many. */
function digitsOf( share: number, most: number ): number {
	const [ , digits = '' ] = String(
		Number( ( Math.abs( share ) * 100 ).toFixed( most ) )
	).split( '.' );
	return digits.length;
}

/** A share of the traffic, in hundredths of a percent: 3333 → 33.33%. */
export function formatShare( weight: number, locale = pageLocale() ): string {
	return new Intl.NumberFormat( locale, {
		style: 'percent',
		maximumFractionDigits: 2,
	} ).format( weight / 10000 );
}

/** The interval of an improvement; empty while unknown. */
export function formatInterval(
	interval: [ number, number ] | null,
	locale = pageLocale()
): string {
	return interval
		? sprintf(
				/* translators: 1: lower end of an interval, 2: upper end, such as "+3%" and "+36%". */
				__( '%1$s to %2$s', 'two-heads' ),
				formatImprovement( interval[ 0 ], locale ),
				formatImprovement( interval[ 1 ], locale )
			)
		: '';
}

/** Rounded down: a chance of error is never shown smaller than it is. */
export function formatSignificance(
	significance: number | null,
	locale = pageLocale()
): string {
	if ( significance === null ) {
		return __( 'not yet known', 'two-heads' );
	}
	const format = ( value: number ) =>
		new Intl.NumberFormat( locale, {
			style: 'percent',
			maximumFractionDigits: 0,
		} ).format( value );
	if ( significance > 0.99 ) {
		return sprintf(
			/* translators: %s: a percentage. */
			__( 'over %s', 'two-heads' ),
			format( 0.99 )
		);
	}
	return format( Math.floor( significance * 100 + 1e-9 ) / 100 );
}

/** A chance, never shown as nought or as certain. */
export function formatChance( chance: number, locale = pageLocale() ): string {
	const format = ( value: number ) =>
		new Intl.NumberFormat( locale, {
			style: 'percent',
			maximumFractionDigits: 0,
		} ).format( value );
	if ( chance < 0.01 ) {
		return sprintf(
			/* translators: %s: a percentage. */
			__( 'under %s', 'two-heads' ),
			format( 0.01 )
		);
	}
	return chance > 0.99
		? sprintf(
				/* translators: %s: a percentage. */
				__( 'over %s', 'two-heads' ),
				format( 0.99 )
			)
		: format( chance );
}

/** An expected loss, rounded up: it is never shown smaller than it is. */
export function formatLoss( loss: number, locale = pageLocale() ): string {
	return new Intl.NumberFormat( locale, {
		style: 'percent',
		maximumFractionDigits: 1,
	} ).format( Math.max( 0.001, Math.ceil( loss * 1000 - 1e-9 ) / 1000 ) );
}

/** An estimate, with two digits that mean something, rounded up. */
export function roundedEstimate( count: number ): number {
	const unit = 10 ** Math.max( 0, Math.floor( Math.log10( count ) ) - 1 );
	return count > 0 ? Math.ceil( count / unit ) * unit : 0;
}

/** The metric that decides; undefined while there are no figures. */
export function decidingMetric( results: Results ): Metric | undefined {
	return results.metrics[ 0 ];
}

/** The deciding figures of one variation. */
export function figuresOf(
	results: Results | null,
	index: number
): VariationFigures | undefined {
	return (
		( results &&
			decidingMetric( results )?.variations.find(
				( one ) => one.index === index
			) ) ||
		undefined
	);
}

/**
 * Visitors still needed: the leader's, else of whoever needs most. Null while unknown, and
 * once it is decided.
 */
export function visitorsRemaining( results: Results ): number | null {
	if ( results.verdict !== 'more_time' ) {
		return null;
	}
	const known = ( decidingMetric( results )?.variations ?? [] ).flatMap(
		( one ) =>
			one.remaining === null ? [] : [ { ...one, left: one.remaining } ]
	);
	const leader = known.find( ( one ) => one.index === results.leader );
	const left =
		leader?.left ?? Math.max( 0, ...known.map( ( one ) => one.left ) );
	return left > 0 ? roundedEstimate( left ) : null;
}

/** What a metric counts, in two or three words. */
export function metricName( id: Metric[ 'id' ] ): string {
	switch ( id ) {
		case 'click':
			return __( 'Headline clicks', 'two-heads' );
		case 'read':
			return __( 'Engaged reads', 'two-heads' );
		case 'open':
			return __( 'Post opened', 'two-heads' );
	}
}

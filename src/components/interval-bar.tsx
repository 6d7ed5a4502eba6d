import { __, sprintf } from '@wordpress/i18n';
import { formatInterval } from '../domain/format-results';

interface IntervalBarProps {
	/** Ends of the improvement's interval, relative to the original. */
	interval: [ number, number ];
	/** The improvement itself; null while unknown. */
	improvement: number | null;
	/** What the bar's half width stands for, so that several bars compare. See scaleOf(). */
	scale: number;
	/** Whether the interval means a difference. */
	significant: boolean;
}

/** Where an improvement probably lies; the line in the middle is the original. */
export function IntervalBar( {
	interval,
	improvement,
	scale,
	significant,
}: IntervalBarProps ) {
	const [ low, high ] = interval.map( ( end ) => placeOf( end, scale ) ) as [
		number,
		number,
	];
	return (
		<div
			className={ `two-heads-interval${ toneOf( interval, significant ) }` }
			role="img"
			aria-label={ sprintf(
				/* translators: %s: an interval such as "+3% to +36%". */
				__( 'The improvement is probably %s.', 'two-heads' ),
				formatInterval( interval )
			) }
		>
			<span className="two-heads-interval__middle" />
			<span
				className="two-heads-interval__range"
				style={ {
					insetInlineStart: `${ low }%`,
					inlineSize: `${ Math.max( 1, high - low ) }%`,
				} }
			/>
			{ improvement !== null && (
				<span
					className="two-heads-interval__point"
					style={ {
						insetInlineStart: `${ placeOf( improvement, scale ) }%`,
					} }
				/>
			) }
		</div>
	);
}

/** A scale on which all of these intervals fit; never so small that noise fills the bar. */
export function scaleOf(
	intervals: readonly ( [ number, number ] | null )[]
): number {
	return Math.max(
		0.1,
		...intervals.flatMap( ( interval ) =>
			interval ? interval.map( Math.abs ) : []
		)
	);
}

/** Place on the bar in percent: 0 is −scale, 100 is +scale. */
function placeOf( value: number, scale: number ): number {
	return Math.min( 100, Math.max( 0, 50 + ( value / scale ) * 50 ) );
}

function toneOf( interval: [ number, number ], significant: boolean ): string {
	if ( ! significant ) {
		return '';
	}
	return interval[ 0 ] >= 0 ? ' is-better' : ' is-worse';
}

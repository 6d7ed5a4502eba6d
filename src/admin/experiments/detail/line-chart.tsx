import { useInstanceId, useResizeObserver } from '@wordpress/compose';
import { useMemo } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import { formatRate, metricName } from '../../../domain/format-results';
import { seriesChart } from '../../../domain/series-chart';
import type { Chart, SeriesMetric } from '../../../domain/series-chart';
import { variationName } from '../../../domain/titles';
import { titlesOf } from '../../../editor/titles-of';
import { anchorOf, description, markSentence, timeLabel } from './chart-labels';
import { lineStyle } from './line-style';

interface LineChartProps {
	experiment: Experiment;
	metric: SeriesMetric;
}

/** Room around the plot, in pixels: above for the marks' numbers, left for rates, below for times. */
const SPACE = { top: 18, right: 12, bottom: 26, left: 52 };
const HEIGHT = 240;

/** The rate of every headline up to each moment, as lines. Its width is that of the place it stands in. */
export function LineChart( { experiment, metric }: LineChartProps ) {
	const id = useInstanceId( LineChart, 'two-heads-chart' );
	const [ sizer, { width } ] = useResizeObserver();
	const plot = useMemo(
		() => ( {
			width: Math.max( 160, ( width ?? 640 ) - SPACE.left - SPACE.right ),
			height: HEIGHT - SPACE.top - SPACE.bottom,
		} ),
		[ width ]
	);
	const chart = useMemo(
		() => seriesChart( metric, experiment.log, plot ),
		[ metric, experiment.log, plot ]
	);
	const titles = titlesOf( experiment );
	if ( ! chart ) {
		return (
			<p>
				{ __(
					'There is no data yet: nobody has been counted.',
					'two-heads'
				) }
			</p>
		);
	}
	return (
		<figure className="two-heads-chart">
			<div className="two-heads-chart__frame" dir="ltr">
				{ sizer }
				<svg
					role="img"
					aria-labelledby={ `${ id }-title` }
					aria-describedby={ `${ id }-text` }
					width="100%"
					height={ HEIGHT }
				>
					<title id={ `${ id }-title` }>
						{ sprintf(
							/* translators: %s: what is counted, such as "Headline clicks". */
							__( '%s over time', 'two-heads' ),
							metricName( metric.id )
						) }
					</title>
					<desc id={ `${ id }-text` }>
						{ description( chart, titles ) }
					</desc>
					<g
						transform={ `translate(${ SPACE.left } ${ SPACE.top })` }
					>
						<Axes chart={ chart } plot={ plot } />
						{ chart.marks.map( ( { x }, index ) => (
							<g key={ index } className="two-heads-chart__mark">
								<path d={ `M${ x } 0V${ plot.height }` } />
								<text x={ x } y={ -5 } textAnchor="middle">
									{ index + 1 }
								</text>
							</g>
						) ) }
						{ chart.lines.map( ( { index, path } ) => (
							<path
								key={ index }
								d={ path }
								className="two-heads-chart__line"
								{ ...lineStyle( index ) }
							/>
						) ) }
					</g>
				</svg>
			</div>
			<Legend chart={ chart } titles={ titles } />
		</figure>
	);
}

function Axes( {
	chart,
	plot,
}: {
	chart: Chart;
	plot: { width: number; height: number };
} ) {
	return (
		<>
			{ chart.yTicks.map( ( { y, rate } ) => (
				<g key={ rate } className="two-heads-chart__tick">
					<path d={ `M0 ${ y }H${ plot.width }` } />
					<text x={ -8 } y={ y } dy="0.32em" textAnchor="end">
						{ formatRate( rate ) }
					</text>
				</g>
			) ) }
			{ chart.xTicks
				// Fewer where there is little room.
				.filter(
					( _, index, all ) =>
						plot.width > 480 ||
						index === 0 ||
						index === all.length - 1
				)
				.map( ( { x, at } ) => (
					<text
						key={ at }
						x={ x }
						y={ plot.height + 18 }
						textAnchor={ anchorOf( x, plot.width ) }
					>
						{ timeLabel( at, chart.span ) }
					</text>
				) ) }
		</>
	);
}

/** Which line is which headline, and what the numbered marks stand for. */
function Legend( { chart, titles }: { chart: Chart; titles: string[] } ) {
	return (
		<figcaption>
			<ul className="two-heads-chart__legend">
				{ chart.lines.map( ( { index, end } ) => (
					<li key={ index }>
						<svg width="28" height="10" aria-hidden="true">
							<path
								d="M2 5H26"
								className="two-heads-chart__line"
								{ ...lineStyle( index ) }
							/>
						</svg>
						<span>
							<strong>{ variationName( index ) }</strong>{ ' ' }
							<span dir="auto">{ titles[ index ] }</span>
							{ end && ` · ${ formatRate( end.rate ) }` }
						</span>
					</li>
				) ) }
			</ul>
			{ chart.marks.length > 0 && (
				<ol className="two-heads-chart__marks">
					{ chart.marks.map( ( { at, event }, index ) => (
						<li key={ index }>{ markSentence( event, at ) }</li>
					) ) }
				</ol>
			) }
		</figcaption>
	);
}

import { Button, SelectControl, Spinner } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { CardSection } from '../../../components/card-section';
import { ErrorNotice } from '../../../components/error-notice';
import type { Experiment } from '../../../contracts/experiment';
import type { Series } from '../../../contracts/series';
import { csvFileName } from '../../../domain/csv';
import { metricName } from '../../../domain/format-results';
import { downloadCsv } from '../download';
import { LineChart } from './line-chart';
import { PointTable } from './point-table';
import { seriesCsv } from './results-csv';
import { useSeries } from './use-series';

interface SeriesSectionProps {
	experiment: Experiment;
	siteName: string;
}

/** How the rates went over time. */
export function SeriesSection( { experiment, siteName }: SeriesSectionProps ) {
	const { state, retry } = useSeries(
		experiment.id,
		experiment.results?.fetched_at ?? ''
	);
	return (
		<CardSection
			title={ __( 'Over time', 'two-heads' ) }
			aside={
				state.status === 'ready' && state.series.state === 'ready' ? (
					<Button
						__next40pxDefaultSize
						variant="tertiary"
						aria-label={ __(
							'Download the figures over time as CSV',
							'two-heads'
						) }
						onClick={ () =>
							downloadCsv(
								csvFileName(
									siteName,
									experiment.post_title,
									String( experiment.id ),
									'over-time'
								),
								seriesCsv( experiment, state.series )
							)
						}
					>
						{ __( 'Download as CSV', 'two-heads' ) }
					</Button>
				) : null
			}
		>
			{ state.status === 'loading' && (
				<p className="two-heads-loading">
					<Spinner />
					{ __( 'Loading the figures over time…', 'two-heads' ) }
				</p>
			) }
			{ state.status === 'failed' && (
				<ErrorNotice error={ state.error } onRetry={ retry } />
			) }
			{ state.status === 'ready' && (
				<Content experiment={ experiment } series={ state.series } />
			) }
		</CardSection>
	);
}

function Content( {
	experiment,
	series,
}: {
	experiment: Experiment;
	series: Series;
} ) {
	const [ chosen, setChosen ] = useState( '' );
	const { metrics } = series;
	const metric = metrics.find( ( { id } ) => id === chosen ) ?? metrics[ 0 ];

	if ( series.state === 'preparing' ) {
		return (
			<p role="status">
				{ __(
					'The figures over time are being prepared. They appear here by themselves.',
					'two-heads'
				) }
			</p>
		);
	}
	if ( series.state === 'none' || ! metric ) {
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
		<>
			{ metrics.length > 1 && (
				<SelectControl
					__nextHasNoMarginBottom
					__next40pxDefaultSize
					className="two-heads-field"
					label={ __( 'Rate of', 'two-heads' ) }
					value={ metric.id }
					options={ metrics.map( ( { id } ) => ( {
						label: metricName( id ),
						value: id,
					} ) ) }
					onChange={ setChosen }
				/>
			) }
			<LineChart experiment={ experiment } metric={ metric } />
			<PointTable experiment={ experiment } metric={ metric } />
		</>
	);
}

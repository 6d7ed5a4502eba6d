import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import { csvFileName } from '../../../domain/csv';
import { downloadCsv } from '../download';
import { resultsCsv } from './results-csv';

interface ResultsDownloadProps {
	experiment: Experiment;
	siteName: string;
}

/** The figures for a spreadsheet. */
export function ResultsDownload( {
	experiment,
	siteName,
}: ResultsDownloadProps ) {
	const { results } = experiment;
	return results ? (
		<Button
			__next40pxDefaultSize
			variant="secondary"
			onClick={ () =>
				downloadCsv(
					csvFileName(
						siteName,
						experiment.post_title,
						String( experiment.id )
					),
					resultsCsv( experiment, results )
				)
			}
		>
			{ __( 'Download as CSV', 'two-heads' ) }
		</Button>
	) : null;
}

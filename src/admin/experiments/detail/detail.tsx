import { ExternalLink } from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import { useEffect, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { CardSection } from '../../../components/card-section';
import type { Experiment } from '../../../contracts/experiment';
import type { HeadlinePanel } from '../../../contracts/headline-panel';
import { engineName, runsOn } from '../../../domain/engine';
import { AttentionNotice } from '../../../editor/panel/attention-notice';
import { Hypothesis } from '../../../editor/panel/hypothesis';
import { JobView } from '../../../editor/panel/job-view';
import { Summary } from '../../../editor/panel/summary';
import { useKeptFocus } from '../../../editor/panel/use-kept-focus';
import type { HeadlineTest } from '../../../editor/use-headline-test';
import type { Boot } from '../boot';
import { StatusBadge } from '../status-badge';
import { Actions } from './actions';
import { Headlines } from './headlines';
import { Log } from './log';
import { MetricTables } from './metric-tables';
import { Reach } from './reach';
import { ResultsDownload } from './results-download';
import { SeriesSection } from './series-section';

interface DetailProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
	experiment: Experiment;
	boot: Boot;
}

/** Everything about one experiment. */
export function Detail( { test, panel, experiment, boot }: DetailProps ) {
	const id = useInstanceId( Detail, 'two-heads-experiment' );
	const heading = useRef< HTMLHeadingElement >( null );
	useEffect( () => heading.current?.focus(), [] );
	const kept = useKeptFocus();
	const { results, job, status } = experiment;
	const isCurrent = panel.current?.id === experiment.id;
	const begun = experiment.started_at !== null || results !== null;

	return (
		<section
			{ ...kept }
			className="two-heads-card two-heads-detail__card"
			aria-labelledby={ id }
		>
			<header className="two-heads-card__header">
				<div className="two-heads-card__name">
					<h2 ref={ heading } id={ id } tabIndex={ -1 }>
						<span dir="auto">
							{ experiment.post_title ||
								__( '(no title)', 'two-heads' ) }
						</span>
					</h2>
					<Links
						experiment={ experiment }
						hasChoice={ panel.engines.length > 1 }
					/>
				</div>
				<StatusBadge experiment={ experiment } />
			</header>
			<CardSection title={ __( 'What it means', 'two-heads' ) }>
				<AttentionNotice experiment={ experiment } />
				{ job && isCurrent && (
					<JobView
						test={ test }
						panel={ panel }
						experiment={ experiment }
						job={ job }
					/>
				) }
				{ status !== 'draft' && <Summary experiment={ experiment } /> }
				<Hypothesis experiment={ experiment } />
				{ ( ! job || ! isCurrent ) && (
					<Actions
						test={ test }
						panel={ panel }
						experiment={ experiment }
					/>
				) }
			</CardSection>
			{ status === 'draft' && (
				<CardSection title={ __( 'Headlines', 'two-heads' ) }>
					<Headlines experiment={ experiment } />
				</CardSection>
			) }
			{ results?.state === 'ready' && (
				<>
					<CardSection
						title={ __( 'Figures', 'two-heads' ) }
						aside={
							<ResultsDownload
								experiment={ experiment }
								siteName={ boot.siteName }
							/>
						}
					>
						<MetricTables
							experiment={ experiment }
							results={ results }
						/>
					</CardSection>
					<CardSection title={ __( 'Reach', 'two-heads' ) }>
						<Reach experiment={ experiment } results={ results } />
					</CardSection>
				</>
			) }
			{ begun && (
				<SeriesSection
					experiment={ experiment }
					siteName={ boot.siteName }
				/>
			) }
			<CardSection title={ __( 'What happened', 'two-heads' ) }>
				<Log log={ experiment.log } />
			</CardSection>
		</section>
	);
}

function Links( {
	experiment,
	hasChoice,
}: {
	experiment: Experiment;
	/** Whether it could run elsewhere. */
	hasChoice: boolean;
} ) {
	return (
		<p className="two-heads-detail__links">
			{ hasChoice && <span>{ runsOn( experiment.engine ) }</span> }
			{ experiment.post_edit_url && (
				<a href={ experiment.post_edit_url }>
					{ __( 'Edit post', 'two-heads' ) }
				</a>
			) }
			{ experiment.engine_url && (
				<ExternalLink href={ experiment.engine_url }>
					{ sprintf(
						/* translators: %s: name of a service, such as "Optimizely". */
						__( 'Open in %s', 'two-heads' ),
						engineName( experiment.engine )
					) }
				</ExternalLink>
			) }
		</p>
	);
}

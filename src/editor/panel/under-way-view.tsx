import { Button, ExternalLink } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { ErrorNotice } from '../../components/error-notice';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { engineName } from '../../domain/engine';
import { runSentence } from '../../domain/run-sentence';
import { foldTitle } from '../../domain/titles';
import { isDecided } from '../../domain/verdict';
import type { HeadlineTest } from '../use-headline-test';
import { ActionButton } from './action-button';
import { AttentionNotice } from './attention-notice';
import { ChangeForm } from './change-form';
import { EndButton } from './end-button';
import { EngineNotice } from './engine-notice';
import { Hypothesis } from './hypothesis';
import { Summary } from './summary';
import { VariationRows } from './variation-rows';

interface UnderWayViewProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
	experiment: Experiment;
	resultsUrl: string;
}

/** An experiment that runs or is paused. */
export function UnderWayView( {
	test,
	panel,
	experiment,
	resultsUrl,
}: UnderWayViewProps ) {
	const { host, draft, refresh, changes } = test;
	const [ engine ] = panel.engines;
	const running = experiment.status === 'running';
	const schedule = running
		? runSentence( experiment.setup, experiment.engine, draft.now )
		: '';

	return (
		<div className="two-heads-stack">
			<EngineNotice engine={ engine } />
			<AttentionNotice experiment={ experiment } />
			{ ! running && (
				<p>
					{ __(
						'Paused: visitors see the original, and nobody is counted.',
						'two-heads'
					) }
				</p>
			) }
			<Summary experiment={ experiment } />
			{ refresh.error && <ErrorNotice error={ refresh.error } focus /> }
			<div className="two-heads-buttons">
				{ panel.may.run && (
					<Button
						__next40pxDefaultSize
						variant="tertiary"
						isBusy={ refresh.busy }
						disabled={ refresh.busy }
						accessibleWhenDisabled
						onClick={ () => void refresh.start( experiment.id ) }
					>
						{ __( 'Refresh', 'two-heads' ) }
					</Button>
				) }
				{ resultsUrl && panel.may.run && (
					<ExternalLink href={ resultsUrl + experiment.id }>
						{ __( 'Full results', 'two-heads' ) }
					</ExternalLink>
				) }
			</div>
			{ test.refreshed && (
				<p className="two-heads-hint">{ test.refreshed }</p>
			) }
			{ foldTitle( host.title ) !== foldTitle( experiment.original ) && (
				<p className="two-heads-hint">
					{ __(
						'You have changed the title of the post. Once the post is saved, the test goes on with the new one as its original.',
						'two-heads'
					) }
				</p>
			) }
			{ changes.titles ? (
				<ChangeForm
					test={ test }
					experiment={ experiment }
					titles={ changes.titles }
				/>
			) : (
				<VariationRows experiment={ experiment } />
			) }
			<Hypothesis experiment={ experiment } />
			{ schedule && <p className="two-heads-hint">{ schedule }</p> }
			{ panel.may.run && ! changes.titles && (
				<Actions
					test={ test }
					experiment={ experiment }
					engineReady={ engine.ready }
				/>
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
		</div>
	);
}

function Actions( {
	test,
	experiment,
	engineReady,
}: Pick< UnderWayViewProps, 'test' | 'experiment' > & {
	engineReady: boolean;
} ) {
	const { pause, resume, changes } = test;
	const { id, results } = experiment;
	const decided = isDecided( results );
	const error = pause.error ?? resume.error;
	return (
		<div className="two-heads-actions">
			{ error && <ErrorNotice error={ error } focus /> }
			{ experiment.status === 'running' ? (
				<ActionButton
					busy={ pause.busy }
					disabled={ test.busy }
					hint={ __(
						'All visitors see the original until you resume. The figures are kept.',
						'two-heads'
					) }
					onClick={ () => void pause.start( id ) }
				>
					{ __( 'Pause', 'two-heads' ) }
				</ActionButton>
			) : (
				<ActionButton
					variant={ decided ? 'secondary' : 'primary' }
					busy={ resume.busy }
					disabled={ test.busy || ! engineReady }
					hint={
						experiment.engine === 'builtin'
							? __(
									'Visitors see the headlines of the test again; those who are remembered, the same one as before.',
									'two-heads'
								)
							: __(
									'Visitors see the headlines of the test again, each the same one as before.',
									'two-heads'
								)
					}
					onClick={ () => void resume.start( id ) }
				>
					{ __( 'Resume', 'two-heads' ) }
				</ActionButton>
			) }
			<ActionButton
				disabled={ test.busy || ! engineReady }
				hint={ __(
					'Other words for the headlines under test. You see what that means before anything is sent.',
					'two-heads'
				) }
				onClick={ changes.begin }
			>
				{ __( 'Change headlines', 'two-heads' ) }
			</ActionButton>
			<div className="two-heads-action">
				<EndButton
					test={ test }
					experiment={ experiment }
					variant={ decided ? 'primary' : 'secondary' }
				/>
				<p className="two-heads-hint">
					{ __(
						'Choose the headline that stays. You are asked before anything changes.',
						'two-heads'
					) }
				</p>
			</div>
		</div>
	);
}

import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { ErrorNotice } from '../../../components/error-notice';
import type { Experiment } from '../../../contracts/experiment';
import type { HeadlinePanel } from '../../../contracts/headline-panel';
import { isDecided } from '../../../domain/verdict';
import { ActionButton } from '../../../editor/panel/action-button';
import { Outcome, Undo } from '../../../editor/panel/concluded-view';
import { EndButton } from '../../../editor/panel/end-button';
import type { HeadlineTest } from '../../../editor/use-headline-test';

interface ActionsProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
	experiment: Experiment;
}

/** What can be done with an experiment now: as in the panel of its post, by the same buttons. */
export function Actions( { test, panel, experiment }: ActionsProps ) {
	const { id, status, outcome, results } = experiment;
	const { pause, resume, refresh } = test;
	const error = pause.error ?? resume.error ?? refresh.error;
	const mayRun = panel.may.run;

	if ( status === 'draft' ) {
		return (
			<p>
				{ __(
					'Not started yet. It is started in the editor of the post, where you can look whether the headline is found.',
					'two-heads'
				) }
			</p>
		);
	}
	if ( status === 'concluded' || status === 'archived' ) {
		return (
			<>
				<Outcome experiment={ experiment } />
				{ mayRun && outcome?.revertible && (
					<Undo test={ test } experiment={ experiment } />
				) }
			</>
		);
	}
	const decided = isDecided( results );
	return (
		<>
			{ ! panel.engines[ 0 ].ready && (
				<Notice status="warning" isDismissible={ false }>
					{ panel.engines[ 0 ].message }
				</Notice>
			) }
			{ error && <ErrorNotice error={ error } focus /> }
			{ test.refreshed && (
				<p className="two-heads-hint">{ test.refreshed }</p>
			) }
			{ mayRun && (
				<div className="two-heads-detail__actions">
					<EndButton
						test={ test }
						experiment={ experiment }
						variant={ decided ? 'primary' : 'secondary' }
					/>
					{ status === 'running' ? (
						<ActionButton
							busy={ pause.busy }
							disabled={ test.busy }
							onClick={ () => void pause.start( id ) }
						>
							{ __( 'Pause', 'two-heads' ) }
						</ActionButton>
					) : (
						<ActionButton
							busy={ resume.busy }
							disabled={ test.busy || ! panel.engines[ 0 ].ready }
							onClick={ () => void resume.start( id ) }
						>
							{ __( 'Resume', 'two-heads' ) }
						</ActionButton>
					) }
					<ActionButton
						variant="tertiary"
						busy={ refresh.busy }
						disabled={ test.busy }
						onClick={ () => void refresh.start( id ) }
					>
						{ __( 'Refresh the figures', 'two-heads' ) }
					</ActionButton>
				</div>
			) }
		</>
	);
}

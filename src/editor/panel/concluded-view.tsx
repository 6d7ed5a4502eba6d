import { dateI18n, getSettings } from '@wordpress/date';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { outcomeSentence } from '../../domain/panel-state';
import { isolated } from '../../domain/titles';
import type { HeadlineTest } from '../use-headline-test';
import { ActionButton } from './action-button';
import { StartNew } from './start-new';
import { VariationRows } from './variation-rows';

interface ConcludedViewProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
	experiment: Experiment;
}

/** How the last test ended, and what can follow. */
export function ConcludedView( {
	test,
	panel,
	experiment,
}: ConcludedViewProps ) {
	return (
		<div className="two-heads-stack">
			<Outcome experiment={ experiment } />
			{ panel.may.run && experiment.outcome?.revertible && (
				<Undo test={ test } experiment={ experiment } />
			) }
			<VariationRows experiment={ experiment } />
			{ panel.may.propose && <StartNew test={ test } /> }
		</div>
	);
}

/** The ending in words: what, by whom, when. */
export function Outcome( { experiment }: { experiment: Experiment } ) {
	const { outcome, ended_at: ended } = experiment;
	const at = outcome?.at ?? ended;
	const date = at ? dateI18n( getSettings().formats.datetime, at ) : '';
	return (
		<div className="two-heads-outcome">
			<p>
				<strong>{ outcomeSentence( experiment ) }</strong>
			</p>
			{ outcome && outcome.applied > 0 && (
				<p dir="auto">{ outcome.title }</p>
			) }
			{ date && (
				<p className="two-heads-hint">
					{ outcome?.by
						? sprintf(
								/* translators: 1: date and time, 2: a person's name. */
								__( 'Ended on %1$s by %2$s.', 'two-heads' ),
								date,
								outcome.by
							)
						: sprintf(
								/* translators: %s: date and time. */
								__( 'Ended on %s.', 'two-heads' ),
								date
							) }
				</p>
			) }
		</div>
	);
}

/** Puts the original title back, after asking. */
export function Undo( {
	test,
	experiment,
}: Pick< ConcludedViewProps, 'test' | 'experiment' > ) {
	const [ asking, setAsking ] = useState( false );
	return (
		<>
			<ActionButton
				hint={ sprintf(
					/* translators: %s: a headline. */
					__(
						'Puts “%s” back as the title of the post.',
						'two-heads'
					),
					isolated( experiment.original )
				) }
				onClick={ () => setAsking( true ) }
			>
				{ __( 'Undo', 'two-heads' ) }
			</ActionButton>
			{ asking && (
				<ConfirmDialog
					title={ __( 'Put the original title back?', 'two-heads' ) }
					confirm={ __( 'Put it back', 'two-heads' ) }
					action={ test.revert }
					onClose={ () => setAsking( false ) }
					onConfirm={ () => void test.revert.start( experiment.id ) }
				>
					<p>
						{ sprintf(
							/* translators: %s: a headline. */
							__(
								'“%s” becomes the title of the post again, at once and for everybody. The test stays ended; its figures are kept.',
								'two-heads'
							),
							isolated( experiment.original )
						) }
					</p>
				</ConfirmDialog>
			) }
		</>
	);
}

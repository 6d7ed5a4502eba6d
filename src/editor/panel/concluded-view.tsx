import { ExternalLink } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import { ErrorNotice } from '../../components/error-notice';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { outcomeSentence } from '../../domain/panel-state';
import { isolated } from '../../domain/titles';
import type { HeadlineTest } from '../use-headline-test';
import { ActionButton } from './action-button';
import { Hypothesis } from './hypothesis';
import { StartNew } from './start-new';
import { Summary } from './summary';
import { VariationRows } from './variation-rows';

interface ConcludedViewProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
	experiment: Experiment;
	/** Empty for those who may not see it. */
	resultsUrl: string;
}

/** How the last test ended, and what can follow. */
export function ConcludedView( {
	test,
	panel,
	experiment,
	resultsUrl,
}: ConcludedViewProps ) {
	return (
		<div className="two-heads-stack">
			<Outcome experiment={ experiment } />
			{ panel.may.run && experiment.outcome?.revertible && (
				<Undo test={ test } experiment={ experiment } />
			) }
			<Summary experiment={ experiment } />
			{ resultsUrl && (
				<ExternalLink href={ resultsUrl + experiment.id }>
					{ __( 'Full results', 'two-heads' ) }
				</ExternalLink>
			) }
			<VariationRows experiment={ experiment } />
			<Hypothesis experiment={ experiment } />
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

/** Puts the original title back. It asks nothing: the winner can be applied again as any title can. */
export function Undo( {
	test,
	experiment,
}: Pick< ConcludedViewProps, 'test' | 'experiment' > ) {
	const { revert } = test;
	return (
		<>
			{ revert.error && <ErrorNotice error={ revert.error } focus /> }
			<ActionButton
				busy={ revert.busy }
				disabled={ test.busy }
				hint={ sprintf(
					/* translators: %s: a headline. */
					__(
						'Puts “%s” back as the title of the post, at once and for everybody. The test stays ended; its figures are kept.',
						'two-heads'
					),
					isolated( experiment.original )
				) }
				onClick={ () => void revert.start( experiment.id ) }
			>
				{ __( 'Undo', 'two-heads' ) }
			</ActionButton>
		</>
	);
}

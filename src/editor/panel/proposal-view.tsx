import { __, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { runSentence } from '../../domain/run-sentence';
import type { HeadlineTest } from '../use-headline-test';
import { AttentionNotice } from './attention-notice';
import { EngineNotice } from './engine-notice';
import { Hypothesis } from './hypothesis';
import { VariationRows } from './variation-rows';

interface ProposalViewProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
	experiment: Experiment;
}

/** A draft, for those who may look at it and not change it. */
export function ProposalView( { test, panel, experiment }: ProposalViewProps ) {
	const schedule = runSentence(
		experiment.setup,
		experiment.engine,
		test.draft.now
	);
	return (
		<div className="two-heads-stack">
			<EngineNotice engine={ panel.engines[ 0 ] } />
			<AttentionNotice experiment={ experiment } />
			<ProposedBy experiment={ experiment } />
			<VariationRows experiment={ experiment } />
			<Hypothesis experiment={ experiment } />
			{ schedule && <p className="two-heads-hint">{ schedule }</p> }
			<p className="two-heads-hint">
				{ __(
					'You may look at this draft. Ask an editor to change or start it.',
					'two-heads'
				) }
			</p>
		</div>
	);
}

/** Whose words these are; nothing where that is not known. */
export function ProposedBy( { experiment }: { experiment: Experiment } ) {
	return experiment.created_by ? (
		<p className="two-heads-hint">
			{ sprintf(
				/* translators: %s: a person's name. */
				__( 'Proposed by %s.', 'two-heads' ),
				experiment.created_by
			) }
		</p>
	) : null;
}

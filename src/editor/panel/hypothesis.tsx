import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../contracts/experiment';

/** Why somebody thought a headline might do better, to learn from; nothing where nobody said. */
export function Hypothesis( { experiment }: { experiment: Experiment } ) {
	const { hypothesis } = experiment.setup;
	return hypothesis.trim() ? (
		<div className="two-heads-hypothesis">
			<span className="two-heads-label">
				{ __( 'Why it might do better', 'two-heads' ) }
			</span>
			<p dir="auto">{ hypothesis }</p>
		</div>
	) : null;
}

import type { Experiment } from '../../contracts/experiment';
import { needsAttention, statusWord } from '../../domain/panel-state';

/** The state of an experiment in a word. */
export function StatusBadge( { experiment }: { experiment: Experiment } ) {
	return (
		<span className={ `two-heads-badge is-${ toneOf( experiment ) }` }>
			{ statusWord( experiment ) }
		</span>
	);
}

function toneOf( experiment: Experiment ): string {
	if ( needsAttention( experiment ) ) {
		return 'warning';
	}
	return experiment.status === 'running' ? 'good' : 'neutral';
}

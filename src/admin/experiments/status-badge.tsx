import type { Experiment } from '../../contracts/experiment';
import { statusWord } from '../../domain/panel-state';

/** The state of an experiment in a word. */
export function StatusBadge( { experiment }: { experiment: Experiment } ) {
	return (
		<span className={ `two-heads-badge is-${ toneOf( experiment ) }` }>
			{ statusWord( experiment ) }
		</span>
	);
}

function toneOf( { attention, job, status }: Experiment ): string {
	if ( attention || job?.problem?.needs_person ) {
		return 'warning';
	}
	return status === 'running' ? 'good' : 'neutral';
}

import { Notice } from '@wordpress/components';
import type { Experiment } from '../../contracts/experiment';
import { waitsForDecision } from '../../domain/panel-state';
import { isReliable } from '../../domain/verdict';

/** What somebody should look at; the site's sentence says what to do. */
export function AttentionNotice( { experiment }: { experiment: Experiment } ) {
	return experiment.attention ? (
		<Notice
			status={
				waitsForDecision( experiment ) &&
				isReliable( experiment.results )
					? 'info'
					: 'warning'
			}
			isDismissible={ false }
		>
			{ experiment.attention.message }
		</Notice>
	) : null;
}

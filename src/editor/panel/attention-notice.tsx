import { Notice } from '@wordpress/components';
import type { Experiment } from '../../contracts/experiment';
import { waitsForDecision } from '../../domain/panel-state';

/** What somebody should look at; the site's sentence says what to do. */
export function AttentionNotice( { experiment }: { experiment: Experiment } ) {
	return experiment.attention ? (
		<Notice
			status={ waitsForDecision( experiment ) ? 'info' : 'warning' }
			isDismissible={ false }
		>
			{ experiment.attention.message }
		</Notice>
	) : null;
}

import { Notice } from '@wordpress/components';
import type { Experiment } from '../../contracts/experiment';

/** What somebody should look at; the site's sentence says what to do. */
export function AttentionNotice( { experiment }: { experiment: Experiment } ) {
	return experiment.attention ? (
		<Notice status="warning" isDismissible={ false }>
			{ experiment.attention.message }
		</Notice>
	) : null;
}

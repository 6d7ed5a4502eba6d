import { __ } from '@wordpress/i18n';
import type { Boot } from './boot';
import { OptimizelyCard } from './optimizely/optimizely-card';

/** Two Heads → Connections below its heading: one card for each outside platform. */
export function ConnectionsPage( { boot }: { boot: Boot } ) {
	return (
		<div className="two-heads-screen two-heads-connections">
			<p className="two-heads-connections__intro">
				{ __(
					'Connect this site to the platforms you work with. Nothing is sent anywhere before you connect.',
					'two-heads'
				) }
			</p>
			<OptimizelyCard boot={ boot } />
		</div>
	);
}

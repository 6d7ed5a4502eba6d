import { __ } from '@wordpress/i18n';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import type { HeadlineTest } from '../use-headline-test';
import { EngineNotice } from './engine-notice';
import { StartNew } from './start-new';

interface NoneViewProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
}

/** There is no experiment: what one is, and how to begin. */
export function NoneView( { test, panel }: NoneViewProps ) {
	return (
		<div className="two-heads-stack">
			<p>
				{ __(
					'Show visitors different headlines for this post, and see which one they follow.',
					'two-heads'
				) }
			</p>
			<EngineNotice engine={ panel.engines[ 0 ] } />
			{ panel.may.propose ? (
				<StartNew test={ test } />
			) : (
				<p className="two-heads-hint">
					{ __(
						'You may look at the headline tests of this post. Ask an editor to begin one.',
						'two-heads'
					) }
				</p>
			) }
		</div>
	);
}

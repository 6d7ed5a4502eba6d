import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../contracts/experiment';
import { engineName } from '../../domain/engine';
import { modeName } from '../../domain/mode';

/** What was chosen before the start and stays until the end. */
export function RunFacts( { experiment }: { experiment: Experiment } ) {
	const { engine, setup } = experiment;
	return (
		<div>
			<dl className="two-heads-facts">
				<div>
					<dt>{ __( 'Runs on', 'two-heads' ) }</dt>
					<dd>{ engineName( engine ) }</dd>
				</div>
				{ engine === 'builtin' && (
					<div>
						<dt>{ __( 'How it decides', 'two-heads' ) }</dt>
						<dd>{ modeName( setup.mode ) }</dd>
					</div>
				) }
			</dl>
			<p className="two-heads-hint">
				{ __(
					'This cannot be changed while the test is under way.',
					'two-heads'
				) }
			</p>
		</div>
	);
}

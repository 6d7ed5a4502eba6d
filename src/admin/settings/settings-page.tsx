import { __ } from '@wordpress/i18n';
import type { Boot } from './boot';
import { CodeCard } from './code/code-card';
import { ImportCard } from './import/import-card';
import { RulesCard } from './rules/rules-card';

/** Two Heads → Settings below its heading. */
export function SettingsPage( { boot }: { boot: Boot } ) {
	return (
		<div className="two-heads-screen two-heads-settings">
			<p className="two-heads-settings__intro">
				{ __(
					'What holds for all headline experiments on this site.',
					'two-heads'
				) }
			</p>
			{ boot.hasImport && <ImportCard /> }
			<RulesCard boot={ boot } />
			<CodeCard boot={ boot } />
		</div>
	);
}

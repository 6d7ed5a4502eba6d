import { Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { ErrorNotice } from '../../../components/error-notice';
import type { HeadlineSettings } from '../../../contracts/headline-settings';
import { useSetting } from '../../use-setting';
import type { Boot } from '../boot';
import { Card } from '../card';
import { RulesForm } from './rules-form';

/** The setting two_heads_headlines. */
export function RulesCard( { boot }: { boot: Boot } ) {
	const { settings, error, retry, save } = useSetting< HeadlineSettings >(
		'two_heads_headlines'
	);
	return (
		<Card
			title={ __( 'Headline experiments', 'two-heads' ) }
			description={ __(
				'Where they run, what may be tested, and who may do it.',
				'two-heads'
			) }
		>
			{ settings && (
				<RulesForm boot={ boot } stored={ settings } save={ save } />
			) }
			{ ! settings && error && (
				<div className="two-heads-section">
					<ErrorNotice error={ error } onRetry={ retry } />
				</div>
			) }
			{ ! settings && ! error && (
				<p className="two-heads-loading">
					<Spinner />
					{ __( 'Loading the settings…', 'two-heads' ) }
				</p>
			) }
		</Card>
	);
}

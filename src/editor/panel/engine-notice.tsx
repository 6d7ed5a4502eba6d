import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { HeadlinePanel } from '../../contracts/headline-panel';

/** Why nothing can be started, what to do about it, and who can. */
export function EngineNotice( { panel }: { panel: HeadlinePanel } ) {
	const { message, settings_url: settings } = panel.engines[ 0 ];
	return (
		<Notice
			status="warning"
			isDismissible={ false }
			spokenMessage={ null }
			actions={
				settings
					? [
							{
								label: __( 'Go to Connections', 'two-heads' ),
								url: settings,
								variant: 'secondary',
							},
						]
					: []
			}
		>
			{ message }
		</Notice>
	);
}

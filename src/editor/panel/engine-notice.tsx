import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Engine } from '../../domain/engine';

/** Why nothing can be started, what to do about it, and who can; nothing where something can. */
export function EngineNotice( { engine }: { engine: Engine } ) {
	const { ready, message, settings_url: settings } = engine;
	return ready ? null : (
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

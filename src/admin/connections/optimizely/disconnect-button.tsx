import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { disconnect } from '../../../api/optimizely';
import type { OptimizelyConnection } from '../../../contracts/optimizely-connection';
import { ErrorNotice } from '../../../components/error-notice';
import { useAction } from '../../../components/use-action';

interface DisconnectButtonProps {
	onChange: ( connection: OptimizelyConnection ) => void;
}

/** Disconnects, after saying what stops and what is kept. */
export function DisconnectButton( { onChange }: DisconnectButtonProps ) {
	const [ asking, setAsking ] = useState( false );
	const action = useAction( disconnect, ( connection ) => {
		setAsking( false );
		onChange( connection );
	} );
	const close = () => {
		if ( ! action.busy ) {
			setAsking( false );
			action.clear();
		}
	};
	return (
		<>
			<Button
				__next40pxDefaultSize
				variant="secondary"
				isDestructive
				onClick={ () => setAsking( true ) }
			>
				{ __( 'Disconnect', 'two-heads' ) }
			</Button>
			{ asking && (
				<Modal
					title={ __( 'Disconnect Optimizely?', 'two-heads' ) }
					onRequestClose={ close }
					size="small"
				>
					<p>
						{ __(
							'The pages of this site stop loading the snippet at once, so experiments stop here, and the stored tokens and secrets are deleted.',
							'two-heads'
						) }
					</p>
					<p>
						{ __(
							'The snippet settings are kept, and nothing changes in Optimizely itself.',
							'two-heads'
						) }
					</p>
					{ action.error && (
						<ErrorNotice error={ action.error } focus />
					) }
					<div className="two-heads-actions is-end">
						<Button
							__next40pxDefaultSize
							variant="tertiary"
							onClick={ close }
						>
							{ __( 'Cancel', 'two-heads' ) }
						</Button>
						<Button
							__next40pxDefaultSize
							variant="primary"
							isDestructive
							isBusy={ action.busy }
							disabled={ action.busy }
							accessibleWhenDisabled
							onClick={ () => void action.start() }
						>
							{ __( 'Disconnect', 'two-heads' ) }
						</Button>
					</div>
				</Modal>
			) }
		</>
	);
}

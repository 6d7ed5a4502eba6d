import { Button, Notice } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { confirmSite } from '../../../api/optimizely';
import { CardSection } from '../../../components/card-section';
import { ErrorNotice } from '../../../components/error-notice';
import { useAction } from '../../../components/use-action';
import type { ConnectProps } from './connect-form';
import { DisconnectButton } from './disconnect-button';

/** The database came from another address: nothing is sent until an admin says which site is live. */
export function CopiedSite( { connection, onChange }: ConnectProps ) {
	const confirm = useAction( confirmSite, onChange );
	return (
		<CardSection title={ __( 'Copied site', 'two-heads' ) }>
			<Notice status="warning" isDismissible={ false }>
				{ connection.problem ??
					__(
						'The database of this site came from another address.',
						'two-heads'
					) }
			</Notice>
			<p>
				{ __(
					'Until you decide, nothing is sent to Optimizely and the pages carry no snippet, so that a copy does not disturb the experiments of the live site.',
					'two-heads'
				) }
			</p>
			{ connection.project && (
				<p>
					{ sprintf(
						/* translators: 1: name of a project, 2: its id. */
						__( 'Project: %1$s (%2$s)', 'two-heads' ),
						connection.project.name,
						connection.project.id
					) }
				</p>
			) }
			<ul className="two-heads-list">
				<li>
					{ __(
						'The site has moved to this address for good: go on here with the same connection.',
						'two-heads'
					) }
				</li>
				<li>
					{ __(
						'This is a test or staging copy: disconnect it. The live site is not affected.',
						'two-heads'
					) }
				</li>
			</ul>
			{ confirm.error && <ErrorNotice error={ confirm.error } focus /> }
			<div className="two-heads-actions">
				<Button
					__next40pxDefaultSize
					variant="primary"
					isBusy={ confirm.busy }
					disabled={ confirm.busy }
					accessibleWhenDisabled
					onClick={ () => void confirm.start() }
				>
					{ __( 'This is the live site now', 'two-heads' ) }
				</Button>
				<DisconnectButton onChange={ onChange } />
			</div>
		</CardSection>
	);
}

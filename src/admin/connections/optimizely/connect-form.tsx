import { RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { OptimizelyConnection } from '../../../contracts/optimizely-connection';
import { OauthForm } from './oauth-form';
import { TokenForm } from './token-form';

export interface ConnectProps {
	connection: OptimizelyConnection;
	onChange: ( connection: OptimizelyConnection ) => void;
}

/** The two ways to connect. What is typed in one stays while the other is looked at. */
export function ConnectForm( { connection, onChange }: ConnectProps ) {
	const [ method, setMethod ] = useState(
		connection.method === 'oauth' ? 'oauth' : 'token'
	);
	return (
		<div className="two-heads-connect">
			<RadioControl
				label={ __( 'How to connect', 'two-heads' ) }
				selected={ method }
				onChange={ setMethod }
				options={ [
					{
						value: 'token',
						label: __( 'Personal access token', 'two-heads' ),
						description: __(
							'The quickest way: one text to paste. It acts with the rights of the person who made it.',
							'two-heads'
						),
					},
					{
						value: 'oauth',
						label: __( 'OAuth', 'two-heads' ),
						description: __(
							'For teams: an Optimizely administrator registers this site as an app once. Access can be seen and withdrawn in Optimizely.',
							'two-heads'
						),
					},
				] }
			/>
			<div hidden={ method !== 'token' }>
				<TokenForm onChange={ onChange } />
			</div>
			<div hidden={ method !== 'oauth' }>
				<OauthForm connection={ connection } />
			</div>
		</div>
	);
}

import { Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { OptimizelyConnection } from '../../../contracts/optimizely-connection';
import type { Boot } from '../boot';
import { ConnectionCard } from '../components/connection-card';
import type { Badge } from '../components/connection-card';
import { ErrorNotice } from '../../../components/error-notice';
import { ConnectionBody } from './connection-body';
import { OauthOutcomeNotice } from './oauth-outcome-notice';
import { useConnection } from './use-connection';

/** Everything about the connection with Optimizely. */
export function OptimizelyCard( { boot }: { boot: Boot } ) {
	const { state, setConnection, reload, retry } = useConnection();
	return (
		<ConnectionCard
			title="Optimizely"
			description={ __(
				'Run experiments with Optimizely Web Experimentation.',
				'two-heads'
			) }
			badge={
				state.status === 'ready' ? badgeOf( state.connection ) : null
			}
		>
			<OauthOutcomeNotice
				hasProject={
					state.status === 'ready' &&
					state.connection.project !== null
				}
			/>
			{ state.status === 'loading' && (
				<p className="two-heads-loading">
					<Spinner />
					{ __( 'Loading the connection…', 'two-heads' ) }
				</p>
			) }
			{ state.status === 'failed' && (
				<div className="two-heads-section">
					<ErrorNotice error={ state.error } onRetry={ retry } />
				</div>
			) }
			{ state.status === 'ready' && (
				<ConnectionBody
					boot={ boot }
					connection={ state.connection }
					onChange={ setConnection }
					onStale={ reload }
				/>
			) }
		</ConnectionCard>
	);
}

function badgeOf( connection: OptimizelyConnection ): Badge {
	switch ( connection.status ) {
		case 'disconnected':
			return {
				tone: 'neutral',
				text: __( 'Not connected', 'two-heads' ),
			};
		case 'connected':
			return { tone: 'good', text: __( 'Connected', 'two-heads' ) };
		case 'reconnect':
			return { tone: 'warning', text: __( 'Reconnect', 'two-heads' ) };
		case 'copied':
			return { tone: 'warning', text: __( 'Copied site', 'two-heads' ) };
	}
}

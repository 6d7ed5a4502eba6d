import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { OptimizelyConnection } from '../../../contracts/optimizely-connection';
import { CardSection } from '../../../components/card-section';
import type { ConnectProps } from './connect-form';
import { DisconnectButton } from './disconnect-button';
import { ending } from './ending';

/** Who is connected, since when, by whom; and the way out. */
export function AccountSection( { connection, onChange }: ConnectProps ) {
	const { account, connected_at: at, connected_by: by } = connection;
	return (
		<CardSection
			title={ __( 'Account', 'two-heads' ) }
			aside={ <DisconnectButton onChange={ onChange } /> }
		>
			<dl className="two-heads-facts">
				{ account && (
					<Fact term={ __( 'Optimizely account', 'two-heads' ) }>
						{ account.user
							? `${ account.name } (${ account.user })`
							: account.name }
					</Fact>
				) }
				<Fact term={ __( 'Signs in with', 'two-heads' ) }>
					{ methodOf( connection ) }
				</Fact>
				{ at && (
					<Fact term={ __( 'Connected since', 'two-heads' ) }>
						<time dateTime={ at }>
							{ dateI18n( getSettings().formats.datetime, at ) }
						</time>
					</Fact>
				) }
				{ by && (
					<Fact term={ __( 'Connected by', 'two-heads' ) }>
						{ by.name }
					</Fact>
				) }
			</dl>
		</CardSection>
	);
}

function Fact( { term, children }: { term: string; children: ReactNode } ) {
	return (
		<div>
			<dt>{ term }</dt>
			<dd>{ children }</dd>
		</div>
	);
}

function methodOf( connection: OptimizelyConnection ): string {
	if ( connection.method === 'oauth' ) {
		return connection.client_id
			? sprintf(
					/* translators: %s: client id of an OAuth app. */
					__( 'OAuth, client ID %s', 'two-heads' ),
					connection.client_id
				)
			: __( 'OAuth', 'two-heads' );
	}
	return connection.token_hint
		? sprintf(
				/* translators: %s: dots and the last four characters of a token. */
				__( 'Personal access token, ends in %s', 'two-heads' ),
				ending( connection.token_hint )
			)
		: __( 'Personal access token', 'two-heads' );
}

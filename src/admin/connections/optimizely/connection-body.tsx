import { ExternalLink, Notice } from '@wordpress/components';
import { createInterpolateElement, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { OptimizelyConnection } from '../../../contracts/optimizely-connection';
import type { Boot } from '../boot';
import { CardSection } from '../../../components/card-section';
import { AccountSection } from './account-section';
import { ConnectForm } from './connect-form';
import { CopiedSite } from './copied-site';
import { ProjectSection } from './project-section';
import { SnippetSection } from './snippet-section';
import { VerifySection } from './verify-section';

export interface BodyProps {
	boot: Boot;
	connection: OptimizelyConnection;
	/** Takes the connection as an action has left it. */
	onChange: ( connection: OptimizelyConnection ) => void;
	/** Asks for the connection again, when an answer shows that it has changed. */
	onStale: () => void;
}

/** What the card shows in each state of the connection. */
export function ConnectionBody( props: BodyProps ) {
	const { connection, onChange } = props;
	const place = useRef< HTMLDivElement >( null );
	// The button that was pressed may be gone with the state it belonged to.
	const changed = ( next: OptimizelyConnection ) => {
		onChange( next );
		if ( next.status !== connection.status ) {
			place.current?.focus();
		}
	};
	return (
		<div ref={ place } tabIndex={ -1 } className="two-heads-card__body">
			<WeakKeyNotice connection={ connection } />
			<StateSections { ...props } onChange={ changed } />
		</div>
	);
}

function StateSections( props: BodyProps ) {
	const { connection, onChange } = props;
	switch ( connection.status ) {
		case 'disconnected':
			return (
				<CardSection title={ __( 'Connect', 'two-heads' ) }>
					<ConnectForm
						connection={ connection }
						onChange={ onChange }
					/>
				</CardSection>
			);
		case 'copied':
			return (
				<CopiedSite connection={ connection } onChange={ onChange } />
			);
		case 'reconnect':
			return (
				<>
					<CardSection title={ __( 'Reconnect', 'two-heads' ) }>
						<Notice status="warning" isDismissible={ false }>
							{ connection.problem ??
								__(
									'Optimizely no longer accepts the stored authorisation.',
									'two-heads'
								) }
						</Notice>
						<p>
							{ __(
								'Connect again below. The project and all settings stay as they are.',
								'two-heads'
							) }
						</p>
						<ConnectForm
							connection={ connection }
							onChange={ onChange }
						/>
					</CardSection>
					<ConnectedSections { ...props } />
				</>
			);
		case 'connected':
			return <ConnectedSections { ...props } />;
	}
}

/** What there is to see and set once an authorisation is stored, be it still accepted or not. */
function ConnectedSections( props: BodyProps ) {
	const { boot, connection, onChange, onStale } = props;
	return (
		<>
			<AccountSection connection={ connection } onChange={ onChange } />
			<ProjectSection { ...props } />
			<SnippetSections
				boot={ boot }
				connection={ connection }
				onStale={ onStale }
			/>
		</>
	);
}

/** Nothing is printed without a project, so there is nothing to set or to check. */
function SnippetSections( {
	boot,
	connection,
	onStale,
}: Omit< BodyProps, 'onChange' > ) {
	if ( ! connection.project ) {
		return null;
	}
	return (
		<>
			<SnippetSection
				boot={ boot }
				project={ connection.project }
				onSaved={ onStale }
			/>
			{ connection.snippet_url !== null && (
				<VerifySection
					boot={ boot }
					project={ connection.project }
					snippetUrl={ connection.snippet_url }
				/>
			) }
		</>
	);
}

function WeakKeyNotice( { connection }: { connection: OptimizelyConnection } ) {
	if ( ! connection.weak_key ) {
		return null;
	}
	return (
		<Notice
			status="warning"
			isDismissible={ false }
			spokenMessage=""
			className="two-heads-card__notice"
		>
			{ createInterpolateElement(
				__(
					'This site has no secret keys of its own in <code>wp-config.php</code>, so what is stored here is encrypted with a key that lies in the same database. <a>Generate keys</a>, put them into <code>wp-config.php</code>, then connect again. Everyone has to sign in anew after that.',
					'two-heads'
				),
				{
					code: <code />,
					a: (
						<ExternalLink href="https://api.wordpress.org/secret-key/1.1/salt/">
							{ null }
						</ExternalLink>
					),
				}
			) }
		</Notice>
	);
}

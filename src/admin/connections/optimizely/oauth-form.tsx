import { ExternalLink, Notice } from '@wordpress/components';
import { useEffect, useMemo, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { startOauth } from '../../../api/optimizely';
import type { OptimizelyConnection } from '../../../contracts/optimizely-connection';
import { CopyField } from '../components/copy-field';
import { ErrorNotice } from '../../../components/error-notice';
import { SubmitButton } from '../../../components/submit-button';
import { TextField } from '../../../components/text-field';
import { goTo } from '../navigate';
import { useAction } from '../../../components/use-action';
import { ending } from './ending';
import { mistakesIn } from './oauth-mistakes';
import type { OauthField } from './oauth-mistakes';
import { useFieldErrors } from './use-field-errors';

const APPS_PAGE = 'https://app.optimizely.com/accountsettings/apps/developers';
const FIELDS: readonly OauthField[] = [ 'client_id', 'client_secret' ];

/** Sends the admin to Optimizely with the app registered there, and back. */
export function OauthForm( {
	connection,
}: {
	connection: OptimizelyConnection;
} ) {
	const [ clientId, setClientId ] = useState( connection.client_id ?? '' );
	const [ clientSecret, setClientSecret ] = useState( '' );
	const [ leaving, setLeaving ] = useState( false );
	const [ mistakes, setMistakes ] = useState< Partial<
		Record< OauthField, string >
	> | null >( null );
	const connect = useAction( startOauth, ( { authorize_url: url } ) => {
		setLeaving( true );
		goTo( url );
	} );
	// Whoever goes back from Optimizely gets this very page again, with its button as it was left.
	useEffect( () => {
		const stay = ( { persisted }: PageTransitionEvent ) => {
			if ( persisted ) {
				setLeaving( false );
			}
		};
		window.addEventListener( 'pageshow', stay );
		return () => window.removeEventListener( 'pageshow', stay );
	}, [] );
	const available = connection.oauth_available;
	// The stored secret belongs to the stored id.
	const storedHint =
		clientId.trim() === connection.client_id
			? connection.client_secret_hint
			: null;

	const errors = useMemo( () => {
		if ( mistakes ) {
			return mistakes;
		}
		const { error } = connect;
		return error?.kind === 'fields' &&
			FIELDS.some( ( field ) => error.fields[ field ] )
			? ( error.fields as Partial< Record< OauthField, string > > )
			: null;
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ mistakes, connect.error ] );
	const inputOf = useFieldErrors( errors, FIELDS );

	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		const app = {
			client_id: clientId.trim(),
			client_secret: clientSecret.trim(),
		};
		const found = mistakesIn( app, storedHint !== null );
		setMistakes( found );
		if ( ! found ) {
			void connect.start( app );
		}
	};
	const edit = ( set: ( value: string ) => void ) => ( value: string ) => {
		set( value );
		setMistakes( null );
		connect.clear();
	};
	const busy = connect.busy || leaving;

	return (
		<form className="two-heads-form" onSubmit={ submit } noValidate>
			{ ! available && (
				<Notice
					status="warning"
					isDismissible={ false }
					spokenMessage=""
				>
					{ __(
						'Not possible on this site: Optimizely sends people back to https addresses only, and this site’s admin is reached over http. Serve the site over https, or use a personal access token.',
						'two-heads'
					) }
				</Notice>
			) }
			<ol className="two-heads-steps">
				<li>
					{ __(
						'In Optimizely, an administrator opens Settings → Registered apps → Developers and registers a new app of the type “confidential”.',
						'two-heads'
					) }{ ' ' }
					<ExternalLink href={ APPS_PAGE }>
						{ __( 'Open Registered apps', 'two-heads' ) }
					</ExternalLink>
				</li>
				<li>
					{ __(
						'Give the app this redirect URI. Optimizely accepts https addresses only.',
						'two-heads'
					) }
					<CopyField
						label={ __( 'Redirect URI', 'two-heads' ) }
						text={ connection.redirect_uri }
					/>
				</li>
				<li>
					{ __(
						'Copy the app’s client ID and client secret into the fields below.',
						'two-heads'
					) }
				</li>
			</ol>
			<TextField
				ref={ inputOf( 'client_id' ) }
				label={ __( 'Client ID', 'two-heads' ) }
				value={ clientId }
				onChange={ edit( setClientId ) }
				error={ errors?.client_id ?? '' }
				disabled={ ! available }
			/>
			<TextField
				ref={ inputOf( 'client_secret' ) }
				label={ __( 'Client secret', 'two-heads' ) }
				secret
				value={ clientSecret }
				onChange={ edit( setClientSecret ) }
				error={ errors?.client_secret ?? '' }
				disabled={ ! available }
				help={
					storedHint !== null &&
					sprintf(
						/* translators: %s: dots and the last four characters of a secret. */
						__(
							'Leave empty to keep the stored secret, which ends in %s.',
							'two-heads'
						),
						ending( storedHint )
					)
				}
			/>
			{ connect.error && ! errors && (
				<ErrorNotice error={ connect.error } focus />
			) }
			<div className="two-heads-actions">
				<SubmitButton busy={ busy } disabled={ ! available }>
					{ busy
						? __( 'Taking you to Optimizely…', 'two-heads' )
						: __( 'Connect', 'two-heads' ) }
				</SubmitButton>
				<p className="two-heads-hint">
					{ __(
						'You allow access on Optimizely’s own page and come back here.',
						'two-heads'
					) }
				</p>
			</div>
		</form>
	);
}

import { ExternalLink } from '@wordpress/components';
import { useMemo, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { connectWithToken } from '../../../api/optimizely';
import type { OptimizelyConnection } from '../../../contracts/optimizely-connection';
import { ErrorNotice } from '../../../components/error-notice';
import { SubmitButton } from '../../../components/submit-button';
import { TextField } from '../../../components/text-field';
import { useAction } from '../../../components/use-action';
import { useFieldErrors } from './use-field-errors';

const TOKENS_PAGE = 'https://app.optimizely.com/v2/profile/api';

interface TokenFormProps {
	onChange: ( connection: OptimizelyConnection ) => void;
}

/** Connects with a personal access token. */
export function TokenForm( { onChange }: TokenFormProps ) {
	const [ token, setToken ] = useState( '' );
	const [ mistake, setMistake ] = useState< { token: string } | null >(
		null
	);
	const connect = useAction( connectWithToken, onChange );

	const errors = useMemo( () => {
		if ( mistake ) {
			return mistake;
		}
		if ( connect.error?.kind === 'unauthorized' ) {
			return { token: connect.error.message };
		}
		return connect.error?.kind === 'fields' && connect.error.fields.token
			? { token: connect.error.fields.token }
			: null;
	}, [ mistake, connect.error ] );
	const inputOf = useFieldErrors( errors, [ 'token' ] );

	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		const text = token.trim();
		const wrong = mistakeIn( text );
		setMistake( wrong ? { token: wrong } : null );
		if ( ! wrong ) {
			void connect.start( { token: text } );
		}
	};

	return (
		<form className="two-heads-form" onSubmit={ submit } noValidate>
			<TextField
				ref={ inputOf( 'token' ) }
				label={ __( 'Personal access token', 'two-heads' ) }
				secret
				value={ token }
				onChange={ ( value ) => {
					setToken( value );
					setMistake( null );
					connect.clear();
				} }
				error={ errors?.token ?? '' }
				help={
					<>
						{ __(
							'Make one in Optimizely under Profile → API Access:',
							'two-heads'
						) }{ ' ' }
						<ExternalLink href={ TOKENS_PAGE }>
							{ __( 'Open API Access', 'two-heads' ) }
						</ExternalLink>
					</>
				}
			/>
			{ connect.error && ! errors && (
				<ErrorNotice error={ connect.error } focus />
			) }
			<div className="two-heads-actions">
				<SubmitButton busy={ connect.busy }>
					{ connect.busy
						? __( 'Connecting…', 'two-heads' )
						: __( 'Connect', 'two-heads' ) }
				</SubmitButton>
			</div>
		</form>
	);
}

/** What can be told without asking; the limits are those of schemas/optimizely-token.json. */
function mistakeIn( token: string ): string {
	if ( token === '' ) {
		return __( 'Paste the token first.', 'two-heads' );
	}
	if ( ! /^[!-~]+$/.test( token ) ) {
		return __(
			'A token holds no spaces, line breaks or special characters. Copy it again as a whole.',
			'two-heads'
		);
	}
	if ( token.length < 8 || token.length > 1024 ) {
		return __(
			'This does not have the length of a token. Copy it again as a whole.',
			'two-heads'
		);
	}
	return '';
}

import { Notice, ToggleControl } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import type { Result } from '../../../api/request';
import type { OptimizelySnippetSettings } from '../../../contracts/optimizely-snippet-settings';
import type { Project } from '../../../domain/project-search';
import type { Boot } from '../boot';
import { ErrorNotice } from '../../../components/error-notice';
import { SubmitButton } from '../../../components/submit-button';
import { useAction } from '../../../components/use-action';
import { AddressFields } from './address-fields';
import { ConsentFields } from './consent-fields';
import { draftOf, isDirty, settingsOf } from './snippet-draft';
import type { SnippetDraft } from './snippet-draft';
import { useFieldErrors } from './use-field-errors';

interface SnippetFormProps {
	boot: Boot;
	project: Project;
	stored: OptimizelySnippetSettings;
	save: (
		settings: OptimizelySnippetSettings
	) => Promise< Result< OptimizelySnippetSettings > >;
	onSaved: () => void;
}

/** The settings of the snippet. What was typed stays until it is stored. */
export function SnippetForm( {
	boot,
	project,
	stored,
	save,
	onSaved,
}: SnippetFormProps ) {
	const [ draft, setDraft ] = useState( () => draftOf( stored ) );
	const [ mistake, setMistake ] = useState< { address: string } | null >(
		null
	);
	const [ saved, setSaved ] = useState( false );
	const submitted = useRef< SnippetDraft | null >( null );
	const action = useAction( save, ( settings ) => {
		// What was typed while saving stays.
		setDraft( ( now ) =>
			now === submitted.current ? draftOf( settings ) : now
		);
		setSaved( true );
		onSaved();
	} );
	const inputOf = useFieldErrors( mistake, [ 'address' ] );
	const dirty = isDirty( draft, stored );

	const edit = ( change: Partial< SnippetDraft > ) => {
		setDraft( { ...draft, ...change } );
		setMistake( null );
		setSaved( false );
		action.clear();
	};
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( ! dirty ) {
			return;
		}
		const result = settingsOf( draft, boot.siteHost );
		setMistake( result.ok ? null : { address: result.error } );
		if ( result.ok ) {
			submitted.current = draft;
			void action.start( result.settings );
		}
	};

	return (
		<form className="two-heads-form" onSubmit={ submit } noValidate>
			<AddressFields
				draft={ draft }
				onChange={ edit }
				standard={ `${ boot.cdnUrl }/js/${ project.id }.js` }
				locked={ ! boot.mayChooseScripts }
				error={ mistake?.address ?? '' }
				inputRef={ inputOf( 'address' ) }
			/>
			<ConsentFields
				draft={ draft }
				onChange={ edit }
				hasConsentApi={ boot.hasConsentApi }
			/>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Leave the snippet out for signed-in people who can edit posts',
					'two-heads'
				) }
				help={ __(
					'Keeps your own team out of the experiments’ numbers.',
					'two-heads'
				) }
				checked={ draft.skip_editors }
				onChange={ ( skip ) => edit( { skip_editors: skip } ) }
			/>
			{ action.error && <ErrorNotice error={ action.error } focus /> }
			{ saved && (
				<Notice status="success" onRemove={ () => setSaved( false ) }>
					{ __(
						'Settings saved. If pages are cached, clear the cache so that visitors get them.',
						'two-heads'
					) }
				</Notice>
			) }
			<div className="two-heads-actions">
				<SubmitButton busy={ action.busy } disabled={ ! dirty }>
					{ action.busy
						? __( 'Saving…', 'two-heads' )
						: __( 'Save settings', 'two-heads' ) }
				</SubmitButton>
				{ dirty && ! action.busy && (
					<p className="two-heads-hint">
						{ __( 'Not saved yet.', 'two-heads' ) }
					</p>
				) }
			</div>
		</form>
	);
}

import { speak } from '@wordpress/a11y';
import { Notice } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { CardSection } from '../../../components/card-section';
import { ErrorNotice } from '../../../components/error-notice';
import { SubmitButton } from '../../../components/submit-button';
import { useAction } from '../../../components/use-action';
import type { HeadlineCode } from '../../../contracts/headline-code';
import type { HeadlineCodeState } from '../../../contracts/headline-code-state';
import { useLeaveWarning } from '../../use-leave-warning';
import type { Boot } from '../boot';
import { CodePreview } from './code-preview';
import { CodeStatus } from './code-status';
import { activationPlaceholders, placeholders } from './placeholders';
import { ReplaceButton } from './replace-button';
import { saveChecked } from './save-code';
import type { CodeFaults } from './save-code';
import { TemplateField } from './template-field';
import type { TemplateFieldHandle } from './template-field';

interface CodeFormProps {
	boot: Boot;
	stored: HeadlineCodeState;
	onStored: ( state: HeadlineCodeState ) => void;
}

/** Both templates. What was typed stays until it is stored. */
export function CodeForm( { boot, stored, onStored }: CodeFormProps ) {
	const [ code, setCode ] = useState< HeadlineCode >( stored.code );
	const [ saved, setSaved ] = useState( false );
	const submitted = useRef< HeadlineCode | null >( null );
	const variation = useRef< TemplateFieldHandle >( null );
	const activation = useRef< TemplateFieldHandle >( null );
	const showFaults = ( faults: CodeFaults ) => {
		const fault = faults.variation ?? faults.activation;
		if ( fault ) {
			const field = faults.variation ? variation : activation;
			field.current?.goTo( fault );
			speak( fault.message, 'assertive' );
		}
	};
	const action = useAction(
		( typed: HeadlineCode ) => saveChecked( typed, showFaults ),
		( state ) => {
			// What was typed while saving stays.
			setCode( ( now ) =>
				now === submitted.current ? state.code : now
			);
			setSaved( true );
			onStored( state );
		}
	);
	const { defaults, self_contained: selfContained } = stored;
	const readOnly = ! boot.mayChooseScripts || ! stored.may_edit;
	const dirty =
		code.variation !== stored.code.variation ||
		code.activation !== stored.code.activation;
	useLeaveWarning( dirty );
	const mistakes = action.error?.kind === 'fields' ? action.error.fields : {};

	const edit = ( change: Partial< HeadlineCode > ) => {
		setCode( { ...code, ...change } );
		setSaved( false );
		action.clear();
	};
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( dirty ) {
			submitted.current = code;
			void action.start( code );
		}
	};

	return (
		<form onSubmit={ submit } noValidate>
			<CardSection title={ __( 'Templates', 'two-heads' ) }>
				<CodeStatus stored={ stored } readOnly={ readOnly } />
				<div className="two-heads-form">
					<TemplateField
						ref={ variation }
						label={ __( 'Variation code', 'two-heads' ) }
						help={ __(
							'Runs for each visitor in a variation, and for those who see the original too, with its own title.',
							'two-heads'
						) }
						value={ code.variation }
						onChange={ ( text ) => edit( { variation: text } ) }
						error={ mistakes.variation ?? '' }
						readOnly={ readOnly }
						codeEditor={ boot.codeEditor }
						placeholders={ placeholders() }
					>
						<ReplaceButton
							label={ __( 'Reset to default', 'two-heads' ) }
							question={ __(
								'Reset the variation code?',
								'two-heads'
							) }
							loss={ __(
								'What is in the field now is replaced.',
								'two-heads'
							) }
							disabled={ code.variation === defaults.variation }
							onReplace={ () =>
								edit( { variation: defaults.variation } )
							}
						/>
						<ReplaceButton
							label={ __(
								'Use the self-contained template',
								'two-heads'
							) }
							question={ __(
								'Use the self-contained template?',
								'two-heads'
							) }
							loss={ __(
								'What is in both fields now is replaced: the variation code and the activation code.',
								'two-heads'
							) }
							disabled={
								code.variation === selfContained.variation &&
								code.activation === selfContained.activation
							}
							onReplace={ () => edit( selfContained ) }
						/>
					</TemplateField>
					<TemplateField
						ref={ activation }
						label={ __( 'Activation code', 'two-heads' ) }
						help={ __(
							'One function. Optimizely calls it with “activate”, and counts a visitor once that is called: by default when the headline enters the page.',
							'two-heads'
						) }
						value={ code.activation }
						onChange={ ( text ) => edit( { activation: text } ) }
						error={ mistakes.activation ?? '' }
						readOnly={ readOnly }
						codeEditor={ boot.codeEditor }
						placeholders={ activationPlaceholders() }
					>
						<ReplaceButton
							label={ __( 'Reset to default', 'two-heads' ) }
							question={ __(
								'Reset the activation code?',
								'two-heads'
							) }
							loss={ __(
								'What is in the field now is replaced.',
								'two-heads'
							) }
							disabled={ code.activation === defaults.activation }
							onReplace={ () =>
								edit( { activation: defaults.activation } )
							}
						/>
					</TemplateField>
				</div>
				{ action.error && (
					<ErrorNotice
						error={ action.error }
						focus={ Object.keys( mistakes ).length === 0 }
					/>
				) }
				{ saved && (
					<Notice
						status="success"
						onRemove={ () => setSaved( false ) }
					>
						{ __(
							'Code saved. Experiments under way follow within minutes.',
							'two-heads'
						) }
					</Notice>
				) }
				{ ! readOnly && (
					<div className="two-heads-actions">
						<SubmitButton busy={ action.busy } disabled={ ! dirty }>
							{ action.busy
								? __( 'Saving…', 'two-heads' )
								: __( 'Save code', 'two-heads' ) }
						</SubmitButton>
						{ dirty && ! action.busy && (
							<p className="two-heads-hint">
								{ __( 'Not saved yet.', 'two-heads' ) }
							</p>
						) }
					</div>
				) }
			</CardSection>
			<CardSection title={ __( 'Preview', 'two-heads' ) }>
				<CodePreview code={ code } />
			</CardSection>
		</form>
	);
}

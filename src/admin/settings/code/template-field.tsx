import { useInstanceId } from '@wordpress/compose';
import { forwardRef, useImperativeHandle } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { SyntaxFault } from '../../../domain/js-syntax';
import type { CodeEditorSettings } from './code-editor';
import { PlaceholderList } from './placeholder-list';
import type { PlaceholderHelp } from './placeholders';
import { useCodeEditor } from './use-code-editor';

interface TemplateFieldProps {
	label: string;
	help: string;
	value: string;
	onChange: ( value: string ) => void;
	/** What is wrong with the text; empty while nothing is. */
	error: string;
	readOnly: boolean;
	codeEditor: CodeEditorSettings | null;
	placeholders: readonly PlaceholderHelp[];
	/** Buttons below. */
	children?: ReactNode;
}

export interface TemplateFieldHandle {
	goTo: ( fault: SyntaxFault ) => void;
}

/** One template, in core's code editor where that is there. */
export const TemplateField = forwardRef<
	TemplateFieldHandle,
	TemplateFieldProps
>( function Field(
	{
		label,
		help,
		value,
		onChange,
		error,
		readOnly,
		codeEditor,
		placeholders,
		children,
	},
	handle
) {
	const id = useInstanceId( TemplateField, 'two-heads-template' );
	const { ref, insert, goTo } = useCodeEditor( {
		settings: codeEditor,
		value,
		onChange,
		readOnly,
		labelId: `${ id }-label`,
		helpId: `${ id }-help`,
		invalid: error !== '',
	} );
	useImperativeHandle( handle, () => ( { goTo } ) );

	return (
		<div
			className={ `two-heads-template${ error ? ' has-error' : '' }${
				readOnly ? ' is-read-only' : ''
			}` }
		>
			<label id={ `${ id }-label` } htmlFor={ id }>
				{ label }
			</label>
			<textarea
				id={ id }
				ref={ ref }
				className="two-heads-template__text"
				rows={ 6 }
				value={ value }
				onChange={ ( event ) => onChange( event.target.value ) }
				readOnly={ readOnly }
				aria-invalid={ error !== '' }
				aria-describedby={ `${ id }-help` }
				dir="ltr"
				spellCheck={ false }
				autoCapitalize="none"
				autoComplete="off"
			/>
			<p id={ `${ id }-help` } className="two-heads-hint">
				{ error && (
					<span className="two-heads-field__error">{ error }</span>
				) }
				{ help }
			</p>
			<PlaceholderList
				placeholders={ placeholders }
				onInsert={ readOnly ? null : insert }
			/>
			{ ! readOnly && (
				<div
					className="two-heads-actions"
					role="group"
					aria-label={ __( 'Templates', 'two-heads' ) }
				>
					{ children }
				</div>
			) }
		</div>
	);
} );

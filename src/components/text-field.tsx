import { TextControl } from '@wordpress/components';
import { forwardRef } from '@wordpress/element';
import type { ReactNode } from 'react';

interface TextFieldProps {
	label: string;
	value: string;
	onChange: ( value: string ) => void;
	/** What is wrong with the value; empty while nothing is. */
	error?: string;
	help?: ReactNode;
	/** A secret is not shown and not kept by the browser. */
	secret?: boolean;
	placeholder?: string;
	disabled?: boolean;
}

/** A text field of a machine's words (ids, tokens, addresses), with its error beside it. */
export const TextField = forwardRef< HTMLInputElement, TextFieldProps >(
	function Field(
		{
			label,
			value,
			onChange,
			error = '',
			help,
			secret = false,
			placeholder,
			disabled = false,
		},
		ref
	) {
		return (
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				ref={ ref }
				className={ `two-heads-field${ error ? ' has-error' : '' }` }
				type={ secret ? 'password' : 'text' }
				label={ label }
				value={ value }
				onChange={ onChange }
				disabled={ disabled }
				placeholder={ placeholder }
				aria-invalid={ error !== '' }
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={ false }
				dir="ltr"
				help={
					error || help ? (
						<>
							{ error && (
								<span className="two-heads-field__error">
									{ error }
								</span>
							) }
							{ help }
						</>
					) : undefined
				}
			/>
		);
	}
);

import { useEffect, useRef } from '@wordpress/element';
import type { SyntaxFault } from '../../../domain/js-syntax';
import { openEditor } from './code-editor';
import type { CodeEditorSettings, CodeMirror } from './code-editor';

export interface CodeField {
	/** For the textarea that the editor takes the place of. */
	ref: React.RefObject< HTMLTextAreaElement >;
	/** Puts a text where the cursor is. */
	insert: ( text: string ) => void;
	/** Puts the cursor where something is wrong. */
	goTo: ( fault: SyntaxFault ) => void;
}

interface CodeEditorOptions {
	/** Null: the textarea stays. */
	settings: CodeEditorSettings | null;
	value: string;
	onChange: ( value: string ) => void;
	readOnly: boolean;
	/** Ids of what names and describes the field, for the editor's own input. */
	labelId: string;
	helpId: string;
	invalid: boolean;
}

/** Core's code editor over a textarea, with one value for both. */
export function useCodeEditor( options: CodeEditorOptions ): CodeField {
	const { settings, value, readOnly, labelId, helpId, invalid } = options;
	const ref = useRef< HTMLTextAreaElement >( null );
	const editor = useRef< CodeMirror | null >( null );
	const latest = useRef( options );
	latest.current = options;

	useEffect( () => {
		if ( ! settings || ! ref.current ) {
			return undefined;
		}
		const opened = openEditor( ref.current, settings, readOnly );
		editor.current = opened;
		opened?.on( 'change', () => {
			const text = opened.getValue();
			if ( text !== latest.current.value ) {
				latest.current.onChange( text );
			}
		} );
		return () => {
			opened?.toTextArea();
			editor.current = null;
		};
	}, [ settings, readOnly ] );

	useEffect( () => {
		// The editor ends lines with \n only: as long as nothing else differs, nothing does.
		const text = value.replace( /\r\n?/g, '\n' );
		if ( editor.current && editor.current.getValue() !== text ) {
			editor.current.setValue( text );
		}
	}, [ value ] );

	useEffect( () => {
		const input = editor.current?.getInputField();
		const attributes = {
			role: 'textbox',
			'aria-multiline': 'true',
			'aria-labelledby': labelId,
			'aria-describedby': helpId,
			'aria-invalid': String( invalid ),
			'aria-readonly': String( readOnly ),
		};
		Object.entries( attributes ).forEach( ( [ name, text ] ) =>
			input?.setAttribute( name, text )
		);
	}, [ settings, labelId, helpId, invalid, readOnly ] );

	const insert = ( text: string ) => {
		const area = ref.current;
		if ( editor.current ) {
			editor.current.replaceSelection( text );
			editor.current.focus();
		} else if ( area ) {
			area.setRangeText(
				text,
				area.selectionStart,
				area.selectionEnd,
				'end'
			);
			area.focus();
			options.onChange( area.value );
		}
	};
	const goTo = ( { line, column, offset }: SyntaxFault ) => {
		if ( editor.current ) {
			const place = { line: line - 1, ch: column - 1 };
			editor.current.focus();
			editor.current.setCursor( place );
			editor.current.scrollIntoView( place, 100 );
		} else {
			ref.current?.focus();
			ref.current?.setSelectionRange( offset, offset );
		}
	};
	return { ref, insert, goTo };
}

/**
 * Core's code editor (CodeMirror 5 behind `wp.codeEditor`), as far as this screen uses it.
 * It comes with the script `code-editor`, which `wp_enqueue_code_editor()` enqueues.
 */

/** Opaque: PHP makes it, the editor reads it. */
export interface CodeEditorSettings {
	codemirror?: Record< string, unknown >;
	[ key: string ]: unknown;
}

/** Lines and columns count from 0. */
export interface Position {
	line: number;
	ch: number;
}

export interface CodeMirror {
	getValue: () => string;
	setValue: ( value: string ) => void;
	replaceSelection: ( text: string ) => void;
	setCursor: ( position: Position ) => void;
	setOption: ( name: string, value: unknown ) => void;
	scrollIntoView: ( position: Position | null, margin?: number ) => void;
	focus: () => void;
	refresh: () => void;
	getInputField: () => HTMLElement;
	on: ( event: string, handler: () => void ) => void;
	toTextArea: () => void;
}

declare global {
	interface Window {
		wp?: {
			codeEditor?: {
				initialize: (
					textarea: HTMLTextAreaElement,
					settings: CodeEditorSettings
				) => { codemirror: CodeMirror };
			};
		};
	}
}

/**
 * Puts the editor in the place of a textarea.
 *
 * @param textarea Its value is where the editor starts.
 * @param settings What PHP handed over.
 * @param readOnly Whether the text may only be read and copied.
 * @return Null where the script is not there: the textarea does as well.
 */
export function openEditor(
	textarea: HTMLTextAreaElement,
	settings: CodeEditorSettings,
	readOnly: boolean
): CodeMirror | null {
	const codeEditor = window.wp?.codeEditor;
	if ( ! codeEditor ) {
		return null;
	}
	const { codemirror } = codeEditor.initialize( textarea, {
		...settings,
		codemirror: {
			...settings.codemirror,
			mode: 'javascript',
			// Placeholders are no JavaScript: a linter would mark each of them. What is
			// saved is checked by js-syntax.ts, which knows them.
			lint: false,
			lineWrapping: true,
			readOnly,
			direction: 'ltr',
		},
	} );
	// Core merges lists and objects with its own, so that these come afterwards.
	codemirror.setOption( 'gutters', [] );
	codemirror.setOption( 'extraKeys', {
		// The keyboard goes through the editor, not into it.
		Tab: false,
		'Shift-Tab': false,
	} );
	return codemirror;
}

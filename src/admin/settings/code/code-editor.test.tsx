import { act, screen, waitFor } from '@testing-library/react';
import { serve } from '../../connections/test-support';
import { CODE, code, show, site } from '../test-support';
import type { CodeEditorSettings, CodeMirror } from './code-editor';

/** Core's editor as far as the screen uses it, on a text of its own. */
function fakeEditor() {
	const input = document.createElement( 'div' );
	input.tabIndex = 0;
	const handlers: ( () => void )[] = [];
	const editor = {
		text: '',
		cursor: { line: 0, ch: 0 },
		options: {} as Record< string, unknown >,
		write( text: string ) {
			editor.text = text;
			handlers.forEach( ( handler ) => handler() );
		},
	};
	const codemirror: CodeMirror = {
		getValue: () => editor.text,
		setValue: ( text ) => editor.write( text ),
		replaceSelection: ( text ) => editor.write( editor.text + text ),
		setCursor: ( place ) => {
			editor.cursor = place;
		},
		setOption: ( name, value ) => {
			editor.options[ name ] = value;
		},
		scrollIntoView: () => undefined,
		focus: () => input.focus(),
		refresh: () => undefined,
		getInputField: () => input,
		on: ( _, handler ) => handlers.push( handler ),
		toTextArea: () => input.remove(),
	};
	return { editor, codemirror, input };
}

const opened: ( ReturnType< typeof fakeEditor > & {
	settings: CodeEditorSettings;
} )[] = [];

beforeEach( () => {
	opened.length = 0;
	window.wp = {
		codeEditor: {
			initialize: ( textarea, settings ) => {
				const fake = fakeEditor();
				// As CodeMirror does.
				fake.editor.text = textarea.value.replace( /\r\n?/g, '\n' );
				textarea.style.display = 'none';
				textarea.after( fake.input );
				opened.push( { ...fake, settings } );
				return { codemirror: fake.codemirror };
			},
		},
	};
} );
afterEach( () => {
	delete window.wp;
} );

const settings = { codemirror: { lineNumbers: true, lint: true } };
const first = () => opened[ 0 ] as ( typeof opened )[ number ];

describe( 'core’s code editor', () => {
	it( 'is labelled, lets the keyboard through, and judges nothing itself', async () => {
		serve( site() );
		show( { codeEditor: settings } );
		const editor = await screen.findByRole( 'textbox', {
			name: 'Variation code',
		} );
		expect( editor ).toBe( first().input );
		expect( editor ).toHaveAccessibleDescription( /Runs for each visitor/ );
		expect( first().settings.codemirror ).toMatchObject( {
			lineNumbers: true,
			lint: false,
			readOnly: false,
		} );
		expect( first().editor.options.extraKeys ).toMatchObject( {
			Tab: false,
			'Shift-Tab': false,
		} );
	} );

	it( 'has one value with the form, and gets the cursor where something is wrong', async () => {
		const answers = site();
		answers[ `PUT ${ CODE }` ] = ( data: unknown ) => ( {
			...code,
			code: data,
		} );
		const calls = serve( answers );
		const { user } = show( { codeEditor: settings } );
		const button = await screen.findByRole( 'button', {
			name: 'Save code',
		} );
		act( () => first().editor.write( 'a();\nb c' ) );
		await user.click( button );
		await waitFor( () => expect( first().input ).toHaveFocus() );
		expect( first().editor.cursor ).toEqual( { line: 1, ch: 2 } );
		expect( first().input ).toBeInvalid();

		await user.click(
			screen.getAllByText( 'Placeholders' )[ 0 ] as HTMLElement
		);
		act( () => first().editor.write( 'a();b' ) );
		await user.click(
			screen.getAllByRole( 'button', {
				name: 'Insert {{post_id}}',
			} )[ 0 ] as HTMLElement
		);
		expect( first().editor.text ).toBe( 'a();b{{post_id}}' );
		act( () => first().editor.write( 'a({{post_id}})' ) );
		await user.click( button );
		await waitFor( () =>
			expect( calls.at( -1 )?.data ).toEqual( {
				...code.code,
				variation: 'a({{post_id}})',
			} )
		);
		expect( opened ).toHaveLength( 2 );
	} );

	it( 'shows what is put in from outside', async () => {
		serve( site() );
		const { user } = show( { codeEditor: settings } );
		await screen.findByRole( 'button', { name: 'Save code' } );
		await user.click(
			screen.getAllByRole( 'button', {
				name: 'Reset to default',
			} )[ 0 ] as HTMLElement
		);
		await user.click( screen.getByRole( 'button', { name: 'Replace' } ) );
		expect( first().editor.text ).toBe( code.defaults.variation );
	} );

	it( 'changes nothing by being there: other line ends are kept', async () => {
		const variation = 'a();\r\nb();\r';
		serve( {
			...site(),
			[ `GET ${ CODE }` ]: {
				...code,
				code: { ...code.code, variation },
			},
		} );
		show( { codeEditor: settings } );
		expect(
			await screen.findByRole( 'button', { name: 'Save code' } )
		).toHaveAttribute( 'aria-disabled', 'true' );
		expect(
			screen.queryByText( 'Not saved yet.' )
		).not.toBeInTheDocument();
	} );

	it( 'can be without its script: the text area does as well', async () => {
		delete window.wp;
		serve( site() );
		show( { codeEditor: settings } );
		expect(
			await screen.findByRole( 'textbox', { name: 'Variation code' } )
		).toHaveValue( code.code.variation );
	} );
} );

import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ClassicPanel } from './classic-panel';
import {
	EXPERIMENT,
	nothing,
	PANEL,
	results,
	running,
	withCurrent,
} from './testing/fixtures';
import { gate, RESULTS, serve } from './testing/show';

/** The form of the classic editor with the meta box in it. */
function open( title = 'Old news' ) {
	document.body.innerHTML = `<form id="post"><input id="title" value="${ title }"><div id="two-heads-headlines"></div><button id="publish">Update</button></form>`;
	const form = document.querySelector( 'form' )!;
	const input = document.querySelector( 'input' )!;
	const submitted = jest.fn( ( event: Event ) => event.preventDefault() );
	form.addEventListener( 'submit', submitted );
	const view = render(
		<ClassicPanel
			boot={ { postTypes: [ 'post' ], resultsUrl: RESULTS, postId: 7 } }
			postId={ 7 }
			input={ input }
			form={ form }
		/>,
		{ container: document.getElementById( 'two-heads-headlines' )! }
	);
	return { ...view, form, input, submitted, user: userEvent.setup() };
}
const ready = () => screen.findByRole( 'button', { name: 'Save draft' } );
const field = () => screen.getByRole( 'textbox', { name: 'Variation 1' } );

beforeEach( () => window.sessionStorage.clear() );

describe( 'the meta box of the classic editor', () => {
	it( 'follows the title field', async () => {
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		const { input } = open();
		await ready();
		fireEvent.input( input, { target: { value: 'Newer &amp; news' } } );
		expect( screen.getByText( 'Newer & news' ) ).toBeVisible();
	} );
	it( 'never sends the form around it', async () => {
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		const { user, submitted, container } = open();
		await ready();
		await user.click(
			screen.getByRole( 'button', { name: 'More options' } )
		);
		await user.click( screen.getByLabelText( 'Custom traffic split' ) );
		const buttons = container.querySelectorAll( 'button' );
		expect( buttons.length ).toBeGreaterThan( 4 );
		buttons.forEach( ( button ) => expect( button.type ).toBe( 'button' ) );
		const inputs = container.querySelectorAll( 'input' );
		expect( inputs.length ).toBeGreaterThan( 6 );
		for ( const input of inputs ) {
			act( () => input.focus() );
			await user.keyboard( '{Enter}' );
		}
		await user.type( field(), '{Enter}' );
		expect( submitted ).not.toHaveBeenCalled();
		expect( container.querySelector( 'form form' ) ).toBeNull();
	} );
	it( 'leaves Enter in the title alone', async () => {
		serve( { [ `GET ${ PANEL }` ]: withCurrent() } );
		const { input } = open();
		await ready();
		expect( fireEvent.keyDown( input, { key: 'Enter' } ) ).toBe( true );
	} );
	it( 'saves the words with the post, though the page goes away', async () => {
		const saving = gate< unknown >();
		const calls = serve( {
			[ `GET ${ PANEL }` ]: withCurrent(),
			[ `PUT ${ PANEL }` ]: () => saving.promise,
		} );
		const { user, form } = open();
		await ready();
		await user.type( field(), '!' );
		const leave = () =>
			window.dispatchEvent(
				new Event( 'beforeunload', { cancelable: true } )
			);
		expect( leave() ).toBe( false );
		await act( async () => {
			fireEvent.submit( form );
		} );
		expect( calls.at( -1 )?.route ).toBe( `PUT ${ PANEL }` );
		expect( leave() ).toBe( true );
		// Until the site has them, the browser keeps them.
		expect( window.sessionStorage ).toHaveLength( 1 );
		await act( async () =>
			saving.open(
				withCurrent( { setup: calls.at( -1 )?.data as never } )
			)
		);
		expect( window.sessionStorage ).toHaveLength( 0 );
	} );
	it( 'puts a title that was applied into the field, so that saving keeps it', async () => {
		serve( {
			[ `GET ${ PANEL }` ]: running( {
				results: { ...results, verdict: 'winner' },
			} ),
			[ `POST ${ EXPERIMENT }/end` ]: {
				...nothing,
				post: { ...nothing.post, title: 'A < B &amp; C' },
				earlier: [],
			},
		} );
		const { user, input } = open();
		await user.click(
			await screen.findByRole( 'button', { name: 'End…' } )
		);
		await user.click(
			screen.getByRole( 'button', { name: /End and use/ } )
		);
		await screen.findByRole( 'button', { name: /Write a headline/ } );
		expect( input ).toHaveValue( 'A &lt; B &amp;amp; C' );
		expect( input.defaultValue ).toBe( input.value );
	} );
	it( 'does not touch a title that somebody is typing', async () => {
		serve( {
			[ `GET ${ PANEL }` ]: running(),
			[ `POST ${ EXPERIMENT }/end` ]: nothing,
		} );
		const { user, input } = open( 'Older news' );
		await user.click(
			await screen.findByRole( 'button', { name: 'End…' } )
		);
		fireEvent.input( input, { target: { value: 'Typing' } } );
		await user.click(
			screen.getByRole( 'button', { name: /End and keep/ } )
		);
		await screen.findByRole( 'button', { name: /Write a headline/ } );
		expect( input ).toHaveValue( 'Typing' );
	} );
} );

import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from '@wordpress/element';
import { Disclosure } from './disclosure';
import { IntervalBar, scaleOf } from './interval-bar';

describe( 'the interval bar', () => {
	const show = ( interval: [ number, number ], significant = false ) => {
		const { container } = render(
			<IntervalBar
				interval={ interval }
				improvement={ 0.2 }
				scale={ 0.5 }
				significant={ significant }
			/>
		);
		const range = container.querySelector< HTMLElement >(
			'.two-heads-interval__range'
		);
		return {
			start: range?.style.insetInlineStart,
			size: range?.style.inlineSize,
			tone: container.querySelector( '[role="img"]' )?.className,
		};
	};
	it( 'lies where the improvement probably is; the middle is the original', () => {
		expect( show( [ -0.25, 0.5 ] ) ).toMatchObject( {
			start: '25%',
			size: '75%',
		} );
		expect(
			screen.getByRole( 'img', {
				name: 'The improvement is probably -25% to +50%.',
			} )
		).toBeVisible();
	} );
	it( 'stays on the bar, whatever the figures', () => {
		expect( show( [ -7, 9 ] ) ).toMatchObject( {
			start: '0%',
			size: '100%',
		} );
		expect( show( [ 9, 9.1 ] ) ).toMatchObject( { size: '1%' } );
	} );
	it( 'is coloured only for a difference', () => {
		expect( show( [ 0.1, 0.3 ] ).tone ).not.toMatch( /is-/ );
		expect( show( [ 0.1, 0.3 ], true ).tone ).toMatch( /is-better/ );
		expect( show( [ -0.3, -0.1 ], true ).tone ).toMatch( /is-worse/ );
	} );
	it( 'shares a scale on which all intervals fit', () => {
		expect( scaleOf( [ [ -0.3, 0.2 ], null, [ 0, 0.25 ] ] ) ).toBe( 0.3 );
		expect( scaleOf( [ null ] ) ).toBe( 0.1 );
	} );
} );

describe( 'the disclosure', () => {
	it( 'opens and closes by keyboard, and says which it is', async () => {
		function Example() {
			const [ open, setOpen ] = useState( false );
			return (
				<Disclosure label="More" open={ open } onToggle={ setOpen }>
					Hidden words
				</Disclosure>
			);
		}
		render( <Example /> );
		const user = userEvent.setup();
		const button = screen.getByRole( 'button', { name: 'More' } );
		expect( button ).toHaveAttribute( 'aria-expanded', 'false' );
		await user.tab();
		await user.keyboard( '{Enter}' );
		expect( screen.getByText( 'Hidden words' ) ).toHaveAttribute(
			'id',
			button.getAttribute( 'aria-controls' )
		);
		await user.keyboard( ' ' );
		expect( screen.queryByText( 'Hidden words' ) ).not.toBeInTheDocument();
	} );
} );

import { screen, waitFor } from '@testing-library/react';
import { failure, gate, serve } from '../../connections/test-support';
import { reload } from '../reload';
import { IMPORT, left, show, site } from '../test-support';

jest.mock( '../reload', () => ( { reload: jest.fn() } ) );

const content = { selector: '.components-notice__content' };
const heading = { name: 'The official Optimizely plugin' };

describe( 'the import', () => {
	it( 'is not asked about where nothing is there', async () => {
		const calls = serve( site() );
		show( { hasImport: false } );
		await screen.findByRole( 'button', { name: 'Save code' } );
		expect( calls.map( ( { route } ) => route ) ).not.toContain(
			`GET ${ IMPORT }`
		);
	} );

	it( 'is not shown where the site finds nothing', async () => {
		const calls = serve( {
			...site(),
			[ `GET ${ IMPORT }` ]: { ...left, found: false },
		} );
		show( { hasImport: true } );
		await waitFor( () =>
			expect( calls.map( ( { route } ) => route ) ).toContain(
				`GET ${ IMPORT }`
			)
		);
		expect(
			screen.queryByRole( 'heading', heading )
		).not.toBeInTheDocument();
	} );

	it( 'says what it takes over, takes it, and says what came of it', async () => {
		const taking = gate< unknown >();
		serve( {
			...site(),
			[ `GET ${ IMPORT }` ]: left,
			[ `POST ${ IMPORT }` ]: () => taking.promise,
		} );
		const { user } = show( { hasImport: true } );
		expect( await screen.findByRole( 'heading', heading ) ).toBeVisible();
		for ( const sentence of [
			'Its access token, for the connection.',
			'Its project: Newsroom.',
			'Its settings: Variation code, Post types.',
			'2 experiments that have not ended.',
		] ) {
			expect( screen.getByText( sentence ) ).toBeVisible();
		}
		await user.click(
			screen.getByRole( 'button', { name: 'Take it over' } )
		);
		expect(
			screen.getByRole( 'button', { name: 'Taking over…' } )
		).toHaveAttribute( 'aria-disabled', 'true' );
		taking.open( {
			...left,
			found: false,
			imported: [ 'One experiment goes on here.' ],
			skipped: [ 'The other has no post.' ],
		} );
		const done = await screen.findByText( 'One experiment goes on here.', {
			selector: 'li',
		} );
		expect( done.closest( '[tabindex]' ) ).toHaveFocus();
		expect(
			screen.getByText( 'The other has no post.', { selector: 'li' } )
		).toBeVisible();
		await user.click(
			screen.getByRole( 'button', { name: 'Reload this screen' } )
		);
		expect( reload ).toHaveBeenCalledTimes( 1 );
	} );

	it( 'can be tried again', async () => {
		const answers: Record< string, unknown > = {
			...site(),
			[ `GET ${ IMPORT }` ]: failure( 'internal_server_error', 500 ),
		};
		serve( answers );
		const { user } = show( { hasImport: true } );
		await screen.findByText( /error of its own/, content );
		answers[ `GET ${ IMPORT }` ] = left;
		answers[ `POST ${ IMPORT }` ] = failure(
			'two_heads_service_error',
			502
		);
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		await user.click(
			await screen.findByRole( 'button', { name: 'Take it over' } )
		);
		expect(
			await screen.findByText(
				'Sentence of two_heads_service_error.',
				content
			)
		).toBeVisible();
		expect(
			screen.getByRole( 'button', { name: 'Take it over' } )
		).toBeEnabled();
	} );
} );

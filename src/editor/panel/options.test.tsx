import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ExperimentSetup } from '../../contracts/experiment-setup';
import { experiment, nothing, PANEL, withCurrent } from '../testing/fixtures';
import { failure, serve, show } from '../testing/show';

const AUDIENCES = '/two-heads/v1/connections/optimizely/audiences';
const button = ( name: string | RegExp ) =>
	screen.getByRole( 'button', { name } );
const share = ( name: string ) => screen.getByRole( 'spinbutton', { name } );
const stored = ( data: unknown ) =>
	withCurrent( { setup: data as ExperimentSetup } );

/** A draft on a site that stores everything; resolves to what it was sent last. */
async function open( more: Record< string, unknown > = {}, panel = {} ) {
	const calls = serve( {
		[ `GET ${ PANEL }` ]: withCurrent( {}, panel ),
		[ `PUT ${ PANEL }` ]: stored,
		...more,
	} );
	const view = show();
	await screen.findByRole( 'button', { name: 'Save draft' } );
	return {
		...view,
		calls,
		saved: () =>
			calls.filter( ( { route } ) => route === `PUT ${ PANEL }` ).at( -1 )
				?.data as ExperimentSetup | undefined,
	};
}

beforeEach( () => window.sessionStorage.clear() );

describe( 'the traffic split', () => {
	it( 'is equal by default, and says how much that is', async () => {
		const { user } = await open();
		expect( screen.getByText( /is shown to 50%/ ) ).toBeVisible();
		await user.click( button( 'Add a headline' ) );
		expect( screen.getByText( /is shown to 33\.3%/ ) ).toBeVisible();
	} );
	it( 'is sent in hundredths of a percent, summing to 10000', async () => {
		const { user, saved } = await open();
		await user.click( button( 'Add a headline' ) );
		await user.click( screen.getByLabelText( 'Custom traffic split' ) );
		expect( share( 'Original' ) ).toHaveValue( 33.34 );
		await user.clear( share( 'Original' ) );
		await user.type( share( 'Original' ), '50' );
		expect( screen.getByText( /sum to 116\.66 percent/ ) ).toBeVisible();
		await user.clear( share( 'Variation 1' ) );
		await user.type( share( 'Variation 1' ), '16.67' );
		expect( screen.getByText( 'Together: 100 percent.' ) ).toBeVisible();
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Saved.' );
		expect( saved()?.weights ).toEqual( [ 5000, 1667, 3333 ] );
	} );
	it( 'is not sent while it does not sum to 100; the field is named', async () => {
		const { user, saved } = await open();
		await user.click( screen.getByLabelText( 'Custom traffic split' ) );
		await user.clear( share( 'Variation 1' ) );
		await user.type( share( 'Variation 1' ), '40' );
		await user.click( button( 'Save draft' ) );
		expect( saved() ).toBeUndefined();
		expect( screen.getByText( /sum to 90 percent/ ) ).toBeVisible();
		await waitFor( () => expect( share( 'Original' ) ).toHaveFocus() );
		await user.click( screen.getByLabelText( 'Custom traffic split' ) );
		expect(
			screen.queryByText( /sum to 90 percent/ )
		).not.toBeInTheDocument();
	} );
} );

describe( 'more options', () => {
	it( 'are folded away, and sent', async () => {
		const { user, saved } = await open();
		expect(
			screen.queryByLabelText( 'Engaged reads' )
		).not.toBeInTheDocument();
		await user.click( button( 'More options' ) );
		expect( button( 'More options' ) ).toHaveAttribute(
			'aria-expanded',
			'true'
		);
		await user.click( screen.getByLabelText( 'Engaged reads' ) );
		const traffic = screen.getByLabelText( /Percent of visitors/ );
		await user.clear( traffic );
		await user.type( traffic, '40' );
		await user.type( screen.getByLabelText( /Why it might/ ), 'Shorter' );
		fireEvent.change( screen.getByLabelText( /^Start automatically/ ), {
			target: { value: '2099-01-02T08:00' },
		} );
		fireEvent.change( screen.getByLabelText( /^Pause automatically/ ), {
			target: { value: '2099-01-03T08:00' },
		} );
		expect(
			screen.getAllByText( /time zone of the site: Europe\/Berlin/ )[ 0 ]
		).toBeVisible();
		expect( button( 'Start at the set time' ) ).toBeVisible();
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Saved.' );
		expect( saved() ).toMatchObject( {
			goal: 'read',
			traffic: 40,
			hypothesis: 'Shorter',
			start_at: '2099-01-02T08:00',
			stop_at: '2099-01-03T08:00',
		} );
	} );
	it.each( [
		{ hypothesis: 'Dogs draw.' },
		{ stop_at: '2099-01-02T08:00' },
		{ audiences: [ '1' ] },
	] )(
		'are open where a proposal says something in them: %j',
		async ( more ) => {
			serve( {
				[ `GET ${ PANEL }` ]: withCurrent( {
					setup: { ...experiment.setup, ...more },
				} ),
			} );
			show();
			expect(
				await screen.findByRole( 'button', { name: 'More options' } )
			).toHaveAttribute( 'aria-expanded', 'true' );
		}
	);
	it( 'are named by what Start will do', async () => {
		serve( {
			[ `GET ${ PANEL }` ]: withCurrent( {
				setup: {
					...experiment.setup,
					stop_at: '2099-01-02T08:00',
					audiences: [ '1', '2' ],
				},
			} ),
		} );
		show();
		expect(
			await screen.findByRole( 'button', { name: 'Start' } )
		).toHaveAccessibleDescription(
			/Only visitors of the 2 audiences you have chosen are in it\. Pauses automatically on Jan 2, 2099/
		);
	} );
	it( 'open by themselves where something is wrong', async () => {
		const { user, saved } = await open();
		await user.click( button( 'More options' ) );
		fireEvent.change( screen.getByLabelText( /^Pause automatically/ ), {
			target: { value: '2001-01-03T08:00' },
		} );
		expect( screen.getByText( /has passed/ ) ).toBeVisible();
		await user.click( button( 'More options' ) );
		expect( screen.getByText( /has passed/ ) ).toBeVisible();
		await user.click( button( 'Save draft' ) );
		expect( saved() ).toBeUndefined();
		await waitFor( () =>
			expect(
				screen.getByLabelText( /^Pause automatically/ )
			).toHaveFocus()
		);
	} );
	it( 'stay open when what was wrong has been mended', async () => {
		const { user } = await open( {
			[ `GET ${ PANEL }` ]: withCurrent( {
				setup: { ...experiment.setup, stop_at: '2001-01-03T08:00' },
			} ),
		} );
		const field = screen.getByLabelText( /^Pause automatically/ );
		field.focus();
		fireEvent.change( field, { target: { value: '2099-01-03T08:00' } } );
		expect( screen.queryByText( /has passed/ ) ).not.toBeInTheDocument();
		expect( field ).toHaveFocus();
		await user.click( button( 'More options' ) );
		expect( field ).not.toBeInTheDocument();
	} );
} );

describe( 'audiences', () => {
	const engine = { ...nothing.engines[ 0 ], has_audiences: true };
	const audiences = [
		{ id: '11', name: 'Subscribers', description: 'Who pay.' },
		{ id: '12', name: 'Newcomers', description: '' },
	];
	it( 'are asked for only when somebody looks, and are sent', async () => {
		const { user, saved, calls } = await open(
			{ [ `GET ${ AUDIENCES }` ]: { audiences } },
			{ engines: [ engine ] }
		);
		expect( calls ).toHaveLength( 1 );
		await user.click( button( 'More options' ) );
		await user.click( await screen.findByLabelText( 'Subscribers' ) );
		expect(
			screen.queryByLabelText( 'all of them' )
		).not.toBeInTheDocument();
		await user.click( screen.getByLabelText( 'Newcomers' ) );
		await user.click( screen.getByLabelText( 'all of them' ) );
		await user.click( button( 'Save draft' ) );
		await screen.findByText( 'Saved.' );
		expect( saved() ).toMatchObject( {
			audiences: [ '11', '12' ],
			audience_match: 'all',
		} );
	} );
	it( 'can be asked for again, and what is gone can be taken away', async () => {
		const answers: Record< string, unknown > = {
			[ `GET ${ PANEL }` ]: withCurrent(
				{ setup: { ...experiment.setup, audiences: [ '99' ] } },
				{ engines: [ engine ] }
			),
			[ `GET ${ AUDIENCES }` ]: failure( 'two_heads_unreachable', 502 ),
		};
		serve( answers );
		const { user } = show();
		const again = await screen.findByRole( 'button', {
			name: 'Try again',
		} );
		answers[ `GET ${ AUDIENCES }` ] = { audiences };
		await user.click( again );
		const gone = await screen.findByLabelText( /Audience 99/ );
		expect( gone ).toBeChecked();
		await user.click( gone );
		expect(
			screen.queryByLabelText( /Audience 99/ )
		).not.toBeInTheDocument();
	} );
	it( 'are searched when there are many', async () => {
		const many = Array.from( { length: 12 }, ( _, index ) => ( {
			id: String( index + 1 ),
			name: `Group ${ index + 1 }`,
			description: '',
		} ) );
		const { user } = await open(
			{ [ `GET ${ AUDIENCES }` ]: { audiences: many } },
			{ engines: [ engine ] }
		);
		await user.click( button( 'More options' ) );
		await user.type(
			await screen.findByLabelText( 'Search audiences' ),
			'group 12'
		);
		expect( screen.getAllByLabelText( /^Group/ ) ).toHaveLength( 1 );
	} );
	it( 'are not offered where the engine has none', async () => {
		const { user, calls } = await open();
		await user.click( button( 'More options' ) );
		expect( screen.queryByText( 'Audiences' ) ).not.toBeInTheDocument();
		expect( calls ).toHaveLength( 1 );
	} );
} );

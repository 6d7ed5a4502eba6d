import { screen, waitFor } from '@testing-library/react';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import {
	experiment,
	EXPERIMENT,
	nothing,
	PANEL,
	results,
} from '../testing/fixtures';
import { failure, RESULTS, serve, show } from '../testing/show';

const button = ( name: string | RegExp ) =>
	screen.getByRole( 'button', { name } );
const spoken = () =>
	document.getElementById( 'a11y-speak-polite' )?.textContent;
const outcome = {
	applied: 1,
	title: 'Fresh news',
	by: 'Ada',
	at: '2026-11-04T10:00:00Z',
	reverted: false,
	revertible: true,
};
const ended: Experiment = {
	...experiment,
	status: 'archived',
	results,
	outcome,
	ended_at: '2026-11-04T10:00:00Z',
	log: [
		{
			at: '2026-11-03T10:00:00Z',
			by: 'Ada',
			event: 'started',
			text: 'Started with two headlines.',
		},
	],
};
const over: HeadlinePanel = { ...nothing, earlier: [ ended ] };

const back: HeadlinePanel = {
	...nothing,
	earlier: [
		{
			...ended,
			outcome: { ...outcome, reverted: true, revertible: false },
		},
	],
};

async function open(
	panel: HeadlinePanel,
	more: Record< string, unknown > = {}
) {
	const answers: Record< string, unknown > = {
		[ `GET ${ PANEL }` ]: panel,
		...more,
	};
	const calls = serve( answers );
	const view = show();
	await waitFor( () =>
		expect( screen.queryByText( 'Loading…' ) ).not.toBeInTheDocument()
	);
	return { ...view, answers, calls };
}

describe( 'what has ended', () => {
	it( 'says how, can be undone with one click, and followed by another', async () => {
		const { user, editor, container } = await open( over, {
			[ `POST ${ EXPERIMENT }/revert` ]: back,
		} );
		expect( screen.getByText( /Ended on .* by Ada/ ) ).toBeVisible();
		expect( button( 'Undo' ) ).toHaveAccessibleDescription(
			/Puts “Old news” back as the title of the post, at once/
		);
		await user.click( button( 'Undo' ) );
		expect(
			await screen.findByText( /later the original was put back/ )
		).toBeVisible();
		expect( editor.written ).toEqual( [ 'Old news' ] );
		expect( container.contains( document.activeElement ) ).toBe( true );
		expect( spoken() ).toBe( 'The original title is back.' );
		expect(
			screen.queryByRole( 'button', { name: 'Undo' } )
		).not.toBeInTheDocument();
		await user.click( button( 'Write a headline to test' ) );
		expect( screen.getByRole( 'textbox' ) ).toHaveFocus();
	} );
	it( 'is not undone by those who may not, nor where it cannot be', async () => {
		await open( {
			...over,
			may: { propose: true, run: false, connect: false },
		} );
		expect(
			screen.queryByRole( 'button', { name: 'Undo' } )
		).not.toBeInTheDocument();
	} );
	it( 'is kept in a history with outcome, figures and what happened', async () => {
		const { user } = await open( {
			...over,
			earlier: [
				{ ...ended, id: 46 },
				{ ...ended, outcome: { ...outcome, applied: 0 } },
			],
		} );
		expect(
			screen.queryByText( 'The original title was kept.' )
		).not.toBeInTheDocument();
		await user.click( button( '1 earlier test' ) );
		expect(
			screen.getByText( 'The original title was kept.' )
		).toBeVisible();
		const logs = screen.getAllByRole( 'button', { name: 'What happened' } );
		await user.click( logs.at( -1 ) as HTMLElement );
		expect(
			screen.getByText( /Started with two headlines/ )
		).toBeVisible();
	} );
	it( 'is undone by keyboard alone', async () => {
		const { user, container } = await open( over, {
			[ `POST ${ EXPERIMENT }/revert` ]: back,
		} );
		const undo = button( 'Undo' );
		for ( let presses = 0; presses < 8; presses++ ) {
			if ( document.activeElement !== undo ) {
				await user.tab();
			}
		}
		expect( undo ).toHaveFocus();
		await user.keyboard( '{Enter}' );
		await screen.findByText( /later the original was put back/ );
		expect( container.contains( document.activeElement ) ).toBe( true );
		await user.tab();
		expect( container.contains( document.activeElement ) ).toBe( true );
	} );
	it( 'says why it cannot be undone', async () => {
		const { user } = await open( over, {
			[ `POST ${ EXPERIMENT }/revert` ]: failure(
				'two_heads_conflict',
				409
			),
		} );
		await user.click( button( 'Undo' ) );
		expect(
			await screen.findByText( 'Sentence of two_heads_conflict.' )
		).toBeVisible();
	} );
	it( 'says what the figures said, and asks for nothing more', async () => {
		await open( over );
		expect(
			screen.getByText( /“Fresh news” was ahead when the test ended/ )
		).toBeVisible();
		expect( screen.getByText( '87%' ) ).toBeVisible();
		expect( screen.queryByText( /needed/ ) ).not.toBeInTheDocument();
		expect(
			screen.getByRole( 'link', { name: /Full results/ } )
		).toHaveAttribute( 'href', `${ RESULTS }45` );
	} );
	it( 'says what happened, and why it was tried', async () => {
		const { user } = await open( {
			...over,
			earlier: [
				{
					...ended,
					setup: { ...ended.setup, hypothesis: 'Dogs draw.' },
				},
			],
		} );
		expect( screen.getByText( 'Dogs draw.' ) ).toBeVisible();
		await user.click( button( 'What happened' ) );
		expect(
			screen.getByText( /Started with two headlines/ )
		).toBeVisible();
	} );
	it( 'does not call a headline the winner that did not win', async () => {
		await open( {
			...over,
			earlier: [
				{
					...ended,
					results: { ...results, verdict: 'original', leader: 0 },
				},
			],
		} );
		expect(
			screen.getByText( 'Variation 1 became the post’s title.' )
		).toBeVisible();
	} );
} );

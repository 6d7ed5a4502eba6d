import {
	experiment,
	job,
	nothing,
	results,
	running,
	withCurrent,
} from '../editor/testing/fixtures';
import { waitAfterError, waitAfterStep } from './job-wait';
import type { HeadlinePanel } from '../contracts/headline-panel';
import {
	lastEnded,
	needsAttention,
	outcomeSentence,
	panelView,
	statusWord,
} from './panel-state';

const unready: Pick< HeadlinePanel, 'engines' > = {
	engines: [ { ...nothing.engines[ 0 ], ready: false, message: 'Connect.' } ],
};
const ended = { ...experiment, status: 'archived' as const };

describe( 'a test that has run to its end', () => {
	const over = {
		...experiment,
		status: 'running' as const,
		attention: { code: 'decided', message: 'Say which stays.' },
	};
	it( 'waits for a decision, and nothing is wrong with it', () => {
		expect( statusWord( over ) ).toBe( 'Ready to decide' );
		expect( needsAttention( over ) ).toBe( false );
	} );
	it( 'needs attention where something keeps it from going on', () => {
		for ( const more of [
			{ attention: { code: 'sample_ratio', message: 'Spoiled.' } },
			{
				job: {
					...job,
					problem: {
						code: '',
						message: '',
						retry_after: null,
						needs_person: true,
					},
				},
			},
		] ) {
			expect( statusWord( { ...over, ...more } ) ).toBe(
				'Needs attention'
			);
		}
	} );
	it( 'waits no more once it has ended', () => {
		expect( statusWord( { ...over, status: 'archived' } ) ).toBe( 'Ended' );
	} );
} );

describe( 'the view', () => {
	it.each( [
		[ 'none', nothing, false ],
		[ 'draft', nothing, true ],
		[ 'not-connected', { ...nothing, ...unready }, false ],
		[ 'draft', { ...nothing, ...unready }, true ],
		[ 'draft', withCurrent(), false ],
		[ 'job', withCurrent( { job } ), true ],
		[ 'running', running(), true ],
		[ 'running', running( {}, unready ), false ],
		[ 'paused', running( { status: 'paused' } ), false ],
		[ 'job', running( { job: { ...job, action: 'pause' } } ), false ],
		[ 'concluded', { ...nothing, earlier: [ ended ] }, false ],
		[ 'draft', { ...nothing, earlier: [ ended ] }, true ],
		[ 'job', withCurrent( { status: 'concluded', job } ), false ],
	] )( 'is %s', ( view, panel, hasWords ) => {
		expect( panelView( panel, hasWords ) ).toBe( view );
	} );
	it( 'knows what has ended last', () => {
		expect( lastEnded( { ...nothing, earlier: [ ended ] } ) ).toBe( ended );
		expect( lastEnded( nothing ) ).toBeNull();
	} );
	it( 'has a word for each state', () => {
		expect( statusWord( experiment ) ).toBe( 'Draft' );
		expect( statusWord( { ...experiment, scheduled: true } ) ).toBe(
			'Scheduled'
		);
		expect( statusWord( { ...experiment, job } ) ).toBe( 'Starting…' );
		expect( statusWord( ended ) ).toBe( 'Ended' );
	} );
	it( 'tells the endings apart', () => {
		const outcome = {
			applied: 1,
			title: 'Fresh news',
			by: 'Ada',
			at: '2026-11-03T10:00:00Z',
			reverted: false,
			revertible: true,
		};
		const said = [
			outcomeSentence( ended ),
			outcomeSentence( { ...ended, outcome } ),
			outcomeSentence( {
				...ended,
				outcome: { ...outcome, applied: 0 },
			} ),
			outcomeSentence( {
				...ended,
				outcome: { ...outcome, reverted: true },
			} ),
		];
		expect( new Set( said ).size ).toBe( 4 );
		expect( said[ 2 ] ).toMatch( /kept/ );
	} );
	it.each( [
		[ 'winner', 1, 'The winner became the post’s title.' ],
		[ 'winner', 2, 'Variation 1 became the post’s title.' ],
		[ 'original', 0, 'Variation 1 became the post’s title.' ],
		[ 'more_time', 1, 'Variation 1 became the post’s title.' ],
	] as const )(
		'calls nothing a winner that is none: %s, %d ahead',
		( verdict, leader, sentence ) => {
			const outcome = {
				applied: 1,
				title: 'Fresh news',
				by: 'Ada',
				at: '2026-11-03T10:00:00Z',
				reverted: false,
				revertible: true,
			};
			const one = {
				...ended,
				results: { ...results, verdict, leader },
				outcome,
			};
			expect( outcomeSentence( one ) ).toBe( sentence );
			expect(
				outcomeSentence( {
					...one,
					outcome: { ...outcome, reverted: true },
				} )
			).toBe(
				sentence.replace( /\.$/, '; later the original was put back.' )
			);
		}
	);
} );

describe( 'the next step of a job', () => {
	const problem = {
		code: 'two_heads_unreachable',
		message: 'Not reached.',
		retry_after: null,
		needs_person: false,
	};
	it.each( [
		[ null, 0, true, { kind: 'wait', seconds: 0 } ],
		[ null, 0, false, { kind: 'wait', seconds: 2 } ],
		[ problem, 1, false, { kind: 'wait', seconds: 5 } ],
		[ problem, 2, false, { kind: 'wait', seconds: 10 } ],
		[ problem, 20, false, { kind: 'wait', seconds: 60 } ],
		[
			{ ...problem, retry_after: 90 },
			1,
			false,
			{ kind: 'wait', seconds: 90 },
		],
		[
			{ ...problem, retry_after: 0 },
			1,
			false,
			{ kind: 'wait', seconds: 1 },
		],
		[
			{ ...problem, retry_after: 5, needs_person: true },
			1,
			false,
			{ kind: 'person', message: 'Not reached.' },
		],
	] )( 'after %p', ( given, failures, moved, wait ) => {
		expect( waitAfterStep( given, failures, moved ) ).toEqual( wait );
	} );
	it( 'waits for a network, not for a person who was signed out', () => {
		expect(
			waitAfterError( { kind: 'network', message: 'Offline.' }, 1 )
		).toEqual( { kind: 'wait', seconds: 5 } );
		expect(
			waitAfterError(
				{ kind: 'limited', message: 'Slow.', retryAfter: 17 },
				3
			)
		).toEqual( { kind: 'wait', seconds: 17 } );
		expect(
			waitAfterError( { kind: 'session', message: 'Signed out.' }, 1 )
		).toEqual( { kind: 'person', message: 'Signed out.' } );
	} );
} );

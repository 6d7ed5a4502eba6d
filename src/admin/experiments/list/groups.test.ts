import type { Experiment } from '../../../contracts/experiment';
import { experiment, job, results } from '../../../editor/testing/fixtures';
import { groupOf, groupsOf } from './groups';

const problem = {
	code: 'two_heads_drafted_changes',
	message: 'Somebody drafted changes.',
	retry_after: null,
	needs_person: true,
};

describe( 'groupOf', () => {
	it.each< [ string, Partial< Experiment > ] >( [
		[ 'drafts', { status: 'draft' } ],
		[ 'time', { status: 'running' } ],
		[ 'time', { status: 'running', results } ],
		[
			'time',
			{ status: 'paused', results: { ...results, verdict: 'waiting' } },
		],
		[
			'decide',
			{ status: 'running', results: { ...results, verdict: 'winner' } },
		],
		[
			'decide',
			{ status: 'paused', results: { ...results, verdict: 'original' } },
		],
		[
			'decide',
			{
				status: 'running',
				results: { ...results, verdict: 'no_difference' },
			},
		],
		[
			'decide',
			{ status: 'running', results: { ...results, verdict: 'likely' } },
		],
		[
			'decide',
			{ status: 'paused', results: { ...results, verdict: 'keep' } },
		],
		[
			'decide',
			{
				status: 'running',
				results,
				attention: { code: 'decided', message: 'It is over.' },
			},
		],
		[
			'attention',
			{
				status: 'running',
				results: { ...results, verdict: 'unreliable' },
			},
		],
		[
			'attention',
			{
				status: 'running',
				results: { ...results, verdict: 'winner' },
				attention: { code: 'trashed', message: 'In the trash.' },
			},
		],
		[ 'attention', { status: 'draft', job: { ...job, problem } } ],
		[
			'drafts',
			{
				status: 'draft',
				job: { ...job, problem: { ...problem, needs_person: false } },
			},
		],
		[ 'attention', { status: 'concluded', job: { ...job, problem } } ],
		[ 'ended', { status: 'concluded' } ],
		[
			'ended',
			{
				status: 'archived',
				attention: { code: 'not_seen', message: 'Old.' },
			},
		],
	] )( '%s: %j', ( group, more ) => {
		expect( groupOf( { ...experiment, ...more } ) ).toBe( group );
	} );
} );

describe( 'groupsOf', () => {
	it( 'keeps the order in which they matter, and leaves out empty ones', () => {
		const all: Experiment[] = [
			{ ...experiment, id: 1, status: 'archived' },
			{ ...experiment, id: 2, status: 'draft' },
			{
				...experiment,
				id: 3,
				status: 'running',
				attention: { code: 'trashed', message: 'In the trash.' },
			},
		];
		expect(
			groupsOf( all ).map( ( { id, experiments } ) => [
				id,
				experiments.map( ( one ) => one.id ),
			] )
		).toEqual( [
			[ 'attention', [ 3 ] ],
			[ 'drafts', [ 2 ] ],
			[ 'ended', [ 1 ] ],
		] );
	} );
} );

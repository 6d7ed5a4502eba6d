import { useCallback, useEffect, useState } from '@wordpress/element';
import type { RequestError } from '../../../api/errors';
import { getExperiments } from '../../../api/headlines';
import type { Result } from '../../../api/request';
import type { Experiment } from '../../../contracts/experiment';

type Status = Experiment[ 'status' ];

export interface Filter {
	/** Part of a headline or of a post's title. */
	search: string;
	status: '' | 'draft' | 'running' | 'paused' | 'ended';
	/** Of those that have ended, from 1. */
	page: number;
}

export const noFilter: Filter = { search: '', status: '', page: 1 };

/** How many of those that have ended are shown at once. */
export const PER_PAGE = 20;

/** What has not come to its end, or is just coming to it: few, so all are shown. */
const OPEN: readonly Status[] = [ 'running', 'paused', 'draft', 'concluded' ];

export interface Found {
	open: Experiment[];
	ended: Experiment[];
	/** On all pages. */
	endedTotal: number;
}

export type ListState =
	| { status: 'loading' }
	| { status: 'failed'; error: RequestError }
	/** `busy`: newer ones are being asked for. */
	| { status: 'ready'; found: Found; busy: boolean };

/** The experiments this person may run. What is shown stays until there is something newer. */
export function useExperiments( filter: Filter ) {
	const { search, status, page } = filter;
	const [ state, setState ] = useState< ListState >( { status: 'loading' } );
	// An older question's answer says nothing any more.
	const [ latest ] = useState( { question: 0 } );

	const load = useCallback( async () => {
		const mine = ++latest.question;
		setState( ( old ) =>
			old.status === 'ready'
				? { ...old, busy: true }
				: { status: 'loading' }
		);
		const result = await find( { search, status, page } );
		if ( mine === latest.question ) {
			setState(
				result.ok
					? { status: 'ready', found: result.value, busy: false }
					: { status: 'failed', error: result.error }
			);
		}
	}, [ search, status, page, latest ] );
	useEffect( () => {
		void load();
		return () => {
			latest.question++;
		};
	}, [ load, latest ] );

	return { state, reload: load };
}

async function find( {
	search,
	status,
	page,
}: Filter ): Promise< Result< Found > > {
	const wanted = OPEN.filter(
		( one ) =>
			status === '' ||
			( status === 'ended' ? one === 'concluded' : one === status )
	);
	const withEnded = status === '' || status === 'ended';
	const [ ended, open ] = await Promise.all( [
		withEnded
			? getExperiments( {
					status: [ 'archived' ],
					search,
					page,
					per_page: PER_PAGE,
				} )
			: { ok: true as const, value: { experiments: [], total: 0 } },
		wanted.length > 0
			? findAll( wanted, search )
			: { ok: true as const, value: [] },
	] );
	if ( ! ended.ok ) {
		return ended;
	}
	if ( ! open.ok ) {
		return open;
	}
	return {
		ok: true,
		value: {
			open: open.value,
			ended: ended.value.experiments,
			endedTotal: ended.value.total,
		},
	};
}

/** All pages of some statuses. */
async function findAll(
	status: readonly Status[],
	search: string
): Promise< Result< Experiment[] > > {
	// One that moved from page to page meanwhile is there once.
	const found = new Map< number, Experiment >();
	for ( let page = 1; ; page++ ) {
		const result = await getExperiments( {
			status,
			search,
			page,
			per_page: 100,
		} );
		if ( ! result.ok ) {
			return result;
		}
		const { experiments, total } = result.value;
		experiments.forEach( ( one ) => found.set( one.id, one ) );
		if ( experiments.length === 0 || page * 100 >= total ) {
			return { ok: true, value: [ ...found.values() ] };
		}
	}
}

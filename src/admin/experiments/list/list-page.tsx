import { Spinner } from '@wordpress/components';
import { useDebounce } from '@wordpress/compose';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { ErrorNotice } from '../../../components/error-notice';
import type { Experiment } from '../../../contracts/experiment';
import type { Boot } from '../boot';
import type { Route } from '../use-route';
import { EmptyList } from './empty-list';
import { Filters } from './filters';
import { GroupTable } from './group-table';
import { groupHint, groupsOf, groupTitle } from './groups';
import type { Group } from './groups';
import { Pager } from './pager';
import { PER_PAGE, useExperiments } from './use-experiments';
import type { Filter, Found } from './use-experiments';

interface ListPageProps {
	boot: Boot;
	route: Route;
	/** Where the person left the list. */
	filter: Filter;
	onFilter: ( filter: Filter ) => void;
	onShown: ( experiments: readonly Experiment[] ) => void;
	/** Whether the person comes back from one of them. */
	returning: boolean;
}

/** How long to wait for the next key, in milliseconds. */
const PAUSE = 300;

/** All experiments of the site that this person may run. */
export function ListPage( {
	boot,
	route,
	filter: start,
	onFilter,
	onShown,
	returning,
}: ListPageProps ) {
	const [ filter, setFilter ] = useState( start );
	const [ typed, setTyped ] = useState( start.search );
	const { state, reload } = useExperiments( filter );
	const place = useRef< HTMLDivElement >( null );
	useEffect( () => {
		if ( returning ) {
			place.current?.focus();
		}
	}, [ returning ] );
	useEffect( () => {
		if ( state.status === 'ready' ) {
			onShown( [ ...state.found.open, ...state.found.ended ] );
		}
		// The callback is new with each render and says the same.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ state ] );

	// Where the person comes back to.
	useEffect( () => {
		onFilter( filter );
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ filter ] );

	const change = useCallback(
		( part: Partial< Filter > ) =>
			setFilter( ( old ) => ( { ...old, page: 1, ...part } ) ),
		[]
	);
	// A function that stays: with another one, useDebounce begins anew.
	const searchFor = useCallback(
		( text: string ) => change( { search: text.trim() } ),
		[ change ]
	);
	const search = useDebounce( searchFor, PAUSE );

	return (
		<div
			ref={ place }
			tabIndex={ -1 }
			className="two-heads-experiments__list"
		>
			<Filters
				search={ typed }
				status={ filter.status }
				onSearch={ ( text ) => {
					setTyped( text );
					search( text );
				} }
				onStatus={ ( status ) => change( { status } ) }
			/>
			<p className="screen-reader-text" role="status">
				{ state.status === 'ready' && ! state.busy
					? countSentence( state.found )
					: '' }
			</p>
			{ state.status === 'loading' && (
				<p className="two-heads-loading">
					<Spinner />
					{ __( 'Loading the experiments…', 'two-heads' ) }
				</p>
			) }
			{ state.status === 'failed' && (
				<ErrorNotice
					error={ state.error }
					onRetry={ () => void reload() }
				/>
			) }
			{ state.status === 'ready' && (
				<div aria-busy={ state.busy }>
					<Groups
						found={ state.found }
						route={ route }
						page={ filter.page }
						onPage={ ( page ) => change( { page } ) }
					/>
					{ totalOf( state.found ) === 0 && ! state.busy && (
						<EmptyList
							filtered={
								filter.search !== '' || filter.status !== ''
							}
							postsUrl={ boot.postsUrl }
							connectUrl={ boot.connectUrl }
							onClear={ () => {
								setTyped( '' );
								search( '' );
								change( { search: '', status: '' } );
							} }
						/>
					) }
				</div>
			) }
		</div>
	);
}

interface GroupsProps {
	found: Found;
	route: Route;
	page: number;
	onPage: ( page: number ) => void;
}

function Groups( { found, route, page, onPage }: GroupsProps ) {
	const all = [ ...found.open, ...found.ended ];
	const mixed = new Set( all.map( ( { engine } ) => engine ) ).size > 1;
	return groupsOf( all ).map( ( group ) => (
		<section key={ group.id } className="two-heads-group">
			<h2>
				{ groupTitle( group.id ) }{ ' ' }
				<span className="two-heads-group__count">
					{ countOf( group, found ) }
				</span>
			</h2>
			{ groupHint( group.id ) && (
				<p className="two-heads-hint">{ groupHint( group.id ) }</p>
			) }
			<GroupTable
				label={ groupTitle( group.id ) }
				experiments={ group.experiments }
				route={ route }
				mixed={ mixed }
			/>
			{ group.id === 'ended' && (
				<Pager
					page={ page }
					pages={ Math.ceil( found.endedTotal / PER_PAGE ) }
					onPage={ onPage }
				/>
			) }
		</section>
	) );
}

/** Of those that have ended, all pages count. */
function countOf( group: Group, found: Found ): number {
	return group.id === 'ended'
		? group.experiments.length - found.ended.length + found.endedTotal
		: group.experiments.length;
}

function totalOf( found: Found ): number {
	return found.open.length + found.endedTotal;
}

function countSentence( found: Found ): string {
	const total = totalOf( found );
	return sprintf(
		/* translators: %d: number of experiments. */
		_n(
			'%d experiment found.',
			'%d experiments found.',
			total,
			'two-heads'
		),
		total
	);
}

/**
 * What the contract's schemas cannot say about an experiment: what it points to must be there, shares must add up,
 * code must parse.
 */
import { randomUUID } from 'node:crypto';
import { ApiError } from '../api/answers';
import type { Change, Experiment, Metric, Page, Variation } from '../objects';
import type { Store } from '../store';
import { readConditions, refuse, refuseBrokenCode } from './syntax';

export const WHOLE = 10_000;

type Given = Readonly< Record< string, unknown > >;
type GivenVariation = {
	readonly variation_id?: number;
	readonly weight: number;
	readonly actions?: ReadonlyArray< {
		readonly page_id: number;
		readonly changes?: readonly Given[];
	} >;
	readonly [ field: string ]: unknown;
};

/** Changes with ids, their code tried. */
export function changesOf( given: readonly Given[], where: string ): Change[] {
	return given.map( ( change, index ) => {
		const type = String( change.type );
		const at = `${ where }.${ index }`;
		if ( type === 'custom_code' || type === 'custom_css' ) {
			if ( typeof change.value !== 'string' ) {
				refuse( `'value' is a required property - '${ at }'` );
			}
			if ( type === 'custom_code' ) {
				refuseBrokenCode( String( change.value ), at );
			}
		}
		return { ...change, id: randomUUID(), type };
	} );
}

/**
 * The whole list of an experiment's variations.
 *
 * @param  store   For new ids.
 * @param  given   As sent.
 * @param  before  Those it had.
 * @param  pageIds Pages the experiment runs on.
 * @throws {ApiError} 400
 */
export function variationsOf(
	store: Store,
	given: readonly GivenVariation[],
	before: readonly Variation[],
	pageIds: readonly number[]
): Variation[] {
	const sum = given
		.filter( ( one ) => one.archived !== true )
		.reduce( ( total, one ) => total + one.weight, 0 );
	if ( given.length && sum !== WHOLE ) {
		refuse(
			`The weights of the variations must add up to ${ WHOLE }, not ${ sum } - 'variations'`
		);
	}
	const ids = given.flatMap( ( one ) => one.variation_id ?? [] );
	if ( new Set( ids ).size !== ids.length ) {
		refuse( `A variation_id is there twice - 'variations'` );
	}
	return given.map( ( one, index ): Variation => {
		const { variation_id: id, actions, ...fields } = one;
		const old = before.find( ( other ) => other.variation_id === id );
		if ( id !== undefined && ! old ) {
			refuse( `There is no variation ${ id } - 'variations.${ index }'` );
		}
		if ( ! actions && ! old ) {
			refuse( `'actions' must be specified for Variations` );
		}
		const stray = actions?.find(
			( action ) => ! pageIds.includes( action.page_id )
		);
		if ( stray ) {
			refuse(
				`Page ${ stray.page_id } is not one of the experiment's - 'variations.${ index }.actions'`
			);
		}
		return {
			name: index === 0 ? 'Original' : `Variation #${ index }`,
			status: 'active',
			archived: false,
			...old,
			...fields,
			variation_id: id ?? store.newId(),
			actions:
				actions?.map( ( action, place ) => ( {
					page_id: action.page_id,
					changes: changesOf(
						action.changes ?? [],
						`variations.${ index }.actions.${ place }.changes`
					),
				} ) ) ??
				old?.actions ??
				[],
		};
	} );
}

/**
 * Refuses metrics that point nowhere, or that this emulator cannot count.
 *
 * @throws {ApiError} 400, 501
 */
export function checkMetrics(
	store: Store,
	projectId: number,
	metrics: readonly Metric[]
): void {
	const { custom_events: events, pages } = store.state;
	for ( const [ index, metric ] of metrics.entries() ) {
		const { aggregator = 'unique', scope = 'visitor' } = metric;
		const at = `metrics.${ index }`;
		if (
			! [ 'unique', 'count', 'sum' ].includes( aggregator ) ||
			scope !== 'visitor'
		) {
			throw new ApiError(
				501,
				'not_implemented',
				`This emulator does not count ${ aggregator } by ${ scope } - '${ at }'`
			);
		}
		if ( ( aggregator === 'sum' ) !== ( metric.field !== undefined ) ) {
			refuse( `'field' belongs to the aggregator sum - '${ at }'` );
		}
		const known = [ ...events, ...pages ].some(
			( one ) =>
				one.id === metric.event_id && one.project_id === projectId
		);
		if ( typeof metric.event_id === 'number' && ! known ) {
			refuse( `There is no event ${ metric.event_id } - '${ at }'` );
		}
	}
}

/** Refuses audience conditions that cannot be read or name an audience that is not there. */
export function checkAudience(
	store: Store,
	projectId: number,
	text: string
): void {
	if ( text === 'everyone' ) {
		return;
	}
	readConditions( text, 'audience_conditions', ( leaf ) =>
		store.state.audiences.some(
			( one ) =>
				one.id === leaf.audience_id && one.project_id === projectId
		)
			? null
			: `There is no audience ${ JSON.stringify( leaf.audience_id ) }`
	);
}

/** A page of the project that is in use. */
export function livePage( store: Store, projectId: number, id: number ): Page {
	const page = store.state.pages.find(
		( one ) => one.id === id && one.project_id === projectId
	);
	if ( ! page || page.archived ) {
		return refuse( `There is no page ${ id } - 'page_ids'` );
	}
	return page;
}

/** The pages an experiment runs on. */
export function pageIdsOf(
	experiment: Pick< Experiment, 'page_ids' | 'url_targeting' >
): number[] {
	return experiment.url_targeting
		? [ experiment.url_targeting.page_id ]
		: ( experiment.page_ids ?? [] );
}

/**
 * Refuses to show visitors an experiment that lacks something.
 *
 * @throws {ApiError} 400
 */
export function checkComplete( experiment: Experiment ): void {
	const lacks = [
		...( experiment.variations.length ? [] : [ 'variations' ] ),
		...( pageIdsOf( experiment ).length ? [] : [ 'page_ids' ] ),
		...( experiment.metrics.length ? [] : [ 'metrics' ] ),
	];
	if ( lacks.length ) {
		refuse( `The experiment cannot be published without ${ lacks[ 0 ] }` );
	}
}

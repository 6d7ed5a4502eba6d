/**
 * What an experiment becomes when fields are written over it.
 */
import type { Experiment, Metric } from '../objects';
import { timestamp } from '../projects';
import type { Store } from '../store';
import {
	changesOf,
	checkAudience,
	checkMetrics,
	livePage,
	pageIdsOf,
	variationsOf,
} from './check';
import { changePage, createPage } from './pages';
import { refuse } from './syntax';

export type Given = Readonly< Record< string, unknown > >;

/** A copy that shares nothing. */
export function clone( experiment: Experiment ): Experiment {
	return structuredClone( experiment );
}

/**
 * The experiment as it would be with the given fields. Lists are replaced whole.
 *
 * @param  store Where.
 * @param  old   As it is.
 * @param  given As the contract's Experiment or ExperimentUpdate.
 * @throws {Error} An ApiError: 400, 501
 */
export function written(
	store: Store,
	old: Experiment,
	given: Given
): Experiment {
	const {
		variations,
		changes,
		metrics,
		url_targeting: targeting,
		...fields
	} = given;
	const next: Experiment = { ...clone( old ), ...fields };
	if ( fields.page_ids !== undefined && targeting !== undefined ) {
		refuse( `Give either page_ids or url_targeting` );
	}
	if ( metrics !== undefined ) {
		checkMetrics( store, old.project_id, metrics as Metric[] );
		next.metrics = metrics as Metric[];
	}
	checkAudience( store, old.project_id, next.audience_conditions );
	if ( targeting !== undefined ) {
		const own = targeting as Given;
		const known = store.state.pages.find(
			( one ) => one.id === old.url_targeting?.page_id
		);
		if ( known ) {
			changePage( store, known, own );
		}
		const page = known ?? createPage( store, old.project_id, own, true );
		next.url_targeting = {
			...own,
			page_id: page.id,
			edit_url: page.edit_url,
		};
		delete next.page_ids;
	} else if ( fields.page_ids !== undefined ) {
		delete next.url_targeting;
		next.page_ids?.forEach( ( id ) =>
			livePage( store, old.project_id, id )
		);
	}
	if ( changes !== undefined ) {
		next.changes = changesOf( changes as Given[], 'changes' );
	}
	if ( variations !== undefined ) {
		next.variations = variationsOf(
			store,
			variations as Parameters< typeof variationsOf >[ 1 ],
			old.variations,
			pageIdsOf( next )
		);
	}
	next.last_modified = timestamp( store.now() );
	return next;
}

/**
 * How experiments come to be, change, run and end, whoever asks for it: REST v2 or the control.
 */
import { ApiError } from '../api/answers';
import type { Experiment, ExperimentRecord } from '../objects';
import { publish as raiseRevision, timestamp } from '../projects';
import type { Store } from '../store';
import { checkComplete } from './check';
import { startRun, stopRun } from './runs';
import { refuse } from './syntax';
import { clone, written, type Given } from './write';

export type Action = 'publish' | 'start' | 'pause' | 'resume' | 'unarchive';

/** The words of the live API. */
const DRAFTED =
	'there are changes currently drafted on the Experiment. Provide "override_changes" parameter to force an update.';

/** @throws {ApiError} 400 when the action does not fit the status. */
function refuseUnfit( record: ExperimentRecord, action: Action | null ): void {
	const { status } = record.view;
	const fits =
		action === 'unarchive'
			? status === 'archived'
			: status !== 'archived' &&
				! (
					status === 'not_started' &&
					( action === 'pause' || action === 'resume' )
				);
	if ( ! fits ) {
		refuse(
			action
				? `The action ${ action } does not fit an experiment that is ${ status }`
				: `The experiment is ${ status }`
		);
	}
}

function carryOut(
	store: Store,
	record: ExperimentRecord,
	action: Action
): void {
	if ( action === 'publish' || action === 'start' ) {
		checkComplete( record.view );
		record.live = clone( record.view );
		record.drafted = null;
	}
	if ( action === 'start' || action === 'resume' ) {
		startRun( store, record );
	} else if ( action === 'pause' || action === 'unarchive' ) {
		stopRun( store, record );
		record.view.status = 'paused';
	}
	raiseRevision( store, record.view.project_id );
}

/**
 * Makes an experiment.
 *
 * @param  store  Where.
 * @param  given  As the contract's Experiment.
 * @param  action What to do with it at once; without one it is a draft.
 * @throws {ApiError} 400, 501
 */
export function createExperiment(
	store: Store,
	given: Given,
	action: 'publish' | 'start' | 'pause' | null
): ExperimentRecord {
	const now = timestamp( store.now() );
	for ( const name of [ 'name', 'metrics', 'variations' ] ) {
		if ( given[ name ] === undefined ) {
			refuse( `'${ name }' is a required property` );
		}
	}
	if ( ( given.type ?? 'a/b' ) !== 'a/b' ) {
		throw new ApiError(
			501,
			'not_implemented',
			`This emulator does not run ${ String( given.type ) } experiments`
		);
	}
	if ( given.page_ids === undefined && given.url_targeting === undefined ) {
		refuse( 'Give either page_ids or url_targeting' );
	}
	const empty: Experiment = {
		id: store.newId(),
		project_id: Number( given.project_id ),
		campaign_id: store.newId(),
		type: 'a/b',
		name: '',
		status: 'not_started',
		audience_conditions: 'everyone',
		holdback: 0,
		metrics: [],
		variations: [],
		changes: [],
		is_classic: false,
		allocation_policy: 'manual',
		created: now,
		last_modified: now,
	};
	const { campaign_id: _campaign, ...fields } = given;
	const record: ExperimentRecord = {
		id: empty.id,
		view: written( store, empty, fields ),
		live: null,
		drafted: 'api',
		runs: [],
	};
	if ( action ) {
		checkComplete( record.view );
		carryOut( store, record, action === 'pause' ? 'publish' : action );
		if ( action === 'pause' ) {
			record.view.status = 'paused';
		}
	}
	store.state.experiments.push( record );
	store.changed();
	return record;
}

/**
 * Changes an experiment. Without an action the change is a draft, unseen by visitors.
 *
 * Changes drafted in Optimizely's own interface are in the way of every update; those drafted over REST only of one
 * that brings fields to an experiment that is published. Pausing, resuming and unarchiving leave drafts alone.
 *
 * @param  store    Where.
 * @param  record   Which.
 * @param  given    As the contract's ExperimentUpdate.
 * @param  action   What to do with it then.
 * @param  override Whether drafted changes may be thrown away.
 * @throws {ApiError} 400, 409, 501
 */
export function changeExperiment(
	store: Store,
	record: ExperimentRecord,
	given: Given,
	action: Action | null,
	override: boolean
): void {
	refuseUnfit( record, action );
	const brings = Object.keys( given ).length > 0;
	const touches = brings || action === 'publish' || action === 'start';
	const inTheWay =
		record.drafted === 'ui'
			? touches
			: record.drafted === 'api' && record.live !== null && brings;
	if ( inTheWay && ! override ) {
		throw new ApiError( 409, 'conflict', DRAFTED );
	}
	const { status, earliest, latest } = record.view;
	const base =
		inTheWay && record.live
			? {
					...record.live,
					status,
					...( earliest ? { earliest } : {} ),
					...( latest ? { latest } : {} ),
				}
			: record.view;
	const next = touches ? written( store, base, given ) : record.view;
	if ( action === 'publish' || action === 'start' ) {
		checkComplete( next );
	}
	record.view = next;
	if ( brings ) {
		record.drafted = 'api';
	}
	if ( action ) {
		carryOut( store, record, action );
	}
	store.changed();
}

/**
 * Acts as a person does in Optimizely's own interface: drafted changes are not in the way.
 *
 * @throws {ApiError} 400 when the action does not fit the status.
 */
export function actOn(
	store: Store,
	record: ExperimentRecord,
	action: Action
): void {
	refuseUnfit( record, action );
	carryOut( store, record, action );
}

/** Drafts a change as a person does in Optimizely's own interface. */
export function draftElsewhere(
	store: Store,
	record: ExperimentRecord,
	given: Given
): void {
	record.view = written( store, record.view, given );
	record.drafted = 'ui';
	store.changed();
}

/**
 * Archives an experiment, as DELETE does.
 *
 * @throws {ApiError} 410 when it is archived already.
 */
export function archiveExperiment(
	store: Store,
	record: ExperimentRecord
): void {
	if ( record.view.status === 'archived' ) {
		throw new ApiError( 410, 'gone', 'This resource is already archived' );
	}
	stopRun( store, record );
	record.view.status = 'archived';
	record.view.last_modified = timestamp( store.now() );
	raiseRevision( store, record.view.project_id );
}

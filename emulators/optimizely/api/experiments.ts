/**
 * REST v2: /experiments.
 */
import {
	archiveExperiment,
	changeExperiment,
	createExperiment,
	type Action,
} from '../experiments/lifecycle';
import type { ExperimentRecord } from '../objects';
import {
	ApiError,
	find,
	ownProject,
	paged,
	type Call,
	type Operations,
} from './answers';

/** The experiment of the path. */
export function experimentOf( call: Call ): ExperimentRecord {
	return find(
		call,
		call.store.state.experiments,
		'experiment_id',
		( record ) =>
			call.store.state.projects.find(
				( one ) => one.id === record.view.project_id
			)?.account_id ?? 0
	);
}

export const experimentOperations: Operations = {
	'GET /experiments': ( call ) => {
		const { project_id: projectId, campaign_id: campaignId } = call.query;
		const projects =
			projectId === undefined
				? call.store.state.projects
						.filter( ( one ) => one.account_id === call.account.id )
						.map( ( one ) => one.id )
				: [ ownProject( call, projectId ) ];
		return paged(
			call,
			call.store.state.experiments
				.map( ( record ) => record.view )
				.filter(
					( view ) =>
						projects.includes( view.project_id ) &&
						( campaignId === undefined ||
							view.campaign_id === campaignId )
				)
		);
	},

	'POST /experiments': ( call ) => {
		ownProject( call, call.body.project_id );
		const record = createExperiment(
			call.store,
			call.body,
			( call.query.action as
				'publish' | 'start' | 'pause' | undefined ) ?? null
		);
		return { status: 201, body: record.view };
	},

	'GET /experiments/{experiment_id}': ( call ) => ( {
		status: 200,
		body: experimentOf( call ).view,
	} ),

	'PATCH /experiments/{experiment_id}': ( call ) => {
		const record = experimentOf( call );
		changeExperiment(
			call.store,
			record,
			call.body,
			( call.query.action as Action | undefined ) ?? null,
			call.extras.override_changes
		);
		return { status: 200, body: record.view };
	},

	'DELETE /experiments/{experiment_id}': ( call ) => {
		archiveExperiment( call.store, experimentOf( call ) );
		return { status: 204 };
	},

	// The campaign_id of a stand-alone experiment belongs to no campaign object, and there are no others here.
	'GET /campaigns/{campaign_id}': () => {
		throw new ApiError( 404, 'not_found', 'Nothing matches the given URI' );
	},
};

/**
 * What is published in a project's snippet: pages, events, audiences, and the experiments that run, in their
 * published state. Drafts, paused and archived ones are not in it.
 */
import { pageIdsOf } from '../experiments/check';
import { isRunning } from '../experiments/runs';
import type { Change, Experiment, Page } from '../objects';
import type {
	Campaign,
	ChangeData,
	Condition,
	Experiment as ShownExperiment,
	ExperimentRules,
	Named,
	PageRules,
	ServedData,
	Variation,
} from '../snippet/project-data';
import type { Project } from '../state';
import type { Store } from '../store';
import { codeOf } from './code';

export type Published = {
	readonly data: Pick<
		ServedData,
		| 'audiences'
		| 'campaigns'
		| 'events'
		| 'experiments'
		| 'pages'
		| 'variations'
		| 'rules'
	>;
	/** JavaScript text of a `SnippetCode`. */
	readonly code: string;
};

const byId = < T extends Named >( list: readonly T[] ): Record< string, T > =>
	Object.fromEntries( list.map( ( one ) => [ one.id, one ] ) );

const conditionOf = ( text: string ): Condition => JSON.parse( text );

/** Ends of ranges; a paused variation leaves its range to nobody. */
export function allocationsOf(
	experiment: Pick< Experiment, 'variations' >
): ExperimentRules[ 'allocations' ] {
	let end = 0;
	return experiment.variations
		.filter( ( one ) => ! one.archived && one.status !== 'archived' )
		.map( ( one ) => ( {
			entityId:
				one.status === 'active' ? String( one.variation_id ) : null,
			endOfRange: ( end += one.weight ),
		} ) );
}

function changeData( changes: readonly Change[] ): ChangeData[] {
	return changes.map( ( one ) => ( {
		id: one.id,
		type: one.type,
		...( one.type === 'custom_css' ? { css: one.value ?? '' } : {} ),
	} ) );
}

function rulesOf( experiment: Experiment ): ExperimentRules {
	return {
		id: String( experiment.id ),
		pageIds: pageIdsOf( experiment ).map( String ),
		holdback: experiment.holdback,
		audience:
			experiment.audience_conditions === 'everyone'
				? null
				: conditionOf( experiment.audience_conditions ),
		allocations: allocationsOf( experiment ),
		shared: changeData( experiment.changes ),
		changes: experiment.variations.flatMap( ( variation ) =>
			variation.actions.map( ( action ) => ( {
				variationId: String( variation.variation_id ),
				pageId: String( action.page_id ),
				changes: changeData( action.changes ),
			} ) )
		),
	};
}

function pageRules( page: Page ): PageRules {
	return {
		id: String( page.id ),
		activation: page.activation_type,
		conditions:
			page.conditions === undefined
				? null
				: conditionOf( page.conditions ),
	};
}

/**
 * What visitors of a project get now.
 *
 * @param store   Where.
 * @param project The project.
 */
export function published( store: Store, project: Project ): Published {
	const { state } = store;
	const own = ( one: { project_id: number; archived: boolean } ) =>
		one.project_id === project.id && ! one.archived;
	const name = ( text: string ) =>
		project.web_snippet.exclude_names ? '' : text;
	const running = state.experiments.flatMap( ( record ) =>
		record.live &&
		record.live.project_id === project.id &&
		isRunning( record )
			? [ record.live ]
			: []
	);
	const inUse = new Set( running.flatMap( pageIdsOf ) );
	const pages = state.pages.filter(
		( one ) => own( one ) && ( ! one.single_use || inUse.has( one.id ) )
	);
	const audiences = state.audiences.filter( own );

	const experiments = running.map( ( one ): ShownExperiment => ( {
		id: String( one.id ),
		name: name( one.name ),
		campaignId: String( one.campaign_id ),
		audienceIds: [
			...one.audience_conditions.matchAll( /"audience_id":\s*(\d+)/g ),
		].map( ( found ) => found[ 1 ] ?? '' ),
		variations: one.variations.map( ( variation ): Variation => ( {
			id: String( variation.variation_id ),
			name: name( variation.name ),
			actions: variation.actions.map( ( action ) => ( {
				pageId: String( action.page_id ),
				changes: action.changes.map( ( change ) => change.id ),
			} ) ),
		} ) ),
	} ) );
	return {
		data: {
			audiences: byId(
				audiences.map( ( one ) => ( {
					id: String( one.id ),
					name: name( one.name ),
				} ) )
			),
			campaigns: byId(
				experiments.map( ( one ): Campaign => ( {
					id: one.campaignId,
					name: one.name,
					policy: 'single_experiment',
					experiments: [ one ],
				} ) )
			),
			events: byId(
				state.custom_events.filter( own ).map( ( one ) => ( {
					id: String( one.id ),
					name: name( one.name ),
					apiName: one.key,
					category: one.category,
					eventType: one.event_type,
				} ) )
			),
			experiments: byId( experiments ),
			pages: byId(
				pages.map( ( one ) => ( {
					id: String( one.id ),
					name: name( one.name ),
					apiName: one.key,
					category: one.category,
					staticConditions: pageRules( one ).conditions,
				} ) )
			),
			variations: byId(
				experiments.flatMap( ( one ) => one.variations )
			),
			rules: {
				pages: pages.map( pageRules ),
				experiments: Object.fromEntries(
					running.map( ( one ) => [
						String( one.id ),
						rulesOf( one ),
					] )
				),
				audiences: Object.fromEntries(
					audiences.map( ( one ) => [
						String( one.id ),
						conditionOf( one.conditions ),
					] )
				),
				attributes: Object.fromEntries(
					state.attributes
						.filter( own )
						.map( ( one ) => [ String( one.id ), one.key ] )
				),
				forceVariation: project.web_snippet.enable_force_variation,
			},
		},
		code: codeOf( project, pages, running ),
	};
}

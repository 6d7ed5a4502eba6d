/**
 * What a test or the demo may do to experiments: act as a person in Optimizely's own interface, send visitors, make
 * results late.
 */
import { allocationsOf } from '../cdn/published';
import {
	actOn,
	archiveExperiment,
	draftElsewhere,
	type Action,
} from '../experiments/lifecycle';
import { isRunning } from '../experiments/runs';
import type { ExperimentRecord } from '../objects';
import { study } from '../results/study';
import { choose } from '../snippet/hash';
import type { Store } from '../store';
import { NotThere } from './not-there';
import { sendTraffic, type TrafficOrder, type TrafficSent } from './traffic';

/** An experiment in brief. */
export type ExperimentSummary = {
	readonly id: number;
	readonly project_id: number;
	readonly name: string;
	readonly status: string;
	readonly running: boolean;
	readonly drafted: 'api' | 'ui' | null;
	readonly variations: ReadonlyArray< {
		readonly variation_id: number;
		readonly name: string;
		readonly weight: number;
		readonly visitors: number;
	} >;
};

/** The control over experiments. */
export function experimentControl( store: Store ) {
	function record( id: number ): ExperimentRecord {
		const found = store.state.experiments.find( ( one ) => one.id === id );
		if ( ! found ) {
			throw new NotThere( `There is no experiment ${ id }` );
		}
		return found;
	}

	return {
		/** All experiments, oldest first, with everything that is kept of them. */
		experiments: (): readonly ExperimentRecord[] => store.state.experiments,

		/** All experiments in brief, with the visitors counted so far. */
		experimentSummaries: (): ExperimentSummary[] =>
			store.state.experiments.map( ( one ) => {
				const participants =
					study( store, one, null, {
						from: 0,
						to: Infinity,
						attribute: null,
					} )?.participants ?? [];
				return {
					id: one.id,
					project_id: one.view.project_id,
					name: one.view.name,
					status: one.view.status,
					running: isRunning( one ),
					drafted: one.drafted,
					variations: one.view.variations.map( ( variation ) => ( {
						variation_id: variation.variation_id,
						name: variation.name,
						weight: variation.weight,
						visitors: participants.filter(
							( { variation: id } ) =>
								id === String( variation.variation_id )
						).length,
					} ) ),
				};
			} ),

		/**
		 * Does to an experiment what a person does in Optimizely's own interface; drafts are published by start and
		 * publish without asking.
		 *
		 * @param  id     Experiment id.
		 * @param  action As of REST, or archive.
		 * @throws {Error} When the action does not fit its status.
		 */
		actOnExperiment( id: number, action: Action | 'archive' ): void {
			if ( action === 'archive' ) {
				archiveExperiment( store, record( id ) );
			} else {
				actOn( store, record( id ), action );
			}
		},

		/**
		 * Drafts a change as a person does in Optimizely's own interface: the next PATCH is answered 409.
		 *
		 * @param id     Experiment id.
		 * @param change Fields as of the contract's ExperimentUpdate.
		 */
		draftChange(
			id: number,
			change: Readonly< Record< string, unknown > > = {
				description: 'Drafted in Optimizely',
			}
		): void {
			draftElsewhere( store, record( id ), change );
		},

		/**
		 * Makes the next calls for results or time series late.
		 *
		 * @param order            What is not named stays.
		 * @param order.processing So many are answered 202 first.
		 * @param order.stale      So many of those after carry `is_stale: true`.
		 */
		orderResults( order: { processing?: number; stale?: number } ): void {
			Object.assign( store.state.results, order );
			store.changed();
		},

		/** Writes the events of so many visitors at once; see `TrafficOrder`. */
		traffic: ( order: TrafficOrder ): TrafficSent =>
			sendTraffic( store, record( order.experiment ), order ),

		/**
		 * Visitor ids (values of the cookie optimizelyEndUserId) that get a variation.
		 *
		 * @param id    Experiment id.
		 * @param index Which variation; 0 is the original.
		 * @param count How many ids.
		 */
		visitorsFor( id: number, index: number, count = 1 ): string[] {
			const { view } = record( id );
			const wanted = view.variations[ index ];
			if ( ! wanted || wanted.weight === 0 ) {
				throw new NotThere( `Variation ${ index } gets no visitors` );
			}
			const allocations = allocationsOf( view );
			const ids: string[] = [];
			for ( let number = 1; ids.length < count; number++ ) {
				const visitor = `oeu1700000000000r0.${ number }`;
				if (
					choose( visitor, String( id ), allocations ) ===
					String( wanted.variation_id )
				) {
					ids.push( visitor );
				}
			}
			return ids;
		},
	};
}

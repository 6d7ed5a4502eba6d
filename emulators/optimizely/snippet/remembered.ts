/**
 * The decisions that a visitor's browser keeps, in the shapes of the live snippet.
 */
import type { SnippetData } from './project-data';
import { memory } from './storage';
import { identify } from './visitor';
import type { WireDecision } from './wire';

/** By campaign and experiment: the variation once given. */
export type VariationMap = Record< string, Record< string, string > >;

/** What was decided last, on this page or an earlier one. */
type LayerState = {
	readonly layerId: string;
	readonly decision: {
		readonly experimentId: string;
		readonly variationId: string;
	};
	readonly decisionTimestamp: number;
};

type Place = { readonly id: string; readonly campaignId: string };

/** What is remembered of the visitor in a project. */
export function createRemembered( data: SnippetData ) {
	const open = < T extends object >( name: string ) =>
		memory< T >( identify() ?? '', data.projectId, name );
	const variationMap = () => open< VariationMap >( 'variation_map' );
	const layerStates = () => open< LayerState[] >( 'layer_states' );

	return {
		variations: (): VariationMap => variationMap().read( {} ),

		/** Keeps the visitor in a variation. */
		prefer( experiment: Place, variationId: string ): void {
			const map = variationMap();
			const known = map.read( {} );
			const { id, campaignId } = experiment;
			if ( known[ campaignId ]?.[ id ] !== variationId ) {
				map.write( {
					...known,
					[ campaignId ]: {
						...known[ campaignId ],
						[ id ]: variationId,
					},
				} );
			}
		},

		/** Keeps what events are counted for from now on. */
		decided( experiment: Place, variationId: string ): void {
			const states = layerStates();
			states.write( [
				...states
					.read( [] )
					.filter( ( one ) => one.layerId !== experiment.campaignId ),
				{
					layerId: experiment.campaignId,
					decision: { experimentId: experiment.id, variationId },
					decisionTimestamp: Date.now(),
				},
			] );
		},

		/** What an event is counted for: decisions of this page and earlier ones, of experiments that still run. */
		wire(): WireDecision[] {
			if ( identify() === null ) {
				return [];
			}
			return layerStates()
				.read( [] )
				.filter(
					( one ) =>
						data.experiments[ one.decision.experimentId ]
							?.campaignId === one.layerId
				)
				.map( ( one ) => ( {
					c: one.layerId,
					x: one.decision.experimentId,
					v: one.decision.variationId,
					h: false,
				} ) );
		},
	};
}

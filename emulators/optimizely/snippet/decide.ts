/**
 * Decides which variation a visitor gets, remembers it, and carries it out.
 */
import { applyChanges } from './apply';
import { isInAudience } from './conditions';
import { choose, isHeldBack } from './hash';
import { emit } from './listeners';
import { warn } from './log';
import type {
	Campaign,
	Decision,
	Experiment,
	ExperimentRules,
	ServedData,
	SnippetCode,
} from './project-data';
import { createRemembered } from './remembered';
import { identify } from './visitor';

type Parts = {
	readonly data: ServedData;
	readonly code: SnippetCode;
	/** By campaign; written here. */
	readonly decisions: Map< string, Decision >;
	/** Tells the tracker of a decision. */
	readonly track: ( campaignId: string ) => void;
};

const FORCED = 'force';

/** Variations the address asks for. */
function forcedByAddress(): string[] {
	return (
		new URLSearchParams( window.location.search ).get( 'optimizely_x' ) ??
		''
	)
		.split( ',' )
		.filter( ( id ) => id !== '' );
}

/** The decisions of a page. */
export function createDecider( { data, code, decisions, track }: Parts ) {
	const { rules } = data;
	const visitor = () => identify() ?? '';
	const remembered = createRemembered( data );
	const sharedRun = new Set< string >();
	const forced = rules.forceVariation ? forcedByAddress() : [];

	function variationFor( experiment: Experiment, own: ExperimentRules ) {
		const before =
			remembered.variations()[ experiment.campaignId ]?.[ experiment.id ];
		const chosen =
			before ?? choose( visitor(), experiment.id, own.allocations );
		// One that was there and is stopped leaves its visitors with nothing, as on the live service.
		return own.allocations.some( ( one ) => one.entityId === chosen )
			? chosen
			: null;
	}

	function decide(
		campaign: Campaign,
		experiment: Experiment,
		own: ExperimentRules
	): Decision {
		const none: Decision = {
			campaignId: campaign.id,
			experimentId: null,
			variationId: null,
			isCampaignHoldback: false,
			reason: null,
			isActive: false,
			visitorRedirected: false,
		};
		const asked = experiment.variations.find( ( one ) =>
			forced.includes( one.id )
		);
		if ( asked ) {
			return {
				...none,
				experimentId: experiment.id,
				variationId: asked.id,
				reason: FORCED,
				isActive: true,
			};
		}
		if (
			! isInAudience( own.audience, rules.audiences, rules.attributes )
		) {
			return {
				...none,
				reason: 'The visitor is in none of the audiences',
			};
		}
		if ( isHeldBack( visitor(), campaign.id, own.holdback ) ) {
			return {
				...none,
				experimentId: experiment.id,
				reason: 'The visitor is held back',
			};
		}
		const variationId = variationFor( experiment, own );
		return variationId === null
			? { ...none, reason: 'No variation for the visitor' }
			: {
					...none,
					experimentId: experiment.id,
					variationId,
					isActive: true,
				};
	}

	function remember( experiment: Experiment, decision: Decision ): void {
		if ( decision.variationId === null ) {
			return;
		}
		// The address forces for one page, and not for good.
		if ( decision.reason !== FORCED ) {
			remembered.prefer( experiment, decision.variationId );
		}
		remembered.decided( experiment, decision.variationId );
	}

	function announce(
		campaign: Campaign,
		decision: Decision,
		pageId: string
	) {
		const audiences =
			campaign.experiments[ 0 ]?.audienceIds?.map(
				( id ) => data.audiences[ id ] ?? { id, name: '' }
			) ?? [];
		emit( {
			type: 'lifecycle',
			name: 'campaignDecided',
			data: {
				campaign,
				decisionTicket: {
					audienceIds: audiences.map( ( one ) => one.id ),
					bucketingId: visitor(),
					globalHoldback: 0,
					preferredVariationMap: remembered.variations(),
					pageId,
				},
				decision: {
					campaignId: decision.campaignId,
					experimentId: decision.experimentId,
					variationId: decision.variationId,
					isCampaignHoldback: decision.isCampaignHoldback,
					reason: decision.reason,
					error: null,
				},
				audiences,
			},
		} );
	}

	function carryOut(
		experiment: Experiment,
		own: ExperimentRules,
		pageId: string,
		variationId: string
	) {
		if ( ! sharedRun.has( experiment.id ) ) {
			sharedRun.add( experiment.id );
			applyChanges( own.shared, code );
		}
		own.changes
			.filter(
				( one ) =>
					one.variationId === variationId && one.pageId === pageId
			)
			.forEach( ( one ) => applyChanges( one.changes, code ) );
		emit( {
			type: 'action',
			name: 'appliedAllForDecision',
			data: { campaignId: experiment.campaignId, pageId },
		} );
	}

	return {
		/** Decides and carries out everything that runs on a page, before it returns. */
		onPage( pageId: string ): void {
			for ( const campaign of Object.values( data.campaigns ) ) {
				const [ experiment ] = campaign.experiments;
				const own = rules.experiments[ experiment?.id ?? '' ];
				if ( ! experiment || ! own?.pageIds.includes( pageId ) ) {
					continue;
				}
				const before = decisions.get( campaign.id );
				const decision = before?.isActive
					? before
					: decide( campaign, experiment, own );
				if ( decision !== before ) {
					decisions.set( campaign.id, decision );
					remember( experiment, decision );
					announce( campaign, decision, pageId );
					if ( decision.isActive ) {
						track( campaign.id );
					}
				}
				if ( decision.variationId !== null ) {
					carryOut( experiment, own, pageId, decision.variationId );
				}
			}
		},

		/** All decisions of this page are void: it is evaluated anew. */
		forget(): void {
			decisions.clear();
			sharedRun.clear();
		},

		/** Puts the visitor into a variation, from the next evaluation on. */
		bucketVisitor(
			experimentId: string,
			wanted: { variationId?: string; variationIndex?: number }
		): void {
			const experiment = data.experiments[ experimentId ];
			const variation =
				wanted.variationId === undefined
					? experiment?.variations[ wanted.variationIndex ?? -1 ]
					: experiment?.variations.find(
							( one ) => one.id === wanted.variationId
						);
			if ( ! experiment || ! variation ) {
				warn(
					'bucketVisitor: no such experiment or variation',
					experimentId,
					wanted
				);
				return;
			}
			if ( identify() !== null ) {
				remembered.prefer( experiment, variation.id );
			}
		},

		wire: remembered.wire,
	};
}

export type Decider = ReturnType< typeof createDecider >;

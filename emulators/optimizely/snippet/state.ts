/**
 * `get('state')`: what was decided for this visitor, and which pages are active.
 */
import { warn } from './log';
import { joined } from './names';
import type {
	Campaign,
	Decision,
	Experiment,
	Named,
	PageData,
	SnippetData,
} from './project-data';

export type PageState = {
	isActive: boolean;
	tags: Record< string, unknown >;
	metadata: unknown;
};

export type Facts = {
	readonly data: SnippetData;
	readonly activationId: string;
	/** By campaign id. */
	readonly decisions: ReadonlyMap< string, Decision >;
	/** By page id. */
	readonly pages: ReadonlyMap< string, PageState >;
	readonly redirect: {
		experimentId: string;
		variationId: string;
		referrer: string;
	} | null;
};

type Filter =
	Readonly< Record< string, unknown > > | ( ( item: never ) => boolean );

function fits< T extends object >(
	item: T,
	filter: Filter | undefined
): boolean {
	if ( typeof filter === 'function' ) {
		return filter( item as never );
	}
	return Object.entries( filter ?? {} ).every(
		( [ key, value ] ) => Reflect.get( item, key ) === value
	);
}

function select< T extends { readonly id: string } >(
	items: T[],
	filter?: Filter
): Record< string, T > {
	return Object.fromEntries(
		items
			.filter( ( item ) => fits( item, filter ) )
			.map( ( item ) => [ item.id, item ] )
	);
}

function brief( item: Named | null | undefined ): Named | null {
	return item ? { id: item.id, name: item.name } : null;
}

/** The object behind `get('state')`, showing the facts as they are when it is asked. */
export function createState( facts: Facts ) {
	const { data } = facts;
	const decided = ( campaign: Campaign ): Decision | null =>
		facts.decisions.get( campaign.id ) ?? null;
	const experimentOf = ( campaign: Campaign ): Experiment | null =>
		campaign.experiments.find(
			( one ) => one.id === decided( campaign )?.experimentId
		) ?? null;
	const variationOf = ( campaign: Campaign ) =>
		experimentOf( campaign )?.variations.find(
			( one ) => one.id === decided( campaign )?.variationId
		) ?? null;
	const audiencesOf = ( experiment: Experiment | null ): Named[] =>
		( experiment?.audienceIds ?? [] ).flatMap(
			( id ) => brief( data.audiences[ id ] ) ?? []
		);

	function campaignState( campaign: Campaign ) {
		const decision = decided( campaign );
		const experiment = experimentOf( campaign );
		return {
			id: campaign.id,
			campaignName: campaign.name,
			experiment: experiment && {
				...brief( experiment ),
				campaignName: campaign.name,
			},
			allExperiments: campaign.experiments.map( brief ),
			variation: brief( variationOf( campaign ) ),
			audiences: audiencesOf( experiment ),
			reason: decision?.reason ?? null,
			isActive: decision?.isActive ?? false,
			visitorRedirected: decision?.visitorRedirected ?? false,
			isInCampaignHoldback: decision?.isCampaignHoldback ?? false,
		};
	}

	function experimentState( experiment: Experiment ) {
		const decision = facts.decisions.get( experiment.campaignId );
		const mine = decision?.experimentId === experiment.id ? decision : null;
		return {
			id: experiment.id,
			experimentName: experiment.name,
			audiences: audiencesOf( experiment ),
			variation: brief(
				experiment.variations.find(
					( one ) => one.id === mine?.variationId
				)
			),
			reason: mine?.reason ?? null,
			visitorRedirected: mine?.visitorRedirected ?? false,
			isActive: mine?.isActive ?? false,
			isInExperimentHoldback: mine !== null && mine.variationId === null,
		};
	}

	function pageState( page: PageData ) {
		const state = facts.pages.get( page.id );
		return {
			id: page.id,
			name: page.name,
			apiName: page.apiName,
			category: page.category,
			staticConditions: page.staticConditions ?? null,
			tags: state?.tags ?? {},
			isActive: state?.isActive ?? false,
			metadata: state?.metadata ?? null,
		};
	}

	/** What a decision is called: campaign (of a personalization), experiment, variation. */
	function named( campaignId: string | undefined ) {
		const campaign = data.campaigns[ campaignId ?? '' ];
		const experiment = campaign ? experimentOf( campaign ) : null;
		const variation = campaign ? variationOf( campaign ) : null;
		const holdback = campaign
			? ( decided( campaign )?.isCampaignHoldback ?? false )
			: false;
		if ( ! campaign || ! experiment || ! variation ) {
			return null;
		}
		return {
			personalization: campaign.policy !== 'single_experiment',
			campaign,
			experiment,
			variation,
			holdback,
		};
	}

	return {
		getCampaignStates: ( filter?: Filter ) =>
			select(
				Object.values( data.campaigns ).map( campaignState ),
				filter
			),

		/** The same, grouped by campaign into lists: a campaign may be decided more than once on a page. */
		getCampaignStateLists: ( filter?: Filter ) =>
			Object.fromEntries(
				Object.entries(
					select(
						Object.values( data.campaigns ).map( campaignState ),
						filter
					)
				).map( ( [ id, state ] ) => [ id, [ state ] ] )
			),

		getExperimentStates: ( filter?: Filter ) =>
			select(
				Object.values( data.experiments ).map( experimentState ),
				filter
			),

		getPageStates: ( filter?: Filter ) =>
			select( Object.values( data.pages ).map( pageState ), filter ),

		getVariationMap: () =>
			Object.fromEntries(
				[ ...facts.decisions.values() ].flatMap( ( decision ) => {
					const variations =
						data.experiments[ decision.experimentId ?? '' ]
							?.variations ?? [];
					const index = variations.findIndex(
						( one ) => one.id === decision.variationId
					);
					const variation = variations[ index ];
					return variation
						? [
								[
									decision.experimentId,
									{
										id: variation.id,
										name: variation.name,
										index,
									},
								],
							]
						: [];
				} )
			),

		getActiveExperimentIds: (): string[] =>
			[ ...facts.decisions.values() ].flatMap( ( decision ) =>
				decision.isActive && decision.experimentId !== null
					? [ decision.experimentId ]
					: []
			),

		getRedirectInfo: () => facts.redirect,
		isGlobalHoldback: () => false,
		getActivationId: () => facts.activationId,

		getDecisionString(
			options: {
				campaignId?: string;
				maxLength?: number;
				shouldCleanString?: boolean;
			} = {}
		) {
			const found = named( options.campaignId );
			if ( ! found ) {
				if ( ! data.campaigns[ options.campaignId ?? '' ] ) {
					warn(
						'getDecisionString: no such campaign',
						options.campaignId
					);
				}
				return null;
			}
			return joined(
				[
					...( found.personalization ? [ found.campaign ] : [] ),
					found.experiment,
					found.variation,
				],
				found.personalization && found.holdback ? ':holdback' : '',
				options.maxLength ?? 255,
				options.shouldCleanString ?? false
			);
		},

		getDecisionObject( options: { campaignId?: string } = {} ) {
			const found = named( options.campaignId );
			const called = ( item: Named ) => `${ item.name } (${ item.id })`;
			return found
				? {
						experiment: called( found.experiment ),
						variation: called( found.variation ),
						...( found.personalization
							? {
									campaign: called( found.campaign ),
									holdback: found.holdback,
								}
							: {} ),
					}
				: null;
		},
	};
}

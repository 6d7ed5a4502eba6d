/**
 * What the server puts into the snippet. Ids are strings: that is how the snippet shows them.
 */

export type Named = { readonly id: string; readonly name: string };

export type Variation = Named & { readonly actions?: readonly unknown[] };

export type Experiment = Named & {
	readonly campaignId: string;
	readonly variations: readonly Variation[];
	readonly audienceIds?: readonly string[];
};

export type Campaign = Named & {
	/** `single_experiment` for a stand-alone experiment, else a personalization. */
	readonly policy: string;
	readonly experiments: readonly Experiment[];
};

export type PageData = Named & {
	readonly apiName: string;
	readonly category: string;
	readonly staticConditions?: unknown;
};

export type EventData = Named & {
	readonly apiName: string;
	readonly category: string;
	readonly eventType: string;
};

type ById< T > = Readonly< Record< string, T > >;

export type SnippetData = {
	readonly accountId: string;
	readonly projectId: string;
	/** The project's id, or that of the custom snippet. */
	readonly snippetId: string;
	readonly revision: string;
	readonly clientName: string;
	readonly clientVersion: string;
	readonly dcpServiceId: string | null;
	readonly anonymizeIP: boolean;
	readonly eventUrl: string;
	readonly audiences: ById< Named >;
	readonly campaigns: ById< Campaign >;
	readonly events: ById< EventData >;
	readonly experiments: ById< Experiment >;
	readonly pages: ById< PageData >;
	readonly variations: ById< Variation >;
	readonly groups: ById< Named >;
};

/** Code of the project, as functions, because a page's CSP may forbid eval. */
export type SnippetCode = {
	/** The project's JavaScript. */
	readonly project: () => void;
};

/** How a campaign was decided for this visitor. */
export type Decision = {
	readonly campaignId: string;
	readonly experimentId: string | null;
	readonly variationId: string | null;
	readonly isCampaignHoldback: boolean;
	readonly reason: string | null;
	/** Whether it is in force on this page (its page is active). */
	readonly isActive: boolean;
	readonly visitorRedirected: boolean;
};

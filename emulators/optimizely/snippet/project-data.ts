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

/** A tree of conditions: `[ "and" | "or" | "not", … ]` around leaves. */
export type Condition =
	readonly unknown[] | Readonly< Record< string, unknown > >;

export type PageRules = {
	readonly id: string;
	readonly activation: string;
	/** null: everywhere. */
	readonly conditions: Condition | null;
};

export type ChangeData = {
	readonly id: string;
	readonly type: string;
	/** Of custom_css; code travels apart. */
	readonly css?: string;
};

export type ExperimentRules = {
	readonly id: string;
	readonly pageIds: readonly string[];
	/** Ten-thousandths of the visitors who are kept out. */
	readonly holdback: number;
	/** null: everyone. Leaves are `{ audience_id }`. */
	readonly audience: Condition | null;
	/** Ends of ranges of 0–9999; null is a range whose variation is paused. */
	readonly allocations: ReadonlyArray< {
		readonly entityId: string | null;
		readonly endOfRange: number;
	} >;
	/** Run before those of any variation. */
	readonly shared: readonly ChangeData[];
	/** By variation and page. */
	readonly changes: ReadonlyArray< {
		readonly variationId: string;
		readonly pageId: string;
		readonly changes: readonly ChangeData[];
	} >;
};

/** What the snippet needs to run experiments, and `get( 'data' )` does not show. */
export type Rules = {
	readonly pages: readonly PageRules[];
	readonly experiments: ById< ExperimentRules >;
	/** Conditions of audiences, by id. */
	readonly audiences: ById< Condition >;
	/** Keys of attributes by id: conditions may name either. */
	readonly attributes: ById< string >;
	/** Whether `?optimizely_x=` is obeyed. */
	readonly forceVariation: boolean;
};

/** The data as served. */
export type ServedData = SnippetData & { readonly rules: Rules };

/** Code of the project, as functions, because a page's CSP may forbid eval. */
export type SnippetCode = {
	/** The project's JavaScript. */
	readonly project: () => void;
	/** By page: gives its activation code, a function or (polling) a value. */
	readonly activation: ById< () => unknown >;
	/** By change: its custom code. */
	readonly changes: ById< () => void >;
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

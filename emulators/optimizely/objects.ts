/**
 * The objects of an experiment, in the shapes in which REST v2 shows them (schemas of the contract).
 */

type Base = {
	readonly id: number;
	readonly project_id: number;
	name: string;
	description?: string;
	archived: boolean;
	readonly created: string;
	last_modified: string;
};

export type ActivationType =
	| 'immediate'
	| 'manual'
	| 'polling'
	| 'callback'
	| 'dom_changed'
	| 'url_changed';

export type Page = Base & {
	key: string;
	edit_url: string;
	page_type: 'single_url' | 'url_set' | 'global';
	activation_type: ActivationType;
	activation_code?: string;
	/** JSON text; without it the page is everywhere. */
	conditions?: string;
	category: string;
	/** Made from an experiment's url_targeting, and not listed. */
	readonly single_use: boolean;
};

export type CustomEvent = Base & {
	key: string;
	category: string;
	readonly event_type: 'custom';
	event_properties: Array< { name?: string; data_type?: string } >;
	readonly is_classic: boolean;
	readonly is_editable: boolean;
};

export type Audience = Base & {
	/** JSON text. */
	conditions: string;
	segmentation: boolean;
	for_journey: boolean;
	readonly is_classic: boolean;
};

export type Attribute = Omit< Base, 'created' > & {
	key: string;
	readonly condition_type: 'custom_attribute';
};

export type Change = {
	readonly id: string;
	readonly type: string;
	readonly value?: string;
	readonly [ field: string ]: unknown;
};

export type Variation = {
	readonly variation_id: number;
	name: string;
	weight: number;
	status: 'active' | 'paused' | 'archived';
	archived: boolean;
	actions: Array< { page_id: number; changes: Change[] } >;
	description?: string;
	key?: string;
};

export type MetricCondition = {
	readonly name?: string;
	readonly operator?: string;
	readonly type?: string;
	readonly value?: string;
};

export type Metric = {
	readonly aggregator?: 'unique' | 'count' | 'sum';
	/** An event or a page; null means revenue of any event. */
	readonly event_id?: number | null;
	readonly field?: 'revenue' | 'value';
	readonly scope?: 'visitor';
	readonly winning_direction?: 'increasing' | 'decreasing';
	readonly event_properties?: {
		readonly filter?: {
			readonly combine_operator?: 'and' | 'or';
			readonly conditions?: readonly MetricCondition[];
		};
	};
	readonly display_title?: string;
};

export type ExperimentStatus =
	'not_started' | 'running' | 'paused' | 'archived';

export type Experiment = {
	readonly id: number;
	readonly project_id: number;
	/** Also the layer's id: what the snippet calls campaign. */
	readonly campaign_id: number;
	readonly type: 'a/b';
	name: string;
	description?: string;
	key?: string;
	status: ExperimentStatus;
	/** `everyone` or JSON text. */
	audience_conditions: string;
	page_ids?: number[];
	url_targeting?: {
		readonly page_id: number;
		readonly edit_url: string;
		readonly [ field: string ]: unknown;
	};
	/** Ten-thousandths of the visitors who are kept out. */
	holdback: number;
	metrics: Metric[];
	variations: Variation[];
	changes: Change[];
	schedule?: Readonly< Record< string, string > >;
	readonly is_classic: boolean;
	readonly allocation_policy: string;
	readonly created: string;
	last_modified: string;
	/** First started. */
	earliest?: string;
	/** Last paused. */
	latest?: string;
};

/** An experiment with what REST v2 does not show of it. */
export type ExperimentRecord = {
	readonly id: number;
	/** As REST v2 shows it: what is drafted included. */
	view: Experiment;
	/** What visitors get while it runs; null until it is published. */
	live: Experiment | null;
	/** Where changes that are not published were made: over REST or in Optimizely's own interface. */
	drafted: 'api' | 'ui' | null;
	/** When it ran, in milliseconds since 1970; `to` is null while it runs. */
	runs: Array< { from: number; to: number | null } >;
};

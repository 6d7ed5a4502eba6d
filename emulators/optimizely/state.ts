/**
 * What the emulator remembers, in the shapes in which the state file keeps it. Times are milliseconds since 1970
 * unless they belong to an API object, which carries ISO 8601.
 */

import type {
	Attribute,
	Audience,
	CustomEvent,
	ExperimentRecord,
	Page,
} from './objects';

export type Account = {
	readonly id: number;
	readonly name: string;
	readonly user: {
		readonly id: string;
		readonly email: string;
		readonly first_name: string;
		readonly last_name: string;
	};
};

export type WebSnippet = {
	code_revision: number;
	enable_force_variation: boolean;
	exclude_disabled_experiments: boolean;
	exclude_names: boolean;
	include_jquery: boolean;
	ip_anonymization: boolean;
	js_file_size: number;
	library: string;
	project_javascript: string;
};

/** A project as REST v2 shows it (schema `Project` of the contract). */
export type Project = {
	readonly id: number;
	readonly account_id: number;
	name: string;
	description: string;
	platform: 'web' | 'ios' | 'android' | 'custom';
	status: 'active' | 'archived';
	confidence_threshold: number;
	readonly created: string;
	last_modified: string;
	readonly is_classic: boolean;
	is_flags_enabled: boolean;
	sdks: string[];
	readonly socket_token: string;
	third_party_platform: 'salesforce' | null;
	dcp_service_id?: number;
	web_snippet: WebSnippet;
};

/** A snippet of its own name, served at /public/{account}/s/{name}.js. */
export type CustomSnippet = {
	readonly id: number;
	readonly account_id: number;
	readonly name: string;
	readonly project_id: number;
};

export type App = {
	readonly client_id: string;
	readonly client_secret: string;
	readonly name: string;
	redirect_uris: string[];
};

export type Code = {
	readonly code: string;
	readonly client_id: string;
	readonly account_id: number;
	readonly redirect_uri: string;
	readonly expires: number;
	readonly challenge: string | null;
};

export type RefreshToken = {
	readonly token: string;
	readonly client_id: string;
	readonly account_id: number;
	revoked: boolean;
};

export type AccessToken = {
	readonly token: string;
	readonly client_id: string;
	readonly account_id: number;
	expires: number;
	revoked: boolean;
};

export type PersonalToken = {
	readonly token: string;
	readonly account_id: number;
	revoked: boolean;
};

/** One visitor event as ingested, in the long form of the Event API, with what its batch said around it. */
export type StoredEvent = {
	readonly received: number;
	readonly account_id: string;
	readonly project_id: string | null;
	readonly client_name: string | null;
	readonly visitor_id: string;
	readonly session_id: string | null;
	readonly attributes: ReadonlyArray< Readonly< Record< string, unknown > > >;
	readonly decisions: ReadonlyArray< Readonly< Record< string, unknown > > >;
	readonly event: Readonly< Record< string, unknown > > & {
		readonly uuid: string;
		readonly timestamp: number;
	};
};

export type Settings = {
	/** Whether a refresh answers with a new refresh token and ends the old one. Optimizely does not. */
	rotate_refresh_tokens: boolean;
	/** Requests a token may make within `window` seconds. */
	rate_limit: { limit: number; window: number };
	/** Seconds a browser may keep the snippet. Optimizely's default is 120; shorter, so that a pause is soon seen. */
	snippet_max_age: number;
};

export type State = {
	readonly version: 1;
	/** How many ids were given out since the seed. */
	ids: number;
	settings: Settings;
	accounts: Account[];
	projects: Project[];
	custom_snippets: CustomSnippet[];
	apps: App[];
	codes: Code[];
	refresh_tokens: RefreshToken[];
	access_tokens: AccessToken[];
	personal_tokens: PersonalToken[];
	events: StoredEvent[];
	pages: Page[];
	custom_events: CustomEvent[];
	audiences: Audience[];
	attributes: Attribute[];
	experiments: ExperimentRecord[];
	/** How many of the next calls for results are answered 202 or with `is_stale`. */
	results: { processing: number; stale: number };
};

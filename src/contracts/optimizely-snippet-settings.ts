/* Generated from schemas/optimizely-snippet-settings.json by `npm run contracts`. Do not edit. */

/**
 * How the snippet of the chosen project is printed. The WordPress setting two_heads_optimizely_snippet.
 */
export interface OptimizelySnippetSettings {
	/**
	 * Empty: the standard address of the chosen project. Else one of the other documented forms: a custom snippet, the PCI host, or a .js path on this site's own host.
	 */
	address: string;
	/**
	 * always: load for everybody. opt_out: load, but opted out until the visitor consents. blocked: do not load before consent.
	 */
	consent: 'always' | 'opt_out' | 'blocked';
	/**
	 * The category of the WP Consent API that stands for experiments.
	 */
	consent_category: 'statistics' | 'statistics-anonymous' | 'preferences' | 'marketing';
	/**
	 * Treat a browser that sends Global Privacy Control as one that has not consented.
	 */
	respect_gpc: boolean;
	/**
	 * Leave the snippet out for logged-in users who can edit posts.
	 */
	skip_editors: boolean;
}

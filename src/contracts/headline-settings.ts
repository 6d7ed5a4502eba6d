/* Generated from schemas/headline-settings.json by `npm run contracts`. Do not edit. */

/**
 * Rules for all headline experiments. The WordPress setting two_heads_headlines.
 */
export interface HeadlineSettings {
	/**
	 * Public post types whose headlines may be tested.
	 */
	post_types: string[];
	/**
	 * Who runs experiments that do not say otherwise.
	 */
	engine: 'builtin' | 'optimizely';
	/**
	 * Of the built-in engine: when a visitor's browser keeps a random id, so that one visitor counts once a day and keeps their headlines. consent: once they consent to statistics. always: where no consent is needed.
	 */
	remember: 'consent' | 'always';
	/**
	 * Of the built-in engine, for visitors who are not remembered. page_views: a headline by chance on every page view, counted as page views. original: the original, and nothing is counted.
	 */
	without_consent: 'page_views' | 'original';
	/**
	 * Headlines beside the original.
	 */
	max_variations: number;
	/**
	 * Percent of all visitors who are in an experiment, unless it says otherwise.
	 */
	traffic: number;
	/**
	 * Whether the post's own page shows the tested headline too, to those who came by it. False: cards only.
	 */
	own_page: boolean;
	/**
	 * Capability that running experiments needs, besides that of editing the post.
	 */
	run: 'edit_others_posts' | 'publish_posts' | 'manage_options';
	/**
	 * Who may write a draft: own, whoever may edit the post, as authors may their own; run, only those who may run it.
	 */
	propose: 'own' | 'run';
	targeting: Targeting;
}
/**
 * Pages on which experiments run: any of these rules, or all of them.
 */
export interface Targeting {
	match: 'any' | 'all';
	/**
	 * @minItems 1
	 * @maxItems 20
	 */
	rules: [
		{
			/**
			 * simple: host and path, without query. exact: the whole address. substring: part of it. regex: JavaScript's.
			 */
			type: 'simple' | 'exact' | 'substring' | 'regex';
			/**
			 * Empty with substring: the site's own address.
			 */
			value: string;
			negate: boolean;
		},
		...{
			/**
			 * simple: host and path, without query. exact: the whole address. substring: part of it. regex: JavaScript's.
			 */
			type: 'simple' | 'exact' | 'substring' | 'regex';
			/**
			 * Empty with substring: the site's own address.
			 */
			value: string;
			negate: boolean;
		}[]
	];
}

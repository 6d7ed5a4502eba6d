/* Generated from schemas/targeting.json by `npm run contracts`. Do not edit. */

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

/**
 * The targeting in words, for those who meet it without having written it.
 */
import { __, sprintf } from '@wordpress/i18n';
import { pageLocale } from './format-results';
import { judgeUrl } from './url-rule';
import type { Targeting, UrlRule } from './url-rule';

/**
 * What the address of a page would have to be for experiments to run there, such as
 * "contains “/news/” or is the page “…”"; empty where they do run.
 *
 * @param targeting       Which rules, and whether one of them is enough.
 * @param targeting.match
 * @param targeting.rules
 * @param url             The address that visitors open.
 * @param homeUrl         The site's own address.
 */
export function wantedAddress(
	targeting: { match: Targeting[ 'match' ]; rules: readonly UrlRule[] },
	url: string,
	homeUrl: string
): string {
	const { matches, rules } = judgeUrl( targeting, url, homeUrl );
	return matches
		? ''
		: new Intl.ListFormat( pageLocale(), {
				type: targeting.match === 'all' ? 'conjunction' : 'disjunction',
			} ).format(
				targeting.rules
					.filter( ( _, index ) => ! rules[ index ] )
					.map( ( rule ) => ruleWords( rule, homeUrl ) )
			);
}

/** What a rule asks of an address. */
function ruleWords( rule: UrlRule, homeUrl: string ): string {
	const value = rule.value.trim() || homeUrl;
	return rule.negate
		? negated( rule.type, value )
		: plain( rule.type, value );
}

function plain( type: UrlRule[ 'type' ], value: string ): string {
	switch ( type ) {
		case 'substring':
			return sprintf(
				/* translators: Of an address. %s: a part of it. */
				__( 'contains “%s”', 'two-heads' ),
				value
			);
		case 'simple':
			return sprintf(
				/* translators: Of an address. %s: another one. */
				__( 'is the page “%s”', 'two-heads' ),
				value
			);
		case 'exact':
			return sprintf(
				/* translators: Of an address. %s: another one. */
				__( 'is exactly “%s”', 'two-heads' ),
				value
			);
		case 'regex':
			return sprintf(
				/* translators: Of an address. %s: a regular expression. */
				__( 'matches the pattern “%s”', 'two-heads' ),
				value
			);
	}
}

function negated( type: UrlRule[ 'type' ], value: string ): string {
	switch ( type ) {
		case 'substring':
			return sprintf(
				/* translators: Of an address. %s: a part of it. */
				__( 'does not contain “%s”', 'two-heads' ),
				value
			);
		case 'simple':
			return sprintf(
				/* translators: Of an address. %s: another one. */
				__( 'is not the page “%s”', 'two-heads' ),
				value
			);
		case 'exact':
			return sprintf(
				/* translators: Of an address. %s: another one. */
				__( 'is not exactly “%s”', 'two-heads' ),
				value
			);
		case 'regex':
			return sprintf(
				/* translators: Of an address. %s: a regular expression. */
				__( 'does not match the pattern “%s”', 'two-heads' ),
				value
			);
	}
}

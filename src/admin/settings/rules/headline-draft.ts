import { __ } from '@wordpress/i18n';
import type { HeadlineSettings } from '../../../contracts/headline-settings';
import { mistakeIn } from '../../../domain/url-rule';
import type { UrlRule } from '../../../domain/url-rule';

/** The settings while they are edited: the rules as they were typed, right or wrong. */
export interface HeadlineDraft extends Omit< HeadlineSettings, 'targeting' > {
	match: HeadlineSettings[ 'targeting' ][ 'match' ];
	rules: KeyedRule[];
}

/** A rule with a key that stays when the rules before it go. */
export interface KeyedRule extends UrlRule {
	key: number;
}

/** Field (as the server names it, such as `targeting.rules.0.value`) → what is wrong with it. */
export type Mistakes = Record< string, string >;

let lastKey = 0;

export function newRule(
	rule: UrlRule = { type: 'substring', value: '', negate: false }
): KeyedRule {
	return { ...rule, key: ++lastKey };
}

/**
 * Stored settings as a draft.
 *
 * @param settings As stored.
 * @param sent     The draft they come from: its rules keep their keys, so that the focus stays where it is.
 */
export function draftOf(
	settings: HeadlineSettings,
	sent?: HeadlineDraft
): HeadlineDraft {
	const { targeting, ...rest } = settings;
	return {
		...rest,
		match: targeting.match,
		rules: targeting.rules.map( ( rule, index ) => {
			const key = sent?.rules[ index ]?.key;
			return key === undefined ? newRule( rule ) : { ...rule, key };
		} ),
	};
}

/** What a draft says, whether it can be stored or not. */
export function settingsOf( draft: HeadlineDraft ): HeadlineSettings {
	const { match, rules, ...rest } = draft;
	return {
		...rest,
		targeting: {
			match,
			rules: rules.map( ( { type, value, negate } ) => ( {
				type,
				value: value.trim(),
				negate,
				// The contract counts the rules; the screen keeps to at least 1 and at most 20.
			} ) ) as HeadlineSettings[ 'targeting' ][ 'rules' ],
		},
	};
}

/** What is wrong with a draft; empty when nothing is. */
export function mistakesIn( draft: HeadlineDraft ): Mistakes {
	const mistakes: Mistakes = {};
	draft.rules.forEach( ( rule, index ) => {
		const mistake = mistakeIn( rule );
		if ( mistake ) {
			mistakes[ ruleField( index ) ] = mistake;
		}
	} );
	if ( draft.post_types.length === 0 ) {
		mistakes.post_types = __(
			'Choose at least one kind of content.',
			'two-heads'
		);
	}
	return mistakes;
}

/** The server's name for the value of a rule. */
export function ruleField( index: number ): string {
	return `targeting.rules.${ index }.value`;
}

/** Does the draft say something else than what is stored? */
export function isDirty(
	draft: HeadlineDraft,
	stored: HeadlineSettings
): boolean {
	const text = ( settings: HeadlineSettings ) =>
		JSON.stringify( [
			[ ...settings.post_types ].sort(),
			settings.engine,
			settings.remember,
			settings.without_consent,
			settings.max_variations,
			settings.traffic,
			settings.own_page,
			settings.run,
			settings.propose,
			settings.targeting.match,
			settings.targeting.rules.map( ( { type, value, negate } ) => [
				type,
				value,
				negate,
			] ),
		] );
	return text( settingsOf( draft ) ) !== text( stored );
}

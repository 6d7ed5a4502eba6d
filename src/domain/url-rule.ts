/**
 * Does a URL meet the targeting of the headline experiments? Judged as Optimizely's snippet
 * does, as far as that is written down (its "Target URLs" help page and its REST API):
 *
 * - simple: host and path. Protocol, "www.", query, fragment and a slash at the end do not
 *   matter, nor do capitals.
 * - exact: query and fragment too, in that order and spelling. Protocol, "www.", capitals and a
 *   slash at the end of the path do not matter. That the fragment counts is documented; that
 *   the other three do not is taken over from simple.
 * - substring: the value stands somewhere in the whole address, whatever the capitals. The
 *   value is taken as typed: its protocol counts.
 * - regex: JavaScript's, with capitals, anywhere in the address.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { HeadlineSettings } from '../contracts/headline-settings';

export type Targeting = HeadlineSettings[ 'targeting' ];

/** A rule of the contract, whose list is one of twenty tuples. */
export interface UrlRule {
	type: Targeting[ 'rules' ][ 0 ][ 'type' ];
	value: string;
	negate: boolean;
}

/** Most rules there can be. */
export const MAX_RULES = 20;
/** Longest value, in characters. */
const MAX_VALUE = 2000;

/**
 * What is wrong with a rule, and the mend; empty when nothing is.
 *
 * @param rule As it was typed.
 */
export function mistakeIn( rule: UrlRule ): string {
	const value = rule.value.trim();
	if ( value === '' && rule.type !== 'substring' ) {
		return __( 'Type an address, or remove this rule.', 'two-heads' );
	}
	// Counted as PHP counts, which takes an emoji for one character.
	if ( [ ...value ].length > MAX_VALUE ) {
		return sprintf(
			/* translators: %d: number of characters. */
			__( 'This is too long. Use at most %d characters.', 'two-heads' ),
			MAX_VALUE
		);
	}
	if ( rule.type === 'regex' ) {
		const reason = regexFault( value );
		return reason
			? sprintf(
					/* translators: %s: what the browser says, in English: "Unterminated group". */
					__(
						'This is not a valid regular expression: %s. Nothing was saved.',
						'two-heads'
					),
					reason
				)
			: '';
	}
	if (
		( rule.type === 'simple' || rule.type === 'exact' ) &&
		! addressOf( value )
	) {
		return __(
			'This is not an address. Type it whole, such as https://example.com/news/.',
			'two-heads'
		);
	}
	return '';
}

/** What the browser says is wrong with a regular expression; empty when nothing is. */
function regexFault( source: string ): string {
	try {
		new RegExp( source );
		return '';
	} catch ( thrown ) {
		// "Invalid regular expression: /(a/: Unterminated group": the pattern is on the
		// screen already, so the last part is the one that says something.
		const message = thrown instanceof Error ? thrown.message : '';
		return (
			message
				.slice( message.lastIndexOf( ':' ) + 1 )
				.trim()
				.replace( /\.$/, '' ) || message
		);
	}
}

/**
 * Does this address meet this rule, its "is not" included?
 *
 * @param rule    A rule without mistakes; one with a mistake is met by nothing.
 * @param url     A whole address.
 * @param homeUrl The site's own address, which an empty substring stands for.
 */
export function meetsRule(
	rule: UrlRule,
	url: string,
	homeUrl: string
): boolean {
	return (
		mistakeIn( rule ) === '' &&
		matches( rule, url, homeUrl ) !== rule.negate
	);
}

function matches( rule: UrlRule, url: string, homeUrl: string ): boolean {
	const value = rule.value.trim();
	switch ( rule.type ) {
		case 'simple':
			return sameAddress( value, url, false );
		case 'exact':
			return sameAddress( value, url, true );
		case 'substring':
			return url
				.toLowerCase()
				.includes( ( value || homeUrl ).toLowerCase() );
		case 'regex':
			return new RegExp( value ).test( url );
	}
}

function sameAddress( value: string, url: string, whole: boolean ): boolean {
	const [ one, other ] = [ addressOf( value ), addressOf( url ) ];
	return (
		one !== null &&
		other !== null &&
		plain( one, whole ) === plain( other, whole )
	);
}

function plain( url: URL, whole: boolean ): string {
	const page =
		url.host.replace( /^www\./i, '' ) + url.pathname.replace( /\/+$/, '' );
	return ( page + ( whole ? url.search + url.hash : '' ) ).toLowerCase();
}

/** An address, with or without its protocol; null when it is none. */
export function addressOf( typed: string ): URL | null {
	const text = typed.trim();
	const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test( text )
		? text
		: `https://${ text.replace( /^\/\//, '' ) }`;
	if ( /\s/.test( text ) || ! URL.canParse( whole ) ) {
		return null;
	}
	const url = new URL( whole );
	return /^https?:$/.test( url.protocol ) &&
		( url.hostname.includes( '.' ) || url.hostname === 'localhost' )
		? url
		: null;
}

/**
 * Do experiments run at this address?
 *
 * @param targeting       Which rules, and whether one of them is enough.
 * @param targeting.match
 * @param targeting.rules
 * @param url             A whole address.
 * @param homeUrl         The site's own address.
 * @return For the whole, and for each rule in its order.
 */
export function judgeUrl(
	targeting: { match: Targeting[ 'match' ]; rules: readonly UrlRule[] },
	url: string,
	homeUrl: string
): { matches: boolean; rules: boolean[] } {
	const rules = targeting.rules.map( ( rule ) =>
		meetsRule( rule, url, homeUrl )
	);
	return {
		rules,
		matches:
			rules.length > 0 &&
			( targeting.match === 'all'
				? rules.every( Boolean )
				: rules.some( Boolean ) ),
	};
}

/**
 * The part of Content Security Policy (level 3) that decides whether a script may run and
 * whether a script may send something to an address.
 */
import {
	hasKeyword,
	hasNonce,
	isHash,
	isNonce,
	matchesAny,
	sourceFor,
} from './csp-source';

export interface Policy {
	/** Where it stands. */
	from: 'header' | 'meta';
	/** Directive → its sources, both as written; names in lower case. */
	directives: ReadonlyMap< string, readonly string[] >;
}

/** Why a policy forbids something, and what its directive lacks. */
export interface Violation {
	policy: Policy;
	/** The directive that decided. */
	directive: string;
	/**
	 * source: `missing` has to be added to the directive.
	 * nonce: the directive counts only nonces (and hashes), and the tag has not the right one.
	 * hash: the directive counts hashes, and ours may or may not be among them.
	 */
	reason: 'source' | 'nonce' | 'hash';
	/** The source to add; empty unless the reason is `source`. */
	missing: string;
	/** The directive for this purpose, where `default-src` decided in its place. */
	purpose: 'script-src' | 'connect-src';
}

/** For each purpose the directives that decide, the first present one alone. */
const DECIDING = {
	'script-src': [ 'script-src-elem', 'script-src', 'default-src' ],
	'connect-src': [ 'connect-src', 'default-src' ],
};

/** The policies of one header or meta tag: a comma begins another, all of them count. */
export function parsePolicies(
	value: string,
	from: Policy[ 'from' ]
): Policy[] {
	return value
		.split( ',' )
		.map( ( text ) => {
			const directives = new Map< string, readonly string[] >();
			for ( const part of text.split( ';' ) ) {
				const [ name, ...sources ] = part.trim().split( /\s+/ );
				// Of two directives with one name the first counts.
				if ( name && ! directives.has( name.toLowerCase() ) ) {
					directives.set( name.toLowerCase(), sources );
				}
			}
			return { from, directives };
		} )
		.filter( ( policy ) => policy.directives.size > 0 );
}

/**
 * May this script tag, written in the HTML, load?
 *
 * @param policies All policies of the page.
 * @param url      Absolute address of the script.
 * @param nonce    Nonce of the tag; empty without one.
 * @param page     Absolute address of the page.
 */
export function checkScriptTag(
	policies: readonly Policy[],
	url: string,
	nonce: string,
	page: string
): Violation[] {
	return check( policies, 'script-src', ( sources ) => {
		if ( hasNonce( sources, nonce ) ) {
			return null;
		}
		// 'strict-dynamic' switches hosts, schemes and 'self' off.
		if ( hasKeyword( sources, 'strict-dynamic' ) ) {
			return { reason: 'nonce', missing: '' };
		}
		return matchesAny( sources, url, page )
			? null
			: { reason: 'source', missing: sourceFor( url, page ) };
	} );
}

/** May an inline script with this nonce (or none) run? */
export function checkInlineScript(
	policies: readonly Policy[],
	nonce: string
): Violation[] {
	return check( policies, 'script-src', ( sources ) => {
		if ( hasNonce( sources, nonce ) ) {
			return null;
		}
		if ( sources.some( isHash ) ) {
			return { reason: 'hash', missing: '' };
		}
		if (
			sources.some( isNonce ) ||
			hasKeyword( sources, 'strict-dynamic' )
		) {
			return { reason: 'nonce', missing: '' };
		}
		return hasKeyword( sources, 'unsafe-inline' )
			? null
			: { reason: 'source', missing: "'unsafe-inline'" };
	} );
}

/** May scripts of the page send to this address? */
export function checkConnection(
	policies: readonly Policy[],
	url: string,
	page: string
): Violation[] {
	return check( policies, 'connect-src', ( sources ) =>
		matchesAny( sources, url, page )
			? null
			: { reason: 'source', missing: sourceFor( url, page ) }
	);
}

function check(
	policies: readonly Policy[],
	purpose: Violation[ 'purpose' ],
	judge: (
		sources: readonly string[]
	) => Pick< Violation, 'reason' | 'missing' > | null
): Violation[] {
	return policies.flatMap( ( policy ) => {
		const directive = DECIDING[ purpose ].find( ( name ) =>
			policy.directives.has( name )
		);
		if ( directive === undefined ) {
			return [];
		}
		const verdict = judge( policy.directives.get( directive ) ?? [] );
		return verdict ? [ { policy, directive, purpose, ...verdict } ] : [];
	} );
}

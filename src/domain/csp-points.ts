/**
 * The points of the installation check about Content Security Policy: which directive of
 * which policy to extend, and with what.
 */
import { __, sprintf } from '@wordpress/i18n';
import { checkConnection, checkInlineScript, checkScriptTag } from './csp';
import type { Policy, Violation } from './csp';
import type { Point } from './point';

/**
 * @param policies     All policies of the page.
 * @param script       What is to run.
 * @param script.url   Absolute address of the snippet.
 * @param script.page  Absolute address of the page.
 * @param script.tag   Its tag; null where there is none, or another script will put it in.
 * @param script.guard The inline script before it, if there is one.
 */
export function scriptPoint(
	policies: readonly Policy[],
	script: {
		url: string;
		page: string;
		tag: Element | null;
		guard: Element | null;
	}
): Point {
	const { url, page, tag, guard } = script;
	const title = __( 'Security policy lets it run', 'two-heads' );
	if ( policies.length === 0 ) {
		return {
			id: 'csp-script',
			status: 'ok',
			title,
			detail: __(
				'The page has no Content Security Policy.',
				'two-heads'
			),
		};
	}
	const violations = [
		...( guard ? checkInlineScript( policies, nonceOf( guard ) ) : [] ),
		// The script that waits gives its own nonce to the one it puts in.
		...checkScriptTag( policies, url, nonceOf( tag ?? guard ), page ),
	];
	if ( violations.length === 0 ) {
		return {
			id: 'csp-script',
			status: 'ok',
			title,
			detail: __(
				'The page’s Content Security Policy allows the script.',
				'two-heads'
			),
		};
	}
	// A hash we cannot compare is a doubt, everything else a fact.
	const sure = violations.some( ( { reason } ) => reason !== 'hash' );
	return {
		id: 'csp-script',
		status: sure ? 'error' : 'warning',
		title,
		detail: sure
			? __(
					'The page’s Content Security Policy keeps the script from running.',
					'two-heads'
				)
			: __(
					'The page’s Content Security Policy allows only inline scripts whose hash it lists.',
					'two-heads'
				),
		mend: mends( violations ),
	};
}

/**
 * @param policies All policies of the page.
 * @param logUrl   Absolute address the snippet sends its events to.
 * @param page     Absolute address of the page.
 */
export function connectPoint(
	policies: readonly Policy[],
	logUrl: string,
	page: string
): Point {
	const title = __( 'Security policy lets it send results', 'two-heads' );
	const violations = checkConnection( policies, logUrl, page );
	if ( violations.length === 0 ) {
		return {
			id: 'csp-connect',
			status: 'ok',
			title,
			detail: sprintf(
				/* translators: %s: a host. */
				__( 'Nothing stops events to %s.', 'two-heads' ),
				new URL( logUrl ).host
			),
		};
	}
	return {
		id: 'csp-connect',
		status: 'error',
		title,
		detail: sprintf(
			/* translators: %s: a host. */
			__(
				'The page’s Content Security Policy stops events to %s: experiments would run, and no result arrive.',
				'two-heads'
			),
			new URL( logUrl ).host
		),
		mend: mends( violations ),
	};
}

/** One sentence a violation, none twice. */
function mends( violations: readonly Violation[] ): string {
	return [ ...new Set( violations.map( mend ) ) ].join( ' ' );
}

function mend( {
	policy,
	directive,
	reason,
	missing,
	purpose,
}: Violation ): string {
	const place =
		policy.from === 'header'
			? __( 'the Content-Security-Policy header', 'two-heads' )
			: __( 'the Content-Security-Policy meta tag', 'two-heads' );
	if ( reason === 'hash' ) {
		return sprintf(
			/* translators: 1: name of a directive, 2: the policy. */
			__(
				'Check that %1$s of %2$s lists the hash of the script “two-heads-consent-js” (the browser’s console names it when it is missing).',
				'two-heads'
			),
			directive,
			place
		);
	}
	if ( reason === 'nonce' ) {
		return sprintf(
			/* translators: 1: name of a directive, 2: the policy, 3 and 4: names of WordPress filters. */
			__(
				'%1$s of %2$s trusts scripts by nonce only. Let the plugin that sets the policy add its nonce to WordPress’s script tags, through the filters %3$s and %4$s.',
				'two-heads'
			),
			directive,
			place,
			'wp_script_attributes',
			'wp_inline_script_attributes'
		);
	}
	if ( directive === 'default-src' ) {
		return sprintf(
			/* translators: 1: what to add, 2: the policy, 3: the directive to write anew. */
			__(
				'Add %1$s to default-src of %2$s, or give the policy a %3$s of its own with the same sources and %1$s.',
				'two-heads'
			),
			missing,
			place,
			purpose
		);
	}
	return sprintf(
		/* translators: 1: what to add, 2: name of a directive, 3: the policy. */
		__( 'Add %1$s to %2$s of %3$s.', 'two-heads' ),
		missing,
		directive,
		place
	);
}

function nonceOf( script: Element | null ): string {
	return script?.getAttribute( 'nonce' ) ?? '';
}

/**
 * The first point of the installation check: is the chosen snippet on the page at all?
 */
import { __, sprintf } from '@wordpress/i18n';
import type { FoundScripts } from './find-snippet';
import type { Point } from './point';
import type { VerifyInput } from './verify-snippet';

/**
 * @param found   The page's scripts.
 * @param input   The page, and what should be on it.
 * @param carried Whether the tag or, before consent, the script that waits was found.
 */
export function presentPoint(
	found: FoundScripts,
	input: Pick< VerifyInput, 'html' | 'snippetUrl' | 'consent' >,
	carried: boolean
): Point {
	const title = __( 'Snippet on the page', 'two-heads' );
	if ( input.consent === 'blocked' && found.snippets.length > 0 ) {
		return {
			id: 'present',
			status: 'error',
			title,
			detail: __(
				'The snippet loads at once, although it should wait for consent.',
				'two-heads'
			),
			mend: __(
				'An older copy of the page may be cached: clear the page cache, then check again. If it stays so, the tag also stands in the theme or in another plugin: remove it there.',
				'two-heads'
			),
		};
	}
	if ( found.misdirected !== null ) {
		return {
			id: 'present',
			status: 'error',
			title,
			detail: sprintf(
				/* translators: 1 and 2: addresses of scripts. */
				__( 'The tag loads %1$s instead of %2$s.', 'two-heads' ),
				found.misdirected,
				input.snippetUrl
			),
			mend: __(
				'Clear the page cache, which may hold an older copy of the page. If it stays so, an optimiser serves a copy of the script from this site: exclude the snippet there, as it changes with every publication.',
				'two-heads'
			),
		};
	}
	if ( carried ) {
		return {
			id: 'present',
			status: 'ok',
			title,
			detail:
				input.consent === 'blocked'
					? sprintf(
							/* translators: %s: address of a script. */
							__(
								'The page waits for consent and then loads %s.',
								'two-heads'
							),
							input.snippetUrl
						)
					: sprintf(
							/* translators: %s: address of a script. */
							__( 'The page loads %s.', 'two-heads' ),
							input.snippetUrl
						),
		};
	}
	if ( found.others.length > 0 ) {
		return {
			id: 'present',
			status: 'error',
			title,
			detail: __(
				'The page carries a snippet of Optimizely, but not the one chosen here.',
				'two-heads'
			),
			mend: __(
				'Clear the page cache first. If the other snippet is still there, it stands in the theme, in a tag manager or in another plugin: remove it there.',
				'two-heads'
			),
		};
	}
	const preloaded = input.html.includes( input.snippetUrl );
	return {
		id: 'present',
		status: 'error',
		title,
		detail: preloaded
			? __(
					'The page mentions the snippet’s address, but its script tag is gone: something took it out.',
					'two-heads'
				)
			: __( 'The snippet is not on the front page.', 'two-heads' ),
		mend: preloaded
			? __(
					'Look for a plugin that combines, delays or blocks scripts, exclude the snippet there, and clear the page cache.',
					'two-heads'
				)
			: __(
					'Clear the page cache, then check again. If it stays so, the theme does not call wp_head() in its head, or another plugin takes the tag out.',
					'two-heads'
				),
	};
}

/**
 * The point of the installation check that asks whether the snippet waits for consent, where it has to.
 */
import { __ } from '@wordpress/i18n';
import type { FoundScripts } from './find-snippet';
import type { Point } from './point';

/**
 * @param found   The scripts of the page.
 * @param carrier The tag of the snippet.
 */
export function consentPoint( found: FoundScripts, carrier: Element ): Point {
	const title = __( 'Waits for consent', 'two-heads' );
	const { guard, scripts } = found;
	if (
		guard &&
		( guard === carrier ||
			scripts.indexOf( guard ) < scripts.indexOf( carrier ) )
	) {
		return {
			id: 'consent',
			status: 'ok',
			title,
			detail: __(
				'The script that asks for consent runs before the snippet.',
				'two-heads'
			),
		};
	}
	return {
		id: 'consent',
		status: 'error',
		title,
		detail: guard
			? __(
					'The snippet runs before the script that asks for consent, so visitors are counted without it.',
					'two-heads'
				)
			: __(
					'The script that asks for consent is missing, so visitors are counted without it.',
					'two-heads'
				),
		mend: __(
			'Clear the page cache: it may hold pages from before this was set. If it stays so, exclude inline scripts with “two-heads” in the plugin that moves or removes scripts.',
			'two-heads'
		),
	};
}

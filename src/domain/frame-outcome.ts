/**
 * What loading the front page in a hidden frame told about the snippet at work.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { OptimizelySnippetSettings } from '../contracts/optimizely-snippet-settings';
import type { Point } from './point';

export type FrameFinding =
	/** The snippet runs, and this is its project. */
	| { kind: 'project'; projectId: string }
	/** The page loaded; the snippet did not come to life in it. */
	| { kind: 'missing' }
	/** The browser showed no page of this site: framing is forbidden, or it leads elsewhere. */
	| { kind: 'refused' }
	/** The page did not finish loading in time. */
	| { kind: 'timeout' };

/**
 * @param finding The frame's answer.
 * @param chosen  Id of the chosen project.
 * @param consent The consent mode in force.
 */
export function frameOutcome(
	finding: FrameFinding,
	chosen: string,
	consent: OptimizelySnippetSettings[ 'consent' ]
): Point {
	const id = 'frame';
	const title = __( 'Runs with the chosen project', 'two-heads' );
	switch ( finding.kind ) {
		case 'project':
			if ( finding.projectId === chosen ) {
				return {
					id,
					title,
					status: 'ok',
					detail: sprintf(
						/* translators: %s: id of a project. */
						__(
							'Optimizely runs on the front page with project %s.',
							'two-heads'
						),
						chosen
					),
				};
			}
			return {
				id,
				title,
				status: 'error',
				detail: sprintf(
					/* translators: 1 and 2: ids of projects. */
					__(
						'Optimizely runs with project %1$s, but %2$s is chosen here.',
						'two-heads'
					),
					finding.projectId,
					chosen
				),
				mend: __(
					'Clear the page cache. If a custom or self-hosted address is set above, check that it belongs to the chosen project; then look for a second snippet in the theme or a tag manager.',
					'two-heads'
				),
			};
		case 'missing':
			if ( consent === 'blocked' ) {
				return {
					id,
					title,
					status: 'ok',
					detail: __(
						'Not compared: the snippet waits for your own consent on this site, as it should.',
						'two-heads'
					),
				};
			}
			return {
				id,
				title,
				status: 'error',
				detail: __(
					'The page loaded, but Optimizely did not start on it.',
					'two-heads'
				),
				mend: __(
					'Switch off content blockers in this browser and check again. If it stays so, open the snippet’s address in a new tab: the project may not have been published yet.',
					'two-heads'
				),
			};
		case 'refused':
			return {
				id,
				title,
				status: 'warning',
				detail: __(
					'Could not be compared: the front page refuses to be shown in a frame (X-Frame-Options or frame-ancestors), or it leads to another address.',
					'two-heads'
				),
				mend: __(
					'Visitors are not affected. To compare by hand, open the front page and enter optimizely.get("data").projectId in the browser’s console.',
					'two-heads'
				),
			};
		case 'timeout':
			return {
				id,
				title,
				status: 'warning',
				detail: __(
					'Could not be compared: the front page did not finish loading within 15 seconds.',
					'two-heads'
				),
				mend: __(
					'Check again when the site is less busy.',
					'two-heads'
				),
			};
	}
}

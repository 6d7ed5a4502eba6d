import type { Result } from '../api/request';
import type { Action } from '../components/use-action';
import { useAction } from '../components/use-action';
import type { HeadlinePanel } from '../contracts/headline-panel';
import type { PanelHandle } from './use-panel';

/**
 * An action that answers with the panel. Where somebody else was faster, what is there
 * now is read, so that the refusal stands beside the truth.
 *
 * @param panel  Takes the answer.
 * @param run    The request.
 * @param onDone Something more to do with the answer.
 */
export function usePanelAction< A extends unknown[] >(
	panel: PanelHandle,
	run: ( ...args: A ) => Promise< Result< HeadlinePanel > >,
	onDone?: ( value: HeadlinePanel ) => void
): Action< A > {
	return useAction(
		async ( ...args: A ) => {
			const result = await run( ...args );
			if ( ! result.ok && isOutdated( result.error.kind ) ) {
				await panel.reload();
			}
			return result;
		},
		( value ) => {
			panel.set( value );
			onDone?.( value );
		}
	);
}

/** Does the error mean that what is shown is old? */
export function isOutdated( kind: string ): boolean {
	return kind === 'conflict' || kind === 'busy' || kind === 'not-published';
}

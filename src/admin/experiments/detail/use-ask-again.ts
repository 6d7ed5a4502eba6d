import { useEffect, useRef } from '@wordpress/element';
import { refreshResults } from '../../../api/headlines';
import type { Experiment } from '../../../contracts/experiment';
import type { HeadlineTest } from '../../../editor/use-headline-test';

/** How soon figures that are being prepared are asked for again, in milliseconds. */
export const AGAIN = 20_000;
/** So often at most: who waits longer looks later. */
export const MOST = 30;

/** Asks again, while the page is visible, as long as the figures are being prepared. */
export function useAskAgain(
	experiment: Experiment | null,
	{ handle, busy }: Pick< HeadlineTest, 'handle' | 'busy' >
): void {
	const id = experiment?.id ?? null;
	const waiting = experiment?.results?.state === 'preparing' && ! busy;
	const { set } = handle;
	const asked = useRef( 0 );
	useEffect( () => {
		if ( ! waiting || id === null ) {
			return undefined;
		}
		let gone = false;
		const timer = setInterval( async () => {
			if (
				document.visibilityState !== 'visible' ||
				asked.current >= MOST
			) {
				return;
			}
			asked.current++;
			const result = await refreshResults( id );
			if ( result.ok && ! gone ) {
				set( result.value );
			}
		}, AGAIN );
		return () => {
			gone = true;
			clearInterval( timer );
		};
	}, [ waiting, id, set ] );
}

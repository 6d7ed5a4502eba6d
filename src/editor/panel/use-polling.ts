import { useEffect, useRef } from '@wordpress/element';

/** How often the panel is read again while somebody may be looking, in milliseconds. */
const EVERY = 60000;

/**
 * Reads again every minute while the page is visible, and at once when it becomes so
 * after a longer time.
 *
 * @param on   Whether there is anything to wait for.
 * @param read Reads.
 */
export function usePolling( on: boolean, read: () => Promise< void > ) {
	const latest = useRef( read );
	latest.current = read;
	useEffect( () => {
		if ( ! on ) {
			return undefined;
		}
		let last = Date.now();
		const look = () => {
			if (
				document.visibilityState === 'visible' &&
				Date.now() - last >= EVERY
			) {
				last = Date.now();
				void latest.current();
			}
		};
		const timer = setInterval( look, EVERY );
		document.addEventListener( 'visibilitychange', look );
		return () => {
			clearInterval( timer );
			document.removeEventListener( 'visibilitychange', look );
		};
	}, [ on ] );
}

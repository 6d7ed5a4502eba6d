import { useEffect, useLayoutEffect, useRef } from '@wordpress/element';

/**
 * Keeps a keyboard in the panel when the button under it goes away: the focus moves to
 * the panel itself, from where Tab goes on with what is new. Looked at whenever the panel
 * is shown anew, since any answer can take a button away.
 *
 * @return Props for the panel's element. Dialogs opened from it count as inside.
 */
export function useKeptFocus() {
	const place = useRef< HTMLDivElement >( null );
	const inside = useRef( false );

	useEffect( () => {
		// Not React's own events: it has none while it takes elements away, which is
		// when a closing dialog gives the focus back to a button about to go.
		const note = ( { target }: Event ) => {
			inside.current =
				target instanceof Element &&
				( place.current?.contains( target ) ||
					target.closest( '.two-heads-dialog' ) !== null );
		};
		document.addEventListener( 'focusin', note, true );
		document.addEventListener( 'pointerdown', note, true );
		return () => {
			document.removeEventListener( 'focusin', note, true );
			document.removeEventListener( 'pointerdown', note, true );
		};
	}, [] );

	useLayoutEffect( () => {
		const { activeElement, body } = place.current?.ownerDocument ?? {};
		if ( inside.current && ( ! activeElement || activeElement === body ) ) {
			place.current?.focus();
		}
	} );

	return { ref: place, tabIndex: -1 };
}

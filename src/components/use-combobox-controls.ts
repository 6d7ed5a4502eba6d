import { useEffect, useRef } from '@wordpress/element';

/**
 * Tells assistive technology which list the combobox inside the element opens. WordPress's
 * ComboboxControl says so with `aria-owns`, as ARIA 1.1 had it; ARIA 1.2 asks for
 * `aria-controls`.
 */
export function useComboboxControls() {
	const ref = useRef< HTMLDivElement >( null );
	useEffect( () => {
		const element = ref.current;
		if ( ! element ) {
			return undefined;
		}
		const observer = new MutationObserver( () => {
			const input = element.querySelector( '[role="combobox"]' );
			const list = input?.getAttribute( 'aria-owns' );
			if ( list ) {
				input?.setAttribute( 'aria-controls', list );
			} else {
				input?.removeAttribute( 'aria-controls' );
			}
		} );
		observer.observe( element, {
			subtree: true,
			attributeFilter: [ 'aria-owns', 'aria-expanded' ],
		} );
		return () => observer.disconnect();
	}, [] );
	return ref;
}

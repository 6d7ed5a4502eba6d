import { speak } from '@wordpress/a11y';
import { useEffect, useRef } from '@wordpress/element';

/**
 * Leads to the first field that is marked as wrong, from the top.
 *
 * @param asked Another object each time it is wanted; null before.
 * @return Ref for the element around the fields.
 */
export function useMistakeFocus( asked: object | null ) {
	const place = useRef< HTMLDivElement >( null );
	// What was asked before this form was there is over.
	const last = useRef( asked );
	useEffect( () => {
		if ( ! asked || asked === last.current ) {
			return;
		}
		last.current = asked;
		const field = place.current?.querySelector< HTMLElement >(
			'[aria-invalid="true"]'
		);
		field?.focus();
		const text =
			place.current?.querySelector( '.two-heads-mistake' )?.textContent;
		if ( text ) {
			speak( text, 'assertive' );
		}
	}, [ asked ] );
	return place;
}

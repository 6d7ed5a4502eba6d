import { speak } from '@wordpress/a11y';
import { useEffect, useRef } from '@wordpress/element';

/**
 * Brings the person to the first field with an error and reads the error out. Runs when
 * `errors` is another object than before, so that the same error twice is said twice.
 *
 * @param errors Field → sentence; null while there is none.
 * @param order  The fields from top to bottom.
 * @return Refs for the inputs, by field.
 */
export function useFieldErrors< F extends string >(
	errors: Partial< Record< F, string > > | null,
	order: readonly F[]
) {
	const inputs = useRef( new Map< F, HTMLInputElement >() );
	const fields = useRef( order );
	useEffect( () => {
		const first =
			errors && fields.current.find( ( field ) => errors[ field ] );
		if ( first ) {
			inputs.current.get( first )?.focus();
			speak( errors[ first ] ?? '', 'assertive' );
		}
	}, [ errors ] );

	return ( field: F ) => ( input: HTMLInputElement | null ) => {
		if ( input ) {
			inputs.current.set( field, input );
		} else {
			inputs.current.delete( field );
		}
	};
}

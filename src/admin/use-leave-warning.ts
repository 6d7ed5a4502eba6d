import { useEffect } from '@wordpress/element';

/** Has the browser ask before the page is left with something unsaved on it. */
export function useLeaveWarning( unsaved: boolean ): void {
	useEffect( () => {
		if ( ! unsaved ) {
			return undefined;
		}
		const warn = ( event: BeforeUnloadEvent ) => event.preventDefault();
		window.addEventListener( 'beforeunload', warn );
		return () => window.removeEventListener( 'beforeunload', warn );
	}, [ unsaved ] );
}

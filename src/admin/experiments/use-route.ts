import { useCallback, useEffect, useState } from '@wordpress/element';
import { addQueryArgs, getQueryArg } from '@wordpress/url';
import type { MouseEvent } from 'react';

export interface Route {
	/** Id of the experiment that is looked at; null for the list. */
	experiment: number | null;
	/** Its address, for a link. */
	urlOf: ( experiment: number | null ) => string;
	/** Goes there without loading the page anew. */
	go: ( experiment: number | null ) => void;
	/** For a link's click: goes there, unless the person wants a new tab. */
	follow: (
		experiment: number | null
	) => ( event: MouseEvent< HTMLAnchorElement > ) => void;
}

/**
 * Which view the address asks for; back and forward work.
 *
 * @param pageUrl Address of the screen without further query.
 */
export function useRoute( pageUrl: string ): Route {
	const [ experiment, setExperiment ] = useState( inAddress );
	useEffect( () => {
		const read = () => setExperiment( inAddress() );
		window.addEventListener( 'popstate', read );
		return () => window.removeEventListener( 'popstate', read );
	}, [] );

	const urlOf = useCallback(
		( id: number | null ) =>
			id === null
				? pageUrl
				: addQueryArgs( pageUrl, { experiment: String( id ) } ),
		[ pageUrl ]
	);
	const go = useCallback(
		( id: number | null ) => {
			window.history.pushState( null, '', urlOf( id ) );
			setExperiment( id );
		},
		[ urlOf ]
	);
	const follow = useCallback(
		( id: number | null ) => ( event: MouseEvent< HTMLAnchorElement > ) => {
			const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
			if ( button || metaKey || ctrlKey || shiftKey || altKey ) {
				return;
			}
			event.preventDefault();
			go( id );
		},
		[ go ]
	);
	return { experiment, urlOf, go, follow };
}

function inAddress(): number | null {
	const id = getQueryArg( window.location.href, 'experiment' );
	return typeof id === 'string' && /^[1-9]\d{0,18}$/.test( id )
		? Number( id )
		: null;
}

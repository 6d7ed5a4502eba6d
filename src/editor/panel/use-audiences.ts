import { useEffect, useState } from '@wordpress/element';
import type { RequestError } from '../../api/errors';
import { getAudiences } from '../../api/headlines';
import type { Audiences } from '../../contracts/audiences';

export type AudienceState =
	| { status: 'loading' }
	| { status: 'failed'; error: RequestError }
	| { status: 'ready'; audiences: Audiences[ 'audiences' ] };

/** The audiences to choose from, asked for when somebody looks. */
export function useAudiences(): [ AudienceState, () => void ] {
	const [ state, setState ] = useState< AudienceState >( {
		status: 'loading',
	} );
	const [ attempt, setAttempt ] = useState( 0 );
	useEffect( () => {
		let gone = false;
		setState( { status: 'loading' } );
		void getAudiences().then( ( result ) => {
			if ( ! gone ) {
				setState(
					result.ok
						? {
								status: 'ready',
								audiences: result.value.audiences,
							}
						: { status: 'failed', error: result.error }
				);
			}
		} );
		return () => {
			gone = true;
		};
	}, [ attempt ] );
	return [ state, () => setAttempt( attempt + 1 ) ];
}

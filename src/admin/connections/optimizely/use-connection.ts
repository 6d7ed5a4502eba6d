import { useCallback, useEffect, useState } from '@wordpress/element';
import type { RequestError } from '../../../api/errors';
import { getConnection } from '../../../api/optimizely';
import type { OptimizelyConnection } from '../../../contracts/optimizely-connection';

export type ConnectionState =
	| { status: 'loading' }
	| { status: 'failed'; error: RequestError }
	| { status: 'ready'; connection: OptimizelyConnection };

/**
 * The connection as the site knows it. `reload` keeps showing the old state until the new
 * one is there, and for good if it cannot be had.
 */
export function useConnection() {
	const [ state, setState ] = useState< ConnectionState >( {
		status: 'loading',
	} );

	// An answer asked for before something newer was known says nothing any more.
	const [ latest ] = useState( { question: 0 } );

	const reload = useCallback( async () => {
		const mine = ++latest.question;
		const result = await getConnection();
		if ( mine !== latest.question ) {
			return;
		}
		setState( ( old ) => {
			if ( result.ok ) {
				return { status: 'ready', connection: result.value };
			}
			return old.status === 'ready'
				? old
				: { status: 'failed', error: result.error };
		} );
	}, [ latest ] );

	useEffect( () => {
		void reload();
	}, [ reload ] );

	const setConnection = useCallback(
		( connection: OptimizelyConnection ) => {
			latest.question++;
			setState( { status: 'ready', connection } );
		},
		[ latest ]
	);
	const retry = useCallback( () => {
		setState( { status: 'loading' } );
		void reload();
	}, [ reload ] );

	return { state, setConnection, reload, retry };
}

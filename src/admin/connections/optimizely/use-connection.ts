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

	const reload = useCallback( async () => {
		const result = await getConnection();
		setState( ( old ) => {
			if ( result.ok ) {
				return { status: 'ready', connection: result.value };
			}
			return old.status === 'ready'
				? old
				: { status: 'failed', error: result.error };
		} );
	}, [] );

	useEffect( () => {
		void reload();
	}, [ reload ] );

	const setConnection = useCallback(
		( connection: OptimizelyConnection ) =>
			setState( { status: 'ready', connection } ),
		[]
	);
	const retry = useCallback( () => {
		setState( { status: 'loading' } );
		void reload();
	}, [ reload ] );

	return { state, setConnection, reload, retry };
}

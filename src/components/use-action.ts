import { useEffect, useRef, useState } from '@wordpress/element';
import type { RequestError } from '../api/errors';
import type { Result } from '../api/request';

export interface Action< A extends unknown[] > {
	busy: boolean;
	/** What went wrong last time; null while running and after a success. */
	error: RequestError | null;
	start: ( ...args: A ) => Promise< void >;
	/** Forgets the error, as when the person begins to mend it. */
	clear: () => void;
}

/**
 * One thing a person can set off. A second start while the first runs does nothing; an
 * answer that comes after the screen has gone is dropped.
 *
 * @param run    The request.
 * @param onDone Takes its value.
 */
export function useAction< A extends unknown[], T >(
	run: ( ...args: A ) => Promise< Result< T > >,
	onDone: ( value: T ) => void
): Action< A > {
	const [ busy, setBusy ] = useState( false );
	const [ error, setError ] = useState< RequestError | null >( null );
	const running = useRef( false );
	const mounted = useRef( true );

	useEffect( () => {
		mounted.current = true;
		return () => {
			mounted.current = false;
		};
	}, [] );

	const start = async ( ...args: A ) => {
		if ( running.current ) {
			return;
		}
		running.current = true;
		setBusy( true );
		setError( null );
		const result = await run( ...args );
		running.current = false;
		if ( ! mounted.current ) {
			return;
		}
		setBusy( false );
		if ( result.ok ) {
			onDone( result.value );
		} else if ( result.error.kind !== 'aborted' ) {
			setError( result.error );
		}
	};

	return { busy, error, start, clear: () => setError( null ) };
}

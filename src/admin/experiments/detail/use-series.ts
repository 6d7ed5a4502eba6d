import { useCallback, useEffect, useState } from '@wordpress/element';
import type { RequestError } from '../../../api/errors';
import { getSeries } from '../../../api/headlines';
import type { Series } from '../../../contracts/series';
import { AGAIN, MOST } from './use-ask-again';

export type SeriesState =
	| { status: 'loading' }
	| { status: 'failed'; error: RequestError }
	| { status: 'ready'; series: Series };

/**
 * The figures over time. Asked for again when the results are newer, and as long as they
 * are being prepared; what is shown stays until there is something newer.
 *
 * @param id    Experiment.
 * @param asked When its results were asked for.
 */
export function useSeries( id: number, asked: string ) {
	const [ state, setState ] = useState< SeriesState >( {
		status: 'loading',
	} );
	const [ latest ] = useState( { question: 0, again: 0 } );

	const load = useCallback( async () => {
		const mine = ++latest.question;
		const result = await getSeries( id );
		if ( mine !== latest.question ) {
			return;
		}
		setState( ( old ) => {
			if ( result.ok ) {
				return { status: 'ready', series: result.value };
			}
			return old.status === 'ready'
				? old
				: { status: 'failed', error: result.error };
		} );
	}, [ id, latest ] );

	useEffect( () => {
		void load();
		return () => {
			latest.question++;
		};
	}, [ load, asked, latest ] );

	const preparing =
		state.status === 'ready' && state.series.state === 'preparing';
	useEffect( () => {
		if ( ! preparing ) {
			return undefined;
		}
		const timer = setInterval( () => {
			if (
				document.visibilityState === 'visible' &&
				latest.again < MOST
			) {
				latest.again++;
				void load();
			}
		}, AGAIN );
		return () => clearInterval( timer );
	}, [ preparing, load, latest ] );

	const retry = () => {
		setState( { status: 'loading' } );
		void load();
	};
	return { state, retry };
}

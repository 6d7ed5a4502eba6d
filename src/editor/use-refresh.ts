import { speak } from '@wordpress/a11y';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { refreshResults } from '../api/headlines';
import type { Action } from '../components/use-action';
import type { HeadlinePanel } from '../contracts/headline-panel';
import type { EngineId } from '../domain/engine';
import type { PanelHandle } from './use-panel';
import { usePanelAction } from './use-panel-action';

type Results = NonNullable< HeadlinePanel[ 'current' ] >[ 'results' ];

interface Refresh {
	refresh: Action< [ number ] >;
	/** What came of it; empty before, and once newer figures are there by themselves. */
	refreshed: string;
}

/** Asks the engine for figures, and says what came of that: not every answer is a new one. */
export function useRefresh( handle: PanelHandle ): Refresh {
	const [ said, setSaid ] = useState< { sentence: string; of: string } >();
	const before = handle.panel?.current?.results ?? null;
	const known = before?.fetched_at ?? '';
	const refresh = usePanelAction( handle, refreshResults, ( { current } ) => {
		const after = current?.results ?? null;
		const sentence = refreshSentence(
			before,
			after,
			current?.engine ?? 'builtin'
		);
		speak( sentence );
		// What is being prepared is written where the figures would stand.
		if ( after?.state !== 'preparing' ) {
			setSaid( { sentence, of: after?.fetched_at ?? '' } );
		}
	} );
	const { busy } = refresh;
	useEffect( () => {
		if ( busy ) {
			setSaid( undefined );
		}
	}, [ busy ] );
	return { refresh, refreshed: said?.of === known ? said.sentence : '' };
}

function refreshSentence(
	before: Results,
	after: Results,
	engine: EngineId
): string {
	if ( after?.state === 'preparing' ) {
		return __( 'The figures are being prepared.', 'two-heads' );
	}
	return engine === 'optimizely' && after?.fetched_at === before?.fetched_at
		? __(
				'No newer figures yet: Optimizely is preparing them, or was asked only a moment ago. Try again in a minute.',
				'two-heads'
			)
		: __( 'The figures are up to date.', 'two-heads' );
}

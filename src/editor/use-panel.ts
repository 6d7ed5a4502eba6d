import { useCallback, useEffect, useState } from '@wordpress/element';
import type { RequestError } from '../api/errors';
import { getPanel } from '../api/headlines';
import type { HeadlinePanel } from '../contracts/headline-panel';

export type PanelState =
	| { status: 'loading' }
	| { status: 'failed'; error: RequestError }
	| { status: 'ready'; panel: HeadlinePanel };

export interface PanelHandle {
	state: PanelState;
	/** Null until it is there. */
	panel: HeadlinePanel | null;
	/** What a newer answer said. */
	set: ( panel: HeadlinePanel ) => void;
	/** Asks again; what is shown stays if that fails. */
	reload: () => Promise< void >;
}

/** What the site knows of a post's headline experiments. */
export function usePanel( postId: number ): PanelHandle {
	const [ state, setState ] = useState< PanelState >( { status: 'loading' } );
	// An answer asked for before something newer was known says nothing any more.
	const [ latest ] = useState( { question: 0 } );

	const reload = useCallback( async () => {
		const mine = ++latest.question;
		setState( ( old ) =>
			old.status === 'failed' ? { status: 'loading' } : old
		);
		const result = await getPanel( postId );
		if ( mine !== latest.question ) {
			return;
		}
		setState( ( old ) => {
			if ( result.ok ) {
				return { status: 'ready', panel: result.value };
			}
			return old.status === 'ready'
				? old
				: { status: 'failed', error: result.error };
		} );
	}, [ latest, postId ] );

	const set = useCallback(
		( panel: HeadlinePanel ) => {
			latest.question++;
			setState( { status: 'ready', panel } );
		},
		[ latest ]
	);

	useEffect( () => {
		void reload();
	}, [ reload ] );

	return {
		state,
		panel: state.status === 'ready' ? state.panel : null,
		set,
		reload,
	};
}

import { useCallback, useEffect, useState } from '@wordpress/element';
import type { RequestError } from '../../../api/errors';
import { getProjects } from '../../../api/optimizely';
import type { Project } from '../../../domain/project-search';

export interface ProjectsState {
	/** The last list that could be had; null before the first. */
	projects: readonly Project[] | null;
	loading: boolean;
	error: RequestError | null;
}

/**
 * The list of projects.
 *
 * @param wanted  Whether to load it at all.
 * @param onStale Called when the answer shows that the connection is not what it was.
 * @return The state, and a function that asks Optimizely anew.
 */
export function useProjects(
	wanted: boolean,
	onStale: () => void
): [ ProjectsState, () => void ] {
	const [ state, setState ] = useState< ProjectsState >( {
		projects: null,
		loading: wanted,
		error: null,
	} );
	// Only the answer to the latest question counts.
	const [ latest ] = useState( { question: 0 } );

	const load = useCallback(
		async ( refresh: boolean ) => {
			const mine = ++latest.question;
			// The old error stays until the answer: its button holds the focus.
			setState( ( old ) => ( { ...old, loading: true } ) );
			const result = await getProjects( refresh );
			if ( mine !== latest.question ) {
				return;
			}
			if ( result.ok ) {
				setState( {
					projects: result.value.projects,
					loading: false,
					error: null,
				} );
				return;
			}
			setState( ( old ) => ( {
				...old,
				loading: false,
				error: result.error,
			} ) );
			if (
				[ 'unauthorized', 'not-connected', 'copied' ].includes(
					result.error.kind
				)
			) {
				onStale();
			}
		},
		[ latest, onStale ]
	);

	useEffect( () => {
		if ( wanted ) {
			void load( false );
		}
		return () => {
			latest.question++;
		};
	}, [ wanted, load, latest ] );

	const refresh = useCallback( () => void load( true ), [ load ] );
	return [ state, refresh ];
}

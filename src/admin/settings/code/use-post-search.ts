import { useDebounce } from '@wordpress/compose';
import { useCallback, useEffect, useState } from '@wordpress/element';
import type { RequestError } from '../../../api/errors';
import { searchPosts } from '../../../api/headline-settings';
import { plainTitle } from '../../../domain/titles';

export interface PostOption {
	value: string;
	label: string;
}

/** How long to wait for the next key, in milliseconds. */
const PAUSE = 250;

/** Posts to choose from, the latest at first and then what a search finds. */
export function usePostSearch() {
	const [ options, setOptions ] = useState< PostOption[] >( [] );
	const [ error, setError ] = useState< RequestError | null >( null );
	const [ latest ] = useState( { question: 0 } );

	const search = useCallback(
		async ( text: string ) => {
			const mine = ++latest.question;
			const result = await searchPosts( text );
			// An older question's answer says nothing any more.
			if ( mine !== latest.question ) {
				return;
			}
			setError( result.ok ? null : result.error );
			if ( result.ok ) {
				setOptions(
					result.value.map( ( { id, title } ) => ( {
						value: String( id ),
						// Two posts may have one title.
						label: `${ plainTitle( title ) } (${ id })`,
					} ) )
				);
			}
		},
		[ latest ]
	);
	useEffect( () => {
		void search( '' );
		return () => {
			latest.question++;
		};
	}, [ search, latest ] );

	return { options, error, search: useDebounce( search, PAUSE ) };
}

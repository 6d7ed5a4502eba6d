import { store as coreStore } from '@wordpress/core-data';
import { useDispatch, useSelect } from '@wordpress/data';
import { useCallback } from '@wordpress/element';
import { toRequestError } from '../api/errors';
import type { RequestError } from '../api/errors';
import type { Result } from '../api/request';

const SITE = [ 'root', 'site' ] as const;

/** What every store has and the types of core-data leave out. */
interface StoreSelectors {
	getEntityRecord: ( ...args: typeof SITE ) => unknown;
	hasFinishedResolution: ( selector: string, args: unknown[] ) => boolean;
	getResolutionError: ( selector: string, args: unknown[] ) => unknown;
}
interface StoreActions {
	saveEntityRecord: (
		kind: string,
		name: string,
		record: Record< string, unknown >,
		options: { throwOnError: boolean }
	) => Promise< unknown >;
	invalidateResolution: ( selector: string, args: unknown[] ) => unknown;
}

export interface Setting< T > {
	/** As stored; null until it is there. */
	settings: T | null;
	/** Why it cannot be had. */
	error: RequestError | null;
	retry: () => void;
	/** Stores the setting, and resolves to what was stored. */
	save: ( settings: T ) => Promise< Result< T > >;
}

/**
 * One WordPress setting, kept in core's own store of the site's settings.
 *
 * @param name Its name. PHP registers it with a schema and defaults, so that it is whole
 *             or not there; T is what the schema says.
 */
export function useSetting< T >( name: string ): Setting< T > {
	const { settings, error } = useSelect(
		( select ) => {
			const core = select( coreStore ) as unknown as StoreSelectors;
			const stored = settingIn< T >(
				name,
				core.getEntityRecord( ...SITE )
			);
			if ( stored ) {
				return { settings: stored, error: null };
			}
			// Core keeps quiet about what failed: all there is is that it has finished.
			return {
				settings: null,
				error: core.hasFinishedResolution( 'getEntityRecord', [
					...SITE,
				] )
					? ( ( core.getResolutionError( 'getEntityRecord', [
							...SITE,
						] ) as unknown ) ?? 'missing' )
					: null,
			};
		},
		[ name ]
	);
	const { saveEntityRecord, invalidateResolution } = useDispatch(
		coreStore
	) as unknown as StoreActions;

	const save = useCallback(
		async ( next: T ): Promise< Result< T > > => {
			try {
				const record: unknown = await saveEntityRecord(
					...SITE,
					{ [ name ]: next },
					{ throwOnError: true }
				);
				return {
					ok: true,
					value: settingIn< T >( name, record ) ?? next,
				};
			} catch ( thrown ) {
				return { ok: false, error: toRequestError( thrown ) };
			}
		},
		[ name, saveEntityRecord ]
	);
	const retry = useCallback(
		() => void invalidateResolution( 'getEntityRecord', [ ...SITE ] ),
		[ invalidateResolution ]
	);

	return {
		settings,
		error: error === null ? null : toRequestError( error ),
		retry,
		save,
	};
}

function settingIn< T >( name: string, record: unknown ): T | null {
	return ( record as Record< string, T > | undefined )?.[ name ] ?? null;
}

import { store as coreStore } from '@wordpress/core-data';
import { useDispatch, useSelect } from '@wordpress/data';
import { useCallback } from '@wordpress/element';
import { toRequestError } from '../../../api/errors';
import type { RequestError } from '../../../api/errors';
import type { Result } from '../../../api/request';
import type { OptimizelySnippetSettings } from '../../../contracts/optimizely-snippet-settings';

/** The name of the WordPress setting. */
const SETTING = 'two_heads_optimizely_snippet';
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

interface SnippetSettings {
	/** As stored; null until it is there. */
	settings: OptimizelySnippetSettings | null;
	/** Why it cannot be had. */
	error: RequestError | null;
	retry: () => void;
	/** Stores the settings, and resolves to what was stored. */
	save: (
		settings: OptimizelySnippetSettings
	) => Promise< Result< OptimizelySnippetSettings > >;
}

/** The snippet's settings, kept in core's own store of the site's settings. */
export function useSnippetSettings(): SnippetSettings {
	const { settings, error } = useSelect( ( select ) => {
		const core = select( coreStore ) as unknown as StoreSelectors;
		const stored = settingIn( core.getEntityRecord( ...SITE ) );
		if ( stored ) {
			return { settings: stored, error: null };
		}
		// Core keeps quiet about what failed: all there is is that it has finished.
		return {
			settings: null,
			error: core.hasFinishedResolution( 'getEntityRecord', [ ...SITE ] )
				? ( ( core.getResolutionError( 'getEntityRecord', [
						...SITE,
					] ) as unknown ) ?? 'missing' )
				: null,
		};
	}, [] );
	const { saveEntityRecord, invalidateResolution } = useDispatch(
		coreStore
	) as unknown as StoreActions;

	const save = useCallback(
		async (
			next: OptimizelySnippetSettings
		): Promise< Result< OptimizelySnippetSettings > > => {
			try {
				const record: unknown = await saveEntityRecord(
					...SITE,
					{ [ SETTING ]: next },
					{ throwOnError: true }
				);
				return { ok: true, value: settingIn( record ) ?? next };
			} catch ( thrown ) {
				return { ok: false, error: toRequestError( thrown ) };
			}
		},
		[ saveEntityRecord ]
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

/** PHP registers the setting with its schema and defaults, so that it is whole or not there. */
function settingIn( record: unknown ): OptimizelySnippetSettings | null {
	return (
		( record as Record< string, OptimizelySnippetSettings > | undefined )?.[
			SETTING
		] ?? null
	);
}

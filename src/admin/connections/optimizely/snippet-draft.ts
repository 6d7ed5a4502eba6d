import { __ } from '@wordpress/i18n';
import type { OptimizelySnippetSettings } from '../../../contracts/optimizely-snippet-settings';
import { parseSnippetAddress } from '../../../domain/snippet-address';

/** The settings while they are edited: the address as it was typed, right or wrong. */
export interface SnippetDraft extends Omit<
	OptimizelySnippetSettings,
	'address'
> {
	source: 'standard' | 'other';
	typed: string;
}

export function draftOf( settings: OptimizelySnippetSettings ): SnippetDraft {
	const { address, ...rest } = settings;
	return {
		...rest,
		source: address === '' ? 'standard' : 'other',
		typed: address,
	};
}

/**
 * The settings that a draft stands for, or what is wrong with its address.
 *
 * @param draft    The draft.
 * @param siteHost This site's host.
 */
export function settingsOf(
	draft: SnippetDraft,
	siteHost: string
):
	| { ok: true; settings: OptimizelySnippetSettings }
	| { ok: false; error: string } {
	const { source, typed, ...rest } = draft;
	if ( source === 'standard' ) {
		return { ok: true, settings: { address: '', ...rest } };
	}
	const parsed = parseSnippetAddress( typed, siteHost );
	if ( ! parsed.ok ) {
		return parsed;
	}
	return parsed.address === ''
		? {
				ok: false,
				error: __(
					'Paste the address, or choose Optimizely’s standard address.',
					'two-heads'
				),
			}
		: { ok: true, settings: { address: parsed.address, ...rest } };
}

/** Does the draft say something else than what is stored? */
export function isDirty(
	draft: SnippetDraft,
	stored: OptimizelySnippetSettings
): boolean {
	const clean = draftOf( stored );
	const keys = Object.keys( clean ) as ( keyof SnippetDraft )[];
	return keys.some(
		( key ) =>
			draft[ key ] !== clean[ key ] &&
			// What is typed counts only where it is used.
			( key !== 'typed' || draft.source === 'other' )
	);
}

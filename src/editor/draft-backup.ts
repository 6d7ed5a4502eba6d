/**
 * Words that are not stored yet, kept by the browser for this tab: they survive a reload,
 * a crash and a save that failed while the page went away.
 */
import { MODES } from '../domain/mode';
import type { SetupDraft } from '../domain/setup-draft';

const keyOf = ( postId: number ) => `two-heads-draft-${ postId }`;

export interface Backup {
	words: SetupDraft;
	/** Fingerprint of the stored setup that the words began with; null when there was none. */
	base: string | null;
}

export function keepBackup( postId: number, { words, base }: Backup ): void {
	try {
		window.sessionStorage.setItem(
			keyOf( postId ),
			JSON.stringify( { ...words, base } )
		);
	} catch {
		// No room, or not allowed: then there is no backup.
	}
}

export function dropBackup( postId: number ): void {
	try {
		window.sessionStorage.removeItem( keyOf( postId ) );
	} catch {
		// Nothing was kept either.
	}
}

/** What was kept; null when nothing usable was. */
export function readBackup( postId: number ): Backup | null {
	try {
		const kept: unknown = JSON.parse(
			window.sessionStorage.getItem( keyOf( postId ) ) ?? 'null'
		);
		if ( ! isDraft( kept ) ) {
			return null;
		}
		const { base, ...words } = kept;
		return { words, base };
	} catch {
		return null;
	}
}

/** An older version of the plugin may have kept something else. */
function isDraft(
	value: unknown
): value is SetupDraft & Pick< Backup, 'base' > {
	if ( typeof value !== 'object' || value === null ) {
		return false;
	}
	const draft = value as Partial<
		Record< keyof SetupDraft | 'base', unknown >
	>;
	return (
		( draft.base === null || typeof draft.base === 'string' ) &&
		Array.isArray( draft.titles ) &&
		draft.titles.length > 0 &&
		draft.titles.every(
			( one: unknown ) =>
				typeof one === 'object' &&
				one !== null &&
				'id' in one &&
				typeof one.id === 'number' &&
				'text' in one &&
				typeof one.text === 'string'
		) &&
		Array.isArray( draft.percents ) &&
		draft.percents.length === draft.titles.length + 1 &&
		Array.isArray( draft.audiences ) &&
		(
			[
				'traffic',
				'hypothesis',
				'startAt',
				'stopAt',
				'maxViews',
			] as const
		 ).every( ( name ) => typeof draft[ name ] === 'string' ) &&
		typeof draft.autoApply === 'boolean' &&
		[ 'equal', 'custom' ].includes( String( draft.split ) ) &&
		[ 'click', 'read' ].includes( String( draft.goal ) ) &&
		[ '', 'builtin', 'optimizely' ].includes( String( draft.engine ) ) &&
		( MODES as readonly string[] ).includes( String( draft.mode ) ) &&
		[ 'any', 'all' ].includes( String( draft.audienceMatch ) )
	);
}

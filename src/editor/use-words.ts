import { useEffect, useRef, useState } from '@wordpress/element';
import type { ExperimentSetup } from '../contracts/experiment-setup';
import type { HeadlinePanel } from '../contracts/headline-panel';
import { draftOf, fingerprint, newDraft, setupOf } from '../domain/setup-draft';
import type { SetupDraft } from '../domain/setup-draft';
import { dropBackup, keepBackup, readBackup } from './draft-backup';
import type { Host } from './host';

interface State {
	words: SetupDraft | null;
	/** The stored setup that the words began with; null when there was none. */
	base: string | null;
}

export interface Words {
	/** What is written; null when there is no draft. */
	words: SetupDraft | null;
	/** Is there something that the site does not know? */
	dirty: boolean;
	/** Came back from an earlier visit of this page, where it had not been stored. */
	restored: boolean;
	/** Somebody else stored another version meanwhile. */
	overtaken: boolean;
	begin: () => void;
	edit: ( words: SetupDraft ) => void;
	/** Forgets what is written for what is stored. */
	revert: () => void;
	/** Forgets everything: there is no draft any more. */
	forget: () => void;
	/** The site stored what was sent. */
	stored: ( sent: SetupDraft, setup: ExperimentSetup ) => void;
}

/**
 * The words of a draft. What the site says replaces them only while nobody has changed
 * them: typing is never lost to an answer.
 */
export function useWords(
	{ postId, writes }: Host,
	panel: HeadlinePanel | null
): Words {
	const [ { words, base }, setState ] = useState< State >( {
		words: null,
		base: null,
	} );
	const [ restored, setRestored ] = useState( false );
	const looked = useRef( false );

	const server = storedSetup( panel );
	const known = server ? fingerprint( server ) : null;
	const mine = words ? fingerprint( setupOf( words ) ) : null;
	// What is under way has words of its own: these wait until it is over.
	const fits = ! panel?.current || server !== null;
	const dirty =
		fits &&
		words !== null &&
		mine !== known &&
		! ( known === null && isBlank( words ) );
	const touched = words !== null && mine !== base;

	useEffect( () => {
		if ( ! panel ) {
			return;
		}
		if ( ! looked.current ) {
			looked.current = true;
			const kept = writes ? readBackup( postId ) : null;
			if (
				kept &&
				fits &&
				fingerprint( setupOf( kept.words ) ) !== known
			) {
				setState( kept );
				setRestored( true );
				return;
			}
		}
		if ( base === known ) {
			return;
		}
		setState( ( old ) => {
			const clean =
				! old.words ||
				fingerprint( setupOf( old.words ) ) === old.base ||
				fingerprint( setupOf( old.words ) ) === known;
			if ( ! clean ) {
				return old;
			}
			return {
				words: server ? renewed( old.words, server ) : null,
				base: known,
			};
		} );
		// Only what the site says matters here, not how often it says it.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ panel !== null, known, base ] );

	useEffect( () => {
		if ( ! writes || ! looked.current || ! fits ) {
			return;
		}
		if ( dirty && words ) {
			keepBackup( postId, { words, base } );
		} else {
			dropBackup( postId );
		}
	}, [ dirty, fits, words, base, postId, writes ] );

	return {
		words: words ?? ( server ? draftOf( server ) : null ),
		dirty,
		restored: restored && dirty,
		overtaken: touched && dirty && known !== null && base !== known,
		begin: () =>
			setState( {
				words: newDraft( panel?.default_traffic ?? 100 ),
				base: known,
			} ),
		edit: ( next ) =>
			setState( ( old ) => ( {
				words: next,
				base: old.words ? old.base : known,
			} ) ),
		revert: () => {
			setRestored( false );
			setState( {
				words: server ? renewed( words, server ) : null,
				base: known,
			} );
		},
		forget: () => {
			setRestored( false );
			setState( { words: null, base: null } );
		},
		stored: ( sent, setup ) => {
			setRestored( false );
			setState( ( old ) => ( {
				// What was typed while saving stays.
				words:
					old.words === sent || ! old.words
						? renewed( old.words, setup )
						: old.words,
				base: fingerprint( setup ),
			} ) );
		},
	};
}

/** The draft that the site has; null when there is none. */
function storedSetup( panel: HeadlinePanel | null ): ExperimentSetup | null {
	return panel?.current?.status === 'draft' ? panel.current.setup : null;
}

/** What is stored, with the headlines keeping their names, so that the focus stays where it is. */
function renewed( old: SetupDraft | null, setup: ExperimentSetup ): SetupDraft {
	const next = draftOf( setup );
	if ( ! old || old.titles.length !== next.titles.length ) {
		return next;
	}
	return {
		...next,
		titles: next.titles.map( ( { text }, index ) => ( {
			id: old.titles[ index ]?.id ?? index,
			text,
		} ) ),
	};
}

/** Nothing worth keeping was written. */
function isBlank( words: SetupDraft ): boolean {
	return (
		words.titles.every( ( { text } ) => text.trim() === '' ) &&
		words.hypothesis.trim() === ''
	);
}

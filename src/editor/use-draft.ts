import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { RequestError } from '../api/errors';
import { discardDraft, saveDraft } from '../api/headlines';
import type { Action } from '../components/use-action';
import type { HeadlinePanel } from '../contracts/headline-panel';
import { clockOf } from '../domain/schedule';
import { setupOf, titleMistakes, valueMistakes } from '../domain/setup-draft';
import type { Mistakes, SetupDraft } from '../domain/setup-draft';
import type { Host } from './host';
import type { PanelHandle } from './use-panel';
import { isOutdated, usePanelAction } from './use-panel-action';
import { useWords } from './use-words';
import type { Words } from './use-words';

export interface Draft extends Omit< Words, 'stored' > {
	/** What is wrong where, as far as it is time to say so. */
	mistakes: Mistakes;
	/** Another object each time somebody should be led to the first mistake; null before. */
	asked: object | null;
	/** Is it being stored? */
	saving: boolean;
	saveError: RequestError | null;
	/** Stores it. Resolves to the site's answer; null when it was refused, here or there. */
	save: ( options?: {
		keepalive?: boolean;
		quiet?: boolean;
	} ) => Promise< HeadlinePanel | null >;
	/** Is everything there that Start needs? If not, says what is missing. */
	isComplete: () => boolean;
	discard: Action< [] >;
	/** True once after begin(): the first field wants the focus. */
	takeFocus: () => boolean;
	/** The site's clock, at the last look. */
	now: string;
}

/** Fields of a refusal that an edit of these properties answers. */
const FIELDS: Partial< Record< keyof SetupDraft, string > > = {
	titles: 'titles',
	percents: 'weights',
	split: 'weights',
	traffic: 'traffic',
	goal: 'goal',
	engine: 'engine',
	mode: 'mode',
	maxViews: 'max_views',
	autoApply: 'auto_apply',
	hypothesis: 'hypothesis',
	startAt: 'start_at',
	stopAt: 'stop_at',
	audiences: 'audiences',
};

/** The draft of a post: its words, what is wrong with them, and how they are stored. */
export function useDraft( host: Host, handle: PanelHandle ): Draft {
	const { panel } = handle;
	const { stored, ...words } = useWords( host, panel );
	const [ demanding, setDemanding ] = useState( false );
	const [ asked, setAsked ] = useState< object | null >( null );
	const [ refused, setRefused ] = useState< Mistakes >( {} );
	const [ saving, setSaving ] = useState( false );
	const [ saveError, setSaveError ] = useState< RequestError | null >( null );
	// A second save while one is under way waits for it: an older one must not arrive last.
	const queue = useRef< Promise< unknown > >( Promise.resolve() );
	const begun = useRef( false );
	const current = useRef( words.words );
	current.current = words.words;
	// What a save replaces: what the person was last shown. Where that is not what their words began with, they were told.
	const shown = useRef( '' );
	useEffect( () => {
		shown.current = revisionOf( panel );
	}, [ panel ] );

	const now = clockOf( panel?.time_zone ?? 'UTC', new Date() );
	const own = words.words
		? {
				...titleMistakes( words.words, host.title, demanding ),
				...valueMistakes( words.words, now ),
			}
		: {};

	const reset = () => {
		setDemanding( false );
		setRefused( {} );
		setSaveError( null );
	};

	const forget = () => {
		reset();
		words.forget();
		speak( __( 'The draft is discarded.', 'two-heads' ) );
	};

	const send = async (
		keepalive: boolean,
		quiet: boolean
	): Promise< HeadlinePanel | null > => {
		const sent = current.current;
		if ( ! sent ) {
			return null;
		}
		setSaving( true );
		setSaveError( null );
		const result = await saveDraft(
			host.postId,
			setupOf( sent ),
			shown.current,
			keepalive
		);
		setSaving( false );
		if ( result.ok ) {
			setRefused( {} );
			shown.current = revisionOf( result.value );
			const setup = result.value.current?.setup;
			if ( setup ) {
				stored( sent, setup );
			}
			handle.set( result.value );
			return result.value;
		}
		const { error } = result;
		setSaveError( error );
		if ( error.kind === 'fields' ) {
			setRefused( error.fields );
			if ( ! quiet ) {
				setAsked( {} );
			}
		} else if ( isOutdated( error.kind ) ) {
			await handle.reload();
		}
		return null;
	};

	return {
		...words,
		mistakes: { ...refused, ...own },
		asked,
		saving,
		saveError,
		now,
		begin: () => {
			reset();
			begun.current = true;
			words.begin();
		},
		takeFocus: () => {
			const wanted = begun.current;
			begun.current = false;
			return wanted;
		},
		forget,
		revert: () => {
			reset();
			words.revert();
		},
		edit: ( next ) => {
			setRefused( ( old ) => withoutAnswered( old, words.words, next ) );
			setSaveError( null );
			words.edit( next );
		},
		save: ( { keepalive = false, quiet = false } = {} ) => {
			const draft = current.current;
			if (
				! draft ||
				Object.keys( valueMistakes( draft, now ) ).length > 0
			) {
				if ( ! quiet ) {
					setAsked( {} );
				}
				return Promise.resolve( null );
			}
			const next = queue.current.then( () => send( keepalive, quiet ) );
			queue.current = next;
			return next;
		},
		isComplete: () => {
			if ( ! words.words ) {
				return false;
			}
			setDemanding( true );
			const missing = {
				...titleMistakes( words.words, host.title, true ),
				...valueMistakes( words.words, now ),
			};
			const complete = Object.keys( missing ).length === 0;
			if ( ! complete ) {
				setAsked( {} );
			}
			return complete;
		},
		discard: usePanelAction(
			handle,
			() => discardDraft( host.postId ),
			forget
		),
	};
}

/** The draft that the site has; empty when there is none. */
function revisionOf( panel: HeadlinePanel | null ): string {
	return panel?.current?.revision ?? '';
}

/** What the site refused, without the fields that have been changed since. */
function withoutAnswered(
	refused: Mistakes,
	before: SetupDraft | null,
	after: SetupDraft
): Mistakes {
	const changed = ( Object.keys( FIELDS ) as ( keyof SetupDraft )[] )
		.filter( ( name ) => before?.[ name ] !== after[ name ] )
		.map( ( name ) => FIELDS[ name ] );
	return Object.fromEntries(
		Object.entries( refused ).filter(
			( [ field ] ) => ! changed.includes( field.split( '.' )[ 0 ] )
		)
	);
}

import { speak } from '@wordpress/a11y';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import {
	endExperiment,
	pauseExperiment,
	publishAnyway,
	stopTrying,
	resumeExperiment,
	revertExperiment,
} from '../api/headlines';
import type { Action } from '../components/use-action';
import type { ExperimentEnding } from '../contracts/experiment-ending';
import { engineOf } from '../domain/engine';
import type { Engine } from '../domain/engine';
import { arrivalSentence, panelView } from '../domain/panel-state';
import type { JobAction, PanelView } from '../domain/panel-state';
import { useCheck } from './check/use-check';
import type { Check } from './check/use-check';
import type { Host } from './host';
import { useChanges } from './use-changes';
import type { Changes } from './use-changes';
import { useDraft } from './use-draft';
import type { Draft } from './use-draft';
import { useJob } from './use-job';
import type { JobHandle } from './use-job';
import { usePanel } from './use-panel';
import type { PanelHandle } from './use-panel';
import { usePanelAction } from './use-panel-action';
import { useRefresh } from './use-refresh';
import { useStart } from './use-start';
import type { Start } from './use-start';

/**
 * Everything about the headline tests of one post. It lives beside the panel, not in it:
 * editors take the panel away when it is closed, and words and jobs must outlive that.
 */
export interface HeadlineTest {
	host: Host;
	handle: PanelHandle;
	/** Null while the panel is not there. */
	view: PanelView | null;
	/** The one in force: the draft's choice, else the experiment's or the site's. Null while the panel is not there. */
	engine: Engine | null;
	draft: Draft;
	check: Check;
	start: Start;
	job: JobHandle;
	changes: Changes;
	pause: Action< [ number ] >;
	resume: Action< [ number ] >;
	refresh: Action< [ number ] >;
	/** What came of the last refresh; empty once something else is known. */
	refreshed: string;
	publishAnyway: Action< [ number ] >;
	/** Ends a job that only a person can mend. */
	stopTrying: Action< [ number ] >;
	end: Action< [ number, ExperimentEnding ] >;
	revert: Action< [ number ] >;
	/** A request about the experiment is under way. */
	busy: boolean;
	/** Leaving now would lose words. */
	dirty: boolean;
}

export function useHeadlineTest( host: Host ): HeadlineTest {
	const handle = usePanel( host.postId );
	const draft = useDraft( host, handle );
	const engine = handle.panel && engineOf( handle.panel, draft.words );
	const check = useCheck( handle.panel, engine?.id ?? null );
	const start = useStart( handle, draft, check );
	const changes = useChanges( handle );

	const pause = usePanelAction( handle, pauseExperiment );
	const resume = usePanelAction( handle, resumeExperiment );
	const { refresh, refreshed } = useRefresh( handle );
	const publish = usePanelAction( handle, publishAnyway );
	const stop = usePanelAction( handle, stopTrying );
	const end = usePanelAction( handle, endExperiment, ( { post, current } ) =>
		// As it was typed, where it is known; what is rendered has other quotes.
		host.onTitleWritten(
			( current?.outcome?.applied && current.outcome.title ) || post.title
		)
	);
	const revert = usePanelAction( handle, revertExperiment, ( { post } ) => {
		host.onTitleWritten( post.title );
		speak( __( 'The original title is back.', 'two-heads' ) );
	} );

	const presses = [ pause, resume, refresh, publish, stop, end, revert ];
	const busy = [
		...presses,
		start.action,
		changes.action,
		draft.discard,
	].some( ( action ) => action.busy );
	useEffect( () => {
		// Why something failed is over once something else is done.
		if ( busy ) {
			presses
				.filter( ( action ) => ! action.busy )
				.forEach( ( action ) => action.clear() );
		}
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ busy ] );
	const job = useJob( handle, busy );
	const view = handle.panel
		? panelView( handle.panel, draft.words !== null )
		: null;
	useArrival( view, handle.panel?.current?.job?.action ?? null );
	const dirty = draft.dirty || changes.dirty;
	useLeaveWarning( dirty, host.isLeaving );

	return {
		host,
		handle,
		view,
		engine,
		draft,
		check,
		start,
		job,
		changes,
		pause,
		resume,
		refresh,
		refreshed,
		publishAnyway: publish,
		stopTrying: stop,
		end,
		revert,
		busy,
		dirty,
	};
}

/** Says what has come about, for those who do not see the panel change. */
function useArrival( view: PanelView | null, action: JobAction | null ) {
	const last = useRef< PanelView | null >( null );
	useEffect( () => {
		const sentence =
			view && last.current && view !== last.current
				? arrivalSentence( view, action )
				: '';
		last.current = view;
		if ( sentence ) {
			speak( sentence );
		}
	}, [ view, action ] );
}

/** The browser asks before it leaves words behind. */
function useLeaveWarning( dirty: boolean, isLeaving: () => boolean ) {
	const allowed = useRef( isLeaving );
	allowed.current = isLeaving;
	useEffect( () => {
		if ( ! dirty ) {
			return undefined;
		}
		const ask = ( event: BeforeUnloadEvent ) => {
			if ( ! allowed.current() ) {
				event.preventDefault();
				// What browsers before 2024 go by.
				event.returnValue = true;
			}
		};
		window.addEventListener( 'beforeunload', ask );
		return () => window.removeEventListener( 'beforeunload', ask );
	}, [ dirty ] );
}

import { useEffect, useRef, useState } from '@wordpress/element';
import { startExperiment } from '../api/headlines';
import type { Action } from '../components/use-action';
import type { HeadlinePanel } from '../contracts/headline-panel';
import { sameSetup, setupOf } from '../domain/setup-draft';
import type { SetupDraft } from '../domain/setup-draft';
import { isFound } from './check/report';
import type { Check } from './check/use-check';
import type { Draft } from './use-draft';
import type { PanelHandle } from './use-panel';
import { usePanelAction } from './use-panel-action';

export interface Start {
	/** `unsure`: the check found nothing, and somebody has to decide. */
	phase: 'idle' | 'saving' | 'checking' | 'unsure';
	/** The request that starts it. */
	action: Action< [ number, readonly string[], string ] >;
	begin: () => Promise< void >;
	/** Without waiting for the check, or in spite of it. */
	anyway: () => void;
	cancel: () => void;
}

/** The steps to a start: words complete, draft stored, pages looked at, then started. */
export function useStart(
	handle: PanelHandle,
	draft: Draft,
	check: Check
): Start {
	const [ phase, setPhase ] = useState< Start[ 'phase' ] >( 'idle' );
	// Start anyway and Cancel end what an earlier press began.
	const turn = useRef( 0 );
	const action = usePanelAction( handle, startExperiment );
	const latest = useRef( draft );
	latest.current = draft;
	const id = handle.panel?.current?.id;
	useEffect( () => {
		// What was asked of one draft is not asked of the next.
		setPhase( ( old ) => ( old === 'unsure' ? 'idle' : old ) );
	}, [ id ] );

	const cancel = () => {
		check.stop();
		setPhase( 'idle' );
		turn.current++;
	};

	/** What is tested is what stands in the fields now, also if it was typed after Start was pressed. */
	const go = async (
		known: HeadlinePanel | null,
		sent: SetupDraft | null = null
	) => {
		cancel();
		let panel = known;
		const { words, isComplete, save } = latest.current;
		const setup = panel?.current?.setup;
		const stored =
			words === sent ||
			! words ||
			( setup && sameSetup( setupOf( words ), setup ) );
		if ( ! stored ) {
			if ( ! isComplete() ) {
				return;
			}
			const mine = turn.current;
			setPhase( 'saving' );
			panel = await save();
			if ( mine !== turn.current ) {
				return;
			}
			setPhase( 'idle' );
		}
		if ( panel?.current ) {
			const { id: experiment, setup: seen, revision } = panel.current;
			void action.start( experiment, seen.titles, revision );
		}
	};

	return {
		phase,
		action,
		anyway: () => void go( handle.panel ),
		cancel,
		begin: async () => {
			if ( phase !== 'idle' || action.busy || ! draft.isComplete() ) {
				return;
			}
			const mine = ++turn.current;
			action.clear();
			let { panel } = handle;
			if ( draft.dirty || ! panel?.current ) {
				setPhase( 'saving' );
				panel = await draft.save();
				if ( mine !== turn.current ) {
					return;
				}
			}
			if ( ! panel?.current ) {
				setPhase( 'idle' );
				return;
			}
			let { report } = check;
			if ( ! report || ! isFound( report ) ) {
				setPhase( 'checking' );
				report = await check.run( panel );
				if ( mine !== turn.current ) {
					return;
				}
			}
			if ( report && isFound( report ) ) {
				void go( panel, draft.words );
			} else {
				setPhase( 'unsure' );
			}
		},
	};
}

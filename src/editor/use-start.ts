import { useRef, useState } from '@wordpress/element';
import { startExperiment } from '../api/headlines';
import type { Action } from '../components/use-action';
import { isFound } from './check/report';
import type { Check } from './check/use-check';
import type { Draft } from './use-draft';
import type { PanelHandle } from './use-panel';
import { usePanelAction } from './use-panel-action';

export interface Start {
	/** `unsure`: the check found nothing, and somebody has to decide. */
	phase: 'idle' | 'saving' | 'checking' | 'unsure';
	/** The request that starts it. */
	action: Action< [ number ] >;
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
	const id = handle.panel?.current?.id;

	const go = ( experiment: number | undefined ) => {
		turn.current++;
		check.stop();
		setPhase( 'idle' );
		if ( experiment !== undefined ) {
			void action.start( experiment );
		}
	};

	return {
		phase,
		action,
		anyway: () => go( id ),
		cancel: () => go( undefined ),
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
				go( panel.current.id );
			} else {
				setPhase( 'unsure' );
			}
		},
	};
}

import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { continueJob } from '../api/headlines';
import { waitAfterError, waitAfterStep } from '../domain/job-wait';
import type { Wait } from '../domain/job-wait';
import type { PanelHandle } from './use-panel';
import { isOutdated } from './use-panel-action';

/** How often somebody who may not carry on looks how far it is, in seconds. */
const LOOK = 5;

export interface JobHandle {
	/** What went wrong last; empty while all is well. */
	problem: string;
	/** Seconds to the next attempt; null when none is counted down to. */
	seconds: number | null;
	/** It goes on only when somebody presses Try again. */
	stopped: boolean;
	/** What somebody pressed is under way. */
	trying: boolean;
	/** Try again, or try now. */
	retry: () => void;
}

interface Pause {
	wait: Wait;
	message: string;
}

/**
 * Carries a job on, a step a request, for as long as this page is open; the site's
 * background does when it is not. Another tab or person may be at it too: then the site
 * refuses, and what is there now is read before the next attempt.
 *
 * @param handle The panel.
 * @param busy   Whether another request about the experiment is under way.
 */
export function useJob( handle: PanelHandle, busy: boolean ): JobHandle {
	const { panel, set, reload } = handle;
	const experiment = panel?.current ?? null;
	const job = experiment?.job ?? null;
	const id = job && experiment ? experiment.id : null;
	const mayRun = panel?.may.run ?? false;

	const [ pause, setPause ] = useState< Pause | null >( null );
	const [ seconds, setSeconds ] = useState< number | null >( null );
	const [ trying, setTrying ] = useState( false );
	const memory = useRef( { failures: 0, done: -1, inFlight: false } );
	const mounted = useRef( true );
	useEffect( () => {
		mounted.current = true;
		return () => {
			mounted.current = false;
		};
	}, [] );

	// A job is known by when it was set; another one begins without memories.
	const name = job ? `${ id }-${ job.action }-${ job.at }` : null;
	useEffect( () => {
		memory.current.failures = 0;
		memory.current.done = -1;
		setPause( null );
	}, [ name ] );

	/** Resolves to what went wrong; empty when nothing did. */
	const step = async (): Promise< string > => {
		const { current: mind } = memory;
		if ( mind.inFlight || id === null ) {
			return '';
		}
		mind.inFlight = true;
		const result = await continueJob( id );
		mind.inFlight = false;
		if ( ! mounted.current ) {
			return '';
		}
		setTrying( false );
		if ( result.ok ) {
			setPause( null );
			set( result.value );
			return result.value.current?.job?.problem?.message ?? '';
		}
		mind.failures++;
		const outdated = isOutdated( result.error.kind );
		// Where somebody else carries it on, nothing went wrong.
		const message = outdated ? '' : result.error.message;
		setPause( {
			wait: waitAfterError( result.error, mind.failures ),
			message,
		} );
		if ( outdated ) {
			await reload();
		}
		return message;
	};

	// Every answer is another job object, and says when to go on.
	useEffect( () => {
		if ( ! job || busy || trying || memory.current.inFlight ) {
			setSeconds( null );
			return undefined;
		}
		if ( ! mayRun ) {
			const look = setInterval( () => {
				if ( document.visibilityState === 'visible' ) {
					void reload();
				}
			}, LOOK * 1000 );
			return () => clearInterval( look );
		}
		const { current: mind } = memory;
		if ( ! pause ) {
			mind.failures = job.problem ? mind.failures + 1 : 0;
		}
		const wait =
			pause?.wait ??
			waitAfterStep( job.problem, mind.failures, job.done !== mind.done );
		mind.done = job.done;
		if ( wait.kind === 'person' ) {
			setSeconds( null );
			return undefined;
		}
		setSeconds( wait.seconds > 2 ? wait.seconds : null );
		const ticks = setInterval(
			() =>
				setSeconds( ( left ) =>
					left === null ? null : Math.max( 0, left - 1 )
				),
			1000
		);
		const timer = setTimeout( () => void step(), wait.seconds * 1000 );
		return () => {
			clearInterval( ticks );
			clearTimeout( timer );
		};
		// `step` is new with each render and reads nothing older than these.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ job, pause, busy, trying, mayRun, name ] );

	const message = pause ? pause.message : ( job?.problem?.message ?? '' );
	return {
		problem: message,
		seconds,
		stopped:
			mayRun &&
			( pause
				? pause.wait.kind === 'person'
				: ( job?.problem?.needs_person ?? false ) ),
		trying,
		retry: () => {
			if ( memory.current.inFlight ) {
				return;
			}
			setTrying( true );
			void step().then( ( wrong ) => {
				// A notice that stays as it is says nothing by itself.
				if ( wrong ) {
					speak( wrong, 'assertive' );
				}
			} );
		},
	};
}

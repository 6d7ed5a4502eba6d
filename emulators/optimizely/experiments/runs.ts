/**
 * When an experiment runs: only then visitors meet it, and only then what they do counts.
 */
import type { ExperimentRecord } from '../objects';
import { timestamp } from '../projects';
import type { Store } from '../store';

/** Whether visitors can meet it now. */
export function isRunning( record: ExperimentRecord ): boolean {
	return record.view.status === 'running' && record.live !== null;
}

/** Ends its run, if it has one. */
export function stopRun( store: Store, record: ExperimentRecord ): void {
	const run = record.runs.at( -1 );
	if ( run && run.to === null ) {
		run.to = store.now();
		record.view.latest = timestamp( store.now() );
	}
}

/** Begins a run, unless there is one, and makes the status running. */
export function startRun( store: Store, record: ExperimentRecord ): void {
	const run = record.runs.at( -1 );
	if ( ! run || run.to !== null ) {
		record.runs.push( { from: store.now(), to: null } );
	}
	record.view.earliest ??= timestamp( store.now() );
	record.view.status = 'running';
}

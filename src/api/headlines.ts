/**
 * The routes of headline experiments, one function each; all resolve, none reject.
 *
 * Whatever acts on one experiment resolves to the whole panel of its post, so that what
 * is shown is what the site knows now. What is said of a job: the first step has been
 * carried out; `continueJob` does the next.
 */
import { addQueryArgs } from '@wordpress/url';
import type { Audiences } from '../contracts/audiences';
import type { Experiment } from '../contracts/experiment';
import type { ExperimentEnding } from '../contracts/experiment-ending';
import type { ExperimentList } from '../contracts/experiment-list';
import type { ExperimentSetup } from '../contracts/experiment-setup';
import type { HeadlinePanel } from '../contracts/headline-panel';
import type { Series } from '../contracts/series';
import { request } from './request';
import type { Result } from './request';

const BASE = '/two-heads/v1';

/** What filters and pages the list of experiments. */
export interface ExperimentQuery {
	status?: readonly Experiment[ 'status' ][];
	/** Part of a headline or of a post's title. */
	search?: string;
	/** From 1. */
	page?: number;
	per_page?: number;
}

type PanelResult = Promise< Result< HeadlinePanel > >;

/** Everything the panel of a post shows. */
export function getPanel( post: number ): PanelResult {
	return request( { path: panelPath( post ) } );
}

/**
 * Writes the draft of a post, creating it. Needs the right to propose.
 *
 * @param post      Id of the post.
 * @param setup     What the experiment should be.
 * @param base      Revision of the draft that this is to replace, empty for none: another is refused as a conflict.
 * @param keepalive Let the browser finish the request though the page goes away.
 */
export function saveDraft(
	post: number,
	setup: ExperimentSetup,
	base: string,
	keepalive = false
): PanelResult {
	return request( {
		path: panelPath( post ),
		method: 'PUT',
		data: { ...setup, base },
		...( keepalive ? { keepalive } : {} ),
	} );
}

/** Throws the draft of a post away. */
export function discardDraft( post: number ): PanelResult {
	return request( { path: panelPath( post ), method: 'DELETE' } );
}

/**
 * Job `start`: creates the experiment at the engine and shows it to visitors.
 *
 * @param id       Experiment.
 * @param titles   The headlines as this person sees them: others are refused as a conflict.
 * @param revision What else of the setup this person sees: the same.
 */
export function startExperiment(
	id: number,
	titles: readonly string[],
	revision: string
): PanelResult {
	return act( id, 'start', { titles, revision } );
}

/** Job `pause`: visitors see the original; the figures stay. */
export function pauseExperiment( id: number ): PanelResult {
	return act( id, 'pause' );
}

/** Job `resume`: goes on where it was paused. */
export function resumeExperiment( id: number ): PanelResult {
	return act( id, 'resume' );
}

/** Job `update`: other words for what is running or paused. */
export function changeExperiment(
	id: number,
	setup: ExperimentSetup
): PanelResult {
	return request( {
		path: `${ BASE }/experiments/${ id }/setup`,
		method: 'PUT',
		data: setup,
	} );
}

/** Carries out the next step of the job. */
export function continueJob( id: number ): PanelResult {
	return act( id, 'continue' );
}

/** Writes the chosen title to the post, then job `end`. */
export function endExperiment(
	id: number,
	ending: ExperimentEnding
): PanelResult {
	return act( id, 'end', ending );
}

/** Puts the title back that the post had before a variation was applied. */
export function revertExperiment( id: number ): PanelResult {
	return act( id, 'revert' );
}

/** Asks the engine for its state and figures now. */
export function refreshResults( id: number ): PanelResult {
	return act( id, 'refresh' );
}

/** Publishes our changes over what somebody drafted in the engine's own interface. */
export function publishAnyway( id: number ): PanelResult {
	return act( id, 'publish-anyway' );
}

/** Ends a job that only a person can mend: a start becomes a draft again, an ending is done here alone. */
export function stopTrying( id: number ): PanelResult {
	return act( id, 'stop-trying' );
}

/** Experiments of the site that this person may run, latest first. */
export function getExperiments(
	query: ExperimentQuery = {}
): Promise< Result< ExperimentList > > {
	return request( {
		path: addQueryArgs( `${ BASE }/experiments`, {
			...query,
			...( query.status ? { status: query.status.join() } : {} ),
		} ),
	} );
}

/** The panel of the post that an experiment is about. */
export function getExperimentPanel( id: number ): PanelResult {
	return request( { path: `${ BASE }/experiments/${ id }` } );
}

/** The figures of an experiment over time. */
export function getSeries( id: number ): Promise< Result< Series > > {
	return request( { path: `${ BASE }/experiments/${ id }/series` } );
}

/** Audiences an experiment can be limited to. */
export function getAudiences(): Promise< Result< Audiences > > {
	return request( { path: `${ BASE }/connections/optimizely/audiences` } );
}

function panelPath( post: number ): string {
	return `${ BASE }/posts/${ post }/headlines`;
}

function act( id: number, action: string, data?: object ): PanelResult {
	return request( {
		path: `${ BASE }/experiments/${ id }/${ action }`,
		method: 'POST',
		...( data ? { data } : {} ),
	} );
}

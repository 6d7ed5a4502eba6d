/**
 * Which of its faces the panel shows.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../contracts/experiment';
import type { HeadlinePanel } from '../contracts/headline-panel';
import { variationName } from './titles';

export type PanelView =
	/** There is nothing, and nothing could be started. */
	| 'not-connected'
	| 'none'
	| 'draft'
	/** Something is being carried out at the engine. */
	| 'job'
	| 'running'
	| 'paused'
	/** Has ended; what follows is a new one. */
	| 'concluded';

/**
 * @param panel    What the site says.
 * @param hasWords Whether somebody is writing headlines here.
 */
export function panelView(
	panel: HeadlinePanel,
	hasWords: boolean
): PanelView {
	const { current } = panel;
	if ( current?.job ) {
		return 'job';
	}
	switch ( current?.status ) {
		case 'draft':
			return 'draft';
		case 'running':
		case 'paused':
			return current.status;
	}
	if ( hasWords ) {
		return 'draft';
	}
	if ( current || panel.earlier.length > 0 ) {
		return 'concluded';
	}
	return panel.engines.some( ( { ready } ) => ready )
		? 'none'
		: 'not-connected';
}

/** The experiment that the view `concluded` is about. */
export function lastEnded( panel: HeadlinePanel ): Experiment | null {
	return panel.current ?? panel.earlier[ 0 ] ?? null;
}

/** Does something keep it from going on by itself? */
export function needsAttention( experiment: Experiment ): boolean {
	const { status, attention, job } = experiment;
	return (
		status !== 'archived' &&
		( ( attention !== null && ! waitsForDecision( experiment ) ) ||
			( job?.problem?.needs_person ?? false ) )
	);
}

/** Has it run to its end, so that somebody has to say which headline stays? Nothing is wrong with it then. */
export function waitsForDecision( { status, attention }: Experiment ): boolean {
	return status !== 'archived' && attention?.code === 'decided';
}

/** The state in a word, as a badge. */
export function statusWord( experiment: Experiment ): string {
	if ( needsAttention( experiment ) ) {
		return __( 'Needs attention', 'two-heads' );
	}
	if ( experiment.job ) {
		return jobWord( experiment.job.action );
	}
	if ( waitsForDecision( experiment ) ) {
		return __( 'Ready to decide', 'two-heads' );
	}
	switch ( experiment.status ) {
		case 'draft':
			return experiment.scheduled
				? __( 'Scheduled', 'two-heads' )
				: __( 'Draft', 'two-heads' );
		case 'running':
			return __( 'Running', 'two-heads' );
		case 'paused':
			return __( 'Paused', 'two-heads' );
		case 'concluded':
		case 'archived':
			return __( 'Ended', 'two-heads' );
	}
}

export type JobAction = NonNullable< Experiment[ 'job' ] >[ 'action' ];

/** What is being done. */
export function jobWord( action: JobAction ): string {
	switch ( action ) {
		case 'start':
			return __( 'Starting…', 'two-heads' );
		case 'pause':
			return __( 'Pausing…', 'two-heads' );
		case 'resume':
			return __( 'Resuming…', 'two-heads' );
		case 'update':
			return __( 'Changing headlines…', 'two-heads' );
		case 'end':
			return __( 'Ending…', 'two-heads' );
	}
}

/**
 * What screen readers hear when a state has come about; empty for what a person did here.
 *
 * @param view   The state.
 * @param action What is being carried out; null while nothing is.
 */
export function arrivalSentence(
	view: PanelView,
	action: JobAction | null
): string {
	switch ( view ) {
		case 'job':
			return action ? jobWord( action ) : '';
		case 'running':
			return __( 'The headline test is running.', 'two-heads' );
		case 'paused':
			return __( 'The headline test is paused.', 'two-heads' );
		case 'concluded':
			return __( 'The headline test has ended.', 'two-heads' );
		default:
			return '';
	}
}

/** How an experiment ended, in a sentence. */
export function outcomeSentence( experiment: Experiment ): string {
	const { outcome } = experiment;
	if ( ! outcome ) {
		return __( 'It ended without a decision here.', 'two-heads' );
	}
	if ( outcome.applied === 0 ) {
		return __( 'The original title was kept.', 'two-heads' );
	}
	if ( isWinner( experiment, outcome.applied ) ) {
		return outcome.reverted
			? __(
					'The winner became the post’s title; later the original was put back.',
					'two-heads'
				)
			: __( 'The winner became the post’s title.', 'two-heads' );
	}
	const name = variationName( outcome.applied );
	return outcome.reverted
		? sprintf(
				/* translators: %s: name of a headline, such as "Variation 2". */
				__(
					'%s became the post’s title; later the original was put back.',
					'two-heads'
				),
				name
			)
		: sprintf(
				/* translators: %s: name of a headline, such as "Variation 2". */
				__( '%s became the post’s title.', 'two-heads' ),
				name
			);
}

function isWinner( { results }: Experiment, index: number ): boolean {
	return results?.verdict === 'winner' && results.leader === index;
}

/** Is it over, so that its figures say what was and not what to do? */
export function isOver( { status }: Experiment ): boolean {
	return status === 'concluded' || status === 'archived';
}

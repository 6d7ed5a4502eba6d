import { Button, Notice, ProgressBar } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { jobWord } from '../../domain/panel-state';
import type { HeadlineTest } from '../use-headline-test';
import { EndButton } from './end-button';
import { GiveUpButton } from './give-up-button';
import { PublishAnywayButton } from './publish-anyway-button';
import { BackToDraftButton, LeaveThereButton } from './stop-trying-button';

interface JobViewProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
	experiment: Experiment;
	job: NonNullable< Experiment[ 'job' ] >;
}

/** Something is being carried out at the engine: how far it is, and what holds it up. */
export function JobView( { test, panel, experiment, job }: JobViewProps ) {
	const { problem, seconds, stopped, trying, retry } = test.job;
	const troubled = problem !== '';
	const step = Math.min( job.done + 1, job.total );

	return (
		<div className="two-heads-stack">
			<div className="two-heads-job">
				<strong>{ jobWord( job.action ) }</strong>
				<ProgressBar
					className="two-heads-job__bar"
					value={ job.total ? ( job.done / job.total ) * 100 : 0 }
					aria-label={ jobWord( job.action ) }
				/>
				<p>
					{ sprintf(
						/* translators: 1: number of a step, 2: number of steps, 3: what the step does. */
						__( 'Step %1$d of %2$d: %3$s', 'two-heads' ),
						step,
						job.total,
						job.label
					) }
				</p>
				{ ! stopped && (
					<p className="two-heads-hint">
						{ __(
							'You can close this tab: it goes on by itself.',
							'two-heads'
						) }
					</p>
				) }
				<AskedBy job={ job } />
			</div>
			{ troubled && (
				<Notice
					status={ stopped ? 'error' : 'warning' }
					isDismissible={ false }
				>
					{ problem }
				</Notice>
			) }
			{ seconds !== null && (
				<p className="two-heads-hint">
					{ sprintf(
						/* translators: %d: number of seconds. */
						_n(
							'Next attempt in %d second.',
							'Next attempt in %d seconds.',
							seconds,
							'two-heads'
						),
						seconds
					) }
				</p>
			) }
			{ panel.may.run && ( stopped || trying || seconds !== null ) && (
				<div className="two-heads-buttons">
					{ job.problem?.code === 'two_heads_drafted_changes' && (
						<PublishAnywayButton
							test={ test }
							experiment={ experiment }
						/>
					) }
					<Button
						__next40pxDefaultSize
						variant="secondary"
						isBusy={ trying }
						disabled={ trying }
						accessibleWhenDisabled
						onClick={ retry }
					>
						{ retryLabel( trying, stopped ) }
					</Button>
				</div>
			) }
			{ panel.may.run && job.problem && (
				<WaysOut test={ test } experiment={ experiment } job={ job } />
			) }
		</div>
	);
}

function retryLabel( trying: boolean, stopped: boolean ): string {
	if ( trying ) {
		return __( 'Trying…', 'two-heads' );
	}
	return stopped
		? __( 'Try again', 'two-heads' )
		: __( 'Try now', 'two-heads' );
}

/** Who may not wait for a job that is stuck can leave it. */
function WaysOut( {
	test,
	experiment,
	job,
}: Pick< JobViewProps, 'test' | 'experiment' | 'job' > ) {
	const forPerson = job.problem?.needs_person;
	if ( job.action === 'start' ) {
		return (
			<div className="two-heads-buttons">
				{ forPerson && (
					<BackToDraftButton
						test={ test }
						experiment={ experiment }
					/>
				) }
				<GiveUpButton test={ test } experiment={ experiment } />
			</div>
		);
	}
	if ( job.action === 'end' ) {
		return forPerson ? (
			<LeaveThereButton test={ test } experiment={ experiment } />
		) : null;
	}
	return experiment.status === 'running' || experiment.status === 'paused' ? (
		<EndButton test={ test } experiment={ experiment } />
	) : null;
}

function AskedBy( { job }: Pick< JobViewProps, 'job' > ) {
	return job.by ? (
		<p className="two-heads-hint">
			{ sprintf(
				/* translators: %s: a person's name. */
				__( 'Asked for by %s.', 'two-heads' ),
				job.by
			) }
		</p>
	) : null;
}

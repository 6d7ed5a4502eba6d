import { Button, Notice, Spinner } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { ErrorNotice } from '../../components/error-notice';
import type { ExperimentSetup } from '../../contracts/experiment-setup';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { pageLocale } from '../../domain/format-results';
import { engineOf } from '../../domain/engine';
import type { Engine } from '../../domain/engine';
import { runSentence } from '../../domain/run-sentence';
import { formatClock, startsLater } from '../../domain/schedule';
import { setupOf } from '../../domain/setup-draft';
import type { SetupDraft } from '../../domain/setup-draft';
import type { HeadlineTest } from '../use-headline-test';
import { ActionButton } from './action-button';

interface StartSectionProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
	words: SetupDraft;
}

/** Start: what it will do, why it may not be pressed yet, and the steps on the way. */
export function StartSection( { test, panel, words }: StartSectionProps ) {
	const { start, draft } = test;
	const engine = engineOf( panel, words );
	const reason = cannotStart( test, panel, engine );
	const later = startsLater( words.startAt, draft.now );

	return (
		<div className="two-heads-start">
			{ start.action.error && (
				<ErrorNotice error={ start.action.error } focus />
			) }
			{ start.phase === 'unsure' && (
				<Notice
					status="warning"
					isDismissible={ false }
					spokenMessage={ null }
				>
					{ __(
						'Visitors may not meet this headline: look at the check above. You can start anyway.',
						'two-heads'
					) }
				</Notice>
			) }
			{ start.phase === 'checking' && (
				<p className="two-heads-loading">
					<Spinner />
					{ __(
						'First a look whether visitors meet the headline…',
						'two-heads'
					) }
				</p>
			) }
			{ start.phase === 'checking' || start.phase === 'unsure' ? (
				<div className="two-heads-buttons">
					<Button
						__next40pxDefaultSize
						variant="secondary"
						onClick={ start.anyway }
					>
						{ __( 'Start anyway', 'two-heads' ) }
					</Button>
					<Button
						__next40pxDefaultSize
						variant="tertiary"
						onClick={ start.cancel }
					>
						{ __( 'Not now', 'two-heads' ) }
					</Button>
				</div>
			) : (
				<ActionButton
					variant="primary"
					busy={ start.action.busy || start.phase === 'saving' }
					disabled={ reason !== '' }
					hint={ reason || whatItDoes( words, engine, draft.now ) }
					onClick={ () => void start.begin() }
				>
					{ later
						? __( 'Start at the set time', 'two-heads' )
						: __( 'Start', 'two-heads' ) }
				</ActionButton>
			) }
		</div>
	);
}

/** Why Start may not be pressed; empty when it may. */
function cannotStart(
	{ host }: HeadlineTest,
	panel: HeadlinePanel,
	engine: Engine
): string {
	if ( ! engine.ready ) {
		return engine.message;
	}
	if ( ! panel.post.published ) {
		return __(
			'Publish the post first: a test needs visitors. The draft waits here until then.',
			'two-heads'
		);
	}
	if ( host.titleEdited ) {
		return __(
			'The post’s title has changes that are not saved. Save the post first, so that the right title is tested.',
			'two-heads'
		);
	}
	return '';
}

function whatItDoes( words: SetupDraft, engine: Engine, now: string ): string {
	return [
		whatVisitorsSee( words, startsLater( words.startAt, now ) ),
		engine.id === 'builtin' ? rememberedSentence() : '',
		limitsOf( setupOf( words ) ),
		// When it starts has been said.
		runSentence( { ...setupOf( words ), start_at: '' }, engine.id, now ),
	]
		.filter( ( sentence ) => sentence !== '' )
		.join( ' ' );
}

function limitsOf( { audiences }: ExperimentSetup ): string {
	return audiences.length === 0
		? ''
		: sprintf(
				/* translators: %d: number of audiences. */
				_n(
					'Only visitors of the %d audience you have chosen are in it.',
					'Only visitors of the %d audiences you have chosen are in it.',
					audiences.length,
					'two-heads'
				),
				audiences.length
			);
}

/** On this site not everybody is remembered. */
function rememberedSentence(): string {
	return __(
		'Visitors who are remembered see the same one each time; others may see another on the next page.',
		'two-heads'
	);
}

function whatVisitorsSee( words: SetupDraft, later: boolean ): string {
	if ( later ) {
		return sprintf(
			/* translators: %s: date and time. */
			__(
				'On %s visitors begin to see one of these headlines each. You can change it until then.',
				'two-heads'
			),
			formatClock( words.startAt, pageLocale() )
		);
	}
	return Number( words.traffic ) === 100
		? __(
				'From now on visitors see one of these headlines each. The title of the post itself is not changed. You can pause at any time.',
				'two-heads'
			)
		: sprintf(
				/* translators: %s: a number. */
				__(
					'From now on %s percent of the visitors see one of these headlines each. The title of the post itself is not changed. You can pause at any time.',
					'two-heads'
				),
				words.traffic
			);
}

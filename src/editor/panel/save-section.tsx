import { speak } from '@wordpress/a11y';
import { __ } from '@wordpress/i18n';
import { ErrorNotice } from '../../components/error-notice';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import type { HeadlineTest } from '../use-headline-test';
import { ActionButton } from './action-button';

interface SaveSectionProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
}

/** Stores the draft. For those who may not start it, that is proposing it. */
export function SaveSection( { test, panel }: SaveSectionProps ) {
	const { draft, start } = test;
	const proposes = ! panel.may.run;
	const save = async () => {
		if ( await draft.save() ) {
			speak(
				proposes
					? __( 'Your headlines are proposed.', 'two-heads' )
					: __( 'The draft is saved.', 'two-heads' )
			);
		}
	};
	return (
		<div className="two-heads-save">
			{ draft.saveError && (
				<ErrorNotice
					error={ draft.saveError }
					focus={ draft.saveError.kind !== 'fields' }
				/>
			) }
			<ActionButton
				variant={ proposes ? 'primary' : 'secondary' }
				busy={ draft.saving && start.phase !== 'saving' }
				disabled={ ! draft.dirty }
				hint={ hintOf( draft.dirty, proposes, panel ) }
				onClick={ () => void save() }
			>
				{ labelOf( draft.saving, proposes ) }
			</ActionButton>
		</div>
	);
}

function labelOf( saving: boolean, proposes: boolean ): string {
	if ( saving ) {
		return __( 'Saving…', 'two-heads' );
	}
	return proposes
		? __( 'Propose', 'two-heads' )
		: __( 'Save draft', 'two-heads' );
}

function hintOf(
	dirty: boolean,
	proposes: boolean,
	panel: HeadlinePanel
): string {
	if ( dirty ) {
		return proposes
			? __(
					'Shows your headlines to those who may start a test. They are also saved with the post.',
					'two-heads'
				)
			: __( 'Not saved yet. Also saved with the post.', 'two-heads' );
	}
	if ( ! panel.current ) {
		return __( 'Write a headline first.', 'two-heads' );
	}
	return proposes
		? __(
				'Proposed. Somebody who may run tests can start it.',
				'two-heads'
			)
		: __( 'Saved.', 'two-heads' );
}

import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlineTest } from '../use-headline-test';

interface GiveUpButtonProps {
	test: HeadlineTest;
	experiment: Experiment;
}

/** Leaves a start that is stuck. */
export function GiveUpButton( { test, experiment }: GiveUpButtonProps ) {
	const [ asking, setAsking ] = useState( false );
	return (
		<>
			<Button
				__next40pxDefaultSize
				variant="tertiary"
				isDestructive
				onClick={ () => setAsking( true ) }
			>
				{ __( 'Give up and discard', 'two-heads' ) }
			</Button>
			{ asking && (
				<ConfirmDialog
					title={ __( 'Give up starting this test?', 'two-heads' ) }
					confirm={ __( 'Give up and discard', 'two-heads' ) }
					destructive
					action={ test.draft.discard }
					onClose={ () => setAsking( false ) }
					onConfirm={ () => void test.draft.discard.start() }
				>
					<p>
						{ experiment.engine === 'builtin'
							? __(
									'The headlines written here are deleted. No visitor has seen them.',
									'two-heads'
								)
							: __(
									'What has already been created in Optimizely is removed there, and the headlines written here are deleted. No visitor has seen them.',
									'two-heads'
								) }
					</p>
				</ConfirmDialog>
			) }
		</>
	);
}

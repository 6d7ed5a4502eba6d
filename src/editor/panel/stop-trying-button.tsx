import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { ErrorNotice } from '../../components/error-notice';
import type { Experiment } from '../../contracts/experiment';
import type { EngineId } from '../../domain/engine';
import type { HeadlineTest } from '../use-headline-test';

interface StopTryingButtonProps {
	test: HeadlineTest;
	experiment: Experiment;
}

/** The way back from a start that is refused: the headlines can be changed, and Start pressed again. */
export function BackToDraftButton( {
	test,
	experiment,
}: StopTryingButtonProps ) {
	const { busy, error, start } = test.stopTrying;
	return (
		<>
			{ error && <ErrorNotice error={ error } focus /> }
			<Button
				__next40pxDefaultSize
				variant="secondary"
				isBusy={ busy }
				disabled={ busy }
				accessibleWhenDisabled
				onClick={ () => void start( experiment.id ) }
			>
				{ __( 'Back to the draft', 'two-heads' ) }
			</Button>
		</>
	);
}

/** The way out of an ending that is refused, as when the connection is gone for good. */
export function LeaveThereButton( {
	test,
	experiment,
}: StopTryingButtonProps ) {
	const [ asking, setAsking ] = useState( false );
	const words = leaveWords( experiment.engine );
	return (
		<>
			<Button
				__next40pxDefaultSize
				variant="tertiary"
				isDestructive
				onClick={ () => setAsking( true ) }
			>
				{ words.button }
			</Button>
			{ asking && (
				<ConfirmDialog
					title={ words.title }
					confirm={ words.confirm }
					destructive
					action={ test.stopTrying }
					onClose={ () => setAsking( false ) }
					onConfirm={ () =>
						void test.stopTrying.start( experiment.id )
					}
				>
					<p>{ words.meaning }</p>
				</ConfirmDialog>
			) }
		</>
	);
}

function leaveWords( engine: EngineId ) {
	return engine === 'builtin'
		? {
				button: __( 'Stop trying', 'two-heads' ),
				title: __( 'Stop trying to end it?', 'two-heads' ),
				confirm: __( 'Stop trying', 'two-heads' ),
				meaning: __(
					'The test is over. What could not be done is left as it is: visitors may go on seeing its headlines until the page cache is cleared.',
					'two-heads'
				),
			}
		: {
				button: __( 'Leave it in Optimizely', 'two-heads' ),
				title: __( 'Leave it in Optimizely?', 'two-heads' ),
				confirm: __( 'Leave it there', 'two-heads' ),
				meaning: __(
					'The test is over here. What stands in Optimizely is not archived: if it still runs there, readers may go on seeing its headlines until somebody ends it there.',
					'two-heads'
				),
			};
}

import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog';
import type { Experiment } from '../../contracts/experiment';
import type { HeadlineTest } from '../use-headline-test';

interface PublishAnywayButtonProps {
	test: HeadlineTest;
	experiment: Experiment;
}

/** Goes over what somebody drafted in Optimizely's own interface. */
export function PublishAnywayButton( {
	test,
	experiment,
}: PublishAnywayButtonProps ) {
	const [ asking, setAsking ] = useState( false );
	return (
		<>
			<Button
				__next40pxDefaultSize
				variant="primary"
				onClick={ () => setAsking( true ) }
			>
				{ __( 'Publish anyway', 'two-heads' ) }
			</Button>
			{ asking && (
				<ConfirmDialog
					title={ __( 'Publish anyway?', 'two-heads' ) }
					confirm={ __( 'Publish anyway', 'two-heads' ) }
					action={ test.publishAnyway }
					onClose={ () => setAsking( false ) }
					onConfirm={ () =>
						void test.publishAnyway.start( experiment.id )
					}
				>
					<p>
						{ __(
							'Somebody has changed this experiment in Optimizely without publishing the change yet. Publishing from here goes over that: this test’s headlines go online, and what was drafted there may be lost. If you are not sure, ask your colleagues first.',
							'two-heads'
						) }
					</p>
				</ConfirmDialog>
			) }
		</>
	);
}

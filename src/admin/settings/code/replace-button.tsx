import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConfirmDialog } from '../../../components/confirm-dialog';

interface ReplaceButtonProps {
	label: string;
	/** The question in the window's head. */
	question: string;
	/** What will be lost. */
	loss: string;
	/** Whether what would be put in is there already. */
	disabled: boolean;
	onReplace: () => void;
}

/** Nothing is sent: there is nothing to wait for, and nothing to fail. */
const AT_ONCE = { busy: false, error: null, clear: () => undefined };

/** Puts another text in the place of what is in a field, after asking. */
export function ReplaceButton( {
	label,
	question,
	loss,
	disabled,
	onReplace,
}: ReplaceButtonProps ) {
	const [ asking, setAsking ] = useState( false );
	return (
		<>
			<Button
				__next40pxDefaultSize
				variant="tertiary"
				disabled={ disabled }
				accessibleWhenDisabled
				onClick={ () => setAsking( true ) }
			>
				{ label }
			</Button>
			{ asking && (
				<ConfirmDialog
					title={ question }
					confirm={ __( 'Replace', 'two-heads' ) }
					action={ AT_ONCE }
					onClose={ () => setAsking( false ) }
					onConfirm={ () => {
						setAsking( false );
						onReplace();
					} }
				>
					<p>
						{ loss }{ ' ' }
						{ __(
							'Visitors notice nothing before you save.',
							'two-heads'
						) }
					</p>
				</ConfirmDialog>
			) }
		</>
	);
}

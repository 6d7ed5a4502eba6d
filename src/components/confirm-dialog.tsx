import { Button, Modal } from '@wordpress/components';
import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { ErrorNotice } from './error-notice';
import type { Action } from './use-action';

interface ConfirmDialogProps {
	title: string;
	/** The button that does it. */
	confirm: string;
	destructive?: boolean;
	/** Only whether it is under way and what went wrong. */
	action: Pick< Action< never >, 'busy' | 'error' | 'clear' >;
	onConfirm: () => void;
	onClose: () => void;
	/** What will happen. */
	children: ReactNode;
}

/** Says what will happen, then does it. Stays open with the reason when it fails. */
export function ConfirmDialog( {
	title,
	confirm,
	destructive = false,
	action,
	onConfirm,
	onClose,
	children,
}: ConfirmDialogProps ) {
	useEffect( () => {
		// What went wrong another time says nothing here.
		action.clear();
		// Only when the dialog opens.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [] );
	const close = () => {
		if ( ! action.busy ) {
			action.clear();
			onClose();
		}
	};
	return (
		<Modal
			title={ title }
			onRequestClose={ close }
			size="small"
			className="two-heads-dialog"
		>
			{ children }
			{ action.error && <ErrorNotice error={ action.error } focus /> }
			<div className="two-heads-dialog__actions">
				<Button
					__next40pxDefaultSize
					variant="tertiary"
					onClick={ close }
				>
					{ __( 'Cancel', 'two-heads' ) }
				</Button>
				<Button
					__next40pxDefaultSize
					variant="primary"
					isDestructive={ destructive }
					isBusy={ action.busy }
					disabled={ action.busy }
					accessibleWhenDisabled
					onClick={ onConfirm }
				>
					{ confirm }
				</Button>
			</div>
		</Modal>
	);
}

import { Button } from '@wordpress/components';
import type { ReactNode } from 'react';

interface SubmitButtonProps {
	busy: boolean;
	disabled?: boolean;
	variant?: 'primary' | 'secondary';
	children: ReactNode;
}

/** Sends the form around it. Keeps the focus while it may not be pressed. */
export function SubmitButton( {
	busy,
	disabled = false,
	variant = 'primary',
	children,
}: SubmitButtonProps ) {
	return (
		<Button
			__next40pxDefaultSize
			type="submit"
			variant={ variant }
			isBusy={ busy }
			disabled={ busy || disabled }
			accessibleWhenDisabled
		>
			{ children }
		</Button>
	);
}

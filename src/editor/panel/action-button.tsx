import { Button } from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import type { ReactNode } from 'react';

interface ActionButtonProps {
	variant?: 'primary' | 'secondary' | 'tertiary';
	/** What pressing it will do, before it is pressed. */
	hint?: string | undefined;
	/** Under way. */
	busy?: boolean;
	disabled?: boolean;
	destructive?: boolean;
	onClick: () => void;
	children: ReactNode;
}

/** A button that says beforehand what it does, and keeps the focus while it may not be pressed. */
export function ActionButton( {
	variant = 'secondary',
	hint,
	busy = false,
	disabled = false,
	destructive = false,
	onClick,
	children,
}: ActionButtonProps ) {
	const id = useInstanceId( ActionButton, 'two-heads-action' );
	return (
		<div className="two-heads-action">
			<Button
				__next40pxDefaultSize
				variant={ variant }
				isBusy={ busy }
				isDestructive={ destructive }
				disabled={ busy || disabled }
				accessibleWhenDisabled
				aria-describedby={ hint ? id : undefined }
				onClick={ onClick }
			>
				{ children }
			</Button>
			{ hint && (
				<p id={ id } className="two-heads-hint">
					{ hint }
				</p>
			) }
		</div>
	);
}

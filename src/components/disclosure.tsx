import { Button } from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import { chevronDown, chevronUp } from '@wordpress/icons';
import type { ReactNode } from 'react';

interface DisclosureProps {
	label: string;
	open: boolean;
	onToggle: ( open: boolean ) => void;
	children: ReactNode;
}

/** Less used things behind a button. What is closed is not there. */
export function Disclosure( {
	label,
	open,
	onToggle,
	children,
}: DisclosureProps ) {
	const id = useInstanceId( Disclosure, 'two-heads-disclosure' );
	return (
		<div className="two-heads-disclosure">
			<Button
				__next40pxDefaultSize
				className="two-heads-disclosure__button"
				icon={ open ? chevronUp : chevronDown }
				iconPosition="right"
				aria-expanded={ open }
				aria-controls={ open ? id : undefined }
				onClick={ () => onToggle( ! open ) }
			>
				{ label }
			</Button>
			{ open && (
				<div id={ id } className="two-heads-disclosure__content">
					{ children }
				</div>
			) }
		</div>
	);
}

import type { ReactNode } from 'react';

interface TableFrameProps {
	/** Names the table and the area it scrolls in. */
	label: string;
	/** Narrow screens show each row as a block of lines, with each cell's data-colname before it. */
	stacks?: boolean;
	/** `thead` and `tbody`. */
	children: ReactNode;
}

/** A table that scrolls in its own place where it has no room, and can be reached by keyboard to do so. */
export function TableFrame( {
	label,
	stacks = false,
	children,
}: TableFrameProps ) {
	return (
		<div
			className="two-heads-table-frame"
			role="region"
			aria-label={ label }
			tabIndex={ 0 }
		>
			<table
				className={ `two-heads-table${ stacks ? ' is-stacking' : '' }` }
			>
				<caption className="screen-reader-text">{ label }</caption>
				{ children }
			</table>
		</div>
	);
}

import type { ReactNode } from 'react';

interface TableFrameProps {
	/** Names the table and the area it scrolls in. */
	label: string;
	/** `thead` and `tbody`. */
	children: ReactNode;
}

/** A table that scrolls in its own place on narrow screens, and can be reached by keyboard to do so. */
export function TableFrame( { label, children }: TableFrameProps ) {
	return (
		<div
			className="two-heads-table-frame"
			role="region"
			aria-label={ label }
			tabIndex={ 0 }
		>
			<table className="two-heads-table">
				<caption className="screen-reader-text">{ label }</caption>
				{ children }
			</table>
		</div>
	);
}

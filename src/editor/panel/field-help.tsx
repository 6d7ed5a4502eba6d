import type { ReactNode } from 'react';

/** What is wrong with a field, then what else there is to say about it. */
export function FieldHelp( {
	error,
	help,
}: {
	error: string;
	help?: ReactNode;
} ) {
	return (
		<>
			{ error && <span className="two-heads-mistake">{ error }</span> }
			{ help }
		</>
	);
}

/** One line of the installation check. */
export interface Point {
	id:
		| 'page'
		| 'present'
		| 'consent'
		| 'once'
		| 'first'
		| 'synchronous'
		| 'optimiser'
		| 'csp-script'
		| 'csp-connect'
		| 'frame';
	status: 'ok' | 'warning' | 'error';
	title: string;
	/** What was found. */
	detail: string;
	/** What to do about it. */
	mend?: string;
}

/** How many points are not ok. */
export function thingsToMend( points: readonly Point[] ): number {
	return points.filter( ( point ) => point.status !== 'ok' ).length;
}

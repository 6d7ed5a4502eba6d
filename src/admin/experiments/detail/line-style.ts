/**
 * Ten lines that can be told apart, also without colours: those five on white have a
 * contrast of 3 at least, and come again with dashes.
 */
const COLOURS = [ '#3c434a', '#2271b1', '#b32d2e', '#007017', '#8c4bc4' ];

/** How the line of a variation is drawn. */
export function lineStyle( index: number ): {
	stroke: string;
	strokeDasharray?: string;
} {
	const stroke = COLOURS[ index % COLOURS.length ] ?? '#3c434a';
	const dashes = [ '', '2 4', '8 4' ];
	// The original is quiet: a dashed line of its own beside the full ones.
	const dash =
		index === 0 ? '6 3' : dashes[ Math.floor( index / COLOURS.length ) ];
	return dash ? { stroke, strokeDasharray: dash } : { stroke };
}

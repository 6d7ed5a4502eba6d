/**
 * One line that says what is going on: rewritten in place on a terminal, a line for each new step
 * elsewhere (percentages only on a terminal).
 */
export function progress( title: string ): {
	say: ( text: string ) => void;
	done: () => void;
} {
	const { isTTY } = process.stderr;
	let last = '';
	return {
		say( text ) {
			const step = isTTY ? text : text.replace( /\s+\d+ %$/, '' );
			if ( step === last ) {
				return;
			}
			last = step;
			const line = `${ title }: ${ step }`;
			process.stderr.write(
				isTTY ? `\r\u001b[K${ line }` : `${ line }\n`
			);
		},
		done() {
			if ( isTTY && last ) {
				process.stderr.write( '\r\u001b[K' );
			}
		},
	};
}

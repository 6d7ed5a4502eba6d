/**
 * Texts that survive minifying and that only React's own code holds: names of its internals, and the
 * symbols an element is marked with, which React's and its JSX runtime's code must both name.
 * The handles and globals of WordPress's copies (react-jsx-runtime, ReactJSXRuntime) are none of them.
 */
const reactMarks = [
	/react(?:-dom|-jsx-runtime)?\.(?:production|development)(?:\.min)?(?:\.js)?/,
	/__SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED/,
	/__CLIENT_INTERNALS_DO_NOT_USE/,
	/["'`]react\.(?:transitional\.)?element["'`]/,
	/["'`]react\.fragment["'`]/,
	/_owner\s*:\s*[^,}]+,?[^}]*\$\$typeof|\$\$typeof\s*:[^}]*_owner/,
	/onCommitFiberRoot/,
];

/**
 * What a built file must not hold.
 *
 * @param name    Its name in build/.
 * @param content Its text.
 * @param root    The folder it was built in.
 * @return Sentences; empty when it is clean.
 */
export function faultsOf(
	name: string,
	content: string,
	root: string
): string[] {
	const faults: string[] = [];
	if (
		name.endsWith( '.map' ) ||
		/[#@]\s*sourceMappingURL=/.test( content )
	) {
		faults.push( `build/${ name }: a source map` );
	}
	if (
		content.includes( root ) ||
		/file:\/\/\/|webpack:\/\/|\bnode_modules\/|https?:\/\/[^"'\s]*\bregistry\b/.test(
			content
		)
	) {
		faults.push(
			`build/${ name }: a path of the machine that built it, or of a registry`
		);
	}
	const mark =
		name.endsWith( '.js' ) &&
		reactMarks.find( ( one ) => one.test( content ) );
	if ( mark ) {
		faults.push(
			`build/${ name }: a copy of React or its JSX runtime (${ mark.source })`
		);
	}
	return faults;
}

/** Most bytes that a file may have, gzipped: what is printed inline is on every page of every visitor. */
const budgets: Record< string, number > = {
	'headlines.js': 1.6 * 1024,
	'site.js': 1.5 * 1024,
	'site-editor.js': 1.2 * 1024,
};

/**
 * Whether a built file weighs more than it may.
 *
 * @param name  Its name in build/.
 * @param bytes What it weighs, gzipped.
 * @return Sentences; empty when it does not.
 */
export function weightFaults( name: string, bytes: number ): string[] {
	const most = Math.floor( budgets[ name ] ?? Infinity );
	return bytes > most
		? [
				`build/${ name }: ${ bytes } bytes gzipped, ${
					bytes - most
				} more than its budget of ${ most }`,
			]
		: [];
}

/** What core says on its own account: that no test site reaches wordpress.org, and how it declares a function. */
const OF_CORE = [
	/wordpress\.org/i,
	/Optional parameter \$meta declared before .*ms-functions\.php/,
];

/** The lines of PHP's log that are not core's own. */
export const complaints = ( log: string ): string[] =>
	log
		.split( '\n' )
		.filter(
			( line ) => line && ! OF_CORE.some( ( said ) => said.test( line ) )
		);

interface Safe {
	( run: () => void ): () => void;
	< A >( run: ( a: A ) => void ): ( a: A ) => void;
	< A, B >( run: ( a: A, b: B ) => void ): ( a: A, b: B ) => void;
}

/** The same function, whose errors never reach the page. Two arguments are enough; more would cost bytes. */
export const safe: Safe =
	( run: ( a?: never, b?: never ) => void ) => ( a?: never, b?: never ) => {
		try {
			run( a, b );
		} catch {
			// The page stays as it is.
		}
	};

/**
 * Listens at the window.
 *
 * @param names   Of events, with spaces between them.
 * @param run
 * @param capture Before the event arrives at its target, and also when it does not bubble; else last of all.
 */
export const on = < E extends Event >(
	names: string,
	run: ( event: E ) => void,
	capture?: boolean
): void =>
	names
		.split( ' ' )
		.forEach( ( name ) =>
			addEventListener( name, safe( run ) as EventListener, capture )
		);

/**
 * Every breach of the contract that was seen: tests assert that there are none.
 */

/** `request`: the client broke it. `response`: the emulator did. `event`: an event batch did not fit. */
export type Violation = {
	readonly kind: 'request' | 'response' | 'event';
	readonly time: string;
	readonly method: string;
	readonly path: string;
	readonly problems: readonly string[];
};

export type Violations = ReturnType< typeof createViolations >;

/** A list of violations, oldest first. */
export function createViolations( now: () => number ) {
	let list: Violation[] = [];
	return {
		add( violation: Omit< Violation, 'time' > ): void {
			list.push( {
				...violation,
				time: new Date( now() ).toISOString(),
			} );
		},
		all: (): readonly Violation[] => list,
		clear(): void {
			list = [];
		},
	};
}

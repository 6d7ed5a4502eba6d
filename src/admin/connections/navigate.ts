/** Leaves this screen for another address. On its own, so that tests can see where to. */
export function goTo( url: string ): void {
	window.location.assign( url );
}

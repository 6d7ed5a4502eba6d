/** Loads this screen anew. On its own, so that tests can see it. */
export function reload(): void {
	window.location.reload();
}

/** The last characters of a secret, which a line break shall not part from their dots. */
export function ending( hint: string ): string {
	return `…\u2060${ hint }`;
}

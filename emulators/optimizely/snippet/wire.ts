/**
 * The snippet's wire form: short names.
 */

export type WireDecision = {
	c: string;
	x: string | null;
	v: string | null;
	h: boolean;
};
export type WireEvent = {
	e: string | null;
	k?: string;
	y: string;
	t: number;
	u: string;
	$?: number;
	v?: number;
	q?: number;
	a?: Record< string, unknown >;
	p?: Record< string, unknown >;
};

/** A random uuid. */
export function uuid(): string {
	if ( typeof crypto.randomUUID === 'function' ) {
		return crypto.randomUUID();
	}
	// http:// pages on another host than localhost have no randomUUID.
	const bytes = crypto.getRandomValues( new Uint8Array( 16 ) );
	bytes[ 6 ] = 0x40 + ( ( bytes[ 6 ] ?? 0 ) % 16 );
	bytes[ 8 ] = 0x80 + ( ( bytes[ 8 ] ?? 0 ) % 64 );
	return [ ...bytes ]
		.map(
			( byte, index ) =>
				( [ 4, 6, 8, 10 ].includes( index ) ? '-' : '' ) +
				byte.toString( 16 ).padStart( 2, '0' )
		)
		.join( '' );
}

/** The numbers the wire form carries beside the tags. Only true numbers count; revenue and quantity are whole. */
export function numbersOf(
	tags: Record< string, unknown >
): Pick< WireEvent, '$' | 'v' | 'q' > {
	const { revenue, value, quantity } = tags;
	return {
		...( typeof revenue === 'number' ? { $: Math.floor( revenue ) } : {} ),
		...( typeof value === 'number' ? { v: value } : {} ),
		...( typeof quantity === 'number'
			? { q: Math.floor( quantity ) }
			: {} ),
	};
}

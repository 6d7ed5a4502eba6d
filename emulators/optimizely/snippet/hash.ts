/**
 * Buckets: MurmurHash3 (32 bit, x86) over UTF-8, as the live snippet deals visitors out.
 */
/* eslint-disable no-bitwise -- the algorithm is made of bits */

/** What a hash is for. */
export const SEED = { holdback: 0, bucketing: 1 } as const;
export const WHOLE = 10_000;

function rotate( value: number, by: number ): number {
	return ( value << by ) | ( value >>> ( 32 - by ) );
}

function mix( block: number ): number {
	return Math.imul(
		rotate( Math.imul( block, 0xcc9e2d51 ), 15 ),
		0x1b873593
	);
}

/** The bytes of a text; URI encoding knows UTF-8 also where there is no TextEncoder. */
function utf8( text: string ): number[] {
	const bytes: number[] = [];
	const encoded = encodeURIComponent( text );
	for ( let at = 0; at < encoded.length; at++ ) {
		if ( encoded[ at ] === '%' ) {
			bytes.push( parseInt( encoded.slice( at + 1, at + 3 ), 16 ) );
			at += 2;
		} else {
			bytes.push( encoded.charCodeAt( at ) );
		}
	}
	return bytes;
}

/** MurmurHash3 of a text, 0 to 2^32 − 1. */
export function murmur3( text: string, seed: number ): number {
	const bytes = utf8( text );
	const whole = bytes.length - ( bytes.length % 4 );
	let hash = seed;
	for ( let at = 0; at < whole; at += 4 ) {
		const block =
			( bytes[ at ] ?? 0 ) |
			( ( bytes[ at + 1 ] ?? 0 ) << 8 ) |
			( ( bytes[ at + 2 ] ?? 0 ) << 16 ) |
			( ( bytes[ at + 3 ] ?? 0 ) << 24 );
		hash =
			( Math.imul( rotate( hash ^ mix( block ), 13 ), 5 ) + 0xe6546b64 ) |
			0;
	}
	let tail = 0;
	for ( let at = bytes.length - 1; at >= whole; at-- ) {
		tail = ( tail << 8 ) | ( bytes[ at ] ?? 0 );
	}
	if ( bytes.length > whole ) {
		hash ^= mix( tail );
	}
	hash ^= bytes.length;
	hash = Math.imul( hash ^ ( hash >>> 16 ), 0x85ebca6b );
	hash = Math.imul( hash ^ ( hash >>> 13 ), 0xc2b2ae35 );
	return ( hash ^ ( hash >>> 16 ) ) >>> 0;
}

/** The visitor's number, 0 to 9999, for an entity. */
export function bucket(
	visitor: string,
	entity: string,
	seed: number
): number {
	return Math.floor(
		( murmur3( visitor + entity, seed ) / 2 ** 32 ) * WHOLE
	);
}

/** The first range that ends behind the visitor's number; null when there is none, or it is nobody's. */
export function choose(
	visitor: string,
	entity: string,
	allocations: ReadonlyArray< {
		readonly entityId: string | null;
		readonly endOfRange: number;
	} >
): string | null {
	const number = bucket( visitor, entity, SEED.bucketing );
	return (
		allocations.find( ( one ) => one.endOfRange > number )?.entityId ?? null
	);
}

/** Whether the visitor is among those kept out. */
export function isHeldBack(
	visitor: string,
	campaign: string,
	holdback: number
): boolean {
	return bucket( visitor, campaign, SEED.holdback ) < holdback;
}

/**
 * Buckets: MurmurHash3 (32 bit, x86) over UTF-8, as the live snippet deals visitors out.
 */
import { murmur3 as ofBytes } from '../../../src/frontend/site/hash';

/** What a hash is for. */
export const SEED = { holdback: 0, bucketing: 1 } as const;
export const WHOLE = 10_000;

/** A text's UTF-8, a character for each byte; URI encoding knows it also where there is no TextEncoder. */
const utf8 = ( text: string ) =>
	encodeURIComponent( text ).replace( /%(..)/g, ( _all, byte: string ) =>
		String.fromCharCode( parseInt( byte, 16 ) )
	);

/** MurmurHash3 of a text, 0 to 2^32 − 1. */
export const murmur3 = ( text: string, seed: number ): number =>
	ofBytes( utf8( text ), seed );

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

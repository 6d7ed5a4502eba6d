/* eslint-disable no-bitwise -- the algorithm is made of bits */

const mix = ( block: number ) =>
	Math.imul(
		( ( block = Math.imul( block, 0xcc9e2d51 ) ) << 15 ) | ( block >>> 17 ),
		0x1b873593
	);

/**
 * MurmurHash3 (32 bit, x86).
 *
 * @param bytes A text of which each character is a byte: visitors' ids and experiments' numbers are ASCII of our own
 *              making, and UTF-8 would cost bytes. Whoever has other texts encodes them before.
 * @param hash  Seed.
 * @return 0 to 2^32 − 1.
 */
export const murmur3 = ( bytes: string, hash: number ): number => {
	for ( let at = 0; at < bytes.length; at += 4 ) {
		let block = 0;
		for ( let byte = 4; byte--; ) {
			// Behind the end there is no character, and NaN has no bits.
			block = ( block << 8 ) | bytes.charCodeAt( at + byte );
		}
		hash ^= mix( block );
		// The last, incomplete block is mixed in only.
		if ( at + 4 <= bytes.length ) {
			hash =
				Math.imul( ( hash << 13 ) | ( hash >>> 19 ), 5 ) + 0xe6546b64;
		}
	}
	hash ^= bytes.length;
	hash = Math.imul( hash ^ ( hash >>> 16 ), 0x85ebca6b );
	hash = Math.imul( hash ^ ( hash >>> 13 ), 0xc2b2ae35 );
	return ( hash ^ ( hash >>> 16 ) ) >>> 0;
};

/**
 * The rate limit of REST v2: so many requests within a window, for each token.
 */
import type { Store } from '../store';

export type Allowance = {
	readonly limit: number;
	readonly remaining: number;
	readonly reset: number;
};

/** The headers in which the live API tells an allowance; Reset is in seconds from now. */
export function allowanceHeaders(
	allowance: Allowance
): Record< string, string > {
	return {
		'X-RateLimit-Limit': String( allowance.limit ),
		'X-RateLimit-Remaining': String( Math.max( 0, allowance.remaining ) ),
		'X-RateLimit-Reset': String( allowance.reset ),
	};
}

/** Counts requests. `remaining` below 0 means that this one is over the limit. */
export function createRateLimit( store: Store ) {
	const windows = new Map< string, { start: number; used: number } >();
	return {
		take( token: string ): Allowance {
			const { limit, window } = store.state.settings.rate_limit;
			const now = store.now();
			let current = windows.get( token );
			if ( ! current || now >= current.start + window * 1000 ) {
				current = { start: now, used: 0 };
				windows.set( token, current );
			}
			current.used += 1;
			return {
				limit,
				remaining: limit - current.used,
				reset: Math.max(
					1,
					Math.ceil( ( current.start + window * 1000 - now ) / 1000 )
				),
			};
		},
		clear: (): void => windows.clear(),
	};
}

export type RateLimit = ReturnType< typeof createRateLimit >;

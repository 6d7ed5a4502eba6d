/**
 * Faults: what shall go wrong, where, and how often.
 */
import type { Service } from './services';

/**
 * With `after: true` the request is carried out first: the effect happened, but its answer is replaced, late, or
 * never arrives.
 */
export type Fault =
	| {
			readonly type: 'status';
			readonly status: number;
			/** Text as it is, anything else as JSON. Default: the service's own error body. */
			readonly body?: unknown;
			readonly headers?: Readonly< Record< string, string > >;
			readonly after?: boolean;
	  }
	| { readonly type: 'delay'; readonly ms: number; readonly after?: boolean }
	/** The connection is closed without an answer. */
	| { readonly type: 'cut'; readonly after?: boolean }
	/** Status 200 with JSON that breaks off. */
	| { readonly type: 'malformed'; readonly after?: boolean }
	| {
			readonly type: 'rate_limit';
			/** Seconds, sent as Retry-After; left out when not given. */
			readonly retryAfter?: number;
			readonly limit?: number;
			readonly remaining?: number;
			/** Seconds, sent as X-RateLimit-Reset. */
			readonly reset?: number;
			readonly after?: boolean;
	  };

export type FaultRule = {
	readonly service?: Service;
	readonly method?: string;
	/** Regular expression, tried on path and query as sent, such as `/v2/projects\?page=2`. */
	readonly path?: string;
	/** For how many requests; null until cleared. Default 1. */
	readonly times?: number | null;
	readonly fault: Fault;
};

export type PendingFault = FaultRule & {
	readonly id: number;
	readonly left: number | null;
};

function matches(
	rule: FaultRule,
	service: Service | null,
	method: string,
	path: string
): boolean {
	return (
		service !== null &&
		( rule.service === undefined || rule.service === service ) &&
		( rule.method === undefined || rule.method.toUpperCase() === method ) &&
		( rule.path === undefined || new RegExp( rule.path ).test( path ) )
	);
}

/**
 * Keeps the faults; the oldest one that fits a request strikes.
 */
export function createFaults() {
	let pending: PendingFault[] = [];
	let made = 0;
	return {
		/** @throws {SyntaxError} When `path` is no regular expression. */
		add( rule: FaultRule ): PendingFault {
			if ( rule.path !== undefined ) {
				new RegExp( rule.path );
			}
			made += 1;
			const fault = {
				...rule,
				id: made,
				left: rule.times === undefined ? 1 : rule.times,
			};
			pending.push( fault );
			return fault;
		},
		all: (): readonly PendingFault[] => pending,
		clear(): void {
			pending = [];
		},
		/** The fault that strikes a request, counted down; null for none. */
		take(
			service: Service | null,
			method: string,
			path: string
		): Fault | null {
			const rule = pending.find( ( one ) =>
				matches( one, service, method, path )
			);
			if ( ! rule ) {
				return null;
			}
			if ( rule.left !== null ) {
				const left = rule.left - 1;
				pending = pending.flatMap( ( one ) => {
					if ( one !== rule ) {
						return [ one ];
					}
					return left > 0 ? [ { ...one, left } ] : [];
				} );
			}
			return rule.fault;
		},
	};
}

export type Faults = ReturnType< typeof createFaults >;

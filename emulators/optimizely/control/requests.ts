/**
 * The log of requests, so that tests can say what was asked and how often.
 */
import type { MiddlewareHandler } from 'hono';
import { bearer, whoIs } from '../api/tokens';
import type { Store } from '../store';
import { serviceOf, type Service } from './services';

export type LoggedRequest = {
	/** ISO 8601, when it arrived. */
	readonly time: string;
	readonly service: Service;
	readonly method: string;
	/** Path and query as sent. */
	readonly path: string;
	/** null when the connection was cut, and until it is answered. */
	readonly status: number | null;
	/** Whose token it carried, else the user agent. */
	readonly client: string;
	/** Type of the fault that struck it. */
	readonly fault: string | null;
};

const KEPT = 5000;

/** Keeps the newest 5000 requests, newest last. */
export function createRequestLog( store: Store ) {
	let list: LoggedRequest[] = [];
	const middleware: MiddlewareHandler< {
		Variables: { fault?: string };
	} > = async ( context, next ) => {
		const url = new URL( context.req.url );
		const service = serviceOf( url.pathname );
		if ( ! service ) {
			return next();
		}
		const time = new Date( store.now() ).toISOString();
		const token = bearer( context.req.header( 'authorization' ) );
		// Asked before the request is carried out: it may be the one that ends the token.
		const client = token
			? ( whoIs( store, token )?.client ?? 'unknown token' )
			: ( context.req.header( 'user-agent' ) ?? 'unknown' );
		// Listed on arrival: one that is answered late belongs to the time in which it was sent.
		const entry: {
			-readonly [ Key in keyof LoggedRequest ]: LoggedRequest[ Key ];
		} = {
			time,
			service,
			method: context.req.method,
			path: url.pathname + url.search,
			status: null,
			client,
			fault: null,
		};
		list.push( entry );
		if ( list.length > KEPT ) {
			list = list.slice( -KEPT );
		}
		await next();
		entry.fault = context.get( 'fault' ) ?? null;
		entry.status = entry.fault === 'cut' ? null : context.res.status;
	};
	return {
		middleware,
		all: (): readonly LoggedRequest[] => list,
		clear(): void {
			list = [];
		},
	};
}

export type RequestLog = ReturnType< typeof createRequestLog >;

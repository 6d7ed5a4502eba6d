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
	/** null when the connection was cut. */
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
		await next();
		const fault = context.get( 'fault' ) ?? null;
		list.push( {
			time,
			service,
			method: context.req.method,
			path: url.pathname + url.search,
			status: fault === 'cut' ? null : context.res.status,
			client,
			fault,
		} );
		if ( list.length > KEPT ) {
			list = list.slice( -KEPT );
		}
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

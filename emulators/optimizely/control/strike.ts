/**
 * How a fault strikes a request.
 */
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import { errorBody } from '../api/answers';
import { allowanceHeaders } from '../api/rate-limit';
import type { Fault, Faults } from './faults';
import { serviceOf, type Service } from './services';

type Env = { Bindings: HttpBindings; Variables: { fault?: string } };

function defaultBody( service: Service | null, status: number ): unknown {
	switch ( service ) {
		case 'api':
			return errorBody(
				`error_${ status }`,
				`The emulator was told to answer ${ status }`
			);
		case 'app':
			return { error: status < 500 ? 'invalid_request' : 'server_error' };
		default:
			return `The emulator was told to answer ${ status }`;
	}
}

function bodyless( status: number ): boolean {
	return status === 204 || status === 205 || status === 304;
}

function answerOf( fault: Fault, service: Service | null ): Response | null {
	switch ( fault.type ) {
		case 'status': {
			const body = fault.body ?? defaultBody( service, fault.status );
			const text =
				typeof body === 'string' ? body : JSON.stringify( body );
			return new Response( bodyless( fault.status ) ? null : text, {
				status: fault.status,
				headers: {
					'Content-Type':
						typeof body === 'string'
							? 'text/plain'
							: 'application/json',
					...fault.headers,
				},
			} );
		}
		case 'malformed':
			return new Response( '{"id": 1, "name": "brok', {
				headers: { 'Content-Type': 'application/json' },
			} );
		case 'rate_limit':
			return new Response(
				JSON.stringify(
					errorBody(
						'too_many_requests',
						'You have reached the rate limit'
					)
				),
				{
					status: 429,
					headers: {
						'Content-Type': 'application/json',
						...allowanceHeaders( {
							limit: fault.limit ?? 100,
							remaining: fault.remaining ?? 0,
							reset: fault.reset ?? fault.retryAfter ?? 60,
						} ),
						...( fault.retryAfter === undefined
							? {}
							: { 'Retry-After': String( fault.retryAfter ) } ),
					},
				}
			);
		default:
			return null;
	}
}

function cut( context: Context< Env > ): Response {
	context.env.incoming.socket.destroy();
	return RESPONSE_ALREADY_SENT;
}

/** Lets faults strike the requests that pass. */
export function faultMiddleware( faults: Faults ): MiddlewareHandler< Env > {
	return async ( context, next ) => {
		const url = new URL( context.req.url );
		const service = serviceOf( url.pathname );
		const fault = faults.take(
			service,
			context.req.method,
			url.pathname + url.search
		);
		if ( ! fault ) {
			return next();
		}
		context.set( 'fault', fault.type );
		if ( fault.after ) {
			await next();
		}
		if ( fault.type === 'delay' ) {
			await new Promise( ( resolve ) => setTimeout( resolve, fault.ms ) );
			return fault.after ? undefined : next();
		}
		const answer =
			fault.type === 'cut' ? cut( context ) : answerOf( fault, service );
		if ( answer ) {
			// Hono would merge the old answer's headers into one that is assigned over it.
			context.res = undefined;
			context.res = answer;
		}
	};
}

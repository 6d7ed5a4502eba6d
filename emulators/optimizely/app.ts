/**
 * Puts the services together on one address.
 */
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { createRateLimit } from './api/rate-limit';
import { apiRoutes } from './api/routes';
import { cdnRoutes } from './cdn/routes';
import { createContract } from './contract/contract';
import { createEventContract } from './contract/event-contract';
import { createViolations } from './contract/violations';
import { createControl, type Control } from './control/control';
import { createFaults } from './control/faults';
import { indexPage } from './control/index-page';
import { createRequestLog } from './control/requests';
import { controlRoutes } from './control/routes';
import { faultMiddleware } from './control/strike';
import { logRoutes } from './log/routes';
import { oauthRoutes } from './oauth/routes';
import type { RedirectRules } from './oauth/request';
import type { Store } from './store';

type Env = { Bindings: HttpBindings; Variables: { fault?: string } };

/**
 * The emulator as one Hono application.
 *
 * @param store Its data.
 * @param rules How strict redirect URIs are judged.
 */
export function createApp(
	store: Store,
	rules: RedirectRules
): { app: Hono< Env >; control: Control } {
	const violations = createViolations( store.now );
	const faults = createFaults();
	const requests = createRequestLog( store );
	const rateLimit = createRateLimit( store );
	const control = createControl( {
		store,
		faults,
		requests,
		violations,
		rateLimit,
	} );
	const app = new Hono< Env >();

	app.use( requests.middleware );
	app.use( faultMiddleware( faults ) );
	app.route(
		'/v2',
		apiRoutes( {
			store,
			contract: createContract(),
			violations,
			rateLimit,
		} )
	);
	app.route( '/oauth2', oauthRoutes( store, rules ) );
	app.route(
		'/v1',
		logRoutes( { store, contract: createEventContract(), violations } )
	);
	app.route( '/', cdnRoutes( store ) );
	app.route( '/_control', controlRoutes( control ) );
	app.get( '/', ( context ) => context.html( indexPage( control ) ) );
	app.notFound( ( context ) => context.text( 'Not found', 404 ) );
	app.onError( ( error, context ) => {
		console.error( error );
		violations.add( {
			kind: 'response',
			method: context.req.method,
			path: new URL( context.req.url ).pathname,
			problems: [ String( error ) ],
		} );
		return context.text( 'The emulator failed; its log says why.', 500 );
	} );
	return { app, control };
}

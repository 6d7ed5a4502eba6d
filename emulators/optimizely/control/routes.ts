/**
 * /_control: the switches over HTTP, for this machine only.
 */
import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { ApiError } from '../api/answers';
import type { Action } from '../experiments/lifecycle';
import type { Settings } from '../state';
import type { Control, ProjectOrder, TokenKind } from './control';
import type { FaultRule } from './faults';
import { NotThere } from './not-there';
import { BadOrder, readOrder, type OrderName } from './orders';
import type { TrafficOrder } from './traffic';

type Env = { Bindings: HttpBindings };

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** The body: JSON, or the `json` field of a form on the index page. */
async function bodyOf( context: Context ): Promise< unknown > {
	const type = context.req.header( 'content-type' ) ?? '';
	const text = type.startsWith( 'application/x-www-form-urlencoded' )
		? ( new URLSearchParams( await context.req.text() ).get( 'json' ) ??
			'' )
		: await context.req.text();
	try {
		return JSON.parse( text || '{}' );
	} catch {
		throw new BadOrder( 'The body is not JSON' );
	}
}

/** The routes below /_control. */
export function controlRoutes( control: Control ): Hono< Env > {
	const routes = new Hono< Env >();

	routes.use( async ( context, next ) =>
		LOOPBACK.test( context.env.incoming.socket.remoteAddress ?? '' )
			? next()
			: context.json( { message: 'Only for this machine' }, 403 )
	);

	// A page of another site, open in the same browser, shall not throw our switches.
	routes.use( async ( context, next ) => {
		const origin = context.req.header( 'origin' );
		return origin === undefined ||
			origin === new URL( context.req.url ).origin
			? next()
			: context.json(
					{ message: "Only from the emulator's own pages" },
					403
				);
	} );

	routes.onError( ( error, context ) => {
		if ( error instanceof BadOrder ) {
			return context.json( { message: error.message }, 400 );
		}
		if ( error instanceof ApiError ) {
			return context.json( { message: error.message }, 409 );
		}
		if ( error instanceof NotThere ) {
			return context.json( { message: error.message }, 404 );
		}
		throw error;
	} );

	function order< T >(
		path: string,
		name: OrderName,
		carryOut: ( given: T ) => unknown
	): void {
		routes.post( path, async ( context ) => {
			const result = carryOut(
				readOrder< T >( name, await bodyOf( context ) )
			);
			// A form on the index page goes back to it.
			return context.req
				.header( 'content-type' )
				?.startsWith( 'application/x-www-form-urlencoded' )
				? context.redirect( '/', 303 )
				: context.json( result ?? { done: true } );
		} );
	}

	function list(
		path: string,
		read: () => unknown,
		clear?: () => void
	): void {
		routes.get( path, ( context ) => context.json( read() ) );
		if ( clear ) {
			routes.delete( path, ( context ) => {
				clear();
				return context.body( null, 204 );
			} );
		}
	}

	list( '/faults', control.faults, control.clearFaults );
	list( '/requests', control.requests, control.clearRequests );
	list( '/violations', control.violations, control.clearViolations );
	list( '/events', control.events, control.clearEvents );
	list( '/state', control.state );
	list( '/settings', control.settings );
	list( '/experiments', control.experimentSummaries );

	order< FaultRule >( '/faults', 'fault', control.addFault );
	order( '/faults/clear', 'nothing', control.clearFaults );
	order( '/reset', 'nothing', control.reset );
	order< { account?: number } >( '/tokens/expire', 'tokens', ( given ) => ( {
		expired: control.expireTokens( given.account ),
	} ) );
	order< { account?: number; kind?: TokenKind } >(
		'/tokens/revoke',
		'tokens',
		( given ) => ( {
			revoked: control.revokeTokens( given.account, given.kind ),
		} )
	);
	order< { account?: number } >( '/tokens/restore', 'tokens', ( given ) =>
		control.restoreTokens( given.account )
	);
	order< { redirect_uri: string; client_id?: string } >(
		'/apps',
		'app',
		( given ) =>
			control.registerRedirectUri( given.redirect_uri, given.client_id )
	);
	order< ProjectOrder >( '/projects', 'project', control.changeProject );
	order< { project_id: number } >( '/publish', 'publish', ( given ) => ( {
		code_revision: control.publish( given.project_id ),
	} ) );
	order< Partial< Settings > >( '/settings', 'settings', control.settings );
	order< { advance: number } >( '/clock', 'clock', ( given ) =>
		control.advanceClock( given.advance )
	);

	order< { experiment: number; action: Action | 'archive' } >(
		'/experiments/act',
		'act',
		( given ) => control.actOnExperiment( given.experiment, given.action )
	);
	order< { experiment: number; change?: Record< string, unknown > } >(
		'/experiments/draft',
		'draft',
		( given ) => control.draftChange( given.experiment, given.change )
	);
	order< { processing?: number; stale?: number } >(
		'/results',
		'results',
		control.orderResults
	);
	order< TrafficOrder >( '/traffic', 'traffic', control.traffic );

	return routes;
}

/**
 * POST /v1/events: takes in what visitors did.
 */
import { Hono } from 'hono';
import type { EventBatch, EventContract } from '../contract/event-contract';
import type { Violations } from '../contract/violations';
import type { StoredEvent } from '../state';
import type { Store } from '../store';
import { normaliseBatch } from './normalise';

type Parts = {
	readonly store: Store;
	readonly contract: EventContract;
	readonly violations: Violations;
};

/** Optimizely's own limit of a body, in bytes. */
const MAX_BODY = 3_500_000;

function flatten( batch: EventBatch, received: number ): StoredEvent[] {
	return batch.visitors.flatMap( ( visitor ) =>
		visitor.snapshots.flatMap( ( snapshot ) =>
			snapshot.events.map( ( event ) => ( {
				received,
				account_id: batch.account_id,
				project_id: batch.project_id ?? null,
				client_name: batch.client_name ?? null,
				visitor_id: visitor.visitor_id,
				session_id: visitor.session_id ?? null,
				attributes: visitor.attributes ?? [],
				decisions: snapshot.decisions ?? [],
				event,
			} ) )
		)
	);
}

/** The routes below /v1. */
export function logRoutes( { store, contract, violations }: Parts ): Hono {
	const routes = new Hono();
	let known: { of: StoredEvent[]; uuids: Set< string > } | null = null;

	/** The uuids stored so far; read anew when the list was replaced by a reset. */
	function knownUuids(): Set< string > {
		const { events } = store.state;
		if ( known?.of !== events ) {
			known = {
				of: events,
				uuids: new Set( events.map( ( one ) => one.event.uuid ) ),
			};
		}
		return known.uuids;
	}

	function problemsOf( batch: unknown ): string[] {
		const problems = contract.check( batch );
		if ( problems.length ) {
			return problems;
		}
		const { account_id: account } = batch as EventBatch;
		return store.state.accounts.some(
			( one ) => String( one.id ) === account
		)
			? []
			: [ `There is no account ${ account }` ];
	}

	routes.use( '/events', async ( context, next ) => {
		// sendBeacon sends credentials, and then `*` is not enough.
		const origin = context.req.header( 'origin' );
		await next();
		context.header( 'Access-Control-Allow-Origin', origin ?? '*' );
		context.header( 'Vary', 'Origin' );
		if ( origin ) {
			context.header( 'Access-Control-Allow-Credentials', 'true' );
		}
	} );

	routes.options( '/events', ( context ) => {
		context.header( 'Access-Control-Allow-Methods', 'POST, OPTIONS' );
		context.header(
			'Access-Control-Allow-Headers',
			'Content-Type, X-Optimizely-Strict'
		);
		context.header( 'Access-Control-Allow-Private-Network', 'true' );
		context.header( 'Access-Control-Max-Age', '600' );
		return context.body( null, 204 );
	} );

	routes.post( '/events', async ( context ) => {
		// Whatever the Content-Type: beacons come as text/plain.
		const text = await context.req.text();
		const path = new URL( context.req.url ).pathname;
		const breach = ( problems: string[] ) =>
			violations.add( { kind: 'event', method: 'POST', path, problems } );
		let parsed: unknown;
		try {
			parsed = JSON.parse( text );
		} catch {
			breach( [ 'The body is not JSON' ] );
			return context.json( { message: 'The body is not JSON' }, 400 );
		}
		if ( Buffer.byteLength( text ) > MAX_BODY ) {
			breach( [ 'The body is larger than 3.5 MB' ] );
			return context.json( { message: 'The body is too large' }, 400 );
		}
		const batch = normaliseBatch( parsed );
		const problems = problemsOf( batch );
		if ( problems.length ) {
			breach( problems );
			// Without the strict header bad data is dropped without a word, as there.
			return context.req.header( 'x-optimizely-strict' ) === 'true'
				? context.json(
						{ message: problems.join( '; ' ), problems },
						400
					)
				: context.body( null, 204 );
		}
		const uuids = knownUuids();
		for ( const event of flatten( batch as EventBatch, store.now() ) ) {
			if ( ! uuids.has( event.event.uuid ) ) {
				uuids.add( event.event.uuid );
				store.state.events.push( event );
			}
		}
		store.changed();
		return context.body( null, 204 );
	} );

	return routes;
}

/**
 * The pieces all REST v2 operations are made of: what a handler gets, what it gives, how it fails, how it pages.
 */
import { randomUUID } from 'node:crypto';
import type { Account } from '../state';
import type { Store } from '../store';
import type { Extras } from './tolerated';

/** A request that fits its operation, by an account that may make it. */
export type Call = {
	readonly store: Store;
	readonly account: Account;
	readonly url: URL;
	readonly path: Readonly< Record< string, unknown > >;
	readonly query: Readonly< Record< string, unknown > >;
	readonly body: Readonly< Record< string, unknown > >;
	readonly extras: Extras;
};

/** What a handler answers; no `body` means none is sent. */
export type Answer = {
	readonly status: number;
	readonly body?: unknown;
	readonly headers?: Readonly< Record< string, string > >;
};

export type Handler = ( call: Call ) => Answer;

/** Handlers by operation key, such as `GET /projects/{project_id}`. */
export type Operations = Readonly< Record< string, Handler > >;

/** An answer that ends a request early. Thrown by handlers. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly messages: Readonly< Record< string, unknown > > = {}
	) {
		super( message );
	}
}

/**
 * The error body of REST v2.
 *
 * @param code     Such as `not_found`.
 * @param message  A sentence.
 * @param messages Further details.
 */
export function errorBody(
	code: string,
	message: string,
	messages: Readonly< Record< string, unknown > > = {}
) {
	return { code, message, messages, uuid: randomUUID() };
}

/**
 * Finds an object of the caller's account by the id in the path.
 *
 * @param  call    The call.
 * @param  list    All objects of the kind, of any account.
 * @param  name    Path parameter, such as `project_id`.
 * @param  ownerOf The account an object belongs to.
 * @throws {ApiError} 404 when there is none, 403 when it is another account's.
 */
export function find< T extends { readonly id: number } >(
	call: Call,
	list: readonly T[],
	name: string,
	ownerOf: ( item: T ) => number
): T {
	const item = list.find( ( one ) => one.id === call.path[ name ] );
	if ( ! item ) {
		throw new ApiError( 404, 'not_found', 'Nothing matches the given URI' );
	}
	if ( ownerOf( item ) !== call.account.id ) {
		throw new ApiError(
			403,
			'forbidden',
			'You do not have permission to access this resource'
		);
	}
	return item;
}

/**
 * The account of an object that belongs to a project.
 *
 * @param call The call.
 */
export function ownerThroughProject( call: Call ) {
	return ( item: { readonly project_id: number } ): number =>
		call.store.state.projects.find( ( one ) => one.id === item.project_id )
			?.account_id ?? 0;
}

/**
 * The id of a project of the caller's account, named in query, path or body.
 *
 * @param  call The call.
 * @param  id   As sent.
 * @throws {ApiError} 404 when there is none, 403 when it is another account's.
 */
export function ownProject( call: Call, id: unknown ): number {
	return find(
		{ ...call, path: { project_id: id } },
		call.store.state.projects,
		'project_id',
		( project ) => project.account_id
	).id;
}

/**
 * Archives an object, as DELETE does.
 *
 * @throws {ApiError} 410 when it is archived already.
 */
export function archive( call: Call, item: { archived: boolean } ): Answer {
	if ( item.archived ) {
		throw new ApiError( 410, 'gone', 'This resource is already archived' );
	}
	item.archived = true;
	call.store.changed();
	return { status: 204 };
}

/**
 * One page of a list as a bare array, with the `Link` header (`rel` unquoted, as the live API writes it).
 *
 * @param  call The call; reads `page` (from 1) and `per_page` (default 25).
 * @param  list The whole list.
 * @throws {ApiError} 400 when either is below 1.
 */
export function paged( call: Call, list: readonly unknown[] ): Answer {
	const page = Number( call.query.page ?? 1 );
	const perPage = Number( call.query.per_page ?? 25 );
	if ( page < 1 || perPage < 1 ) {
		throw new ApiError(
			400,
			'bad_request',
			'page and per_page must be at least 1'
		);
	}
	const last = Math.max( 1, Math.ceil( list.length / perPage ) );
	const link = ( to: number, rel: string ): string => {
		const url = new URL( call.url );
		url.searchParams.set( 'page', String( to ) );
		return `<${ url.href }>; rel=${ rel }`;
	};
	const links = [
		...( page > 1 ? [ link( Math.min( page - 1, last ), 'prev' ) ] : [] ),
		...( page < last
			? [ link( page + 1, 'next' ), link( last, 'last' ) ]
			: [] ),
	];
	return {
		status: 200,
		body: list.slice( ( page - 1 ) * perPage, page * perPage ),
		...( links.length ? { headers: { Link: links.join( ', ' ) } } : {} ),
	};
}

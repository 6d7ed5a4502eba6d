/**
 * /v2: takes a request through token, rate limit and contract to its handler, and the answer back through the
 * contract.
 */
import { Hono } from 'hono';
import type { Contract, Operation } from '../contract/contract';
import type { Violations } from '../contract/violations';
import type { Store } from '../store';
import { accountOperations } from './account';
import { ApiError, errorBody, type Answer, type Operations } from './answers';
import { audienceOperations } from './audiences';
import { eventOperations } from './events';
import { experimentOperations } from './experiments';
import { bodyText } from './json';
import { pageOperations } from './pages';
import { projectOperations } from './projects';
import { allowanceHeaders, type RateLimit } from './rate-limit';
import { resultOperations } from './results';
import { takeExtras } from './tolerated';
import { bearer, whoIs } from './tokens';

/** All operations that are built. Those of the contract that are missing here answer 501. */
export const operations: Operations = {
	...accountOperations,
	...projectOperations,
	...pageOperations,
	...eventOperations,
	...audienceOperations,
	...experimentOperations,
	...resultOperations,
};

type Parts = {
	readonly store: Store;
	readonly contract: Contract;
	readonly violations: Violations;
	readonly rateLimit: RateLimit;
	/** Only tests give others than the built ones. */
	readonly handlers?: Operations;
};

function failure( error: ApiError ): Answer {
	return {
		status: error.status,
		body: errorBody( error.code, error.message, error.messages ),
	};
}

/** The routes below /v2. */
export function apiRoutes( {
	store,
	contract,
	violations,
	rateLimit,
	handlers = operations,
}: Parts ): Hono {
	/** Records a breach and gives the answer to it. */
	function breach(
		kind: 'request' | 'response',
		request: { method: string; path: string },
		answer: ApiError,
		problems: readonly string[]
	): Answer {
		violations.add( { kind, ...request, problems } );
		return failure( answer );
	}

	function checked(
		operation: Operation,
		request: { method: string; path: string },
		answer: Answer
	): Answer {
		const problems = contract.checkResponse(
			operation,
			answer.status,
			answer.body
		);
		return problems.length
			? breach(
					'response',
					request,
					new ApiError(
						500,
						'emulator_contract',
						'The emulator was about to break the contract',
						{
							problems,
						}
					),
					problems
				)
			: answer;
	}

	async function answerTo( request: Request ): Promise< Answer > {
		const url = new URL( request.url );
		const seen = {
			method: request.method,
			path: url.pathname + url.search,
		};
		const token = bearer( request.headers.get( 'authorization' ) );
		const allowance = rateLimit.take( token ?? '' );
		const headers = allowanceHeaders( allowance );
		const withHeaders = ( answer: Answer ): Answer => ( {
			...answer,
			headers: { ...headers, ...answer.headers },
		} );
		if ( allowance.remaining < 0 ) {
			return withHeaders(
				failure(
					new ApiError(
						429,
						'too_many_requests',
						'You have reached the rate limit'
					)
				)
			);
		}
		const caller = whoIs( store, token );
		if ( ! caller ) {
			return withHeaders(
				failure(
					new ApiError( 401, 'unauthorized', 'Invalid credentials' )
				)
			);
		}
		const path = url.pathname.replace( /^\/v2/, '' );
		const match = contract.match( request.method, path );
		if ( match.kind !== 'operation' ) {
			const gone = match.kind === 'unknown';
			return withHeaders(
				breach(
					'request',
					seen,
					gone
						? new ApiError(
								404,
								'not_found',
								'Nothing matches the given URI'
							)
						: new ApiError(
								405,
								'method_not_allowed',
								'Method not allowed'
							),
					[
						gone
							? 'The contract has no such path'
							: 'The contract has no such method here',
					]
				)
			);
		}
		const { operation } = match;
		const { text, extras } = takeExtras(
			request.method,
			path,
			url.searchParams,
			await request.text()
		);
		const read = contract.checkRequest(
			operation,
			match.path,
			url.searchParams,
			request.headers.get( 'content-type' ) ?? '',
			text
		);
		if ( read.problems.length ) {
			return withHeaders(
				breach(
					'request',
					seen,
					new ApiError(
						400,
						'bad_request',
						read.problems.join( '; ' ),
						{ problems: read.problems }
					),
					read.problems
				)
			);
		}
		const handler = handlers[ operation.key ];
		if ( ! handler ) {
			return withHeaders(
				failure(
					new ApiError(
						501,
						'not_implemented',
						`The request fits the contract, but this emulator does not do ${ operation.key } yet`
					)
				)
			);
		}
		try {
			const answer = handler( {
				store,
				account: caller.account,
				url,
				extras,
				...read,
			} );
			return withHeaders( checked( operation, seen, answer ) );
		} catch ( error ) {
			if ( ! ( error instanceof ApiError ) ) {
				throw error;
			}
			return withHeaders( checked( operation, seen, failure( error ) ) );
		}
	}

	return new Hono().all( '*', async ( context ) => {
		const answer = await answerTo( context.req.raw );
		const text = answer.body === undefined ? null : bodyText( answer.body );
		return new Response( text, {
			status: answer.status,
			headers: {
				...( text === null
					? {}
					: { 'Content-Type': 'application/json' } ),
				...answer.headers,
			},
		} );
	} );
}

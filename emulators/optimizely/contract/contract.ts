/**
 * The REST v2 contract: which operations there are, whether a request fits one, whether an answer does.
 */
import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { emulatorFile } from '../locate';
import { createAjv, describeError, toJsonSchema, type Schema } from './openapi';
import { readBody, readParameters } from './request';
import {
	readOperations,
	type Operation,
	type Specification,
} from './specification';

export type { Operation } from './specification';

export type Match =
	| {
			readonly kind: 'operation';
			readonly operation: Operation;
			readonly path: Record< string, string >;
	  }
	| { readonly kind: 'wrong-method' | 'unknown' };

export type CheckedRequest = {
	/** What does not fit, in the live API's words; empty when all does. */
	readonly problems: readonly string[];
	readonly path: Readonly< Record< string, unknown > >;
	readonly query: Readonly< Record< string, unknown > >;
	readonly body: Readonly< Record< string, unknown > >;
};

function matchTemplate(
	template: string,
	path: string
): Record< string, string > | null {
	const wanted = template.split( '/' );
	const given = path.split( '/' );
	if ( wanted.length !== given.length ) {
		return null;
	}
	const values: Record< string, string > = {};
	for ( const [ index, part ] of wanted.entries() ) {
		const value = given[ index ] ?? '';
		if ( part.startsWith( '{' ) ) {
			values[ part.slice( 1, -1 ) ] = value;
		} else if ( part !== value ) {
			return null;
		}
	}
	return values;
}

/**
 * Reads the contract of REST v2 and answers questions about it.
 *
 * @return `operations` (all of the file), `match` (which one a request means), `checkRequest`, `checkResponse` and
 *         `checkError` (each a list of problems, empty when fine).
 */
export function createContract() {
	const specification: Specification = JSON.parse(
		readFileSync(
			emulatorFile( 'contract', 'optimizely-api.json' ),
			'utf8'
		)
	);
	const operations = readOperations( specification );
	const ajv = createAjv( specification.components.schemas );
	const compiled = new Map< Schema, ValidateFunction >();

	function problemsOf( schema: Schema, data: unknown ): string[] {
		// Compiled when first needed: all of them at once would slow every start.
		const validate = compiled.get( schema ) ?? ajv.compile( schema );
		compiled.set( schema, validate );
		return validate( data )
			? []
			: ( validate.errors ?? [] ).map( ( error ) =>
					describeError( error, data )
				);
	}

	const jsonSchemas = new Map<
		Schema,
		Record< 'request' | 'response', Schema >
	>();
	function schemaFor(
		schema: Schema,
		direction: 'request' | 'response'
	): Schema {
		const both = jsonSchemas.get( schema ) ?? {
			request: toJsonSchema( schema, 'request' ),
			response: toJsonSchema( schema, 'response' ),
		};
		jsonSchemas.set( schema, both );
		return both[ direction ];
	}

	function match( method: string, path: string ): Match {
		let pathKnown = false;
		for ( const operation of operations ) {
			const values = matchTemplate( operation.template, path );
			if ( values && operation.method === method ) {
				return { kind: 'operation', operation, path: values };
			}
			pathKnown ||= values !== null;
		}
		return { kind: pathKnown ? 'wrong-method' : 'unknown' };
	}

	const validateRequest = ( schema: Schema, value: unknown ) =>
		problemsOf( schemaFor( schema, 'request' ), value );

	return {
		operations,
		match,

		/**
		 * Reads a request as the operation means it.
		 *
		 * @param operation   From `match`.
		 * @param path        The raw path parameters from `match`.
		 * @param search      Query of the URL.
		 * @param contentType Header of the body, '' when absent.
		 * @param text        The body as sent, '' when absent.
		 */
		checkRequest(
			operation: Operation,
			path: Record< string, string >,
			search: URLSearchParams,
			contentType: string,
			text: string
		): CheckedRequest {
			const parameters = readParameters(
				operation,
				path,
				search,
				validateRequest
			);
			const body = readBody(
				operation,
				contentType,
				text,
				validateRequest
			);
			return {
				problems: [ ...parameters.problems, ...body.problems ],
				path: parameters.path,
				query: parameters.query,
				body: body.body,
			};
		},

		/**
		 * What is wrong with an answer: a status that is not declared, a missing or unexpected body, a wrong shape.
		 *
		 * @param operation From `match`.
		 * @param status    HTTP status.
		 * @param body      Parsed body; undefined when there is none.
		 */
		checkResponse(
			operation: Operation,
			status: number,
			body: unknown
		): string[] {
			const schema =
				operation.responses.get( String( status ) ) ??
				( operation.responses.has( String( status ) )
					? null
					: operation.responses.get( 'default' ) );
			if ( schema === undefined ) {
				return [
					`Status ${ status } is not declared for ${ operation.key }`,
				];
			}
			if ( schema === null ) {
				return body === undefined
					? []
					: [
							`Status ${ status } of ${ operation.key } has no body`,
						];
			}
			return body === undefined
				? [
						`Status ${ status } of ${ operation.key } must have a body`,
					]
				: problemsOf( schemaFor( schema, 'response' ), body );
		},

		/** What is wrong with an error body, whatever the operation. */
		checkError( body: unknown ): string[] {
			return problemsOf( ERROR_SCHEMA, body );
		},

		/** Compiles the validators of everything an operation names: throws when the contract itself is broken. */
		compile( operation: Operation ): void {
			for ( const parameter of operation.parameters ) {
				ajv.compile( schemaFor( parameter.schema, 'request' ) );
			}
			if ( operation.body ) {
				ajv.compile( schemaFor( operation.body.schema, 'request' ) );
			}
			for ( const schema of operation.responses.values() ) {
				if ( schema ) {
					ajv.compile( schemaFor( schema, 'response' ) );
				}
			}
		},
	};
}

const ERROR_SCHEMA: Schema = { $ref: 'response#/definitions/Error' };

export type Contract = ReturnType< typeof createContract >;

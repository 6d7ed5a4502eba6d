/**
 * Reads the OpenAPI file into operations.
 */
import type { Schema } from './openapi';
import type { Parameter } from './parameters';

type Content = { readonly 'application/json'?: { readonly schema: Schema } };
type Reference = { readonly $ref: string };
type RequestBody = { readonly content: Content; readonly required?: boolean };
type OperationSpec = {
	readonly parameters?: ReadonlyArray< Parameter | Reference >;
	readonly requestBody?: RequestBody | Reference;
	readonly responses: {
		readonly [ status: string ]: { readonly content?: Content };
	};
};
export type Specification = {
	readonly paths: {
		readonly [ path: string ]: {
			readonly [ method: string ]: OperationSpec;
		};
	};
	readonly components: {
		readonly schemas: Schema;
		readonly parameters?: { readonly [ name: string ]: Parameter };
		readonly requestBodies?: { readonly [ name: string ]: RequestBody };
	};
};

/** One operation of the specification. `key` is such as `GET /projects/{project_id}`. */
export type Operation = {
	readonly key: string;
	readonly method: string;
	readonly template: string;
	readonly parameters: readonly Parameter[];
	readonly body: {
		readonly schema: Schema;
		readonly required: boolean;
	} | null;
	/** By status or `default`; null is an answer without a body. */
	readonly responses: ReadonlyMap< string, Schema | null >;
};

function isReference( value: object ): value is Reference {
	return '$ref' in value;
}

function resolve< T extends object >(
	value: T | Reference,
	pool: { readonly [ name: string ]: T } | undefined
): T {
	if ( ! isReference( value ) ) {
		return value;
	}
	const found = pool?.[ value.$ref.split( '/' ).pop() ?? '' ];
	if ( ! found ) {
		throw new Error(
			`The contract points to ${ value.$ref }, which is not there.`
		);
	}
	return found;
}

/** All operations of a specification. */
export function readOperations( specification: Specification ): Operation[] {
	const { parameters, requestBodies } = specification.components;
	return Object.entries( specification.paths ).flatMap(
		( [ template, methods ] ) =>
			Object.entries( methods ).map( ( [ name, spec ] ): Operation => {
				const method = name.toUpperCase();
				const body = spec.requestBody
					? resolve( spec.requestBody, requestBodies )
					: null;
				const schema = body?.content[ 'application/json' ]?.schema;
				return {
					key: `${ method } ${ template }`,
					method,
					template,
					parameters: ( spec.parameters ?? [] ).map( ( one ) =>
						resolve( one, parameters )
					),
					body: schema
						? { schema, required: body?.required === true }
						: null,
					responses: new Map(
						Object.entries( spec.responses ).map(
							( [ status, response ] ) => [
								status,
								response.content?.[ 'application/json' ]
									?.schema ?? null,
							]
						)
					),
				};
			} )
	);
}

/**
 * Turns the OpenAPI 3.0 schemas of the facts into JSON Schemas that ajv understands, once for each direction.
 */
import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';

export type Schema = { readonly [ keyword: string ]: unknown };
export type Direction = 'request' | 'response';

/** Words of OpenAPI (or plain annotations) that mean nothing to a JSON Schema validator. */
const ANNOTATIONS = new Set( [
	'nullable',
	'readOnly',
	'writeOnly',
	'default',
	'example',
] );

function isSchema( value: unknown ): value is Schema {
	return (
		typeof value === 'object' && value !== null && ! Array.isArray( value )
	);
}

function each( schemas: Schema, direction: Direction ): Schema {
	return Object.fromEntries(
		Object.entries( schemas ).map( ( [ name, schema ] ) => [
			name,
			isSchema( schema ) ? toJsonSchema( schema, direction ) : schema,
		] )
	);
}

/**
 * The JSON Schema of one OpenAPI 3.0 schema.
 *
 * Objects that name their properties are closed (`additionalProperties: false`): Optimizely rejects unknown query
 * parameters and probably unknown body properties too, and an answer with a field nobody declared is a slip of the
 * emulator. A `readOnly` property in a request becomes one that can never be valid.
 *
 * @param schema    OpenAPI 3.0 schema object.
 * @param direction Who sends it.
 * @return JSON Schema (draft 7); `$ref`s point into `{direction}#/definitions/`.
 */
export function toJsonSchema( schema: Schema, direction: Direction ): Schema {
	if ( typeof schema.$ref === 'string' ) {
		return {
			$ref: `${ direction }#/definitions/${ schema.$ref.split( '/' ).pop() ?? '' }`,
		};
	}
	if ( direction === 'request' && schema.readOnly === true ) {
		return { notWritable: true };
	}
	const result: Record< string, unknown > = {};
	for ( const [ keyword, value ] of Object.entries( schema ) ) {
		if ( ANNOTATIONS.has( keyword ) ) {
			continue;
		}
		if ( keyword === 'properties' && isSchema( value ) ) {
			result.properties = each( value, direction );
		} else if (
			( keyword === 'items' || keyword === 'additionalProperties' ) &&
			isSchema( value )
		) {
			result[ keyword ] = toJsonSchema( value, direction );
		} else {
			result[ keyword ] = value;
		}
	}
	if ( result.properties && ! ( 'additionalProperties' in result ) ) {
		result.additionalProperties = false;
	}
	if ( schema.nullable === true ) {
		result.type = [ schema.type, 'null' ];
		if ( Array.isArray( schema.enum ) ) {
			result.enum = [ ...schema.enum, null ];
		}
	}
	return result;
}

/**
 * A validator that knows all schemas of a specification in both directions.
 *
 * @param schemas `components.schemas` of the specification.
 */
export function createAjv( schemas: Schema ): Ajv {
	const ajv = new Ajv( {
		allErrors: true,
		// OpenAPI's patterns are not written for the `u` flag (`\_` would be a syntax error).
		unicodeRegExp: false,
		strictTypes: false,
		strictTuples: false,
	} );
	addFormats( ajv );
	// ajv-formats' `url` wants a top-level domain; a site under development is http://localhost:8881.
	ajv.addFormat( 'url', ( value ) => value === '' || URL.canParse( value ) );
	ajv.addFormat( 'int64', {
		type: 'number',
		validate: ( value ) =>
			Number.isInteger( value ) && Math.abs( value ) <= 2 ** 63,
	} );
	ajv.addKeyword( { keyword: 'notWritable', validate: () => false } );
	for ( const direction of [ 'request', 'response' ] as const ) {
		ajv.addSchema( {
			$id: direction,
			definitions: each( schemas, direction ),
		} );
	}
	return ajv;
}

function quoted( value: unknown ): string {
	return typeof value === 'string' ? `'${ value }'` : JSON.stringify( value );
}

/**
 * One validation error in the words the live API uses (those of Python's jsonschema).
 *
 * @param error ajv's error, made with `verbose` off.
 * @param data  What was validated; used to show the offending value.
 */
export function describeError( error: ErrorObject, data: unknown ): string {
	let value: unknown = data;
	for ( const part of error.instancePath.split( '/' ).slice( 1 ) ) {
		const key = part.replaceAll( '~1', '/' ).replaceAll( '~0', '~' );
		value =
			isSchema( value ) || Array.isArray( value )
				? Reflect.get( value, key )
				: undefined;
	}
	const where = error.instancePath
		? ` - '${ error.instancePath.slice( 1 ).replaceAll( '/', '.' ) }'`
		: '';
	const params: Record< string, unknown > = error.params;
	switch ( error.keyword ) {
		case 'required':
			return `${ quoted( params.missingProperty ) } is a required property${ where }`;
		case 'additionalProperties':
			return `Additional properties are not allowed (${ quoted( params.additionalProperty ) } was unexpected)${ where }`;
		case 'notWritable':
			return `Property is read-only${ where }`;
		case 'type':
			return `${ quoted( value ) } is not of type ${ quoted( params.type ) }${ where }`;
		case 'enum':
			return `${ quoted( value ) } is not one of ${ JSON.stringify( params.allowedValues ) }${ where }`;
		default:
			return `${ quoted( value ) } ${ error.message ?? 'is not valid' }${ where }`;
	}
}

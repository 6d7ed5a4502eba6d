/**
 * Reads what a request carries, and says what in it does not fit its operation.
 */
import type { Schema } from './openapi';
import { readParameter } from './parameters';
import type { Operation } from './specification';

type Validate = ( schema: Schema, value: unknown ) => string[];

/**
 * Reads path and query.
 *
 * @param operation As declared.
 * @param values    The raw path parameters.
 * @param search    Query of the URL.
 * @param validate  Gives the problems of a value, empty when it fits.
 */
export function readParameters(
	operation: Operation,
	values: Record< string, string >,
	search: URLSearchParams,
	validate: Validate
) {
	const problems: string[] = [];
	const read = {
		path: {} as Record< string, unknown >,
		query: {} as Record< string, unknown >,
	};
	for ( const parameter of operation.parameters ) {
		if ( parameter.in === 'header' ) {
			continue;
		}
		const given =
			parameter.in === 'path'
				? [ values[ parameter.name ] ?? '' ]
				: search.getAll( parameter.name );
		if ( given.length === 0 ) {
			if ( parameter.required ) {
				problems.push(
					`Missing query parameter '${ parameter.name }'`
				);
			}
			continue;
		}
		const result = readParameter( parameter, given );
		if ( 'problem' in result ) {
			problems.push( result.problem );
			continue;
		}
		read[ parameter.in ][ parameter.name ] = result.value;
		problems.push(
			...validate( parameter.schema, result.value ).map(
				( text ) =>
					`Wrong ${ parameter.in } parameter '${ parameter.name }': ${ text }`
			)
		);
	}
	const known = new Set(
		operation.parameters
			.filter( ( one ) => one.in === 'query' )
			.map( ( one ) => one.name )
	);
	const extra = [ ...new Set( search.keys() ) ].filter(
		( name ) => ! known.has( name )
	);
	if ( extra.length ) {
		problems.push(
			`Extra query parameter(s) ${ extra.join( ', ' ) } not in spec`
		);
	}
	return { problems, ...read };
}

/**
 * Reads the body.
 *
 * @param operation   As declared.
 * @param contentType Header, '' when absent.
 * @param text        As sent, '' when absent.
 * @param validate    Gives the problems of a value, empty when it fits.
 */
export function readBody(
	operation: Operation,
	contentType: string,
	text: string,
	validate: Validate
) {
	if ( ! operation.body ) {
		return {
			problems:
				text === ''
					? []
					: [ `A body is not in the spec of ${ operation.key }` ],
			body: {},
		};
	}
	if ( text === '' ) {
		return {
			problems: operation.body.required
				? [ 'The request body is required' ]
				: [],
			body: {},
		};
	}
	if (
		contentType.split( ';' )[ 0 ]?.trim().toLowerCase() !==
		'application/json'
	) {
		return {
			problems: [
				`Invalid Content-type (${ contentType || 'none' }), expected JSON data`,
			],
			body: {},
		};
	}
	try {
		const body: unknown = JSON.parse( text );
		const problems = validate( operation.body.schema, body );
		return {
			problems,
			body: problems.length ? {} : ( body as Record< string, unknown > ),
		};
	} catch {
		return { problems: [ 'Request body is not valid JSON' ], body: {} };
	}
}

/**
 * Reads path and query parameters, which arrive as text, as the types the contract gives them.
 */
import type { Schema } from './openapi';

export type Parameter = {
	readonly name: string;
	readonly in: 'path' | 'query' | 'header';
	readonly required?: boolean;
	readonly explode?: boolean;
	readonly schema: Schema;
};

/** The value of a text as the schema's type; undefined when it is not one. */
function readText( schema: Schema, text: string ): unknown {
	switch ( schema.type ) {
		case 'integer':
			return /^-?\d+$/.test( text ) ? Number( text ) : undefined;
		case 'number':
			return text.trim() !== '' && Number.isFinite( Number( text ) )
				? Number( text )
				: undefined;
		case 'boolean':
			return text === 'true' || text === 'false'
				? text === 'true'
				: undefined;
		default:
			return text;
	}
}

/**
 * Reads one parameter.
 *
 * @param parameter As declared; arrays are repeated (`entity=a&entity=b`) or, with `explode: false`, comma-separated.
 * @param given     The texts sent under its name, at least one.
 * @return The value, not yet validated against the schema's other keywords, or what is wrong.
 */
export function readParameter(
	parameter: Parameter,
	given: readonly string[]
): { value: unknown } | { problem: string } {
	const { schema, name } = parameter;
	const wrongType = ( text: string, type: unknown ) => ( {
		problem: `Wrong type, expected '${ String( type ) }' for ${ parameter.in } parameter '${ name }': '${ text }'`,
	} );
	if ( schema.type === 'array' ) {
		const items = schema.items as Schema;
		const texts =
			parameter.explode === false
				? given.flatMap( ( text ) => text.split( ',' ) )
				: given;
		const value: unknown[] = [];
		for ( const text of texts ) {
			const item = readText( items, text );
			if ( item === undefined ) {
				return wrongType( text, items.type );
			}
			value.push( item );
		}
		return { value };
	}
	if ( given.length > 1 ) {
		return {
			problem: `Query parameter '${ name }' was given ${ given.length } times`,
		};
	}
	const text = given[ 0 ] ?? '';
	const value = readText( schema, text );
	return value === undefined ? wrongType( text, schema.type ) : { value };
}

/**
 * Texts that are code or conditions: whether they can be read at all.
 */
import { ApiError } from '../api/answers';

/** A tree of conditions: `[ "and" | "or" | "not", … ]` around leaves. */
export type Conditions = readonly [ string, ...unknown[] ];
export type Leaf = Readonly< Record< string, unknown > >;

/** Ends a request with 400. */
export function refuse( message: string ): never {
	throw new ApiError( 400, 'bad_request', message );
}

function walk(
	node: unknown,
	where: string,
	problemOf: ( leaf: Leaf ) => string | null
): void {
	if ( Array.isArray( node ) ) {
		const [ operator, ...operands ] = node as unknown[];
		if ( operator !== 'and' && operator !== 'or' && operator !== 'not' ) {
			refuse(
				`${ where }: ${ JSON.stringify( operator ) } is not one of "and", "or", "not"`
			);
		}
		if ( operator === 'not' && operands.length !== 1 ) {
			refuse( `${ where }: "not" takes one operand` );
		}
		operands.forEach( ( one ) => walk( one, where, problemOf ) );
		return;
	}
	if ( typeof node !== 'object' || node === null ) {
		refuse( `${ where }: ${ JSON.stringify( node ) } is not a condition` );
	}
	const problem = problemOf( node as Leaf );
	if ( problem ) {
		refuse( `${ where }: ${ problem }` );
	}
}

/**
 * Reads conditions.
 *
 * @param  text      JSON.
 * @param  where     What they are called in the refusal.
 * @param  problemOf What is wrong with a leaf; null for nothing.
 * @throws {ApiError} 400 when they cannot be read.
 */
export function readConditions(
	text: string,
	where: string,
	problemOf: ( leaf: Leaf ) => string | null
): Conditions {
	let parsed: unknown;
	try {
		parsed = JSON.parse( text );
	} catch {
		return refuse( `${ where } is not valid JSON` );
	}
	if ( ! Array.isArray( parsed ) ) {
		return refuse( `${ where } must be a list` );
	}
	walk( parsed, where, problemOf );
	return parsed as unknown as Conditions;
}

const MATCH_TYPES = new Set( [ 'simple', 'exact', 'substring', 'regex' ] );

/** What is wrong with a condition of a page. */
export function pageConditionProblem( leaf: Leaf ): string | null {
	const { type, match_type: match = 'simple', value } = leaf;
	if ( type === 'element_present' || type === 'custom_code' ) {
		return typeof value === 'string' ? null : `${ type } needs a value`;
	}
	if ( type !== 'url' ) {
		return `there is no condition type ${ JSON.stringify( type ) }`;
	}
	if ( ! MATCH_TYPES.has( String( match ) ) || typeof value !== 'string' ) {
		return `there is no match_type ${ JSON.stringify( match ) }`;
	}
	if ( match === 'regex' ) {
		try {
			new RegExp( value );
		} catch ( error ) {
			return String( error );
		}
	}
	return null;
}

/**
 * Refuses code that does not parse as the body of a function.
 *
 * @throws {ApiError} 400
 */
export function refuseBrokenCode( code: string, where: string ): void {
	try {
		new Function( code );
	} catch ( error ) {
		refuse( `${ where }: ${ String( error ) }` );
	}
}

/** An expression may be written with a semicolon behind it. */
export function asExpression( code: string ): string {
	return code.replace( /[\s;]+$/, '' );
}

/**
 * Refuses code that is not one expression, such as a function.
 *
 * @throws {ApiError} 400
 */
export function refuseBrokenExpression( code: string, where: string ): void {
	if ( asExpression( code ) === '' ) {
		refuse( `${ where } is required` );
	}
	refuseBrokenCode( `return (${ asExpression( code ) }\n)`, where );
}

/**
 * Conditions: of pages (where) and of audiences (who).
 */
import { readCookie } from './cookies';
import { warn } from './log';
import type { Condition } from './project-data';
import { matchesUrl } from './urls';
import { attributes } from './visitor';

type Leaf = Readonly< Record< string, unknown > >;

/**
 * Evaluates a tree.
 *
 * @param node  The tree; an empty one holds.
 * @param holds Whether a leaf does.
 */
export function evaluate(
	node: unknown,
	holds: ( leaf: Leaf ) => boolean
): boolean {
	if ( ! Array.isArray( node ) ) {
		return holds( node as Leaf );
	}
	const [ operator, ...operands ] = node as unknown[];
	switch ( operator ) {
		case 'and':
			return operands.every( ( one ) => evaluate( one, holds ) );
		case 'or':
			return (
				operands.length === 0 ||
				operands.some( ( one ) => evaluate( one, holds ) )
			);
		case 'not':
			return ! evaluate( operands[ 0 ], holds );
		default:
			return false;
	}
}

/** Whether a page's conditions hold at an address. */
export function isOnPage( conditions: Condition | null, url: string ): boolean {
	return (
		conditions === null ||
		evaluate( conditions, ( leaf ) => {
			const value = String( leaf.value ?? '' );
			switch ( leaf.type ) {
				case 'url':
					return matchesUrl(
						url,
						String( leaf.match_type ?? 'simple' ),
						value
					);
				case 'element_present':
					return document.querySelector( value ) !== null;
				default:
					warn( 'Not built: page condition', leaf.type );
					return false;
			}
		} )
	);
}

/** Whether a value is as a condition wants it. Without a value wanted, being there is enough. */
function matchesValue( leaf: Leaf, given: unknown ): boolean {
	const isThere = given !== undefined && given !== null;
	const wanted = leaf.value;
	const match =
		leaf.match_type ??
		leaf.match ??
		( wanted === undefined || wanted === null ? 'exists' : 'exact' );
	switch ( match ) {
		case 'exists':
			return isThere;
		case 'exact':
			return isThere && String( given ) === String( wanted );
		case 'substring':
			return isThere && String( given ).includes( String( wanted ) );
		case 'prefix':
			return isThere && String( given ).startsWith( String( wanted ) );
		case 'regex':
			return (
				isThere &&
				new RegExp( String( wanted ) ).test( String( given ) )
			);
		case 'range': {
			const [ low, high ] = String( wanted ).split( ':' ).map( Number );
			return (
				isThere &&
				Number( given ) >= ( low ?? NaN ) &&
				Number( given ) <= ( high ?? NaN )
			);
		}
		default:
			return false;
	}
}

/** What conditions call the visitor's device. */
export function deviceOf( agent: string ): string {
	if ( /iPad/.test( agent ) ) {
		return 'ipad';
	}
	if ( /iPhone|iPod/.test( agent ) ) {
		return 'iphone';
	}
	if ( /Android/.test( agent ) ) {
		return /Mobile/.test( agent ) ? 'mobile' : 'tablet';
	}
	return /Mobi/.test( agent ) ? 'mobile' : 'desktop';
}

function audienceLeaf(
	leaf: Leaf,
	keys: Readonly< Record< string, string > >
): boolean {
	const name = String( leaf.name ?? '' );
	switch ( leaf.type ) {
		case 'custom_attribute':
		case 'custom_dimension':
			// Named by key or by id, as the visitor's attributes may be.
			return matchesValue(
				leaf,
				attributes[ name ] ??
					attributes[ keys[ name ] ?? '' ] ??
					attributes[
						Object.keys( keys ).find(
							( id ) => keys[ id ] === name
						) ?? ''
					]
			);
		case 'query':
			return matchesValue(
				leaf,
				new URLSearchParams( window.location.search ).get( name )
			);
		case 'cookies':
			return matchesValue( leaf, readCookie( name ) );
		case 'device':
			return deviceOf( navigator.userAgent ) === leaf.value;
		case 'language':
			return (
				leaf.value === 'any' ||
				navigator.language
					.toLowerCase()
					.includes( String( leaf.value ).toLowerCase() )
			);
		case 'referrer':
			return (
				document.referrer !== '' &&
				matchesUrl(
					document.referrer,
					String( leaf.match_type ?? 'simple' ),
					String( leaf.value ?? '' )
				)
			);
		default:
			warn( 'Not built: audience condition', leaf.type );
			return false;
	}
}

/**
 * Whether the visitor is in the audiences an experiment is for.
 *
 * @param wanted    Tree of `{ audience_id }`; null is everyone.
 * @param audiences Conditions of the audiences.
 * @param keys      Keys of attributes by id.
 */
export function isInAudience(
	wanted: Condition | null,
	audiences: Readonly< Record< string, Condition > >,
	keys: Readonly< Record< string, string > >
): boolean {
	return (
		wanted === null ||
		evaluate( wanted, ( leaf ) => {
			const conditions = audiences[ String( leaf.audience_id ) ];
			return (
				conditions !== undefined &&
				evaluate( conditions, ( one ) => audienceLeaf( one, keys ) )
			);
		} )
	);
}

/**
 * Brings an event batch of either form to the documented long one. The snippet writes short keys inside visitors;
 * a server writes the long ones.
 */

type Bag = Record< string, unknown >;

const ATTRIBUTE: Readonly< Record< string, string > > = {
	e: 'entity_id',
	k: 'key',
	t: 'type',
	v: 'value',
};
const DECISION: Readonly< Record< string, string > > = {
	c: 'campaign_id',
	x: 'experiment_id',
	v: 'variation_id',
	h: 'is_campaign_holdback',
};
const EVENT: Readonly< Record< string, string > > = {
	e: 'entity_id',
	k: 'key',
	y: 'type',
	t: 'timestamp',
	u: 'uuid',
	$: 'revenue',
	v: 'value',
	q: 'quantity',
	a: 'tags',
	p: 'properties',
};
/** What the snippet writes beside the documented fields, and says nothing about the event. */
const DECISION_EXTRAS = new Set( [ 'm' ] );

function isBag( value: unknown ): value is Bag {
	return (
		typeof value === 'object' && value !== null && ! Array.isArray( value )
	);
}

/**
 * One object with long keys. An object is short when it carries no long key at all, so that a mixture of the two
 * (a slip) stays visible to the validation. In the short form null stands for "none", as in the `e` of
 * client_activation.
 */
function lengthen(
	value: unknown,
	names: Readonly< Record< string, string > >,
	extras?: Set< string >
): unknown {
	if ( ! isBag( value ) ) {
		return value;
	}
	const long = new Set( Object.values( names ) );
	const keys = Object.keys( value );
	if ( keys.length === 0 || keys.some( ( key ) => long.has( key ) ) ) {
		return value;
	}
	return Object.fromEntries(
		Object.entries( value )
			.filter( ( [ key, one ] ) => one !== null && ! extras?.has( key ) )
			.map( ( [ key, one ] ) => [ names[ key ] ?? key, one ] )
	);
}

function each( value: unknown, change: ( item: unknown ) => unknown ): unknown {
	return Array.isArray( value ) ? value.map( change ) : value;
}

/** Replaces a property when it is there. */
function mapKey(
	bag: Bag,
	key: string,
	change: ( value: unknown ) => unknown
): Bag {
	return key in bag ? { ...bag, [ key ]: change( bag[ key ] ) } : bag;
}

function normaliseSnapshot( snapshot: unknown ): unknown {
	if ( ! isBag( snapshot ) ) {
		return snapshot;
	}
	const decisions = mapKey( snapshot, 'decisions', ( list ) =>
		each( list, ( one ) => lengthen( one, DECISION, DECISION_EXTRAS ) )
	);
	return mapKey( decisions, 'events', ( list ) =>
		each( list, ( one ) => lengthen( one, EVENT ) )
	);
}

/**
 * A batch in the long form.
 *
 * @param batch Parsed body, of any shape; what is not understood is left as it is, for the validation to name.
 */
export function normaliseBatch( batch: unknown ): unknown {
	if ( ! isBag( batch ) ) {
		return batch;
	}
	return mapKey( batch, 'visitors', ( visitors ) =>
		each( visitors, ( visitor ) => {
			if ( ! isBag( visitor ) ) {
				return visitor;
			}
			const attributes = mapKey( visitor, 'attributes', ( list ) =>
				each( list, ( one ) => lengthen( one, ATTRIBUTE ) )
			);
			return mapKey( attributes, 'snapshots', ( list ) =>
				each( list, normaliseSnapshot )
			);
		} )
	);
}

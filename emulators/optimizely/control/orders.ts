/**
 * The bodies the control endpoint takes.
 */
import Ajv, { type JSONSchemaType, type ValidateFunction } from 'ajv';
import { SERVICES } from './services';

const after = { type: 'boolean' } as const;
const seconds = { type: 'number', minimum: 0 } as const;
const id = { type: 'integer' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const share = { type: 'number', minimum: 0, maximum: 1 } as const;
const text = { type: 'string', minLength: 1 } as const;

function closed(
	properties: Record< string, unknown >,
	required: string[] = []
) {
	return {
		type: 'object',
		properties,
		required,
		additionalProperties: false,
	} as const;
}

const SCHEMAS = {
	fault: closed(
		{
			service: { enum: SERVICES },
			method: text,
			path: { type: 'string', format: 'regex' },
			times: { type: 'integer', nullable: true, minimum: 1 },
			fault: {
				type: 'object',
				required: [ 'type' ],
				discriminator: { propertyName: 'type' },
				oneOf: [
					closed(
						{
							type: { const: 'status' },
							status: {
								type: 'integer',
								minimum: 200,
								maximum: 599,
							},
							body: {},
							headers: {
								type: 'object',
								additionalProperties: { type: 'string' },
							},
							after,
						},
						[ 'type', 'status' ]
					),
					closed( { type: { const: 'delay' }, ms: seconds, after }, [
						'type',
						'ms',
					] ),
					closed( { type: { const: 'cut' }, after }, [ 'type' ] ),
					closed( { type: { const: 'malformed' }, after }, [
						'type',
					] ),
					closed(
						{
							type: { const: 'rate_limit' },
							retryAfter: seconds,
							limit: seconds,
							remaining: seconds,
							reset: seconds,
							after,
						},
						[ 'type' ]
					),
				],
			},
		},
		[ 'fault' ]
	),
	tokens: closed( {
		account: id,
		kind: { enum: [ 'oauth', 'personal', 'all' ] },
	} ),
	app: closed( { redirect_uri: text, client_id: text }, [ 'redirect_uri' ] ),
	project: {
		type: 'object',
		required: [ 'action' ],
		discriminator: { propertyName: 'action' },
		oneOf: [
			closed(
				{
					action: { const: 'create' },
					account_id: id,
					name: { type: 'string' },
					platform: { enum: [ 'web', 'ios', 'android', 'custom' ] },
				},
				[ 'action', 'account_id', 'name' ]
			),
			closed(
				{
					action: { const: 'rename' },
					project_id: id,
					name: { type: 'string' },
				},
				[ 'action', 'project_id', 'name' ]
			),
			closed(
				{
					action: { enum: [ 'archive', 'unarchive' ] },
					project_id: id,
				},
				[ 'action', 'project_id' ]
			),
		],
	},
	publish: closed( { project_id: id }, [ 'project_id' ] ),
	settings: closed( {
		rotate_refresh_tokens: { type: 'boolean' },
		snippet_max_age: { type: 'integer', minimum: 0 },
		rate_limit: closed(
			{
				limit: { type: 'integer', minimum: 0 },
				window: { type: 'integer', minimum: 1 },
			},
			[ 'limit', 'window' ]
		),
	} ),
	act: closed(
		{
			experiment: id,
			action: {
				enum: [
					'publish',
					'start',
					'pause',
					'resume',
					'unarchive',
					'archive',
				],
			},
		},
		[ 'experiment', 'action' ]
	),
	draft: closed( { experiment: id, change: { type: 'object' } }, [
		'experiment',
	] ),
	results: closed( { processing: count, stale: count } ),
	traffic: closed(
		{
			experiment: id,
			visitors: { type: 'integer', minimum: 1, maximum: 200_000 },
			clickRates: { type: 'array', items: share },
			readRates: { type: 'array', items: share },
			hours: { type: 'number', exclusiveMinimum: 0 },
		},
		[ 'experiment', 'visitors', 'clickRates' ]
	),
	clock: closed( { advance: seconds }, [ 'advance' ] ),
	nothing: closed( {} ),
};

export type OrderName = keyof typeof SCHEMAS;

const ajv = new Ajv( {
	allErrors: false,
	discriminator: true,
	strictTypes: false,
} );
ajv.addFormat( 'regex', ( value ) => {
	try {
		return Boolean( new RegExp( value ) );
	} catch {
		return false;
	}
} );
const compiled = new Map< OrderName, ValidateFunction >();

/** An order that does not fit. */
export class BadOrder extends Error {}

/**
 * Checks an order.
 *
 * @param  name  Which one.
 * @param  value Parsed body.
 * @return The same value, as the type the schema stands for.
 * @throws {BadOrder} With what is wrong.
 */
export function readOrder< T >( name: OrderName, value: unknown ): T {
	const validate =
		compiled.get( name ) ??
		ajv.compile( SCHEMAS[ name ] as unknown as JSONSchemaType< unknown > );
	compiled.set( name, validate );
	if ( ! validate( value ) ) {
		throw new BadOrder(
			ajv.errorsText( validate.errors, { dataVar: name } )
		);
	}
	return value as T;
}

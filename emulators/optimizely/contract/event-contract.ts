/**
 * The Event API contract: whether a batch in the long form fits.
 */
import { readFileSync } from 'node:fs';
import { emulatorFile } from '../locate';
import { createAjv, describeError, type Schema } from './openapi';

export type EventBatch = {
	readonly account_id: string;
	readonly project_id?: string;
	readonly client_name?: string;
	readonly visitors: ReadonlyArray< {
		readonly visitor_id: string;
		readonly session_id?: string;
		readonly attributes?: ReadonlyArray< Record< string, unknown > >;
		readonly snapshots: ReadonlyArray< {
			readonly decisions?: ReadonlyArray< Record< string, unknown > >;
			readonly events: ReadonlyArray<
				Record< string, unknown > & {
					readonly uuid: string;
					readonly timestamp: number;
				}
			>;
		} >;
	} >;
};

type Specification = {
	readonly components: {
		readonly schemas: Readonly<
			Record< string, Schema & { readonly properties?: Schema } >
		>;
	};
};

/** Fields that the facts know from clients or from the specification's prose; its schemas leave them out. */
const BESIDE: Readonly< Record< string, Schema > > = {
	EventBatch: {
		enrich_decisions: { type: 'boolean' },
		revision: { type: 'string' },
	},
	Snapshot: { activationTimestamp: { type: 'integer' } },
};

/**
 * Reads the contract of the Event API.
 *
 * @return `check`: the problems of a batch, empty when it fits.
 */
export function createEventContract() {
	const { components }: Specification = JSON.parse(
		readFileSync(
			emulatorFile( 'contract', 'optimizely-event-api.json' ),
			'utf8'
		)
	);
	const schemas = Object.fromEntries(
		Object.entries( components.schemas ).map( ( [ name, schema ] ) => [
			name,
			BESIDE[ name ]
				? {
						...schema,
						properties: { ...schema.properties, ...BESIDE[ name ] },
					}
				: schema,
		] )
	);
	const validate = createAjv( schemas ).compile( {
		$ref: 'request#/definitions/EventBatch',
	} );
	return {
		check: ( batch: unknown ): string[] =>
			validate( batch )
				? []
				: ( validate.errors ?? [] ).map( ( error ) =>
						describeError( error, batch )
					),
	};
}

export type EventContract = ReturnType< typeof createEventContract >;

/**
 * REST v2: /experiments/{id}/results and /timeseries. /report and /results/share are not in the contract.
 */
import { refuse } from '../experiments/syntax';
import type { ExperimentRecord } from '../objects';
import { resultsBody, seriesBody } from '../results/report';
import { study, type Study } from '../results/study';
import type { Store } from '../store';
import { ApiError, type Answer, type Call, type Operations } from './answers';
import { experimentOf } from './experiments';

const FIVE_MINUTES = 300_000;

type Window = { readonly from: number; readonly to: number };

/** From the start of the experiment to now, or as asked: start rounded up to five minutes, end rounded down. */
function windowOf(
	call: Call,
	runs: ReadonlyArray< { from: number; to: number | null } >
): Window {
	const { start_time: start, end_time: end } = call.query;
	const ended = runs.at( -1 )?.to ?? null;
	const from =
		typeof start === 'string'
			? Math.ceil( Date.parse( start ) / FIVE_MINUTES ) * FIVE_MINUTES
			: ( runs[ 0 ]?.from ?? call.store.now() );
	const to =
		typeof end === 'string'
			? Math.floor( Date.parse( end ) / FIVE_MINUTES ) * FIVE_MINUTES
			: ( ended ?? call.store.now() );
	return { from, to: Math.max( from, to ) };
}

function segmentOf( call: Call ) {
	const { query } = call;
	for ( const name of [
		'browser',
		'device',
		'source',
		'segment_conditions',
	] ) {
		if ( query[ name ] !== undefined ) {
			throw new ApiError(
				501,
				'not_implemented',
				`This emulator does not segment results by ${ name }`
			);
		}
	}
	if ( query.attribute_id === undefined ) {
		return null;
	}
	const attribute = call.store.state.attributes.find(
		( one ) => one.id === query.attribute_id
	);
	return attribute
		? { key: attribute.key, value: String( query.attribute_value ?? '' ) }
		: refuse( `There is no attribute ${ String( query.attribute_id ) }` );
}

type Body = (
	store: Store,
	studied: Study,
	window: Window,
	isStale: boolean
) => unknown;

function baselineOf( call: Call, record: ExperimentRecord ): string | null {
	const { baseline_variation_id: given } = call.query;
	if ( given === undefined || ! record.live ) {
		return null;
	}
	return record.live.variations.some(
		( one ) => String( one.variation_id ) === given
	)
		? String( given )
		: refuse( `There is no variation ${ String( given ) }` );
}

function ready( call: Call, record: ExperimentRecord, body: Body ): Answer {
	const { store } = call;
	const { results } = store.state;
	const window = windowOf( call, record.runs );
	const studied = study( store, record, baselineOf( call, record ), {
		...window,
		attribute: segmentOf( call ),
	} );
	if ( ! studied?.participants.length ) {
		return { status: 204 };
	}
	const isStale = results.stale > 0;
	if ( isStale ) {
		results.stale -= 1;
		store.changed();
	}
	return { status: 200, body: body( store, studied, window, isStale ) };
}

/** Whether this call is one of those ordered to find the results not ready. */
function isProcessing( store: Store ): boolean {
	const { results } = store.state;
	if ( results.processing === 0 ) {
		return false;
	}
	results.processing -= 1;
	store.changed();
	return true;
}

function answer( call: Call, body: Body ): Answer {
	const record = experimentOf( call );
	return isProcessing( call.store )
		? { status: 202 }
		: ready( call, record, body );
}

export const resultOperations: Operations = {
	'GET /experiments/{experiment_id}/results': ( call ) =>
		answer( call, resultsBody ),
	'GET /experiments/{experiment_id}/timeseries': ( call ) =>
		answer( call, seriesBody ),
};

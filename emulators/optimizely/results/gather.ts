/**
 * Reads from the stored events who took part in an experiment and what they did then.
 */
import type {
	ExperimentRecord,
	Metric,
	MetricCondition,
	Variation,
} from '../objects';
import type { StoredEvent } from '../state';
import type { Store } from '../store';

/** Something a visitor did that a metric counts. Times are the emulator's, in milliseconds since 1970. */
export type Deed = { readonly time: number; readonly amount: number };

export type Participant = {
	readonly variation: string;
	/** When it was known that they take part. */
	readonly time: number;
	/** When they were given the variation, by their own clock: what they did before does not count. */
	readonly decided: number;
	/** By metric. */
	readonly deeds: Deed[][];
};

export type Scope = {
	readonly from: number;
	readonly to: number;
	/** Only visitors with this attribute. */
	readonly attribute: { readonly key: string; readonly value: string } | null;
};

function holds( condition: MetricCondition, properties: unknown ): boolean {
	const given: unknown =
		typeof properties === 'object' && properties !== null
			? Reflect.get( properties, condition.name ?? '' )
			: undefined;
	const wanted = condition.value ?? '';
	const text = given === undefined || given === null ? null : String( given );
	const number = Number( given );
	const isNumber = condition.type === 'number';
	const isEqual = isNumber
		? text !== null && number === Number( wanted )
		: text === wanted;
	switch ( condition.operator ?? 'equal_to' ) {
		case 'equal_to':
			return isEqual;
		case 'not_equal_to':
			return ! isEqual;
		case 'contains':
			return text !== null && text.includes( wanted );
		case 'does_not_contain':
			return text === null || ! text.includes( wanted );
		case 'greater_than':
			return text !== null && number > Number( wanted );
		case 'greater_than_or_equal_to':
			return text !== null && number >= Number( wanted );
		case 'less_than':
			return text !== null && number < Number( wanted );
		default:
			return text !== null && number <= Number( wanted );
	}
}

/**
 * What makes an event count for a metric.
 *
 * @param store  Where the event's key is looked up.
 * @param metric The metric.
 * @return The amount it adds; null when it is not meant.
 */
function amounts(
	store: Store,
	metric: Metric
): ( event: StoredEvent[ 'event' ] ) => number | null {
	const id = metric.event_id ?? null;
	const key = store.state.custom_events.find( ( one ) => one.id === id )?.key;
	const { combine_operator: combine = 'and', conditions = [] } =
		metric.event_properties?.filter ?? {};
	return ( event ) => {
		// Events sent before the snippet knew them carry their key alone.
		const isMeant =
			id === null ||
			( event.entity_id === undefined
				? key !== undefined && event.key === key
				: event.entity_id === String( id ) );
		const passes =
			isMeant &&
			( conditions.length === 0 ||
				( combine === 'or'
					? conditions.some( ( one ) =>
							holds( one, event.properties )
						)
					: conditions.every( ( one ) =>
							holds( one, event.properties )
						) ) );
		if ( ! passes ) {
			return null;
		}
		const field =
			metric.aggregator === 'sum' || id === null
				? Number( event[ metric.field ?? 'revenue' ] )
				: 1;
		return Number.isFinite( field ) ? field : null;
	};
}

/**
 * Everybody who took part, by visitor id. The first decision counts; only while the experiment ran.
 *
 * @param store      Where the events are.
 * @param record     The experiment.
 * @param metrics    What is counted.
 * @param variations Those that count.
 * @param scope      From when to when, and who.
 */
export function gather(
	store: Store,
	record: ExperimentRecord,
	metrics: readonly Metric[],
	variations: readonly Variation[],
	scope: Scope
): Map< string, Participant > {
	const project = String( record.view.project_id );
	const experiment = String( record.id );
	const known = new Set(
		variations.map( ( one ) => String( one.variation_id ) )
	);
	const { attribute } = scope;
	const events = store.state.events.filter(
		( one ) =>
			( one.project_id === null || one.project_id === project ) &&
			one.received >= scope.from &&
			one.received <= scope.to &&
			record.runs.some(
				( run ) =>
					one.received >= run.from &&
					( run.to === null || one.received <= run.to )
			) &&
			( attribute === null ||
				one.attributes.some(
					( given ) =>
						given.key === attribute.key &&
						String( given.value ) === attribute.value
				) )
	);
	const participants = new Map< string, Participant >();
	for ( const one of events ) {
		const decision = one.decisions.find(
			( given ) => given.experiment_id === experiment
		);
		const variation = decision?.variation_id;
		const before = participants.get( one.visitor_id );
		if (
			typeof variation === 'string' &&
			known.has( variation ) &&
			( ! before || one.event.timestamp < before.decided )
		) {
			participants.set( one.visitor_id, {
				variation,
				time: one.received,
				decided: one.event.timestamp,
				deeds: metrics.map( () => [] ),
			} );
		}
	}
	const counters = metrics.map( ( metric ) => amounts( store, metric ) );
	for ( const one of events ) {
		const participant = participants.get( one.visitor_id );
		if ( participant && one.event.timestamp >= participant.decided ) {
			counters.forEach( ( amountOf, index ) => {
				const amount = amountOf( one.event );
				if ( amount !== null ) {
					participant.deeds[ index ]?.push( {
						time: one.received,
						amount,
					} );
				}
			} );
		}
	}
	return participants;
}

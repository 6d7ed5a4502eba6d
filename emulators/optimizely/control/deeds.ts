/**
 * What made-up visitors do, as events.
 */
import { pageIdsOf } from '../experiments/check';
import type { Experiment, Metric } from '../objects';
import type { Store } from '../store';

/** Key of the event by which the plugin says that a headline was in view. */
const EXPOSURE = 'two_heads_exposure';

/** The properties that make an event pass a metric's filter. */
function propertiesOf( metric: Metric | undefined ): Record< string, string > {
	return Object.fromEntries(
		( metric?.event_properties?.filter?.conditions ?? [] ).map( ( one ) => [
			one.name ?? '',
			one.value ?? '',
		] )
	);
}

type Deed = {
	readonly type: string;
	readonly entity_id: string;
	readonly key?: string;
	readonly properties?: Readonly< Record< string, string > >;
};

/**
 * The events of an experiment, by what a visitor does: sees the headline, clicks it (what the first metric of a custom
 * event counts, and the views of pages that are metrics), reads (the second).
 */
export function deedsOf( store: Store, live: Experiment ) {
	const { custom_events: events, pages } = store.state;
	const custom = ( metric: Metric ): Deed[] =>
		events
			.filter( ( one ) => one.id === metric.event_id )
			.map( ( one ) => ( {
				type: one.category,
				entity_id: String( one.id ),
				key: one.key,
				properties: propertiesOf( metric ),
			} ) );
	const views = ( ids: readonly unknown[] ): Deed[] =>
		pages
			.filter( ( one ) => ids.includes( one.id ) )
			.map( ( one ) => ( {
				type: 'view_activated',
				entity_id: String( one.id ),
				key: one.key,
			} ) );
	const [ clicks = [], reads = [] ] = live.metrics
		.map( custom )
		.filter( ( found ) => found.length );
	return {
		seen: [
			{
				type: 'campaign_activated',
				entity_id: String( live.campaign_id ),
			},
			...views( pageIdsOf( live ) ),
			...events
				.filter(
					( one ) =>
						one.key === EXPOSURE &&
						one.project_id === live.project_id
				)
				.map( ( one ) => ( {
					type: one.category,
					entity_id: String( one.id ),
					key: one.key,
					properties: propertiesOf( live.metrics[ 0 ] ),
				} ) ),
		] as Deed[],
		clicked: [
			...clicks,
			...views( live.metrics.map( ( one ) => one.event_id ) ),
		],
		read: reads,
	};
}

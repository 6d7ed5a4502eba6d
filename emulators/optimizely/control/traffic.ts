/**
 * Visitors without browsers: their events written straight into the store, as if an experiment had run for a while.
 */
import { randomUUID } from 'node:crypto';
import { allocationsOf } from '../cdn/published';
import type { ExperimentRecord } from '../objects';
import { timestamp } from '../projects';
import { choose } from '../snippet/hash';
import type { StoredEvent } from '../state';
import type { Store } from '../store';
import { deedsOf } from './deeds';
import { NotThere } from './not-there';

export type TrafficOrder = {
	/** Experiment id; it must have been started. */
	readonly experiment: number;
	/** How many visitors, over all variations; each gets one by the same hash as in a browser. */
	readonly visitors: number;
	/** Share of visitors of each variation who do what the first metric counts. */
	readonly clickRates: readonly number[];
	/** Share of those, of each variation, who do what the second metric counts. Default .6 for all. */
	readonly readRates?: readonly number[];
	/** The time they are spread over, up to now; the experiment is made to have started by then. Default 24. */
	readonly hours?: number;
};

export type TrafficSent = {
	readonly events: number;
	/** By variation id. */
	readonly visitors: Readonly< Record< string, number > >;
	readonly clicks: Readonly< Record< string, number > >;
};

const HOUR = 3_600_000;

/** True as often as the rate says, evenly: the counts come out the same every time. */
function dealer() {
	const owed = new Map< string, number >();
	return ( pile: string, rate: number ): boolean => {
		const sum = ( owed.get( pile ) ?? 0.5 ) + rate;
		owed.set( pile, sum >= 1 ? sum - 1 : sum );
		return sum >= 1;
	};
}

/** When the experiment ran last, made long enough. */
function runFor( store: Store, record: ExperimentRecord, hours: number ) {
	const run = record.runs.at( -1 );
	if ( ! run || ! record.live ) {
		throw new NotThere( `Experiment ${ record.id } was never started` );
	}
	const to = run.to ?? store.now();
	const from = to - hours * HOUR;
	if ( from < run.from ) {
		run.from = from;
		if ( record.runs.length === 1 ) {
			record.view.earliest = timestamp( from );
		}
	}
	return { live: record.live, from, to };
}

/**
 * Sends visitors.
 *
 * @param  store  Where.
 * @param  record The experiment.
 * @param  order  How many, and what they do.
 * @throws {NotThere} When it was never started.
 */
export function sendTraffic(
	store: Store,
	record: ExperimentRecord,
	order: TrafficOrder
): TrafficSent {
	const { live, from, to } = runFor( store, record, order.hours ?? 24 );
	const deeds = deedsOf( store, live );
	const allocations = allocationsOf( live );
	const deal = dealer();
	const account = store.state.projects.find(
		( one ) => one.id === live.project_id
	);
	const visitors: Record< string, number > = {};
	const clicks: Record< string, number > = {};
	const made: StoredEvent[] = [];
	const batch = randomUUID().slice( 0, 8 );

	for ( let number = 0; number < order.visitors; number++ ) {
		// Leaves room before the end for what comes after the first sight.
		const start = Math.floor(
			from + ( ( number + 0.5 ) / order.visitors ) * ( to - from ) * 0.999
		);
		const visitor = `oeu${ start }r0.${ batch }${ number }`;
		const variation = choose( visitor, String( live.id ), allocations );
		if ( variation === null ) {
			continue;
		}
		const index = live.variations.findIndex(
			( one ) => String( one.variation_id ) === variation
		);
		visitors[ variation ] = ( visitors[ variation ] ?? 0 ) + 1;
		const hasClicked = deal(
			`click ${ variation }`,
			order.clickRates[ index ] ?? 0
		);
		const hasRead =
			hasClicked &&
			deal( `read ${ variation }`, order.readRates?.[ index ] ?? 0.6 );
		if ( hasClicked ) {
			clicks[ variation ] = ( clicks[ variation ] ?? 0 ) + 1;
		}
		const done = [
			...deeds.seen,
			...( hasClicked ? deeds.clicked : [] ),
			...( hasRead ? deeds.read : [] ),
		];
		done.forEach( ( deed, place ) => {
			const time = Math.min( to, start + place * 200 );
			made.push( {
				received: time,
				account_id: String( account?.account_id ?? '' ),
				project_id: String( live.project_id ),
				client_name: 'traffic',
				visitor_id: visitor,
				session_id: 'AUTO',
				attributes: [],
				decisions: [
					{
						campaign_id: String( live.campaign_id ),
						experiment_id: String( live.id ),
						variation_id: variation,
						is_campaign_holdback: false,
					},
				],
				event: { ...deed, timestamp: time, uuid: randomUUID() },
			} );
		} );
	}
	// One by one: a spread of so many would be too much for the stack.
	made.forEach( ( one ) => store.state.events.push( one ) );
	store.changed();
	return { events: made.length, visitors, clicks };
}

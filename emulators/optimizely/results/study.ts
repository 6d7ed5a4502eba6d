/**
 * Puts an experiment's numbers together: per metric and variation, at any time.
 */
import { UNKNOWN_COUNT } from '../api/json';
import type { ExperimentRecord, Metric, Variation } from '../objects';
import type { Store } from '../store';
import { gather, type Participant, type Scope } from './gather';
import { compare, type Arm } from './msprt';

export type Study = {
	readonly record: ExperimentRecord;
	readonly metrics: readonly Metric[];
	readonly variations: readonly Variation[];
	readonly baseline: string;
	readonly threshold: number;
	readonly participants: readonly Participant[];
};

export type Lift = {
	value?: number;
	significance: number;
	is_significant: boolean;
	is_most_conclusive: boolean;
	lift_status: 'equal' | 'better' | 'worse';
	confidence_interval?: readonly [ number, number ];
	visitors_remaining: number;
	end_of_epoch: boolean;
};

export type Row = Arm & {
	readonly variation: Variation;
	readonly id: string;
	readonly value: number;
	readonly lift: Lift | null;
};

/**
 * Looks an experiment up.
 *
 * @param store    Where.
 * @param record   The experiment.
 * @param baseline Variation id to compare with; null for the first.
 * @param scope    From when to when, and who.
 * @return null when it was never published or has no such variation.
 */
export function study(
	store: Store,
	record: ExperimentRecord,
	baseline: string | null,
	scope: Scope
): Study | null {
	const { live } = record;
	const variations = ( live?.variations ?? [] ).filter(
		( one ) => ! one.archived
	);
	const first = variations.find(
		( one ) => baseline === null || String( one.variation_id ) === baseline
	);
	if ( ! live || ! first ) {
		return null;
	}
	return {
		record,
		metrics: live.metrics,
		variations,
		baseline: String( first.variation_id ),
		threshold:
			store.state.projects.find( ( one ) => one.id === live.project_id )
				?.confidence_threshold ?? 0.9,
		participants: [
			...gather(
				store,
				record,
				live.metrics,
				variations,
				scope
			).values(),
		],
	};
}

function armOf(
	{ participants, metrics }: Study,
	metric: number,
	variation: string,
	until: number
): Arm & { value: number } {
	const isUnique = ( metrics[ metric ]?.aggregator ?? 'unique' ) === 'unique';
	let samples = 0;
	let value = 0;
	let squares = 0;
	let converted = 0;
	for ( const one of participants ) {
		if ( one.variation !== variation || one.time > until ) {
			continue;
		}
		samples += 1;
		const deeds = ( one.deeds[ metric ] ?? [] ).filter(
			( deed ) => deed.time <= until
		);
		if ( deeds.length ) {
			converted += 1;
			const amount = isUnique
				? 1
				: deeds.reduce( ( sum, deed ) => sum + deed.amount, 0 );
			value += amount;
			squares += amount * amount;
		}
	}
	const rate = samples ? value / samples : 0;
	const spread = samples ? squares / samples - rate * rate : 0;
	return {
		samples,
		value,
		rate,
		converted,
		variance:
			isUnique || samples < 2
				? spread
				: ( spread * samples ) / ( samples - 1 ),
	};
}

function statusOf(
	lift: number | null,
	metric: Metric | undefined
): Lift[ 'lift_status' ] {
	if ( ! lift ) {
		return 'equal';
	}
	return lift > 0 === ( metric?.winning_direction !== 'decreasing' )
		? 'better'
		: 'worse';
}

/**
 * One metric's rows, in the order of the variations.
 *
 * @param studied From `study`.
 * @param index   Which metric.
 * @param until   What came later does not count.
 */
export function rows( studied: Study, index: number, until: number ): Row[] {
	const metric = studied.metrics[ index ];
	const isBinary = ( metric?.aggregator ?? 'unique' ) === 'unique';
	const base = armOf( studied, index, studied.baseline, until );
	const found = studied.variations.map( ( variation ): Row => {
		const id = String( variation.variation_id );
		const arm = armOf( studied, index, id, until );
		if ( id === studied.baseline ) {
			return { ...arm, variation, id, lift: null };
		}
		const result = compare( base, arm, studied.threshold, isBinary );
		return {
			...arm,
			variation,
			id,
			lift: {
				...( result.lift === null ? {} : { value: result.lift } ),
				significance: result.significance,
				is_significant: result.isSignificant,
				is_most_conclusive: false,
				lift_status: statusOf( result.lift, metric ),
				...( result.interval
					? { confidence_interval: result.interval }
					: {} ),
				visitors_remaining: result.remaining ?? UNKNOWN_COUNT,
				end_of_epoch: false,
			},
		};
	} );
	const most = Math.max(
		...found.map( ( row ) => row.lift?.significance ?? 0 )
	);
	const conclusive = found.find(
		( row ) => most > 0 && row.lift?.significance === most
	);
	if ( conclusive?.lift ) {
		conclusive.lift.is_most_conclusive = true;
	}
	return found;
}

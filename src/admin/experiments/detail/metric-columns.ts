/**
 * The columns of a metric's table, in order: those that have something in them.
 */
import { __ } from '@wordpress/i18n';
import type { Results } from '../../../contracts/results';
import { unitName, unitOf } from '../../../domain/units';
import { columnsOf } from '../../../domain/verdict';

type Metric = Results[ 'metrics' ][ number ];

export type ColumnId =
	| 'visitors'
	| 'conversions'
	| 'rate'
	| 'improvement'
	| 'interval'
	| 'significance'
	| 'chance'
	| 'loss';

export interface Column {
	id: ColumnId;
	/** Narrow screens have it in each cell. */
	name: string;
	isNumber: boolean;
}

export function metricColumns(
	results: Results,
	{ id, variations }: Metric
): Column[] {
	const shown = columnsOf( results, variations );
	const column = ( of: ColumnId, name: string, isNumber = true ) => ( {
		id: of,
		name,
		isNumber,
	} );
	return [
		column( 'visitors', unitName( unitOf( results ) ) ),
		column( 'conversions', conversionsName( id ) ),
		column( 'rate', __( 'Rate', 'two-heads' ) ),
		...( shown.improvement
			? [ column( 'improvement', __( 'Improvement', 'two-heads' ) ) ]
			: [] ),
		...( shown.chance
			? [ column( 'chance', __( 'Chance to be best', 'two-heads' ) ) ]
			: [] ),
		...( shown.loss
			? [ column( 'loss', __( 'Expected loss', 'two-heads' ) ) ]
			: [] ),
		...( shown.interval
			? [
					column(
						'interval',
						__( 'Probably between', 'two-heads' ),
						false
					),
				]
			: [] ),
		...( shown.significance
			? [
					column(
						'significance',
						__( 'Significance', 'two-heads' ),
						false
					),
				]
			: [] ),
	];
}

function conversionsName( id: Metric[ 'id' ] ): string {
	switch ( id ) {
		case 'click':
			return __( 'Clicks', 'two-heads' );
		case 'read':
			return __( 'Reads', 'two-heads' );
		case 'open':
			return __( 'Opened', 'two-heads' );
	}
}

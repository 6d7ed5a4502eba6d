import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';
import { variationName } from '../../../domain/titles';
import { titlesOf } from '../../../editor/titles-of';

/** The headlines alone, where there are no figures yet. */
export function Headlines( { experiment }: { experiment: Experiment } ) {
	return (
		<dl className="two-heads-facts">
			{ titlesOf( experiment ).map( ( title, index ) => (
				<div key={ index }>
					<dt>{ variationName( index ) }</dt>
					<dd dir="auto">
						{ title || __( '(empty)', 'two-heads' ) }
					</dd>
				</div>
			) ) }
		</dl>
	);
}

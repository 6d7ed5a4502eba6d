import { dateI18n, getSettings } from '@wordpress/date';
import { __ } from '@wordpress/i18n';
import type { Experiment } from '../../../contracts/experiment';

/** What happened, by whom and when. */
export function Log( { log }: { log: Experiment[ 'log' ] } ) {
	return log.length === 0 ? (
		<p>{ __( 'Nothing yet.', 'two-heads' ) }</p>
	) : (
		<ol className="two-heads-events">
			{ log.map( ( { at, by, text }, index ) => (
				<li key={ index }>
					<span className="two-heads-hint">
						<time dateTime={ at }>
							{ dateI18n( getSettings().formats.datetime, at ) }
						</time>
						{ by ? ` · ${ by }` : '' }
					</span>
					<br />
					{ text }
				</li>
			) ) }
		</ol>
	);
}

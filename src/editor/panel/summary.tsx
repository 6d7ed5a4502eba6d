import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../contracts/experiment';
import { isOver } from '../../domain/panel-state';
import { pastSentence, pastWarning } from '../../domain/past-sentence';
import {
	resultSentence,
	sampleRatioSentence,
	staleSentence,
	warningSentence,
} from '../../domain/result-sentence';
import { undecidableSentence } from '../../domain/units';
import { titlesOf } from '../titles-of';
import { SummaryFacts } from './summary-facts';

/** What the figures say so far, or said at the end; the meaning first. */
export function Summary( { experiment }: { experiment: Experiment } ) {
	const { results } = experiment;
	const titles = titlesOf( experiment );
	const over = isOver( experiment );
	const warning = over
		? pastWarning( results, titles )
		: warningSentence( results, titles );
	const cause = sampleRatioSentence( results );
	// What needs attention is said with its cause.
	const spoiled = experiment.attention?.message.includes( cause )
		? ''
		: cause;
	const undecidable = results && ! over ? undecidableSentence( results ) : '';
	const stale = over ? '' : staleSentence( results, experiment.engine );
	return (
		<div className="two-heads-summary">
			<p
				className={ `two-heads-summary__verdict is-${
					results?.verdict ?? 'waiting'
				}` }
			>
				{ over
					? pastSentence( results, titles )
					: resultSentence( results, titles ) }
			</p>
			{ spoiled && <p className="two-heads-warning">{ spoiled }</p> }
			{ warning && <p className="two-heads-warning">{ warning }</p> }
			{ undecidable && (
				<p className="two-heads-warning">{ undecidable }</p>
			) }
			{ results && results.state === 'ready' && (
				<SummaryFacts results={ results } over={ over } />
			) }
			{ stale && <p className="two-heads-hint">{ stale }</p> }
			{ results && (
				<p className="two-heads-hint">
					{ sprintf(
						/* translators: %s: date and time. */
						__( 'As of %s.', 'two-heads' ),
						dateI18n(
							getSettings().formats.datetime,
							results.until ?? results.fetched_at
						)
					) }
				</p>
			) }
		</div>
	);
}

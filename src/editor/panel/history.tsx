import { ExternalLink } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { Disclosure } from '../../components/disclosure';
import type { Experiment } from '../../contracts/experiment';
import { Outcome } from './concluded-view';
import { Hypothesis } from './hypothesis';
import { VariationRows } from './variation-rows';

interface HistoryProps {
	/** Latest first. */
	experiments: readonly Experiment[];
	/** Empty for those who may not see it. */
	resultsUrl: string;
}

/** Tests of this post that have ended. */
export function History( { experiments, resultsUrl }: HistoryProps ) {
	const [ open, setOpen ] = useState( false );
	if ( experiments.length === 0 ) {
		return null;
	}
	return (
		<Disclosure
			label={ sprintf(
				/* translators: %d: number of tests. */
				_n(
					'%d earlier test',
					'%d earlier tests',
					experiments.length,
					'two-heads'
				),
				experiments.length
			) }
			open={ open }
			onToggle={ setOpen }
		>
			<ul className="two-heads-history">
				{ experiments.map( ( experiment ) => (
					<li key={ experiment.id }>
						<Outcome experiment={ experiment } />
						<VariationRows experiment={ experiment } />
						<Hypothesis experiment={ experiment } />
						<Log log={ experiment.log } />
						{ resultsUrl && (
							<ExternalLink href={ resultsUrl + experiment.id }>
								{ __( 'Full results', 'two-heads' ) }
							</ExternalLink>
						) }
					</li>
				) ) }
			</ul>
		</Disclosure>
	);
}

/** What happened, by whom and when. */
export function Log( { log }: { log: Experiment[ 'log' ] } ) {
	const [ open, setOpen ] = useState( false );
	return log.length === 0 ? null : (
		<Disclosure
			label={ __( 'What happened', 'two-heads' ) }
			open={ open }
			onToggle={ setOpen }
		>
			<ol className="two-heads-log">
				{ log.map( ( { at, by, text }, index ) => (
					<li key={ index }>
						<time dateTime={ at }>
							{ dateI18n( getSettings().formats.datetime, at ) }
						</time>
						{ by ? ` · ${ by }` : '' }
						<br />
						{ text }
					</li>
				) ) }
			</ol>
		</Disclosure>
	);
}

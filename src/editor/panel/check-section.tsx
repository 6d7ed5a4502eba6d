import { Icon } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { caution, check as tick } from '@wordpress/icons';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import {
	findingSentence,
	isFound,
	reportMends,
	reportSentence,
} from '../check/report';
import type { Check } from '../check/use-check';
import { ActionButton } from './action-button';

interface CheckSectionProps {
	panel: HeadlinePanel;
	check: Check;
}

/** "Does it work here?", and what was found. */
export function CheckSection( { panel, check }: CheckSectionProps ) {
	const { report, running } = check;
	return (
		<div className="two-heads-check">
			<ActionButton
				busy={ running }
				disabled={ ! panel.post.published }
				hint={
					panel.post.published
						? undefined
						: __(
								'Can be checked once the post is published.',
								'two-heads'
							)
				}
				onClick={ () => void check.run( panel ) }
			>
				{ running
					? __( 'Looking at the pages…', 'two-heads' )
					: __( 'Does it work here?', 'two-heads' ) }
			</ActionButton>
			{ report && ! running && (
				<>
					<p
						className={ `two-heads-check__result ${
							isFound( report ) ? 'is-good' : 'is-warning'
						}` }
					>
						<Icon
							icon={ isFound( report ) ? tick : caution }
							size={ 20 }
						/>
						<strong>{ reportSentence( report ) }</strong>
					</p>
					<ul className="two-heads-check__places">
						{ report.places.map( ( place ) => (
							<li key={ place.url }>
								<a
									href={ place.url }
									target="_blank"
									rel="noreferrer"
								>
									{ place.label }
								</a>
								{ ': ' }
								{ findingSentence( place, report.ownPage ) }
							</li>
						) ) }
					</ul>
					{ ! isFound( report ) && (
						<>
							<p>{ __( 'What may help:', 'two-heads' ) }</p>
							<ul className="two-heads-list">
								{ reportMends( report ).map( ( mend ) => (
									<li key={ mend }>{ mend }</li>
								) ) }
							</ul>
						</>
					) }
				</>
			) }
		</div>
	);
}

import { ExternalLink } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Experiment } from '../../contracts/experiment';
import { variationName } from '../../domain/titles';

/** Looks at every headline on the real pages. */
export function PreviewLinks( { experiment }: { experiment: Experiment } ) {
	return (
		<div className="two-heads-previews">
			<span className="two-heads-label">
				{ __( 'Preview', 'two-heads' ) }
			</span>
			<ul>
				{ experiment.previews.map( ( _, index ) => (
					<li key={ index }>
						{ variationName( index ) }
						{ ': ' }
						<PreviewPair
							experiment={ experiment }
							index={ index }
						/>
					</li>
				) ) }
			</ul>
			<p className="two-heads-hint">
				{ __(
					'Only you see these pages, and nothing on them is counted.',
					'two-heads'
				) }
			</p>
		</div>
	);
}

interface PreviewProps {
	experiment: Experiment;
	index: number;
}

/** The addresses of one variation in a line that says what they are; nothing where there are none. */
export function PreviewRow( { experiment, index }: PreviewProps ) {
	return experiment.previews[ index ] ? (
		<p>
			<span className="two-heads-hint">
				{ __( 'Preview:', 'two-heads' ) }
			</span>{ ' ' }
			<PreviewPair experiment={ experiment } index={ index } />
		</p>
	) : null;
}

/** The addresses of one variation; nothing where there are none. */
function PreviewPair( { experiment, index }: PreviewProps ) {
	const preview = experiment.previews[ index ];
	if ( ! preview ) {
		return null;
	}
	const name = variationName( index );
	return (
		<span className="two-heads-preview-pair">
			<ExternalLink
				href={ preview.front }
				aria-label={ sprintf(
					/* translators: %s: name of a headline, such as "Variation 2". */
					__( 'Preview %s on the front page', 'two-heads' ),
					name
				) }
			>
				{ __( 'Front page', 'two-heads' ) }
			</ExternalLink>{ ' ' }
			<ExternalLink
				href={ preview.post }
				aria-label={ sprintf(
					/* translators: %s: name of a headline, such as "Variation 2". */
					__( 'Preview %s on the post’s page', 'two-heads' ),
					name
				) }
			>
				{ __( 'Post', 'two-heads' ) }
			</ExternalLink>
		</span>
	);
}

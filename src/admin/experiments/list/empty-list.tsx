import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

interface EmptyListProps {
	/** Whether a search or a status is chosen. */
	filtered: boolean;
	postsUrl: string;
	onClear: () => void;
}

/** Nothing to show: what to do now. */
export function EmptyList( { filtered, postsUrl, onClear }: EmptyListProps ) {
	return (
		<div className="two-heads-empty">
			<p>
				<strong>
					{ filtered
						? __( 'No experiment fits.', 'two-heads' )
						: __( 'No headline is tested yet.', 'two-heads' ) }
				</strong>
			</p>
			<p>
				{ filtered
					? __(
							'Try a shorter word, or look at all of them.',
							'two-heads'
						)
					: __(
							'Open a post, write a second headline in its panel “Headline test”, and press Start. What comes of it is gathered here.',
							'two-heads'
						) }
			</p>
			{ filtered ? (
				<Button
					__next40pxDefaultSize
					variant="secondary"
					onClick={ onClear }
				>
					{ __( 'Show all experiments', 'two-heads' ) }
				</Button>
			) : (
				<Button
					__next40pxDefaultSize
					variant="primary"
					href={ postsUrl }
				>
					{ __( 'Go to the posts', 'two-heads' ) }
				</Button>
			) }
		</div>
	);
}

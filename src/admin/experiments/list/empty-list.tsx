import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

interface EmptyListProps {
	/** Whether a search or a status is chosen. */
	filtered: boolean;
	postsUrl: string;
	/** Where to connect Optimizely first; empty when that is done, or for somebody else to do. */
	connectUrl: string;
	onClear: () => void;
}

/** Nothing to show: what to do now. */
export function EmptyList( {
	filtered,
	postsUrl,
	connectUrl,
	onClear,
}: EmptyListProps ) {
	if ( filtered ) {
		return (
			<Empty
				title={ __( 'No experiment fits.', 'two-heads' ) }
				text={ __(
					'Try a shorter word, or look at all of them.',
					'two-heads'
				) }
			>
				<Button
					__next40pxDefaultSize
					variant="secondary"
					onClick={ onClear }
				>
					{ __( 'Show all experiments', 'two-heads' ) }
				</Button>
			</Empty>
		);
	}
	return (
		<Empty
			title={ __( 'No headline is tested yet.', 'two-heads' ) }
			text={
				connectUrl
					? __(
							'Headline tests run on Optimizely. Connect your account first; then open a post and write a second headline in its panel “Headline test”.',
							'two-heads'
						)
					: __(
							'Open a post, write a second headline in its panel “Headline test”, and press Start. What comes of it is gathered here.',
							'two-heads'
						)
			}
		>
			<Button
				__next40pxDefaultSize
				variant="primary"
				href={ connectUrl || postsUrl }
			>
				{ connectUrl
					? __( 'Connect Optimizely', 'two-heads' )
					: __( 'Go to the posts', 'two-heads' ) }
			</Button>
		</Empty>
	);
}

function Empty( {
	title,
	text,
	children,
}: {
	title: string;
	text: string;
	children: ReactNode;
} ) {
	return (
		<div className="two-heads-empty">
			<p>
				<strong>{ title }</strong>
			</p>
			<p>{ text }</p>
			{ children }
		</div>
	);
}

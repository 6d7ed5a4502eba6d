import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

interface EmptyListProps {
	/** Whether a search or a status is chosen. */
	filtered: boolean;
	postsUrl: string;
	/** Where Optimizely can be connected too; empty when that is done, or for somebody else to do. */
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
			text={ __(
				'Open a post, write a second headline in its panel “Headline test”, and press Start. What comes of it is gathered here.',
				'two-heads'
			) }
			more={
				connectUrl &&
				__(
					'Nothing else is needed: tests run on this site. Whoever has an account can run them on Optimizely too.',
					'two-heads'
				)
			}
		>
			<Button __next40pxDefaultSize variant="primary" href={ postsUrl }>
				{ __( 'Go to the posts', 'two-heads' ) }
			</Button>
			{ connectUrl && (
				<Button
					__next40pxDefaultSize
					variant="tertiary"
					href={ connectUrl }
				>
					{ __( 'Connect Optimizely', 'two-heads' ) }
				</Button>
			) }
		</Empty>
	);
}

function Empty( {
	title,
	text,
	more = '',
	children,
}: {
	title: string;
	text: string;
	more?: string;
	children: ReactNode;
} ) {
	return (
		<div className="two-heads-empty">
			<p>
				<strong>{ title }</strong>
			</p>
			<p>{ text }</p>
			{ more && <p className="two-heads-hint">{ more }</p> }
			<div className="two-heads-actions">{ children }</div>
		</div>
	);
}

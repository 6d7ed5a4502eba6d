import { useInstanceId } from '@wordpress/compose';
import type { ReactNode } from 'react';

export interface Badge {
	tone: 'neutral' | 'good' | 'warning';
	text: string;
}

interface ConnectionCardProps {
	/** Name of the platform. */
	title: string;
	/** What it is for, in a line. */
	description: string;
	/** The state of the connection; null while it is not known. */
	badge: Badge | null;
	children: ReactNode;
}

/** The frame of one connection, the same for every platform. */
export function ConnectionCard( {
	title,
	description,
	badge,
	children,
}: ConnectionCardProps ) {
	const id = useInstanceId( ConnectionCard, 'two-heads-card' );
	return (
		<section className="two-heads-card" aria-labelledby={ id }>
			<header className="two-heads-card__header">
				<span className="two-heads-card__mark" aria-hidden="true">
					{ title.charAt( 0 ) }
				</span>
				<div className="two-heads-card__name">
					<h2 id={ id }>{ title }</h2>
					<p>{ description }</p>
				</div>
				{ badge && (
					<span
						className={ `two-heads-badge is-${ badge.tone }` }
						data-testid="badge"
					>
						{ badge.text }
					</span>
				) }
			</header>
			{ children }
		</section>
	);
}

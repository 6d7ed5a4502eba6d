import { useInstanceId } from '@wordpress/compose';
import type { ReactNode } from 'react';

interface CardProps {
	title: string;
	/** What it is for, in a line. */
	description: string;
	children: ReactNode;
}

/** A part of the screen that is saved on its own. */
export function Card( { title, description, children }: CardProps ) {
	const id = useInstanceId( Card, 'two-heads-settings-card' );
	return (
		<section className="two-heads-card" aria-labelledby={ id }>
			<header className="two-heads-card__header">
				<div className="two-heads-card__name">
					<h2 id={ id }>{ title }</h2>
					<p>{ description }</p>
				</div>
			</header>
			{ children }
		</section>
	);
}

import { useInstanceId } from '@wordpress/compose';
import type { ReactNode } from 'react';

interface CardSectionProps {
	title: string;
	/** What stands beside the title, such as a button. */
	aside?: ReactNode;
	children: ReactNode;
}

/** One part of a card, with a heading of its own. */
export function CardSection( { title, aside, children }: CardSectionProps ) {
	const id = useInstanceId( CardSection, 'two-heads-section' );
	return (
		<section className="two-heads-section" aria-labelledby={ id }>
			<div className="two-heads-section__header">
				<h3 id={ id }>{ title }</h3>
				{ aside }
			</div>
			{ children }
		</section>
	);
}

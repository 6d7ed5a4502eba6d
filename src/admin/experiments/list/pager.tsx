import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

interface PagerProps {
	page: number;
	pages: number;
	onPage: ( page: number ) => void;
}

/** Back and forth through pages; nothing where there is one. */
export function Pager( { page, pages, onPage }: PagerProps ) {
	return pages > 1 ? (
		<nav
			className="two-heads-pager"
			aria-label={ __( 'Pages of ended experiments', 'two-heads' ) }
		>
			<Button
				__next40pxDefaultSize
				variant="secondary"
				disabled={ page <= 1 }
				accessibleWhenDisabled
				onClick={ () => onPage( page - 1 ) }
			>
				{ __( 'Newer', 'two-heads' ) }
			</Button>
			<span>
				{ sprintf(
					/* translators: 1: number of a page, 2: number of pages. */
					__( 'Page %1$d of %2$d', 'two-heads' ),
					page,
					pages
				) }
			</span>
			<Button
				__next40pxDefaultSize
				variant="secondary"
				disabled={ page >= pages }
				accessibleWhenDisabled
				onClick={ () => onPage( page + 1 ) }
			>
				{ __( 'Older', 'two-heads' ) }
			</Button>
		</nav>
	) : null;
}

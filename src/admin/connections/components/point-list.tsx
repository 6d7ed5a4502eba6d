import { Icon, VisuallyHidden } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { cancelCircleFilled, caution, check } from '@wordpress/icons';
import type { Point } from '../../../domain/point';

/** The points of a check, each with what to do about it. */
export function PointList( { points }: { points: readonly Point[] } ) {
	return (
		<ul className="two-heads-points">
			{ points.map( ( point ) => (
				<li
					key={ point.id }
					className={ `two-heads-points__point is-${ point.status }` }
				>
					<Icon icon={ iconOf( point.status ) } size={ 24 } />
					<div>
						<p className="two-heads-points__title">
							<VisuallyHidden as="span">
								{ wordOf( point.status ) }
							</VisuallyHidden>{ ' ' }
							{ point.title }
						</p>
						<p>{ point.detail }</p>
						{ point.mend && (
							<p className="two-heads-points__mend">
								{ sprintf(
									/* translators: %s: what to do about a problem. */
									__( 'To mend it: %s', 'two-heads' ),
									point.mend
								) }
							</p>
						) }
					</div>
				</li>
			) ) }
		</ul>
	);
}

function iconOf( status: Point[ 'status' ] ) {
	return { ok: check, warning: caution, error: cancelCircleFilled }[ status ];
}

function wordOf( status: Point[ 'status' ] ): string {
	switch ( status ) {
		case 'ok':
			return __( 'All right:', 'two-heads' );
		case 'warning':
			return __( 'Warning:', 'two-heads' );
		case 'error':
			return __( 'Error:', 'two-heads' );
	}
}

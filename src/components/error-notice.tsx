import { Notice } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { RequestError } from '../api/errors';

interface ErrorNoticeProps {
	error: RequestError;
	/** Offers to do it again. */
	onRetry?: () => void;
	/** Moves the focus here, where the person was acting. Not for what failed by itself. */
	focus?: boolean;
}

/** A failed request in a sentence; the notice announces itself. */
export function ErrorNotice( {
	error,
	onRetry,
	focus = false,
}: ErrorNoticeProps ) {
	const place = useRef< HTMLDivElement >( null );
	useEffect( () => {
		if ( focus ) {
			place.current?.focus();
		}
	}, [ error, focus ] );
	return (
		<div ref={ place } tabIndex={ -1 } className="two-heads-notice">
			<Notice
				status="error"
				isDismissible={ false }
				spokenMessage={ error.message }
				actions={
					onRetry
						? [
								{
									label: __( 'Try again', 'two-heads' ),
									onClick: onRetry,
									variant: 'secondary',
								},
							]
						: []
				}
			>
				{ error.message }
			</Notice>
		</div>
	);
}

import { Notice } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { __, sprintf } from '@wordpress/i18n';
import type { HeadlineCodeState } from '../../../contracts/headline-code-state';

interface CodeStatusProps {
	stored: HeadlineCodeState;
	readOnly: boolean;
}

/** Why the code cannot be changed, and who changed it last. */
export function CodeStatus( { stored, readOnly }: CodeStatusProps ) {
	const { changed_at: at, changed_by: by } = stored;
	return (
		<>
			{ stored.disabled && (
				<Notice status="warning" isDismissible={ false }>
					{ __(
						'TWO_HEADS_DISABLE_CUSTOM_CODE is set in wp-config.php: experiments use the defaults. Below stands what is stored, to be read only. To use or change it, take that line out.',
						'two-heads'
					) }
				</Notice>
			) }
			{ readOnly && ! stored.disabled && (
				<Notice status="info" isDismissible={ false }>
					{ __(
						'You can read this code but not change it: it runs in the browser of every visitor, so it needs the right to add scripts (unfiltered_html) besides that to manage the site. On a network of sites only its super admins have it.',
						'two-heads'
					) }
				</Notice>
			) }
			{ at && (
				<p className="two-heads-hint">
					{ by
						? sprintf(
								/* translators: 1: date and time, 2: name of a person. */
								__(
									'Last changed on %1$s by %2$s.',
									'two-heads'
								),
								dateI18n( getSettings().formats.datetime, at ),
								by
							)
						: sprintf(
								/* translators: %s: date and time. */
								__( 'Last changed on %s.', 'two-heads' ),
								dateI18n( getSettings().formats.datetime, at )
							) }
				</p>
			) }
		</>
	);
}

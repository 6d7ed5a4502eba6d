import { __, _n, sprintf } from '@wordpress/i18n';

/** The result of the installation check in a line. */
export function summaryOf( toMend: number ): string {
	return toMend === 0
		? __(
				'All well: the snippet is installed as it should be.',
				'two-heads'
			)
		: sprintf(
				/* translators: %d: number of problems. */
				_n(
					'%d thing to mend.',
					'%d things to mend.',
					toMend,
					'two-heads'
				),
				toMend
			);
}

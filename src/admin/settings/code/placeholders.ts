import { __ } from '@wordpress/i18n';
import type { Placeholder } from '../../../domain/js-syntax';

export interface PlaceholderHelp {
	name: Placeholder;
	/** What it becomes. */
	becomes: string;
	/** As on Optimizely. */
	example: string;
}

/** Every placeholder of the variation code, in the order in which they are useful. */
export function placeholders(): PlaceholderHelp[] {
	return [
		{
			name: '{{title}}',
			becomes: __( 'The headline of the variation.', 'two-heads' ),
			example: '"Two cats, one box"',
		},
		{
			name: '{{original_title}}',
			becomes: __(
				'The post’s title as the theme shows it.',
				'two-heads'
			),
			example: '"A cat in a box"',
		},
		{
			name: '{{post_url}}',
			becomes: __( 'The post’s permalink.', 'two-heads' ),
			example: '"https:\\/\\/example.com\\/cats\\/"',
		},
		{
			name: '{{post_id}}',
			becomes: __( 'The post’s number, without quotes.', 'two-heads' ),
			example: '123',
		},
		{
			name: '{{experiment_id}}',
			becomes: __(
				'The experiment’s key: what clicks are counted under.',
				'two-heads'
			),
			example: '"3f2a9c1b-45"',
		},
		{
			name: '{{variation}}',
			becomes: __(
				'The variation’s number; 0 is the original.',
				'two-heads'
			),
			example: '1',
		},
		{
			name: '{{places}}',
			becomes: __(
				'1 when the post itself shows the headline too, else 0.',
				'two-heads'
			),
			example: '0',
		},
		{
			name: '{{library}}',
			becomes: __(
				'The code itself that finds and swaps headlines, for pages that this WordPress does not serve.',
				'two-heads'
			),
			example: '(()=>{…})();',
		},
		{
			name: '$NEW_TITLE',
			becomes: __(
				'As {{title}}; from the official plugin.',
				'two-heads'
			),
			example: '"Two cats, one box"',
		},
		{
			name: '$OLD_TITLE',
			becomes: __(
				'As {{original_title}}; from the official plugin.',
				'two-heads'
			),
			example: '"A cat in a box"',
		},
		{
			name: '$POST_ID',
			becomes: __(
				'As {{post_id}}; from the official plugin.',
				'two-heads'
			),
			example: '123',
		},
	];
}

/** Those that say something before a visitor is in a variation. */
export function activationPlaceholders(): PlaceholderHelp[] {
	return placeholders().filter(
		( { name } ) =>
			! [ '{{title}}', '$NEW_TITLE', '{{variation}}' ].includes( name )
	);
}

import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { HeadlineTest } from '../use-headline-test';

/** The way to a draft. What is written there gets the focus. */
export function StartNew( { test }: { test: HeadlineTest } ) {
	return (
		<Button
			__next40pxDefaultSize
			variant="secondary"
			onClick={ test.draft.begin }
		>
			{ __( 'Write a headline to test', 'two-heads' ) }
		</Button>
	);
}

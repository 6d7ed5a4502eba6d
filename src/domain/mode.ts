/**
 * How the built-in engine shares out visitors and decides, in words.
 */
import { __, sprintf } from '@wordpress/i18n';
import type { ExperimentSetup } from '../contracts/experiment-setup';
import type { HeadlinePanel } from '../contracts/headline-panel';

export type Mode = ExperimentSetup[ 'mode' ];

export const MODES: readonly Mode[] = [ 'auto', 'learn', 'earn', 'prove' ];

export function modeName( mode: Mode ): string {
	switch ( mode ) {
		case 'auto':
			return __( 'Automatic', 'two-heads' );
		case 'learn':
			return __( 'Learn', 'two-heads' );
		case 'earn':
			return __( 'Earn', 'two-heads' );
		case 'prove':
			return __( 'Prove', 'two-heads' );
	}
}

/**
 * When to use it.
 *
 * @param mode     Which.
 * @param forecast Says what automatic means for the post now.
 */
export function modeSentence(
	mode: Mode,
	forecast: HeadlinePanel[ 'forecast' ]
): string {
	switch ( mode ) {
		case 'auto':
			return autoSentence( forecast?.mode );
		case 'learn':
			return __(
				'For posts that stay: visitors are split evenly until one headline is likely the best.',
				'two-heads'
			);
		case 'earn':
			return __(
				'For news: headlines that do better get more of the visitors while the test runs, so that fewer clicks are missed. It cannot say what is significant.',
				'two-heads'
			);
		case 'prove':
			return __(
				'When you need to be sure: only a significant difference counts. Takes the most visitors.',
				'two-heads'
			);
	}
}

function autoSentence( mode: 'learn' | 'earn' | undefined ): string {
	const rule = __(
		'Earn for a post younger than two days, Learn for any other.',
		'two-heads'
	);
	return mode
		? sprintf(
				/* translators: 1: a sentence, 2: name of a mode, such as "Learn". */
				__( '%1$s For this post now: %2$s.', 'two-heads' ),
				rule,
				modeName( mode )
			)
		: rule;
}

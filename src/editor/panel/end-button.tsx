import { Button, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog';
import type { Experiment } from '../../contracts/experiment';
import type { Results } from '../../contracts/results';
import { warningSentence } from '../../domain/result-sentence';
import { isolated } from '../../domain/titles';
import { recommended } from '../../domain/verdict';
import { titlesOf } from '../titles-of';
import type { HeadlineTest } from '../use-headline-test';

interface EndButtonProps {
	test: HeadlineTest;
	experiment: Experiment;
	variant?: 'primary' | 'secondary';
}

/** Ends an experiment, after asking which headline stays. */
export function EndButton( {
	test,
	experiment,
	variant = 'secondary',
}: EndButtonProps ) {
	const [ asking, setAsking ] = useState( false );
	return (
		<>
			<Button
				__next40pxDefaultSize
				variant={ variant }
				onClick={ () => setAsking( true ) }
			>
				{ __( 'End…', 'two-heads' ) }
			</Button>
			{ asking && (
				<EndDialog
					test={ test }
					experiment={ experiment }
					onClose={ () => setAsking( false ) }
				/>
			) }
		</>
	);
}

function EndDialog( {
	test,
	experiment,
	onClose,
}: Omit< EndButtonProps, 'variant' > & { onClose: () => void } ) {
	const { results } = experiment;
	const [ chosen, setChosen ] = useState( recommended( results ) ?? 0 );
	const titles = titlesOf( experiment );
	const warning = warningSentence( results, titles );

	return (
		<ConfirmDialog
			title={ __( 'End this headline test', 'two-heads' ) }
			confirm={
				chosen === 0
					? __( 'End and keep the original', 'two-heads' )
					: __( 'End and use this headline', 'two-heads' )
			}
			action={ test.end }
			onClose={ onClose }
			onConfirm={ () =>
				void test.end.start( experiment.id, {
					variation: chosen,
					titles: experiment.setup.titles,
				} )
			}
		>
			<RadioControl
				label={ __( 'Which headline should stay?', 'two-heads' ) }
				selected={ String( chosen ) }
				options={ titles.map( ( title, index ) => ( {
					value: String( index ),
					label: isolated( title ),
					description: descriptionOf( index, results ),
				} ) ) }
				onChange={ ( value ) => setChosen( Number( value ) ) }
			/>
			{ warning && <p className="two-heads-warning">{ warning }</p> }
			<p>
				{ chosen === 0
					? __( 'The title of the post stays as it is.', 'two-heads' )
					: sprintf(
							/* translators: %s: a headline. */
							__(
								'“%s” becomes the title of the post, for everybody and everywhere. The old title is kept as a revision, and you can undo this with one click.',
								'two-heads'
							),
							isolated( titles[ chosen ] ?? '' )
						) }
			</p>
			{ chosen > 0 && test.host.titleEdited && (
				<p className="two-heads-warning">
					{ __(
						'The title in this editor has changes that are not saved. Saving the post later would replace the headline again.',
						'two-heads'
					) }
				</p>
			) }
			<p>
				{ experiment.engine === 'builtin'
					? __(
							'The test ends for good. Its figures are kept.',
							'two-heads'
						)
					: __(
							'The test ends for good and is archived in Optimizely. Its figures are kept here.',
							'two-heads'
						) }
			</p>
		</ConfirmDialog>
	);
}

function descriptionOf( index: number, results: Results | null ): string {
	const advised = index === recommended( results );
	if ( index === 0 ) {
		return advised
			? originalSentence( results )
			: __( 'The original: nothing changes.', 'two-heads' );
	}
	if ( ! advised ) {
		return __( 'Replaces the title of the post.', 'two-heads' );
	}
	return results?.verdict === 'winner'
		? __( 'The winner of this test.', 'two-heads' )
		: __(
				'Likely the best, though that is not proven. Replaces the title of the post.',
				'two-heads'
			);
}

/** Why the original is advised. */
function originalSentence( results: Results | null ): string {
	return results?.verdict === 'original'
		? __( 'The original, which did best: nothing changes.', 'two-heads' )
		: __(
				'The original: nothing better was shown. Nothing changes.',
				'two-heads'
			);
}

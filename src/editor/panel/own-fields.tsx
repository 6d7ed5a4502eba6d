import {
	CheckboxControl,
	RadioControl,
	TextControl,
} from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { modeName, MODES, modeSentence } from '../../domain/mode';
import type { Mistakes, SetupDraft } from '../../domain/setup-draft';
import { FieldHelp } from './field-help';

interface OwnFieldsProps {
	panel: HeadlinePanel;
	words: SetupDraft;
	mistakes: Mistakes;
	onChange: ( change: Partial< SetupDraft > ) => void;
}

/** How a test on this site decides. */
export function ModeField( {
	panel,
	words,
	onChange,
}: Omit< OwnFieldsProps, 'mistakes' > ) {
	return (
		<RadioControl
			label={ __( 'How it decides', 'two-heads' ) }
			selected={ words.mode }
			options={ MODES.map( ( mode ) => ( {
				value: mode,
				label: modeName( mode ),
				description: modeSentence( mode, panel.forecast ),
			} ) ) }
			onChange={ ( value ) =>
				onChange( {
					mode: MODES.find( ( mode ) => mode === value ) ?? 'auto',
				} )
			}
		/>
	);
}

/** What ends a test on this site besides a time, and what follows. */
export function EndFields( {
	words,
	mistakes,
	onChange,
}: Omit< OwnFieldsProps, 'panel' > ) {
	const mistake = mistakes.max_views ?? '';
	return (
		<>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				// Of what is no number, a field of type number says nothing at all.
				type="text"
				inputMode="numeric"
				label={ __(
					'End after this many views (optional)',
					'two-heads'
				) }
				value={ words.maxViews }
				aria-invalid={ mistake !== '' }
				help={
					<FieldHelp
						error={ mistake }
						help={ __(
							'Of all headlines together. Whatever comes first ends the test.',
							'two-heads'
						) }
					/>
				}
				onChange={ ( maxViews ) => onChange( { maxViews } ) }
			/>
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ __( 'Decide automatically', 'two-heads' ) }
				help={ __(
					'As soon as the test has a result, it ends: the better headline becomes the title, or the original stays. It is recorded, and a new title can be undone with one click.',
					'two-heads'
				) }
				checked={ words.autoApply }
				onChange={ ( autoApply ) => onChange( { autoApply } ) }
			/>
		</>
	);
}

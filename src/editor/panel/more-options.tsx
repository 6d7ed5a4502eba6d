import {
	RadioControl,
	TextareaControl,
	TextControl,
} from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Disclosure } from '../../components/disclosure';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { engineChoice, engineOf } from '../../domain/engine';
import type { Mistakes, SetupDraft } from '../../domain/setup-draft';
import { AudienceField } from './audience-field';
import { EngineField } from './engine-field';
import { FieldHelp } from './field-help';
import { EndFields, ModeField } from './own-fields';

interface MoreOptionsProps {
	panel: HeadlinePanel;
	words: SetupDraft;
	mistakes: Mistakes;
	/** The site's clock. */
	now: string;
	onChange: ( words: SetupDraft ) => void;
}

const FIELDS = [
	'engine',
	'mode',
	'max_views',
	'auto_apply',
	'goal',
	'traffic',
	'hypothesis',
	'start_at',
	'stop_at',
	'audiences',
];

/** What most tests leave as it is. Opens by itself where something in it is set or wrong. */
export function MoreOptions( {
	panel,
	words,
	mistakes,
	now,
	onChange,
}: MoreOptionsProps ) {
	const engine = engineOf( panel, words );
	const own = engine.id === 'builtin';
	const [ open, setOpen ] = useState( () => isSet( words, panel ) );
	const wrong = FIELDS.some( ( field ) => mistakes[ field ] );
	useEffect( () => {
		// It must not close over a field that is just being mended.
		if ( wrong ) {
			setOpen( true );
		}
	}, [ wrong ] );
	const edit = ( change: Partial< SetupDraft > ) =>
		onChange( { ...words, ...change } );
	const mistake = ( field: string ) => mistakes[ field ] ?? '';
	const clock = sprintf(
		/* translators: %s: name of a time zone, such as "Europe/Berlin". */
		__( 'In the time zone of the site: %s.', 'two-heads' ),
		panel.time_zone
	);

	return (
		<Disclosure
			label={ __( 'More options', 'two-heads' ) }
			open={ open || wrong }
			onToggle={ setOpen }
		>
			<EngineField
				panel={ panel }
				engine={ engine }
				words={ words }
				error={ mistake( 'engine' ) }
				onChange={ onChange }
			/>
			{ own && (
				<ModeField panel={ panel } words={ words } onChange={ edit } />
			) }
			<RadioControl
				label={ __( 'What decides', 'two-heads' ) }
				selected={ words.goal }
				options={ [
					{
						value: 'click',
						label: __( 'Clicks', 'two-heads' ),
						description: __(
							'Visitors who follow the headline.',
							'two-heads'
						),
					},
					{
						value: 'read',
						label: __( 'Engaged reads', 'two-heads' ),
						description: own
							? __(
									'Those of them who stay and read for 15 seconds. Only of visitors who are remembered. Takes longer to tell.',
									'two-heads'
								)
							: __(
									'Those of them who stay and read for 15 seconds. Takes longer to tell.',
									'two-heads'
								),
					},
				] }
				onChange={ ( goal ) =>
					edit( { goal: goal === 'read' ? 'read' : 'click' } )
				}
			/>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				type="number"
				min={ 1 }
				max={ 100 }
				step={ 1 }
				label={ __( 'Percent of visitors in the test', 'two-heads' ) }
				value={ words.traffic }
				aria-invalid={ mistake( 'traffic' ) !== '' }
				help={
					<FieldHelp
						error={ mistake( 'traffic' ) }
						help={ __(
							'The others see the original and are not counted.',
							'two-heads'
						) }
					/>
				}
				onChange={ ( traffic ) => edit( { traffic } ) }
			/>
			<TextareaControl
				__nextHasNoMarginBottom
				label={ __( 'Why it might do better (optional)', 'two-heads' ) }
				rows={ 2 }
				dir="auto"
				maxLength={ 2000 }
				value={ words.hypothesis }
				aria-invalid={ mistake( 'hypothesis' ) !== '' }
				help={
					<FieldHelp
						error={ mistake( 'hypothesis' ) }
						help={ __(
							'For you and your colleagues, to learn from later.',
							'two-heads'
						) }
					/>
				}
				onChange={ ( hypothesis ) => edit( { hypothesis } ) }
			/>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				type="datetime-local"
				label={ __( 'Start automatically (optional)', 'two-heads' ) }
				value={ words.startAt }
				min={ now }
				aria-invalid={ mistake( 'start_at' ) !== '' }
				help={
					<FieldHelp error={ mistake( 'start_at' ) } help={ clock } />
				}
				onChange={ ( startAt ) =>
					edit( { startAt: startAt.slice( 0, 16 ) } )
				}
			/>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				type="datetime-local"
				label={
					own
						? __( 'End automatically (optional)', 'two-heads' )
						: __( 'Pause automatically (optional)', 'two-heads' )
				}
				value={ words.stopAt }
				min={ words.startAt || now }
				aria-invalid={ mistake( 'stop_at' ) !== '' }
				help={
					<FieldHelp error={ mistake( 'stop_at' ) } help={ clock } />
				}
				onChange={ ( stopAt ) =>
					edit( { stopAt: stopAt.slice( 0, 16 ) } )
				}
			/>
			{ own && (
				<EndFields
					words={ words }
					mistakes={ mistakes }
					onChange={ edit }
				/>
			) }
			{ engine.has_audiences && (
				<AudienceField
					words={ words }
					error={ mistake( 'audiences' ) }
					onChange={ onChange }
				/>
			) }
		</Disclosure>
	);
}

/** Would somebody who does not look here miss something? */
function isSet( words: SetupDraft, panel: HeadlinePanel ): boolean {
	const engine = engineOf( panel, words );
	return (
		// Here another one can be chosen.
		( ! engine.ready && engineChoice( panel, engine ).length > 0 ) ||
		words.mode !== 'auto' ||
		words.maxViews !== '' ||
		words.autoApply ||
		words.goal !== 'click' ||
		words.traffic !== String( panel.default_traffic ) ||
		words.hypothesis.trim() !== '' ||
		words.startAt !== '' ||
		words.stopAt !== '' ||
		words.audiences.length > 0
	);
}

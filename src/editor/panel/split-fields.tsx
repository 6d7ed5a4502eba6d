import { TextControl, ToggleControl } from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import { __, sprintf } from '@wordpress/i18n';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { formatRate } from '../../domain/format-results';
import type { EngineId } from '../../domain/engine';
import type { SetupDraft } from '../../domain/setup-draft';
import { equalWeights, percentOf, WHOLE } from '../../domain/split';
import { variationName } from '../../domain/titles';

interface SplitFieldsProps {
	words: SetupDraft;
	engine: EngineId;
	/** Says what an automatic choice means now. */
	forecast: HeadlinePanel[ 'forecast' ];
	/** What is wrong with the shares; empty while nothing is. */
	error: string;
	onChange: ( words: SetupDraft ) => void;
}

/** How visitors are shared out: equally, unless somebody says otherwise. */
export function SplitFields( {
	words,
	engine,
	forecast,
	error,
	onChange,
}: SplitFieldsProps ) {
	const id = useInstanceId( SplitFields, 'two-heads-split' );
	const custom = words.split === 'custom';
	const count = words.titles.length + 1;
	const mode = words.mode === 'auto' ? forecast?.mode : words.mode;
	const earns = engine === 'builtin' && mode === 'earn';

	return (
		<div className="two-heads-split">
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __( 'Custom traffic split', 'two-heads' ) }
				help={
					custom
						? undefined
						: sprintf(
								/* translators: %s: a percentage. */
								__(
									'Each headline is shown to %s of the visitors in the test.',
									'two-heads'
								),
								formatRate( 1 / count )
							)
				}
				checked={ custom }
				onChange={ ( on ) =>
					onChange( {
						...words,
						split: on ? 'custom' : 'equal',
						percents: on
							? equalWeights( count ).map( percentOf )
							: words.percents,
					} )
				}
			/>
			{ custom && (
				<fieldset
					className="two-heads-split__shares"
					aria-describedby={ error ? id : undefined }
				>
					<legend>
						{ __( 'Share of each headline, percent', 'two-heads' ) }
					</legend>
					{ words.percents.map( ( percent, index ) => (
						<TextControl
							__nextHasNoMarginBottom
							__next40pxDefaultSize
							key={
								index === 0
									? 'original'
									: words.titles[ index - 1 ]?.id
							}
							type="number"
							min={ 0 }
							max={ 100 }
							step={ 0.01 }
							label={ variationName( index ) }
							value={ percent }
							aria-invalid={ error !== '' }
							onChange={ ( value ) =>
								onChange( {
									...words,
									percents: words.percents.map(
										( one, at ) =>
											at === index ? value : one
									),
								} )
							}
						/>
					) ) }
				</fieldset>
			) }
			{ earns && (
				<p className="two-heads-hint">
					{ __(
						'That is how it begins: later the headlines that do better get more.',
						'two-heads'
					) }
				</p>
			) }
			{ error && (
				<p id={ id } className="two-heads-mistake" role="status">
					{ error }
				</p>
			) }
			{ custom && ! error && (
				<p className="two-heads-hint">
					{ sprintf(
						/* translators: %s: the number 100. */
						__( 'Together: %s percent.', 'two-heads' ),
						percentOf( WHOLE )
					) }
				</p>
			) }
		</div>
	);
}

import {
	CheckboxControl,
	RadioControl,
	RangeControl,
	SelectControl,
} from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import { __ } from '@wordpress/i18n';
import type { Boot } from '../boot';
import type { FieldsProps } from './targeting-fields';

const NUMBERS = [ 1, 2, 3, 4, 5, 6, 7, 8, 9 ];

/** What may be tested, on how many visitors, and where the headline changes. */
export function ContentFields( {
	draft,
	mistakes,
	onChange,
	postTypes,
}: FieldsProps & { postTypes: Boot[ 'postTypes' ] } ) {
	const errorId = useInstanceId( ContentFields, 'two-heads-post-types' );
	const error = mistakes.post_types ?? '';
	// One that is chosen stays to be seen when its plugin is off.
	const all = [
		...postTypes,
		...draft.post_types
			.filter( ( name ) => ! postTypes.some( ( a ) => a.name === name ) )
			.map( ( name ) => ( { name, label: name } ) ),
	];
	return (
		<div className="two-heads-form">
			<fieldset
				className="two-heads-choices"
				data-invalid={ error ? '' : undefined }
				aria-describedby={ error ? errorId : undefined }
			>
				<legend>{ __( 'Headlines of', 'two-heads' ) }</legend>
				{ error && (
					<span id={ errorId } className="two-heads-field__error">
						{ error }
					</span>
				) }
				{ all.map( ( { name, label } ) => (
					<CheckboxControl
						key={ name }
						__nextHasNoMarginBottom
						label={ label }
						checked={ draft.post_types.includes( name ) }
						onChange={ ( on ) =>
							onChange( {
								post_types: on
									? [ ...draft.post_types, name ]
									: draft.post_types.filter(
											( one ) => one !== name
										),
							} )
						}
					/>
				) ) }
			</fieldset>
			<SelectControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				className="two-heads-field"
				label={ __(
					'Headlines beside the original, at most',
					'two-heads'
				) }
				help={ __(
					'Every further headline needs more visitors until there is a result.',
					'two-heads'
				) }
				value={ String( draft.max_variations ) }
				options={ NUMBERS.map( ( number ) => ( {
					label: String( number ),
					value: String( number ),
				} ) ) }
				onChange={ ( value ) =>
					onChange( { max_variations: Number( value ) } )
				}
			/>
			<RangeControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				className="two-heads-field"
				label={ __(
					'Share of visitors in an experiment, in percent',
					'two-heads'
				) }
				help={ __(
					'The others see the original and are not counted. Editors can choose another share for one experiment.',
					'two-heads'
				) }
				value={ draft.traffic }
				min={ 1 }
				max={ 100 }
				onChange={ ( traffic ) =>
					traffic !== undefined && onChange( { traffic } )
				}
			/>
			<RadioControl
				label={ __( 'Where the headline changes', 'two-heads' ) }
				selected={ draft.own_page ? 'own' : 'cards' }
				options={ [
					{
						label: __(
							'Only where the post is listed',
							'two-heads'
						),
						description: __(
							'On the front page, in archives and beside other posts. The post itself shows the original.',
							'two-heads'
						),
						value: 'cards',
					},
					{
						label: __( 'On the post itself too', 'two-heads' ),
						description: __(
							'Whoever comes by a headline meets the same one on the post.',
							'two-heads'
						),
						value: 'own',
					},
				] }
				onChange={ ( value ) =>
					onChange( { own_page: value === 'own' } )
				}
			/>
		</div>
	);
}

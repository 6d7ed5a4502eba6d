import { Button, TextareaControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { chevronDown, chevronUp, trash } from '@wordpress/icons';
import { titleLengthHint } from '../../domain/title-length';
import { oneLine, variationName } from '../../domain/titles';
import { FieldHelp } from './field-help';

interface TitleFieldProps {
	/** From 1; 0 is the original. */
	index: number;
	value: string;
	error: string;
	onChange: ( value: string ) => void;
	/** Absent where headlines stay in their places. */
	tools?: {
		/** How many variations there are. */
		count: number;
		onMove: ( by: -1 | 1 ) => void;
		onRemove: () => void;
	};
	/** Name for finding the field again; see TitleList. */
	name?: number;
}

/** One headline to test, with its length and what is wrong with it. */
export function TitleField( {
	index,
	value,
	error,
	onChange,
	tools,
	name,
}: TitleFieldProps ) {
	const label = variationName( index );
	return (
		<div className="two-heads-title-field" data-title={ name }>
			<TextareaControl
				__nextHasNoMarginBottom
				label={ label }
				value={ value }
				onChange={ ( text ) => onChange( oneLine( text ) ) }
				onKeyDown={ ( event ) => {
					// A headline is one line.
					if (
						event.key === 'Enter' &&
						! event.nativeEvent.isComposing
					) {
						event.preventDefault();
					}
				} }
				rows={ 2 }
				dir="auto"
				className={ error ? 'has-mistake' : '' }
				aria-invalid={ error !== '' }
				help={
					<FieldHelp
						error={ error }
						help={ titleLengthHint( value ) }
					/>
				}
			/>
			{ tools && tools.count > 1 && (
				<div className="two-heads-title-field__tools">
					<Button
						size="small"
						icon={ chevronUp }
						data-tool="up"
						label={ sprintf(
							/* translators: %s: name of a headline, such as "Variation 2". */
							__( 'Move %s up', 'two-heads' ),
							label
						) }
						disabled={ index === 1 }
						accessibleWhenDisabled
						onClick={ () => tools.onMove( -1 ) }
					/>
					<Button
						size="small"
						icon={ chevronDown }
						data-tool="down"
						label={ sprintf(
							/* translators: %s: name of a headline, such as "Variation 2". */
							__( 'Move %s down', 'two-heads' ),
							label
						) }
						disabled={ index === tools.count }
						accessibleWhenDisabled
						onClick={ () => tools.onMove( 1 ) }
					/>
					<Button
						size="small"
						icon={ trash }
						label={ sprintf(
							/* translators: %s: name of a headline, such as "Variation 2". */
							__( 'Remove %s', 'two-heads' ),
							label
						) }
						onClick={ tools.onRemove }
					/>
				</div>
			) }
		</div>
	);
}

import { Button, CheckboxControl, SelectControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../../components/text-field';
import type { UrlRule } from '../../../domain/url-rule';
import type { KeyedRule } from './headline-draft';

interface RuleFieldsProps {
	rule: KeyedRule;
	index: number;
	homeUrl: string;
	/** What is wrong with the value; empty while nothing is. */
	error: string;
	onChange: ( part: Partial< UrlRule > ) => void;
	/** Null for the only rule. */
	onRemove: ( () => void ) | null;
}

/** One rule about the address of a page. */
export function RuleFields( {
	rule,
	index,
	homeUrl,
	error,
	onChange,
	onRemove,
}: RuleFieldsProps ) {
	const name = sprintf(
		/* translators: %d: number of a rule. */
		__( 'Rule %d', 'two-heads' ),
		index + 1
	);
	return (
		<fieldset className="two-heads-rule" data-rule={ rule.key }>
			<legend>{ name }</legend>
			<div className="two-heads-rule__row">
				<SelectControl
					__nextHasNoMarginBottom
					__next40pxDefaultSize
					label={ __( 'The address', 'two-heads' ) }
					value={ rule.type }
					options={ [
						{
							label: __( 'contains', 'two-heads' ),
							value: 'substring',
						},
						{
							label: __( 'is the page', 'two-heads' ),
							value: 'simple',
						},
						{
							label: __( 'is exactly', 'two-heads' ),
							value: 'exact',
						},
						{
							label: __( 'matches the pattern', 'two-heads' ),
							value: 'regex',
						},
					] }
					onChange={ ( type ) =>
						onChange( { type: type as UrlRule[ 'type' ] } )
					}
				/>
				<TextField
					label={ labelOf( rule.type ) }
					value={ rule.value }
					onChange={ ( value ) => onChange( { value } ) }
					placeholder={ rule.type === 'substring' ? homeUrl : '' }
					error={ error }
					help={ helpOf( rule ) }
				/>
			</div>
			<div className="two-heads-actions">
				<CheckboxControl
					__nextHasNoMarginBottom
					label={ __(
						'Turn it round: the address must not fit',
						'two-heads'
					) }
					checked={ rule.negate }
					onChange={ ( negate ) => onChange( { negate } ) }
				/>
				{ onRemove && (
					<Button
						size="compact"
						variant="tertiary"
						isDestructive
						aria-label={ sprintf(
							/* translators: %s: name of a rule, such as "Rule 2". */
							__( 'Remove %s', 'two-heads' ),
							name
						) }
						onClick={ onRemove }
					>
						{ __( 'Remove', 'two-heads' ) }
					</Button>
				) }
			</div>
		</fieldset>
	);
}

function labelOf( type: UrlRule[ 'type' ] ): string {
	switch ( type ) {
		case 'substring':
			return __( 'Part of an address', 'two-heads' );
		case 'simple':
		case 'exact':
			return __( 'Address', 'two-heads' );
		case 'regex':
			return __( 'Regular expression', 'two-heads' );
	}
}

function helpOf( { type, value }: UrlRule ): string {
	switch ( type ) {
		case 'substring':
			return value.trim() === ''
				? __(
						'Empty means this site’s own address: every page.',
						'two-heads'
					)
				: __( 'Capitals do not matter.', 'two-heads' );
		case 'simple':
			return __(
				'Query, fragment, http or https, “www.” and a slash at the end do not matter, nor do capitals.',
				'two-heads'
			);
		case 'exact':
			return __(
				'With query and fragment. http or https, “www.” and capitals do not matter.',
				'two-heads'
			);
		case 'regex':
			return __(
				'As JavaScript has them, without slashes around. Capitals matter.',
				'two-heads'
			);
	}
}

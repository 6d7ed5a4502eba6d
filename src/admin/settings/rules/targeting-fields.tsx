import { speak } from '@wordpress/a11y';
import { Button, RadioControl } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { MAX_RULES } from '../../../domain/url-rule';
import type { Targeting } from '../../../domain/url-rule';
import { newRule, ruleField } from './headline-draft';
import type { HeadlineDraft, KeyedRule, Mistakes } from './headline-draft';
import { RuleFields } from './rule-fields';

export interface FieldsProps {
	draft: HeadlineDraft;
	mistakes: Mistakes;
	onChange: ( change: Partial< HeadlineDraft > ) => void;
}

/** The rules that say on which pages experiments run. */
export function TargetingFields( {
	draft,
	mistakes,
	onChange,
	homeUrl,
}: FieldsProps & { homeUrl: string } ) {
	const { rules, match } = draft;
	const list = useRef< HTMLDivElement >( null );
	const addButton = useRef< HTMLButtonElement >( null );
	// The rule that was just added, which the person goes on with.
	const added = useRef< number | null >( null );
	useEffect( () => {
		if ( added.current !== null ) {
			list.current
				?.querySelector< HTMLElement >(
					`[data-rule="${ added.current }"] select`
				)
				?.focus();
			added.current = null;
		}
	}, [ rules ] );

	const add = () => {
		const rule = newRule();
		added.current = rule.key;
		onChange( { rules: [ ...rules, rule ] } );
	};
	const change = ( key: number, part: Partial< KeyedRule > ) =>
		onChange( {
			rules: rules.map( ( rule ) =>
				rule.key === key ? { ...rule, ...part } : rule
			),
		} );
	const remove = ( key: number, index: number ) => {
		onChange( { rules: rules.filter( ( rule ) => rule.key !== key ) } );
		addButton.current?.focus();
		speak(
			sprintf(
				/* translators: %d: number of a rule. */
				__( 'Rule %d removed.', 'two-heads' ),
				index + 1
			)
		);
	};

	return (
		<div className="two-heads-form">
			<div ref={ list } className="two-heads-rules">
				{ rules.map( ( rule, index ) => (
					<RuleFields
						key={ rule.key }
						rule={ rule }
						index={ index }
						homeUrl={ homeUrl }
						error={ mistakes[ ruleField( index ) ] ?? '' }
						onChange={ ( part ) => change( rule.key, part ) }
						onRemove={
							rules.length > 1
								? () => remove( rule.key, index )
								: null
						}
					/>
				) ) }
			</div>
			<div className="two-heads-actions">
				<Button
					__next40pxDefaultSize
					ref={ addButton }
					variant="secondary"
					onClick={ add }
					disabled={ rules.length >= MAX_RULES }
					accessibleWhenDisabled
				>
					{ __( 'Add a rule', 'two-heads' ) }
				</Button>
				{ rules.length >= MAX_RULES && (
					<p className="two-heads-hint">
						{ sprintf(
							/* translators: %d: number of rules. */
							__(
								'There can be %d rules at most. A regular expression can stand for many.',
								'two-heads'
							),
							MAX_RULES
						) }
					</p>
				) }
			</div>
			{ rules.length > 1 && (
				<RadioControl
					label={ __( 'Experiments run on a page', 'two-heads' ) }
					selected={ match }
					options={ [
						{
							label: __(
								'when any of the rules fits',
								'two-heads'
							),
							value: 'any',
						},
						{
							label: __(
								'only when all of the rules fit',
								'two-heads'
							),
							value: 'all',
						},
					] }
					onChange={ ( value ) =>
						onChange( { match: value as Targeting[ 'match' ] } )
					}
				/>
			) }
		</div>
	);
}

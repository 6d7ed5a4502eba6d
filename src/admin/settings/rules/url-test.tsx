import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { TextField } from '../../../components/text-field';
import { addressOf, judgeUrl, mistakeIn } from '../../../domain/url-rule';
import type { HeadlineDraft } from './headline-draft';

interface UrlTestProps {
	draft: HeadlineDraft;
	homeUrl: string;
}

/** "Does an experiment run on this page?", for the rules as they are typed. */
export function UrlTest( { draft, homeUrl }: UrlTestProps ) {
	const [ typed, setTyped ] = useState( '' );
	const url = addressOf( typed );
	const verdict = url && judgeUrl( draft, url.href, homeUrl );
	return (
		<div className="two-heads-form two-heads-url-test">
			<TextField
				label={ __( 'Try an address', 'two-heads' ) }
				value={ typed }
				onChange={ setTyped }
				placeholder={ homeUrl }
				help={ __(
					'Paste the address of a page to see whether experiments would run there. Nothing is saved.',
					'two-heads'
				) }
			/>
			<div role="status">
				{ typed.trim() !== '' && ! verdict && (
					<p>{ __( 'This is not a whole address.', 'two-heads' ) }</p>
				) }
				{ verdict && (
					<p className="two-heads-url-test__verdict">
						{ verdict.matches
							? __(
									'Yes, experiments run on this page.',
									'two-heads'
								)
							: __(
									'No, experiments do not run on this page.',
									'two-heads'
								) }
					</p>
				) }
			</div>
			{ verdict && (
				<ul className="two-heads-list">
					{ draft.rules.map( ( rule, index ) => (
						<li key={ rule.key }>
							{ ruleVerdict(
								index + 1,
								mistakeIn( rule ) !== '',
								verdict.rules[ index ] ?? false
							) }
						</li>
					) ) }
				</ul>
			) }
		</div>
	);
}

function ruleVerdict( rule: number, broken: boolean, met: boolean ): string {
	if ( broken ) {
		return sprintf(
			/* translators: %d: number of a rule. */
			__( 'Rule %d cannot work as it is.', 'two-heads' ),
			rule
		);
	}
	return met
		? sprintf(
				/* translators: %d: number of a rule. */
				__( 'Rule %d fits.', 'two-heads' ),
				rule
			)
		: sprintf(
				/* translators: %d: number of a rule. */
				__( 'Rule %d does not fit.', 'two-heads' ),
				rule
			);
}

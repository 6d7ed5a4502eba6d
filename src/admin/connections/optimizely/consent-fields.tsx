import {
	CheckboxControl,
	RadioControl,
	SelectControl,
} from '@wordpress/components';
import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { OptimizelySnippetSettings } from '../../../contracts/optimizely-snippet-settings';
import type { SnippetDraft } from './snippet-draft';

type Consent = OptimizelySnippetSettings[ 'consent' ];
type Category = OptimizelySnippetSettings[ 'consent_category' ];

/** What a consent tool of one's own has to say once the visitor agrees. */
const EVENT_CODE =
	"document.dispatchEvent(new CustomEvent('two-heads-consent',{detail:{granted:true}}))";

interface ConsentFieldsProps {
	draft: SnippetDraft;
	onChange: ( change: Partial< SnippetDraft > ) => void;
	hasConsentApi: boolean;
}

/** Whether the snippet waits for the visitor's consent, and how it learns of it. */
export function ConsentFields( {
	draft,
	onChange,
	hasConsentApi,
}: ConsentFieldsProps ) {
	return (
		<>
			<RadioControl
				label={ __( 'Consent', 'two-heads' ) }
				selected={ draft.consent }
				onChange={ ( consent ) =>
					onChange( { consent: consent as Consent } )
				}
				options={ modes() }
			/>
			{ draft.consent !== 'always' && (
				<div className="two-heads-nested">
					{ hasConsentApi ? (
						<SelectControl
							__nextHasNoMarginBottom
							__next40pxDefaultSize
							label={ __( 'Kind of consent', 'two-heads' ) }
							help={ __(
								'The WP Consent API is active on this site: your cookie banner tells the snippet when the visitor agrees to this.',
								'two-heads'
							) }
							value={ draft.consent_category }
							onChange={ ( category: Category ) =>
								onChange( { consent_category: category } )
							}
							options={ categories() }
						/>
					) : (
						<ConsentEventHelp />
					) }
				</div>
			) }
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ __( 'Respect Global Privacy Control', 'two-heads' ) }
				help={ __(
					'A browser that sends this signal counts as one that has not agreed, whatever is set above.',
					'two-heads'
				) }
				checked={ draft.respect_gpc }
				onChange={ ( respect ) => onChange( { respect_gpc: respect } ) }
			/>
		</>
	);
}

function ConsentEventHelp() {
	return (
		<div className="two-heads-explain">
			<p>
				{ createInterpolateElement(
					__(
						'The WP Consent API is not active on this site, so the snippet waits for the JavaScript event <code>two-heads-consent</code>. Let your cookie banner run this when the visitor agrees:',
						'two-heads'
					),
					{ code: <code /> }
				) }
			</p>
			<pre
				// A long line scrolls by itself, and has to do so by keyboard too.
				tabIndex={ 0 }
				role="region"
				aria-label={ __( 'Code for the cookie banner', 'two-heads' ) }
				dir="ltr"
			>
				<code>{ EVENT_CODE }</code>
			</pre>
			<p>
				{ __(
					'Without it nobody takes part in experiments. Most cookie banners support the plugin “WP Consent API”, which needs no code.',
					'two-heads'
				) }
			</p>
		</div>
	);
}

function modes(): { value: Consent; label: string; description: string }[] {
	return [
		{
			value: 'always',
			label: __( 'Load for everybody', 'two-heads' ),
			description: __(
				'Every visitor takes part at once. Choose this where your law asks for no consent to experiments.',
				'two-heads'
			),
		},
		{
			value: 'opt_out',
			label: __( 'Load, but opted out until consent', 'two-heads' ),
			description: __(
				'The script loads but neither counts nor changes anything until the visitor agrees. No flicker from the next page on.',
				'two-heads'
			),
		},
		{
			value: 'blocked',
			label: __( 'Do not load before consent', 'two-heads' ),
			description: __(
				'The strictest way: Optimizely’s server is not even asked before the visitor agrees. On the page where they do, a headline may change in view.',
				'two-heads'
			),
		},
	];
}

function categories(): { value: Category; label: string }[] {
	return [
		{ value: 'statistics', label: __( 'Statistics', 'two-heads' ) },
		{
			value: 'statistics-anonymous',
			label: __( 'Statistics (anonymous)', 'two-heads' ),
		},
		{ value: 'preferences', label: __( 'Preferences', 'two-heads' ) },
		{ value: 'marketing', label: __( 'Marketing', 'two-heads' ) },
	];
}

import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { HeadlineSettings } from '../../../contracts/headline-settings';
import type { Boot } from '../boot';
import type { FieldsProps } from './targeting-fields';

type Engine = Boot[ 'engines' ][ number ];

/** Where experiments run, and what this site keeps in visitors' browsers for them. */
export function EngineFields( {
	draft,
	onChange,
	engines,
}: FieldsProps & { engines: readonly Engine[] } ) {
	// This site first, whatever is chosen.
	const sorted = [ ...engines ].sort(
		( a, b ) => Number( b.id === 'builtin' ) - Number( a.id === 'builtin' )
	);
	const unready = sorted.find( ( { ready } ) => ! ready );
	return (
		<div className="two-heads-form">
			<RadioControl
				label={ __( 'Experiments run on', 'two-heads' ) }
				selected={ draft.engine }
				options={ sorted.map( ( engine ) => ( {
					label: engine.name,
					description: descriptionOf( engine ),
					value: engine.id,
				} ) ) }
				onChange={ ( engine ) =>
					onChange( {
						engine: engine as HeadlineSettings[ 'engine' ],
					} )
				}
			/>
			{ unready?.settings_url && (
				<p>
					<a href={ unready.settings_url }>
						{ __( 'Go to Connections', 'two-heads' ) }
					</a>
				</p>
			) }
			<p className="two-heads-hint">
				{ __(
					'An experiment can choose the other one. Those under way stay where they are.',
					'two-heads'
				) }
			</p>
			<RadioControl
				label={ __(
					'Experiments on this site remember visitors',
					'two-heads'
				) }
				selected={ draft.remember }
				options={ [
					{
						label: __( 'Once they consent', 'two-heads' ),
						description: __(
							'Whoever allows statistics gets a random number kept in their browser: they see the same headline on every page and count once a day. It holds nothing about the person and goes to no other service.',
							'two-heads'
						),
						value: 'consent',
					},
					{
						label: __( 'Always', 'two-heads' ),
						description: __(
							'Everybody gets that number without being asked, unless their browser sends the signal “Global Privacy Control”. Whether you may do so depends on the law that applies to your site and its visitors: ask whoever advises you on it.',
							'two-heads'
						),
						value: 'always',
					},
				] }
				onChange={ ( remember ) =>
					onChange( {
						remember: remember as HeadlineSettings[ 'remember' ],
					} )
				}
			/>
			<RadioControl
				label={ __( 'Visitors who are not remembered', 'two-heads' ) }
				selected={ draft.without_consent }
				options={ [
					{
						label: __(
							'See a random headline on every page',
							'two-heads'
						),
						description: __(
							'Nothing is kept in their browser. Each page view counts on its own, and results call it a page view.',
							'two-heads'
						),
						value: 'page_views',
					},
					{
						label: __( 'See the original', 'two-heads' ),
						description: __(
							'They are not counted. Results take longer where few visitors are remembered.',
							'two-heads'
						),
						value: 'original',
					},
				] }
				onChange={ ( value ) =>
					onChange( {
						without_consent:
							value as HeadlineSettings[ 'without_consent' ],
					} )
				}
			/>
		</div>
	);
}

function descriptionOf( { id, ready, message }: Engine ): string {
	if ( ! ready ) {
		return message;
	}
	return id === 'builtin'
		? __(
				'Visitors are split, counted and judged here, without an account or another service.',
				'two-heads'
			)
		: __( 'Visitors are split, counted and judged there.', 'two-heads' );
}

import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { HeadlineSettings } from '../../../contracts/headline-settings';
import type { FieldsProps } from './targeting-fields';

/** Who may run experiments, and who may propose them. */
export function PeopleFields( { draft, onChange }: FieldsProps ) {
	return (
		<div className="two-heads-form">
			<RadioControl
				label={ __(
					'Start, pause and end experiments, on posts they may edit',
					'two-heads'
				) }
				selected={ draft.run }
				options={ [
					{
						label: __(
							'People who may edit the posts of others',
							'two-heads'
						),
						description: __(
							'Usually editors and administrators.',
							'two-heads'
						),
						value: 'edit_others_posts',
					},
					{
						label: __(
							'People who may publish posts',
							'two-heads'
						),
						description: __(
							'Usually authors too, on their own posts.',
							'two-heads'
						),
						value: 'publish_posts',
					},
					{
						label: __(
							'People who may manage the site',
							'two-heads'
						),
						description: __(
							'Usually administrators alone.',
							'two-heads'
						),
						value: 'manage_options',
					},
				] }
				onChange={ ( run ) =>
					onChange( { run: run as HeadlineSettings[ 'run' ] } )
				}
			/>
			<RadioControl
				label={ __( 'Propose headlines to test', 'two-heads' ) }
				selected={ draft.propose }
				options={ [
					{
						label: __(
							'Everybody who may edit the post',
							'two-heads'
						),
						description: __(
							'Such as authors, on their own posts. Nothing is shown to visitors before somebody who may starts it.',
							'two-heads'
						),
						value: 'own',
					},
					{
						label: __(
							'Only those who may start experiments',
							'two-heads'
						),
						value: 'run',
					},
				] }
				onChange={ ( propose ) =>
					onChange( {
						propose: propose as HeadlineSettings[ 'propose' ],
					} )
				}
			/>
		</div>
	);
}

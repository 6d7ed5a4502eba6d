import { RadioControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Ref } from 'react';
import { TextField } from '../../../components/text-field';
import type { SnippetDraft } from './snippet-draft';

interface AddressFieldsProps {
	draft: SnippetDraft;
	onChange: ( change: Partial< SnippetDraft > ) => void;
	/** The standard address of the chosen project. */
	standard: string;
	/** Shown, but not to be changed by this person. */
	locked: boolean;
	error: string;
	inputRef: Ref< HTMLInputElement >;
}

/** Where the snippet comes from. */
export function AddressFields( {
	draft,
	onChange,
	standard,
	locked,
	error,
	inputRef,
}: AddressFieldsProps ) {
	if ( locked ) {
		return (
			<p>
				{ sprintf(
					/* translators: %s: address of a script. */
					__(
						'The snippet comes from %s. Only people who may add scripts to this site can change that; on a network, super admins.',
						'two-heads'
					),
					draft.source === 'other' ? draft.typed : standard
				) }
			</p>
		);
	}
	return (
		<>
			<RadioControl
				label={ __( 'Where the snippet comes from', 'two-heads' ) }
				selected={ draft.source }
				onChange={ ( source ) =>
					onChange( {
						source: source === 'other' ? 'other' : 'standard',
					} )
				}
				options={ [
					{
						value: 'standard',
						label: __(
							'Optimizely’s standard address',
							'two-heads'
						),
						description: standard,
					},
					{
						value: 'other',
						label: __( 'Another address', 'two-heads' ),
						description: __(
							'A custom snippet, the PCI host, or a copy on this site.',
							'two-heads'
						),
					},
				] }
			/>
			{ draft.source === 'other' && (
				<div className="two-heads-nested">
					<TextField
						ref={ inputRef }
						label={ __( 'Address of the snippet', 'two-heads' ) }
						value={ draft.typed }
						onChange={ ( typed ) => onChange( { typed } ) }
						error={ error }
						placeholder="https://cdn.optimizely.com/public/123456/s/shop.js"
						help={ __(
							'The address, or the whole script tag from Optimizely under Settings → Implementation. For a copy on this site, its path.',
							'two-heads'
						) }
					/>
				</div>
			) }
		</>
	);
}

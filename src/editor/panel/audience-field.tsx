import {
	CheckboxControl,
	RadioControl,
	SearchControl,
	Spinner,
} from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { ErrorNotice } from '../../components/error-notice';
import type { SetupDraft } from '../../domain/setup-draft';
import { useAudiences } from './use-audiences';

/** From how many audiences on a search field helps. */
const MANY = 8;

interface AudienceFieldProps {
	words: SetupDraft;
	error: string;
	onChange: ( words: SetupDraft ) => void;
}

/** Limits the test to some of the visitors. */
export function AudienceField( {
	words,
	error,
	onChange,
}: AudienceFieldProps ) {
	const [ state, retry ] = useAudiences();
	const [ search, setSearch ] = useState( '' );
	if ( state.status === 'loading' ) {
		return (
			<p className="two-heads-loading">
				<Spinner />
				{ __( 'Loading the audiences…', 'two-heads' ) }
			</p>
		);
	}
	if ( state.status === 'failed' ) {
		return <ErrorNotice error={ state.error } onRetry={ retry } />;
	}

	const chosen = words.audiences;
	const known = state.audiences.map( ( { id } ) => id );
	// What was chosen and is gone can still be taken away.
	const all = [
		...state.audiences,
		...chosen
			.filter( ( id ) => ! known.includes( id ) )
			.map( ( id ) => ( {
				id,
				name: sprintf(
					/* translators: %s: id of an audience. */
					__( 'Audience %s, which no longer exists', 'two-heads' ),
					id
				),
				description: '',
			} ) ),
	];
	const wanted = search.trim().toLocaleLowerCase();
	const shown = all.filter(
		( { id, name } ) =>
			chosen.includes( id ) || name.toLocaleLowerCase().includes( wanted )
	);
	const choose = ( id: string, on: boolean ) =>
		onChange( {
			...words,
			audiences: on
				? [ ...chosen, id ]
				: chosen.filter( ( one ) => one !== id ),
		} );

	return (
		<fieldset className="two-heads-audiences">
			<legend>{ __( 'Audiences', 'two-heads' ) }</legend>
			<p className="two-heads-hint">
				{ chosen.length === 0
					? __( 'Everyone, unless you choose some.', 'two-heads' )
					: __(
							'Only visitors of these audiences are in the test.',
							'two-heads'
						) }
			</p>
			{ all.length === 0 && (
				<p className="two-heads-hint">
					{ __(
						'The project in Optimizely has no audiences.',
						'two-heads'
					) }
				</p>
			) }
			{ all.length > MANY && (
				<SearchControl
					__nextHasNoMarginBottom
					label={ __( 'Search audiences', 'two-heads' ) }
					value={ search }
					onChange={ setSearch }
				/>
			) }
			<div className="two-heads-audiences__list">
				{ shown.map( ( { id, name, description } ) => (
					<CheckboxControl
						__nextHasNoMarginBottom
						key={ id }
						label={ name }
						help={ description || undefined }
						checked={ chosen.includes( id ) }
						onChange={ ( on ) => choose( id, on ) }
					/>
				) ) }
			</div>
			{ chosen.length > 1 && (
				<RadioControl
					label={ __( 'A visitor has to be in', 'two-heads' ) }
					selected={ words.audienceMatch }
					options={ [
						{
							value: 'any',
							label: __( 'any of them', 'two-heads' ),
						},
						{
							value: 'all',
							label: __( 'all of them', 'two-heads' ),
						},
					] }
					onChange={ ( match ) =>
						onChange( {
							...words,
							audienceMatch: match === 'all' ? 'all' : 'any',
						} )
					}
				/>
			) }
			{ error && <p className="two-heads-mistake">{ error }</p> }
		</fieldset>
	);
}

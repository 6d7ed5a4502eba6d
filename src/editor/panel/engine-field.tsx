import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { engineChoice } from '../../domain/engine';
import type { Engine } from '../../domain/engine';
import type { SetupDraft } from '../../domain/setup-draft';

interface EngineFieldProps {
	panel: HeadlinePanel;
	/** The one in force. */
	engine: Engine;
	words: SetupDraft;
	/** Why the site refused it; empty while it did not. */
	error: string;
	onChange: ( words: SetupDraft ) => void;
}

/** Where the test runs; nothing where there is no choice. */
export function EngineField( {
	panel,
	engine,
	words,
	error,
	onChange,
}: EngineFieldProps ) {
	const choice = engineChoice( panel, engine );
	return choice.length > 0 ? (
		<div>
			<RadioControl
				label={ __( 'Where it runs', 'two-heads' ) }
				selected={ engine.id }
				options={ choice.map( ( one ) => ( {
					value: one.id,
					label: one.name,
					description: descriptionOf( one ),
				} ) ) }
				onChange={ ( value ) => {
					const next = choice.find( ( { id } ) => id === value );
					if ( next ) {
						onChange( { ...words, engine: next.id } );
					}
				} }
			/>
			{ error && (
				<p className="two-heads-mistake" role="status">
					{ error }
				</p>
			) }
		</div>
	) : null;
}

function descriptionOf( { id, ready, message }: Engine ): string {
	if ( ! ready ) {
		return message;
	}
	return id === 'builtin'
		? __(
				'Visitors are split and counted here, without any other service.',
				'two-heads'
			)
		: __(
				'Visitors are split and counted there. Can be limited to audiences.',
				'two-heads'
			);
}

import { Notice, Spinner } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { chooseProject } from '../../../api/optimizely';
import type { OptimizelyConnection } from '../../../contracts/optimizely-connection';
import type { Project } from '../../../domain/project-search';
import { ErrorNotice } from '../../../components/error-notice';
import { SubmitButton } from '../../../components/submit-button';
import { useAction } from '../../../components/use-action';
import { ProjectPicker } from './project-picker';
import type { ProjectsState } from './use-projects';

interface ProjectFormProps {
	list: ProjectsState;
	current: Project | null;
	onChange: ( connection: OptimizelyConnection ) => void;
}

/** Finds a project by its name or id, and takes it into use. */
export function ProjectForm( { list, current, onChange }: ProjectFormProps ) {
	const [ picked, setPicked ] = useState< string | null >( null );
	const [ saved, setSaved ] = useState( '' );
	const save = useAction( chooseProject, ( connection ) => {
		setPicked( null );
		setSaved( connection.project?.name ?? '' );
		onChange( connection );
	} );
	const value = picked ?? current?.id ?? null;

	if ( list.projects === null ) {
		return (
			<p className="two-heads-loading">
				<Spinner />
				{ __( 'Loading the projects…', 'two-heads' ) }
			</p>
		);
	}
	if ( list.projects.length === 0 ) {
		return (
			<Notice status="info" isDismissible={ false }>
				{ __(
					'This Optimizely account has no active web project that the connected person may see. Create one in Optimizely or ask for access, then refresh the list.',
					'two-heads'
				) }
			</Notice>
		);
	}
	const gone =
		current !== null &&
		! list.projects.some( ( { id } ) => id === current.id );
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( value !== null && value !== current?.id ) {
			setSaved( '' );
			void save.start( { project_id: value } );
		}
	};

	return (
		<form className="two-heads-form" onSubmit={ submit }>
			{ gone && (
				<Notice status="warning" isDismissible={ false }>
					{ __(
						'The project in use is not in the list any more: it was archived, or the connected person may not see it. It stays in use until you choose another.',
						'two-heads'
					) }
				</Notice>
			) }
			<ProjectPicker
				projects={ list.projects }
				current={ current }
				value={ value }
				onChange={ ( id ) => {
					setPicked( id );
					setSaved( '' );
					save.clear();
				} }
			/>
			{ save.error && <ErrorNotice error={ save.error } focus /> }
			{ saved !== '' && (
				<Notice status="success" onRemove={ () => setSaved( '' ) }>
					{ sprintf(
						/* translators: %s: name of a project. */
						__( 'Saved. “%s” is in use now.', 'two-heads' ),
						saved
					) }
				</Notice>
			) }
			<div className="two-heads-actions">
				<SubmitButton
					busy={ save.busy }
					disabled={ value === null || value === current?.id }
				>
					{ save.busy
						? __( 'Saving…', 'two-heads' )
						: __( 'Use this project', 'two-heads' ) }
				</SubmitButton>
			</div>
		</form>
	);
}

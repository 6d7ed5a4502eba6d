import { ComboboxControl } from '@wordpress/components';
import { useMemo, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { projectLabel, searchProjects } from '../../../domain/project-search';
import type { Project } from '../../../domain/project-search';
import { useComboboxControls } from '../../../components/use-combobox-controls';

/** How many options the list draws at once: more makes typing slow and helps nobody. */
const LIMIT = 100;

interface ProjectPickerProps {
	projects: readonly Project[];
	/** The project in use, which may be gone from the list. */
	current: Project | null;
	/** Id of the project picked, or in use. */
	value: string | null;
	onChange: ( id: string | null ) => void;
}

/** A searchable list of projects. */
export function ProjectPicker( {
	projects,
	current,
	value,
	onChange,
}: ProjectPickerProps ) {
	const [ search, setSearch ] = useState( '' );
	const ref = useComboboxControls();
	const { options, total } = useMemo( () => {
		const found = searchProjects( projects, search, LIMIT );
		// The chosen one is always among them, or the field would look empty.
		const chosen =
			projects.find( ( { id } ) => id === value ) ??
			( current?.id === value ? current : null );
		const all =
			chosen && ! found.shown.some( ( { id } ) => id === chosen.id )
				? [ chosen, ...found.shown ]
				: found.shown;
		return {
			total: found.total,
			options: all.map( ( project ) => ( {
				value: project.id,
				label: projectLabel( project ),
			} ) ),
		};
	}, [ projects, search, value, current ] );

	return (
		<div ref={ ref }>
			<ComboboxControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Choose a project', 'two-heads' ) }
				value={ value }
				options={ options }
				allowReset={ false }
				onFilterValueChange={ setSearch }
				onChange={ ( id ) => onChange( id ?? null ) }
				help={ helpOf( projects.length, total ) }
			/>
		</div>
	);
}

function helpOf( all: number, found: number ): string {
	if ( found > LIMIT ) {
		return sprintf(
			/* translators: 1: number of projects shown, 2: number of projects. */
			__(
				'The list shows the first %1$d of %2$d. Type a part of the name or the ID to find the others.',
				'two-heads'
			),
			LIMIT,
			found
		);
	}
	return sprintf(
		/* translators: %d: number of projects. */
		_n(
			'%d active web project. Search by name or ID.',
			'%d active web projects. Search by name or ID.',
			all,
			'two-heads'
		),
		all
	);
}

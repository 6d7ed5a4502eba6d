import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { CardSection } from '../../../components/card-section';
import { ErrorNotice } from '../../../components/error-notice';
import type { BodyProps } from './connection-body';
import { ProjectForm } from './project-form';
import { useProjects } from './use-projects';

/** Which project's experiments run on this site. */
export function ProjectSection( {
	connection,
	onChange,
	onStale,
}: Omit< BodyProps, 'boot' > ) {
	const { project, status } = connection;
	const usable = status === 'connected';
	const [ list, refresh ] = useProjects( usable, onStale );

	return (
		<CardSection
			title={ __( 'Project', 'two-heads' ) }
			aside={
				usable && (
					<Button
						__next40pxDefaultSize
						variant="tertiary"
						isBusy={ list.loading }
						disabled={ list.loading }
						accessibleWhenDisabled
						onClick={ refresh }
					>
						{ __( 'Refresh list', 'two-heads' ) }
					</Button>
				)
			}
		>
			<p className="two-heads-current">
				{ project
					? sprintf(
							/* translators: 1: name of a project, 2: its id. */
							__( 'In use: %1$s (%2$s)', 'two-heads' ),
							project.name,
							project.id
						)
					: __(
							'No project is chosen yet, so the pages carry no snippet.',
							'two-heads'
						) }
			</p>
			{ list.error && (
				<ErrorNotice error={ list.error } onRetry={ refresh } />
			) }
			{ usable && ! ( list.error && ! list.projects ) && (
				<ProjectForm
					list={ list }
					current={ project }
					onChange={ onChange }
				/>
			) }
		</CardSection>
	);
}

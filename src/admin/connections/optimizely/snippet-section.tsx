import { Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Project } from '../../../domain/project-search';
import type { Boot } from '../boot';
import { CardSection } from '../../../components/card-section';
import { ErrorNotice } from '../../../components/error-notice';
import { SnippetForm } from './snippet-form';
import { useSnippetSettings } from './use-snippet-settings';

interface SnippetSectionProps {
	boot: Boot;
	project: Project;
	/** Called after other settings are in force. */
	onSaved: () => void;
}

/** How the snippet is printed on visitors' pages. */
export function SnippetSection( {
	boot,
	project,
	onSaved,
}: SnippetSectionProps ) {
	const { settings, error, retry, save } = useSnippetSettings();
	return (
		<CardSection title={ __( 'Snippet', 'two-heads' ) }>
			{ settings && (
				<SnippetForm
					boot={ boot }
					project={ project }
					stored={ settings }
					save={ save }
					onSaved={ onSaved }
				/>
			) }
			{ ! settings && error && (
				<ErrorNotice error={ error } onRetry={ retry } />
			) }
			{ ! settings && ! error && (
				<p className="two-heads-loading">
					<Spinner />
					{ __( 'Loading the settings…', 'two-heads' ) }
				</p>
			) }
		</CardSection>
	);
}

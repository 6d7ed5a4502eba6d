import { Button, Notice, Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { OptimizelySnippetSettings } from '../../../contracts/optimizely-snippet-settings';
import { thingsToMend } from '../../../domain/point';
import type { Project } from '../../../domain/project-search';
import type { Boot } from '../boot';
import { CardSection } from '../../../components/card-section';
import { ErrorNotice } from '../../../components/error-notice';
import { PointList } from '../components/point-list';
import { useSnippetSettings } from './use-snippet-settings';
import { useVerification } from './use-verification';
import { summaryOf } from './verify-summary';

interface VerifySectionProps {
	boot: Boot;
	project: Project;
	snippetUrl: string;
}

/** Checks the front page as a visitor gets it. */
export function VerifySection( props: VerifySectionProps ) {
	const { settings } = useSnippetSettings();
	// A result found under other settings says nothing any more.
	const key = JSON.stringify( [
		props.project.id,
		props.snippetUrl,
		settings,
	] );
	return settings ? (
		<Verification key={ key } { ...props } settings={ settings } />
	) : null;
}

function Verification( {
	boot,
	project,
	snippetUrl,
	settings,
}: VerifySectionProps & { settings: OptimizelySnippetSettings } ) {
	const [ state, run ] = useVerification( boot );
	const busy = state.status === 'running';
	const points =
		state.status === 'running' || state.status === 'done'
			? state.points
			: [];
	const toMend = thingsToMend( points );

	return (
		<CardSection title={ __( 'Check the installation', 'two-heads' ) }>
			<p>
				{ __(
					'Opens the front page as a visitor and looks whether the snippet is there, first, and free to run.',
					'two-heads'
				) }
			</p>
			<div className="two-heads-actions">
				<Button
					__next40pxDefaultSize
					variant="secondary"
					isBusy={ busy }
					disabled={ busy }
					accessibleWhenDisabled
					onClick={ () =>
						void run( {
							projectId: project.id,
							snippetUrl,
							consent: settings.consent,
							respectGpc: settings.respect_gpc,
						} )
					}
				>
					{ busy
						? __( 'Checking…', 'two-heads' )
						: __( 'Verify installation', 'two-heads' ) }
				</Button>
			</div>
			{ state.status === 'failed' && (
				<ErrorNotice error={ state.error } />
			) }
			{ state.status === 'done' && (
				<Notice
					status={ toMend === 0 ? 'success' : 'warning' }
					isDismissible={ false }
					spokenMessage=""
				>
					<strong>{ summaryOf( toMend ) }</strong>
				</Notice>
			) }
			{ points.length > 0 && <PointList points={ points } /> }
			{ busy && points.length > 0 && (
				<p className="two-heads-loading">
					<Spinner />
					{ __( 'Running the page in a hidden frame…', 'two-heads' ) }
				</p>
			) }
		</CardSection>
	);
}

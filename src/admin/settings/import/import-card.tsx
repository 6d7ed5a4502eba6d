import { Button, Notice } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { getImport, runImport } from '../../../api/headline-settings';
import { ErrorNotice } from '../../../components/error-notice';
import { useAction } from '../../../components/use-action';
import type { OptimizelyImport } from '../../../contracts/optimizely-import';
import { Card } from '../card';
import { reload } from '../reload';

/** Takes over what the official Optimizely plugin left behind; nothing where it left nothing. */
export function ImportCard() {
	const [ found, setFound ] = useState< OptimizelyImport | null >( null );
	const look = useAction( getImport, setFound );
	const take = useAction( runImport, setFound );
	const { start } = look;
	useEffect( () => {
		void start();
		// Once, when the screen opens.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [] );

	const done =
		found !== null && found.imported.length + found.skipped.length > 0;
	if ( ! look.error && ! done && ! found?.found ) {
		return null;
	}
	return (
		<Card
			title={ __( 'The official Optimizely plugin', 'two-heads' ) }
			description={ __(
				'It was used on this site. Two Heads can take over what it left behind.',
				'two-heads'
			) }
		>
			<div className="two-heads-section">
				{ look.error && (
					<ErrorNotice
						error={ look.error }
						onRetry={ () => void look.start() }
					/>
				) }
				{ found && done && <Outcome outcome={ found } /> }
				{ found?.found && ! done && (
					<>
						<p>{ __( 'What is taken over:', 'two-heads' ) }</p>
						<ul className="two-heads-list">
							{ sentencesOf( found ).map( ( sentence ) => (
								<li key={ sentence }>{ sentence }</li>
							) ) }
						</ul>
						<p className="two-heads-hint">
							{ __(
								'What is set here already stays as it is, and nothing of the other plugin is deleted.',
								'two-heads'
							) }
						</p>
						{ take.error && (
							<ErrorNotice error={ take.error } focus />
						) }
						<div className="two-heads-actions">
							<Button
								__next40pxDefaultSize
								variant="secondary"
								isBusy={ take.busy }
								disabled={ take.busy }
								accessibleWhenDisabled
								onClick={ () => void take.start() }
							>
								{ take.busy
									? __( 'Taking over…', 'two-heads' )
									: __( 'Take it over', 'two-heads' ) }
							</Button>
						</div>
					</>
				) }
			</div>
		</Card>
	);
}

function Outcome( { outcome }: { outcome: OptimizelyImport } ) {
	const { imported, skipped } = outcome;
	// The button that was pressed is gone: what came of it is where the person goes on.
	const place = useRef< HTMLDivElement >( null );
	useEffect( () => place.current?.focus(), [] );
	return (
		<div ref={ place } tabIndex={ -1 } className="two-heads-notice">
			<Notice
				status={ skipped.length > 0 ? 'warning' : 'success' }
				isDismissible={ false }
				actions={ [
					{
						label: __( 'Reload this screen', 'two-heads' ),
						onClick: reload,
						variant: 'secondary',
					},
				] }
				spokenMessage={ [ ...imported, ...skipped ].join( ' ' ) }
			>
				{ imported.length > 0 && (
					<>
						<p>{ __( 'Taken over:', 'two-heads' ) }</p>
						<Sentences sentences={ imported } />
					</>
				) }
				{ skipped.length > 0 && (
					<>
						<p>{ __( 'Not taken over:', 'two-heads' ) }</p>
						<Sentences sentences={ skipped } />
					</>
				) }
			</Notice>
		</div>
	);
}

function Sentences( { sentences }: { sentences: readonly string[] } ) {
	return (
		<ul className="two-heads-list">
			{ sentences.map( ( sentence, index ) => (
				<li key={ index }>{ sentence }</li>
			) ) }
		</ul>
	);
}

function sentencesOf( found: OptimizelyImport ): string[] {
	const { project, has_token: hasToken, settings, experiments } = found;
	return [
		...( hasToken
			? [ __( 'Its access token, for the connection.', 'two-heads' ) ]
			: [] ),
		...( project
			? [
					sprintf(
						/* translators: %s: name of a project. */
						__( 'Its project: %s.', 'two-heads' ),
						project
					),
				]
			: [] ),
		...( settings.length > 0
			? [
					sprintf(
						/* translators: %s: names of settings, separated by commas. */
						__( 'Its settings: %s.', 'two-heads' ),
						settings.join( ', ' )
					),
				]
			: [] ),
		...( experiments > 0
			? [
					sprintf(
						/* translators: %d: number of experiments. */
						_n(
							'%d experiment that has not ended.',
							'%d experiments that have not ended.',
							experiments,
							'two-heads'
						),
						experiments
					),
				]
			: [] ),
	];
}

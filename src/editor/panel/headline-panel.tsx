import { Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { ErrorNotice } from '../../components/error-notice';
import type { HeadlinePanel as PanelData } from '../../contracts/headline-panel';
import { lastEnded, statusWord } from '../../domain/panel-state';
import type { HeadlineTest } from '../use-headline-test';
import { ConcludedView } from './concluded-view';
import { DraftView } from './draft-view';
import { History, Log } from './history';
import { JobView } from './job-view';
import { NoneView } from './none-view';
import { UnderWayView } from './under-way-view';
import { useKeptFocus } from './use-kept-focus';
import { usePolling } from './use-polling';

interface HeadlinePanelProps {
	test: HeadlineTest;
	/** See Boot. */
	resultsUrl: string;
}

/** The panel "Headline test", the same in both editors. */
export function HeadlinePanel( { test, resultsUrl }: HeadlinePanelProps ) {
	const { state, reload } = test.handle;
	const { view } = test;
	usePolling(
		view === 'running' ||
			view === 'paused' ||
			( test.handle.panel?.current?.scheduled ?? false ),
		reload
	);
	const kept = useKeptFocus(
		[
			state.status,
			view,
			test.start.phase,
			test.job.stopped,
			test.changes.titles !== null,
			test.draft.restored,
			test.draft.overtaken,
		].join()
	);

	return (
		<div
			{ ...kept }
			className="two-heads-panel"
			role="group"
			aria-label={ __( 'Headline test', 'two-heads' ) }
		>
			{ state.status === 'loading' && (
				<p className="two-heads-loading">
					<Spinner />
					{ __( 'Loading…', 'two-heads' ) }
				</p>
			) }
			{ state.status === 'failed' && (
				<ErrorNotice
					error={ state.error }
					onRetry={ () => void reload() }
				/>
			) }
			{ state.status === 'ready' && (
				<>
					<Status panel={ state.panel } />
					<Face
						test={ test }
						panel={ state.panel }
						resultsUrl={ resultsUrl }
					/>
					{ state.panel.current && (
						<Log log={ state.panel.current.log } />
					) }
					<History
						experiments={
							view === 'concluded' && ! state.panel.current
								? state.panel.earlier.slice( 1 )
								: state.panel.earlier
						}
						resultsUrl={ resultsUrl }
					/>
				</>
			) }
		</div>
	);
}

function Status( { panel }: { panel: PanelData } ) {
	const { current } = panel;
	return current ? (
		<p
			className={ `two-heads-status is-${
				current.attention ? 'attention' : current.status
			}` }
		>
			{ statusWord( current ) }
		</p>
	) : null;
}

function Face( {
	test,
	panel,
	resultsUrl,
}: HeadlinePanelProps & { panel: PanelData } ) {
	const { current } = panel;
	const { words } = test.draft;
	const ended = lastEnded( panel );
	switch ( test.view ) {
		case 'job':
			return current?.job ? (
				<JobView
					test={ test }
					panel={ panel }
					experiment={ current }
					job={ current.job }
				/>
			) : null;
		case 'running':
		case 'paused':
			return current ? (
				<UnderWayView
					test={ test }
					panel={ panel }
					experiment={ current }
					resultsUrl={ resultsUrl }
				/>
			) : null;
		case 'draft':
			return words ? (
				<DraftView test={ test } panel={ panel } words={ words } />
			) : null;
		case 'concluded':
			return ended ? (
				<ConcludedView
					test={ test }
					panel={ panel }
					experiment={ ended }
				/>
			) : null;
		default:
			return <NoneView test={ test } panel={ panel } />;
	}
}

import { Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { ErrorNotice } from '../../components/error-notice';
import type { HeadlinePanel as PanelData } from '../../contracts/headline-panel';
import {
	lastEnded,
	needsAttention,
	statusWord,
} from '../../domain/panel-state';
import type { HeadlineTest } from '../use-headline-test';
import { ConcludedView } from './concluded-view';
import { DraftView } from './draft-view';
import { History, Log } from './history';
import { JobView } from './job-view';
import { NoneView } from './none-view';
import { ProposalView } from './proposal-view';
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
			test.job.stopped ||
			( test.handle.panel?.current?.scheduled ?? false ),
		reload
	);
	const kept = useKeptFocus();
	const { panel } = test.handle;
	const shown =
		panel && ( view === 'concluded' ? lastEnded( panel ) : panel.current );

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
					{ shown && <Log log={ shown.log } /> }
					<History
						experiments={ state.panel.earlier.filter(
							( { id } ) => id !== shown?.id
						) }
						resultsUrl={ resultsUrl }
					/>
				</>
			) }
		</div>
	);
}

function Status( { panel }: { panel: PanelData } ) {
	const { current } = panel;
	// What is being done is said where it is shown.
	return current && ( ! current.job || needsAttention( current ) ) ? (
		<p
			className={ `two-heads-status is-${
				needsAttention( current ) ? 'attention' : current.status
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
			if ( ! panel.may.propose ) {
				return current ? (
					<ProposalView
						test={ test }
						panel={ panel }
						experiment={ current }
					/>
				) : (
					<NoneView test={ test } panel={ panel } />
				);
			}
			return words ? (
				<DraftView test={ test } panel={ panel } words={ words } />
			) : null;
		case 'concluded':
			return ended ? (
				<ConcludedView
					test={ test }
					panel={ panel }
					experiment={ ended }
					resultsUrl={ resultsUrl }
				/>
			) : null;
		default:
			return <NoneView test={ test } panel={ panel } />;
	}
}

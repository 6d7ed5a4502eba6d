import { Notice, Spinner } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ErrorNotice } from '../../../components/error-notice';
import type { Experiment } from '../../../contracts/experiment';
import type { HeadlinePanel } from '../../../contracts/headline-panel';
import { usePolling } from '../../../editor/panel/use-polling';
import { useHeadlineTest } from '../../../editor/use-headline-test';
import type { Boot } from '../boot';
import { Detail } from './detail';
import { useAskAgain } from './use-ask-again';

interface PostTestProps {
	id: number;
	post: number;
	boot: Boot;
}

/** The experiment as its post's panel knows it, with the panel's own actions. */
export function PostTest( { id, post, boot }: PostTestProps ) {
	// There is no editor around: the title is the stored one, and stays so.
	const host = useMemo(
		() => ( {
			postId: post,
			title: '',
			titleEdited: false,
			onTitleWritten: () => undefined,
			writes: false,
			isLeaving: () => false,
			notify: ( message: string ) => speak( message ),
		} ),
		[ post ]
	);
	const test = useHeadlineTest( host );
	const { state, panel, reload } = test.handle;
	const experiment = panel && experimentIn( panel, id );
	usePolling(
		experiment?.status === 'running' ||
			experiment?.status === 'paused' ||
			test.job.stopped,
		reload
	);
	useAskAgain( experiment, test );

	if ( state.status === 'failed' ) {
		return (
			<ErrorNotice
				error={ state.error }
				onRetry={ () => void reload() }
			/>
		);
	}
	if ( ! panel ) {
		return (
			<p className="two-heads-loading">
				<Spinner />
				{ __( 'Loading the experiment…', 'two-heads' ) }
			</p>
		);
	}
	return experiment ? (
		<Detail
			test={ test }
			panel={ panel }
			experiment={ experiment }
			boot={ boot }
		/>
	) : (
		<Notice status="warning" isDismissible={ false }>
			{ __(
				'This experiment does not exist any more: somebody has discarded it.',
				'two-heads'
			) }
		</Notice>
	);
}

function experimentIn( panel: HeadlinePanel, id: number ): Experiment | null {
	return (
		[
			...( panel.current ? [ panel.current ] : [] ),
			...panel.earlier,
		].find( ( one ) => one.id === id ) ?? null
	);
}

import { Button, Notice } from '@wordpress/components';
import { useLayoutEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ConfirmDialog } from '../../components/confirm-dialog';
import type { HeadlinePanel } from '../../contracts/headline-panel';
import { engineOf } from '../../domain/engine';
import { pageLocale } from '../../domain/format-results';
import { scheduleSentence } from '../../domain/schedule';
import type { SetupDraft } from '../../domain/setup-draft';
import { variationName } from '../../domain/titles';
import type { HeadlineTest } from '../use-headline-test';
import { AttentionNotice } from './attention-notice';
import { CheckSection } from './check-section';
import { EngineNotice } from './engine-notice';
import { ForecastHint } from './forecast-hint';
import { MoreOptions } from './more-options';
import { PreviewLinks } from './preview-links';
import { ProposedBy } from './proposal-view';
import { SaveSection } from './save-section';
import { SplitFields } from './split-fields';
import { StartSection } from './start-section';
import { TitleList } from './title-list';
import { useMistakeFocus } from './use-mistake-focus';

interface DraftViewProps {
	test: HeadlineTest;
	panel: HeadlinePanel;
	words: SetupDraft;
}

/** Headlines being written. */
export function DraftView( { test, panel, words }: DraftViewProps ) {
	const { draft, host } = test;
	const { current } = panel;
	const engine = engineOf( panel, words );
	const place = useMistakeFocus( draft.asked );
	const [ discarding, setDiscarding ] = useState( false );
	const { takeFocus } = draft;
	useLayoutEffect( () => {
		if ( takeFocus() ) {
			place.current?.querySelector( 'textarea' )?.focus();
		}
		// Only when the form appears.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [] );

	return (
		<div className="two-heads-stack" ref={ place }>
			<EngineNotice engine={ engine } />
			{ current && <AttentionNotice experiment={ current } /> }
			{ current?.scheduled && (
				<Notice status="info" isDismissible={ false }>
					{ scheduleSentence(
						current.setup.start_at,
						current.setup.stop_at,
						draft.now,
						pageLocale(),
						current.engine
					) }{ ' ' }
					{ __(
						'To change that, choose another time and press Start again.',
						'two-heads'
					) }
				</Notice>
			) }
			<DraftHistory test={ test } />
			<div className="two-heads-original">
				<span className="two-heads-label">{ variationName( 0 ) }</span>
				<p dir="auto">
					{ host.title || (
						<em>
							{ __( 'The post has no title yet.', 'two-heads' ) }
						</em>
					) }
				</p>
			</div>
			<TitleList
				words={ words }
				mistakes={ draft.mistakes }
				most={ panel.max_variations }
				onChange={ draft.edit }
			/>
			{ current && ! draft.dirty && current.previews.length > 0 && (
				<PreviewLinks experiment={ current } />
			) }
			<SplitFields
				words={ words }
				engine={ engine.id }
				forecast={ panel.forecast }
				error={ draft.mistakes.weights ?? '' }
				onChange={ draft.edit }
			/>
			<MoreOptions
				panel={ panel }
				words={ words }
				mistakes={ draft.mistakes }
				now={ draft.now }
				onChange={ draft.edit }
			/>
			<CheckSection panel={ panel } check={ test.check } />
			{ engine.id === 'builtin' && (
				<ForecastHint panel={ panel } words={ words } />
			) }
			{ panel.may.run && (
				<StartSection test={ test } panel={ panel } words={ words } />
			) }
			<SaveSection test={ test } panel={ panel } />
			<Button
				__next40pxDefaultSize
				variant="tertiary"
				isDestructive
				onClick={ () =>
					current || draft.dirty
						? setDiscarding( true )
						: draft.forget()
				}
			>
				{ __( 'Discard draft', 'two-heads' ) }
			</Button>
			{ discarding && (
				<ConfirmDialog
					title={ __( 'Discard this draft?', 'two-heads' ) }
					confirm={ __( 'Discard', 'two-heads' ) }
					destructive
					action={ draft.discard }
					onClose={ () => setDiscarding( false ) }
					onConfirm={ () =>
						current ? void draft.discard.start() : draft.forget()
					}
				>
					<p>
						{ __(
							'The headlines written here are deleted, for everybody. The title of the post stays as it is.',
							'two-heads'
						) }
					</p>
				</ConfirmDialog>
			) }
		</div>
	);
}

/** Where these words come from, where that is not plain. */
function DraftHistory( { test: { draft, handle } }: { test: HeadlineTest } ) {
	const current = handle.panel?.current;
	if ( draft.overtaken ) {
		return (
			<Notice
				status="warning"
				isDismissible={ false }
				actions={ [
					{
						label: __( 'Use the saved version', 'two-heads' ),
						onClick: draft.revert,
						variant: 'secondary',
					},
				] }
			>
				{ __(
					'This draft was saved elsewhere while you were writing. Saving replaces that version with yours.',
					'two-heads'
				) }
			</Notice>
		);
	}
	if ( draft.restored ) {
		return (
			<Notice
				status="info"
				isDismissible={ false }
				actions={ [
					{
						label: __( 'Forget them', 'two-heads' ),
						onClick: draft.revert,
						variant: 'secondary',
					},
				] }
			>
				{ __(
					'These are words from your last visit that had not been saved.',
					'two-heads'
				) }
			</Notice>
		);
	}
	return current ? <ProposedBy experiment={ current } /> : null;
}
